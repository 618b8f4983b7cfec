"""Makes rows about people with known truth: moves, slips, initials, namesakes, families and offices
at one address.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from invite.people.model import Address, Entry, Name, Origin, Role
from invite.records import replace


def _words(text: str) -> list[str]:
    return text.split()


GIVEN = _words(
    "Matti Juhani Mikko Antti Timo Kari Jukka Pekka Jari Heikki Markku Hannu Seppo Janne Ville"
    " Tuomas Lauri Eero Olli Petri Marko Sami Teemu Harri Juha Risto Esa Vesa Pasi Ilkka Tapio"
    " Erkki Reijo Jorma Raimo Kalle Henrik Joonas Aleksi Niklas Tero Arto Veikko Aimo Oskari Elias"
    " Onni Eetu Leevi Toivo Maria Anna Anne Liisa Päivi Tiina Kaisa Riikka Hanna Johanna Marja Mari"
    " Minna Sari Satu Kirsi Merja Pirjo Leena Ritva Eeva Elina Katja Susanna Heidi Outi Tarja Arja"
    " Marjatta Kristiina Helena Sanna Jaana Tuula Eija Anneli Raija Sirpa Ulla Irma Emilia Sofia"
    " Aino Helmi Venla Aada Noora Iida Jenni Laura Saara Essi Inka Milla Veera Oona Anna-Liisa"
    " Marja-Leena Juha-Pekka Veli-Matti Åsa Björn Göran Märta Håkan Ann-Sofie Mats Lars Kerstin"
    " Gunilla Vilhelmiina Yrjö Väinö Jyrki Pyry Säde"
)
SURNAMES = _words(
    "Virtanen Korhonen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen"
    " Lehtonen Lehtinen Saarinen Salminen Heinonen Niemi Heikkilä Kinnunen Salonen Turunen Salo"
    " Laitinen Tuominen Rantanen Karjalainen Jokinen Mattila Savolainen Lahtinen Ahonen Ojala"
    " Hiltunen Väisänen Hakala Leinonen Karppinen Räsänen Laaksonen Kallio Anttila Hietala Pitkänen"
    " Miettinen Kokkonen Partanen Nurmi Aaltonen Huttunen Moilanen Hänninen Johansson Karlsson"
    " Nyman Lindholm Eriksson Lindqvist Grönroos Sjöberg Åkerlund Öhman Wikström Kettunen"
    " Kärkkäinen Pulkkinen Määttä Tolvanen"
)
STEMS = _words(
    "Kivi Koski Mäki Lehto Salo Niemi Saari Järvi Ranta Harju Virta Lampi Suo Kangas Honka Kataja"
    " Haapa Lepo Pelto Vuori Ylä Ala Iso Vähä Uusi Hirvi Karhu Kuusi Mänty Pihla Rauta Hopea Kulta"
    " Valta Tähti Lumi Sini Vieno Tuomi Oja"
)
TAILS = _words("nen la mäki niemi järvi lahti salo koski ranta saari aho oja harju vaara kangas")
REGIONS = _words(
    "Uusimaa Varsinais-Suomi Satakunta Kanta-Häme Pirkanmaa Päijät-Häme Kymenlaakso Etelä-Karjala"
    " Etelä-Savo Pohjois-Savo Pohjois-Karjala Keski-Suomi Etelä-Pohjanmaa Pohjanmaa Keski-Pohjanmaa"
    " Pohjois-Pohjanmaa Kainuu Lappi Ahvenanmaa"
)
KINDS = _words("-opisto -keskus -säätiö -instituutti -yhdistys -verkosto -konserni")
CALLED = {
    "Juhani": "Jussi",
    "Matti": "Masa",
    "Johanna": "Hanna",
    "Kristiina": "Kiti",
    "Helena": "Leena",
}
KEYS = "qwertyuiopåasdfghjklöäzxcvbnm"


class Organisation(Struct, frozen=True):
    """A made employer. domain: what its addresses end in."""

    name: str
    region: str
    domain: str


class Human(Struct, frozen=True):
    """One made person as they are at one time. number: who they truly are."""

    number: int
    first: str
    last: str
    second: str
    work: Organisation
    address: str
    phone: str


@dataclass(slots=True)
class Made:
    """Rows, and the true person of each."""

    entries: list[Entry] = field(default_factory=list)
    truth: list[int] = field(default_factory=list)


def plain(text: str) -> str:
    """As in an address."""
    return text.lower().translate(str.maketrans("äöåé -", "aoae..")).replace("..", ".")


def make(rows: int, seed: int = 1) -> Made:
    """About so many rows (exactly so many are returned), the same for the same seed."""
    rng = random.Random(seed)
    works = list(_organisations(rng, max(12, rows // 40)))
    taken: set[str] = set()
    made = Made()
    number = 0
    namesake: Human | None = None
    relative: Human | None = None
    while len(made.entries) < rows:
        human = _human(rng, number, rng.choice(works), namesake, relative, taken)
        chance = rng.random()
        namesake = human if chance < 0.01 else None
        relative = human if 0.01 <= chance < 0.02 else None
        for entry in _rows(rng, human, works, taken):
            made.entries.append(entry)
            made.truth.append(number)
        number += 1
    order = list(range(rows))
    rng.shuffle(order)
    return Made(
        [_placed(made.entries[old], place) for place, old in enumerate(order)],
        [made.truth[old] for old in order],
    )


def _placed(entry: Entry, place: int) -> Entry:
    origin = Origin(f"lista{place % 40}.xlsx", f"Taulu{place // 40 % 5}", place + 2)
    return replace(entry, role=replace(entry.role, origin=origin))


def _organisations(rng: random.Random, count: int) -> Iterator[Organisation]:
    for number in range(count):
        region, kind, stem = rng.choice(REGIONS), rng.choice(KINDS), rng.choice(STEMS)
        form = rng.choice(("", "", " Oy", " ry", " Oyj"))
        name = (
            f"{stem}{rng.choice(TAILS)}{kind} {number}{form}"
            if number >= 500
            else f"{stem}{rng.choice(TAILS)}{kind}{form}"
        )
        yield Organisation(name, region, f"{plain(name).replace('.', '')}{number}.example.org")


def _zipf(rng: random.Random, words: Sequence[str], flat: float) -> str:
    """An early word oftener than a late one."""
    return words[min(int(len(words) * rng.random() ** flat), len(words) - 1)]


def _surname(rng: random.Random) -> str:
    if rng.random() < 0.35:
        return _zipf(rng, SURNAMES, 1.5)
    return rng.choice(STEMS) + rng.choice(TAILS)


def _human(
    rng: random.Random,
    number: int,
    work: Organisation,
    namesake: Human | None,
    relative: Human | None,
    taken: set[str],
) -> Human:
    first, last = _zipf(rng, GIVEN, 1.3), _surname(rng)
    if namesake:
        first, last = namesake.first, namesake.last
    if relative:
        last = relative.last
        first = next(one for one in iter(lambda: rng.choice(GIVEN), "") if one != relative.first)
    second = rng.choice("ABEHIJKLMOPRSTV")
    address = _address(rng, plain(f"{first}.{last}"), second, work, taken)
    if relative:
        address = relative.address
    elif rng.random() < 0.02:
        address = f"toimisto@{work.domain}"
    phone = f"+358 4{rng.randrange(10)} {rng.randrange(1000000, 9999999)}"
    return Human(number, first, last, second, work, address, phone)


def _address(
    rng: random.Random, local: str, second: str, work: Organisation, taken: set[str]
) -> str:
    """An address that nobody else has: an organisation tells two of one name apart by a letter or a
    number.
    """
    if rng.random() < 0.12:
        local, domain = (
            f"{local}{rng.randrange(10, 99)}",
            rng.choice(["gmail.com", "hotmail.com", "outlook.com"]),
        )
    else:
        domain = work.domain
    first, _dot, last = local.partition(".")
    forms = (
        local,
        f"{first}.{second.lower()}.{last}",
        *(f"{local}{number}" for number in range(2, 1000)),
    )
    address = next(one for one in (f"{form}@{domain}" for form in forms) if one not in taken)
    taken.add(address)
    return address


def _rows(
    rng: random.Random, human: Human, works: Sequence[Organisation], taken: set[str]
) -> Iterator[Entry]:
    """One to four rows about one person, who may move on the way."""
    now = human
    for turn in range(rng.choices((1, 2, 3, 4), (50, 30, 15, 5))[0]):
        if turn and rng.random() < 0.05:
            now = _moved(rng, now, works, taken)
        yield _row(rng, now)


def _moved(
    rng: random.Random, human: Human, works: Sequence[Organisation], taken: set[str]
) -> Human:
    """A new address, and half the time a new employer with it, mostly in the same region; the
    number mostly stays.
    """
    local = plain(f"{human.first}.{human.last}")
    if rng.random() < 0.5:
        place = replace(human.work, domain=f"uusityo{rng.randrange(99)}.example.net")
        return replace(human, address=_address(rng, local, human.second, place, taken))
    tries = [rng.choice(works) for _try in range(100)]
    near = [work for work in tries if work.region == human.work.region and work != human.work]
    work = near[0] if near and rng.random() < 0.9 else rng.choice(works)
    phone = (
        human.phone
        if rng.random() < 0.8
        else f"+358 4{rng.randrange(10)} {rng.randrange(1000000, 9999999)}"
    )
    return replace(
        human, work=work, address=_address(rng, local, human.second, work, taken), phone=phone
    )


def _row(rng: random.Random, human: Human) -> Entry:
    address = None if rng.random() < 0.04 else human.address
    if address and rng.random() < 0.015:
        address = _slip(rng, address.partition("@")[0]) + "@" + address.partition("@")[2]
    if address and rng.random() < 0.1:
        address = address.upper()
    role = Role(
        kind=rng.choice(("planning-group", "lab-team", "project-lead")),
        group=None,
        region=None if rng.random() < 0.05 else human.work.region,
        origin=Origin("made"),
    )
    return Entry(
        name=_name(rng, human),
        addresses=(Address(address, address.casefold()),) if address else (),
        role=role,
        organisation=None if rng.random() < 0.08 else human.work.name,
        phone=human.phone if rng.random() < 0.55 else None,
    )


def _name(rng: random.Random, human: Human) -> Name:
    """The name as somebody typed it."""
    first, last = human.first, human.last
    chance = rng.random()
    steps = (
        (0.02, "slip"),
        (0.035, "initial"),
        (0.055, "second"),
        (0.06, "called"),
        (0.10, "ascii"),
        (0.13, "capitals"),
    )
    match next((what for until, what in steps if chance < until), ""):
        case "slip" if rng.random() < 0.5:
            first = _slip(rng, first)
        case "slip":
            last = _slip(rng, last)
        case "initial":
            first = f"{first[0]}."
        case "second":
            first = f"{first} {human.second}."
        case "called":
            first = CALLED.get(first, first)
        case "ascii":
            first, last = (
                part.translate(str.maketrans("äöåÄÖÅ", "aoaAOA")) for part in (first, last)
            )
        case "capitals":
            first, last = first.upper(), last.upper()
    return Name(last, first) if rng.random() < 0.02 else Name(first, last)


def _slip(rng: random.Random, word: str) -> str:
    """One letter left out, doubled, changed, or changed places with the next; not the first."""
    if len(word) < 4:
        return word
    at = rng.randrange(1, len(word) - 1)
    match rng.randrange(4):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at] + word[at:]
        case 2:
            return word[:at] + rng.choice(KEYS) + word[at + 1 :]
        case _:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


SECONDS = _words("Juhani Tapani Maria Helena Anneli Kristiina Olavi Johannes")
MARRIED = _words("Laine Korpela Salonen Niskanen")
WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "Ä": "Ae", "Ö": "Oe"})


def roughen(made: Made, seed: int = 1, share: float = 0.25) -> Made:
    """The same people with more kinds of error, on so large a share of the rows: second names
    before and behind, ä as ae, lost hyphens, names in the wrong columns, organisations cut and
    misspelt, other telephones' spelling, added and private addresses, double and changed surnames,
    nothing but the name.
    """
    rng = random.Random(seed * 7919)
    changed = {who for who in set(made.truth) if rng.random() < 0.02}
    entries = []
    for entry, who in zip(made.entries, made.truth, strict=True):
        row = _roughened(rng, entry, who) if rng.random() < share else entry
        if who in changed and rng.random() < 0.5 and row.name:
            row = replace(row, name=Name(row.name.first, MARRIED[who % 4]))
        entries.append(row)
    return Made(entries, made.truth)


def _roughened(rng: random.Random, entry: Entry, who: int) -> Entry:
    name, work = entry.name or Name("", ""), entry.organisation or ""
    first, last = name.first, name.last
    local = (
        entry.addresses[0].key.partition("@")[0] if entry.addresses else plain(f"{first}.{last}")
    )
    private = Address(f"{local}{who % 97}@gmail.com", f"{local}{who % 97}@gmail.com")
    at = rng.randrange(1, max(2, len(work) - 2))
    kinds = (
        {"name": Name(f"{first} {SECONDS[who % 8]}", last)},
        {"name": Name(f"{SECONDS[who % 8]} {first}", last)},
        {"name": Name(first.translate(WRITTEN_OUT), last.translate(WRITTEN_OUT))},
        {"name": Name(first.replace("-", " "), last)},
        {"name": Name(last, first)},
        {"name": Name(first[:1], last)},
        {"name": Name(first.lower(), last.lower())},
        {"name": Name(first, f"{last}-{MARRIED[who % 4]}")},
        {"organisation": work[:at] + work[at + 1 :] or None},
        {"organisation": work.split(" ")[0] or None},
        {"organisation": None, "phone": None},
        {"phone": entry.phone and entry.phone.replace("+358 ", "0").replace(" ", "-")},
        {"role": replace(entry.role, region=None)},
        {"addresses": (*entry.addresses, private)},
        {"addresses": (private,)},
    )
    return replace(entry, **rng.choice(kinds))
