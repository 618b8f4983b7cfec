"""Composing letters of 20 kB, against Jinja2 alone rendering the same templates, and against the
library's EmailMessage.

    python benchmarks/composing.py [--letters 10000]

Figures are ratios of one run on one machine. The bar: composing takes at most 4 × the render alone,
by which plain Jinja2 is meant, with the same texts, filters and values, and nothing of ours round
it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, StrictUndefined

from invite.event import Contact, Event, Sender
from invite.letters.compose import Composer
from invite.letters.model import Letter, Stamp
from invite.letters.templates.source import TemplateFile, TemplateParts, shipped
from invite.letters.variables import own_values
from invite.mailing import Mailing
from invite.people.model import Address, Name, Origin, Person, PersonId, Role

SIZE = 20_000  # bytes of a whole message
HELSINKI = ZoneInfo("Europe/Helsinki")
EVENT = Event(
    title="Esimerkkihankkeen päätöstilaisuus",
    starts=dt.datetime(2027, 2, 11, 13, tzinfo=HELSINKI),
    ends=dt.datetime(2027, 2, 11, 16, tzinfo=HELSINKI),
    place="Talo, Katu 11–13, Helsinki",
    reply_by=dt.date(2027, 1, 29),
    registration_url="https://example.org/ilmo?k={token}",
    contact=Contact(name="Aino Esimerkki", email="aino.esimerkki@example.org"),
    privacy_url="https://example.org/tietosuoja",
)
SENDER = Sender(name="Esimerkkihanke", address="kutsut@example.org")
PARAGRAPH = (
    "Kahden vuoden aikana syntyi {{ event.title }} ja paljon muuta: verkostoja, kokeiluja ja uusia"
    " tapoja tehdä työtä yhdessä. Hyvä {{ person.first_name }}, tästä on hyvä jatkaa.\n\n"
)


def people(count: int) -> list[Person]:
    """So many people with three parts each; no two alike."""
    origin = Origin("vieraat.xlsx", "Kainuu", 2)
    return [
        Person(
            id=PersonId(f"p{n}"),
            name=Name(f"Matti{n}", f"Meikäläinen{n}"),
            addresses=(Address(f"matti{n}@example.org", f"matti{n}@example.org"),),
            roles=(
                Role(kind="planning-group", region="Kainuu", origin=origin),
                Role(kind="lab-team", group=f"Kohtaamo {n % 10}", origin=origin),
                Role(kind="project-lead", group=f"Urapolku {n % 8}", origin=origin),
            ),
            origins=(origin,),
        )
        for n in range(count)
    ]


def composer(folder: Path) -> Composer:
    """The shipped invitation, made longer until its message has 20 kB."""
    text_of = (shipped("templates") / "kutsu.fi.md").read_text(encoding="utf-8")
    (folder / "templates").mkdir()
    for paragraphs in range(1, 100):
        text = text_of.replace(
            "# {{ event.title }}", PARAGRAPH * paragraphs + "# {{ event.title }}"
        )
        (folder / "templates" / "kutsu.fi.md").write_text(text, encoding="utf-8")
        made = Composer.prepare(
            event=EVENT,
            sender=SENDER,
            mailing=Mailing(name="kutsu", template="kutsu"),
            role_words={},
            forms={},
            folder=folder,
            languages=("fi",),
        )
        if len(letter(made, people(1)[0]).content) >= SIZE:
            return made
    raise AssertionError("no letter grew to 20 kB")


def stamp(person: Person) -> Stamp:
    """What is individual to one letter."""
    moment = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)
    return Stamp(
        message_id=f"<{person.id}@example.org>", letter_id=person.id, token=person.id, date=moment
    )


def letter(made: Composer, person: Person) -> Letter:
    """One letter, which must be all right."""
    found = made.compose(person, person.addresses[0], stamp(person))
    if not isinstance(found, Letter):
        raise TypeError(found)
    return found


def standard(person: Person, one: Letter) -> bytes:
    """The same message by the standard library, from texts that are there already."""
    message = EmailMessage(policy=SMTP)
    message["From"] = HeaderAddress(SENDER.name, addr_spec=SENDER.address)
    message["To"] = HeaderAddress(person.name.full, addr_spec=one.recipient)
    message["Subject"] = one.subject
    message["Date"] = stamp(person).date
    message["Message-ID"] = stamp(person).message_id
    message["X-Invite-Id"] = person.id
    message.set_content(one.text)
    message.add_alternative(one.html, subtype="html")
    message.add_attachment(
        (one.calendar or "").encode(), maintype="text", subtype="calendar", filename="tilaisuus.ics"
    )
    return message.as_bytes()


def plain_jinja(ours: Composer, folder: Path) -> Callable[[Person], object]:
    """Jinja2 as it comes, neither sandboxed nor watched: the same subject, text and page, filters
    and values.
    """
    source = TemplateFile.read(folder / "templates" / "kutsu.fi.md", "kutsu.fi.md")
    layout = TemplateFile.read(shipped("templates") / "layout.html", "layout.html").text
    parts, _problems = TemplateParts.parse(source)
    made = ours.ready["fi"].letter.body.template.environment
    ready = []
    for text, html in (
        (parts.subject, False),
        (parts.body, False),
        (layout.replace("{{ body }}", parts.body), True),
    ):
        plain = Environment(undefined=StrictUndefined, autoescape=html)
        plain.filters |= made.filters
        plain.globals |= made.globals
        ready.append(plain.from_string(text))
    values = values_of(ours)

    def render(_who: Person) -> None:
        for one in ready:
            one.render(values)

    return render


def seconds(step: Callable[[Person], object], whom: Iterable[Person]) -> float:
    """How much of the processor's time one step takes for each person, on average."""
    began, count = time.process_time(), 0
    for person in whom:
        step(person)
        count += 1
    return (time.process_time() - began) / count


