"""The shipped letters as they were agreed: 6 mailings, 3 languages, and whoever the person is.

    python tests/letters/golden.py     # writes tests/data/letters anew, after a wanted change

`digests.json` holds four digests for each letter (subject, text, HTML, calendar); a few letters lie
next to it to be read. HTML counts without the white space between its tags, all else byte by byte.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from invite.records import replace

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from paper import EVENT, LAB, LEAD, PLANNING, SENDER, SHEET, STAMP

from invite.event import Contact, Event
from invite.language import LANGUAGES, Language
from invite.letters.compose import Composer
from invite.letters.model import Letter, Stamp
from invite.mailing import Mailing
from invite.people.model import Address, Name, Person, PersonId

FOLDER = Path(__file__).parents[1] / "data" / "letters"
MAILINGS = ("kutsu", "muistutus", "ohjelma", "muutos", "peruutus", "kiitos")
EVENTS = {
    "full": EVENT,
    "bare": replace(
        EVENT, place=None, reply_by=None, registration_url=None, contact=None, privacy_url=None
    ),
    "hostile": replace(
        EVENT,
        title="Juhla *klo 13–16* & <b>tanssit</b> [ohjelma](https://example.com) | 1. osa",
        place="| Sali `1` | # Katu 11–13 _A_",
        contact=Contact(name='Aino "X" <script>', email="a&b@example.org"),
        registration_url="https://example.org/ilmo/{token}?a=1&b=*2*",
        privacy_url='https://example.org/"tieto"suoja?a=<b>',
    ),
}
# Whatever a cell may hold that Markdown, HTML, Jinja or a program that fills in words would read.
NAMES = (
    Name("Matti", "Meikäläinen"),
    Name("", "O'Brien & <b>*x*</b> [a](b)"),
    Name("**B** `c`", "<https://example.com>"),
    Name("# A", "- a\n1. b"),
    Name("zqk0zqk", "zqxk1zqxk zqxh0zqxh"),
    Name("| a | b |", "![x](https://example.com/x.png)"),
    Name("\\* &lt; &amp;", "</title></p><script>alert(1)</script>"),
    Name("_Mari_ ", "\u202eoir\u0007a\u00a0–\u2028"),
    Name("\"Pekka\" 'P'", "Ö&ouml;"),
)
ROLES = (
    (),
    (PLANNING,),
    (PLANNING, LAB),
    (PLANNING, LAB, LEAD),
    (replace(LAB, group="*Tähti* <i>[1](2)</i>"), replace(PLANNING, title="Puheenjohtaja")),
    (replace(PLANNING, region="Outo | paikka"), replace(LEAD, group="1. `hanke` & muut")),
)
PREFACES = (None, None, "Anteeksi!\n* Osoite <b>oli</b> [väärä](x)\n\n# nyt oikein", "1. Hei & |")
LINKS = (None, None, None, 'https://example.org/"><script>x</script>?a=1&b=ö ä')


def people(language: Language) -> Iterator[tuple[Person, Stamp]]:
    """Two dozen people, and how their letters are stamped."""
    earlier = EVENT.starts.replace(day=10), EVENT.ends.replace(day=10)
    before = (
        None,
        replace(EVENT, starts=earlier[0], ends=earlier[1], place="Vanha | *paikka*").facts(),
        replace(EVENT, place=None, title="Vanha <b>nimi</b>").facts(),
        replace(EVENT, starts=earlier[0], ends=earlier[1]).facts(),
    )
    for n in range(24):
        roles = ROLES[n % len(ROLES)]
        address = Address(f"p{n}@example.org", f"p{n}@example.org")
        who = Person(
            id=PersonId(f"p{n}"),
            name=NAMES[n % len(NAMES)],
            addresses=(address,),
            roles=roles,
            origins=tuple(dict.fromkeys([*([SHEET] * (n % 5 > 0)), *(r.origin for r in roles)])),
            language=language,
            link=LINKS[n // 2 % len(LINKS)],
        )
        yield (
            who,
            replace(
                STAMP,
                preface=PREFACES[n // 3 % len(PREFACES)],
                first=n % 3 > 0,
                before=before[n // 2 % len(before)],
                test=n % 11 == 10,
            ),
        )


def letters(mailing: str, language: Language, event: Event, folder: Path) -> Iterator[Letter]:
    """The letters of all these people."""
    composer = Composer.prepare(
        event=event,
        sender=replace(SENDER, name="Esimerkki & <kumppanit> *ry*", colour="#8a1f5c"),
        mailing=Mailing(name=mailing, template=mailing),
        role_words={},
        forms={},
        folder=folder,
        languages=(language,),
    )
    for who, stamp in people(language):
        found = composer.compose(who, who.addresses[0], stamp)
        assert isinstance(found, Letter), (mailing, language, who.id, found)
        yield found


def without_gaps(html: str) -> str:
    """The HTML without the white space between its tags."""
    return re.sub(r">\s+<", "><", html)


def digests(letter: Letter) -> str:
    """Four digests in a line."""
    seen = (letter.subject, letter.text, without_gaps(letter.html), letter.calendar or "")
    return " ".join(hashlib.sha256(part.encode()).hexdigest()[:8] for part in seen)


def readable(letter: Letter) -> str:
    """The letter as a text file shows it."""
    html = without_gaps(letter.html).replace("><", ">\n<")
    return f"{letter.subject}\n\n{letter.text}\n{html}\n"


READ = {("kutsu.fi", "full", 1), ("kutsu.sv", "hostile", 15), ("muutos.fi", "full", 3),
        ("muutos.en", "hostile", 6), ("kiitos.en", "bare", 22)}  # fmt: skip


def all_letters(mailing: str, language: Language) -> Iterator[tuple[str, list[Letter]]]:
    """The letters of one template, by the event that they are about."""
    with tempfile.TemporaryDirectory() as folder:
        for name, event in EVENTS.items():
            yield name, list(letters(mailing, language, event, Path(folder)))


def main() -> None:
    """Write what the letters are now."""
    found: dict[str, dict[str, list[str]]] = {}
    for mailing in MAILINGS:
        for language in LANGUAGES:
            template = f"{mailing}.{language}"
            found[template] = {}
            for event, made in all_letters(mailing, language):
                found[template][event] = [digests(letter) for letter in made]
                for n, letter in enumerate(made):
                    if (template, event, n) in READ:
                        path = FOLDER / f"{template}.{event}.{n}.txt"
                        path.write_text(readable(letter), encoding="utf-8", newline="\n")
    FOLDER.joinpath("digests.json").write_text(json.dumps(found, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