def in_turns(steps: Sequence[Callable[[Person], object]], whom: Sequence[Person]) -> list[float]:
    """The steps by turns, a tenth of the people each, so that what else the machine does falls on
    all of them alike.
    """
    slices = [whom[n::10] for n in range(10)]
    return [
        sum(times) / len(slices)
        for times in zip(*([seconds(step, part) for step in steps] for part in slices), strict=True)
    ]


def values_of(made: Composer) -> dict[str, object]:
    """What a letter's templates read, ready."""
    ready, one = made.ready["fi"], people(1)[0]
    own = own_values(one, one.addresses[0], stamp(one), "https://example.org/ilmo?k=x", "fi", str)
    return {
        **own,
        "before": "",
        "attachments": (),
        "roles": ready.roles.roles(one, {}),
        "subject": EVENT.title,
    }


def render_alone(made: Composer) -> Callable[[Person], object]:
    """Filling the same template, in our sandbox, with values that are there already."""
    ready, shared = made.ready["fi"], values_of(made)

    def render(person: Person) -> None:
        ready.letter.fill(shared, person.id, {})

    return render


def main() -> int:
    """Measure and print; 1 where the bar is missed."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--letters", type=int, default=10_000)
    count: int = options.parse_args().letters
    with tempfile.TemporaryDirectory() as folder:
        made = composer(Path(folder))
        plainly = plain_jinja(made, Path(folder))
    whom = people(count)
    one = letter(made, whom[0])
    steps = (plainly, render_alone(made), lambda person: letter(made, person))
    for step in steps:
        seconds(step, whom[:200])
    plain, alone, composed = in_turns(steps, whom)
    library = seconds(lambda person: standard(person, one), whom[: max(20, count // 50)])
    print(
        f"{count} letters of {len(one.content)} bytes (text {len(one.text)}, HTML {len(one.html)}"
        " characters)"
    )
    print(f"composing, whole           {composed * 1e3:7.3f} ms a letter")
    print(
        f"its templates, plain Jinja2 {plain * 1e3:6.3f} ms   composing is {composed / plain:.2f} ×"
        " that (bar: 4)"
    )
    print(
        f"its templates, our sandbox {alone * 1e3:7.3f} ms   composing is {composed / alone:.2f} ×"
        " that"
    )
    print(
        f"EmailMessage + as_bytes    {library * 1e3:7.3f} ms   without any rendering:"
        f" {library / composed:.1f} × composing"
    )
    return int(composed > 4 * plain)


if __name__ == "__main__":
    sys.exit(main())
