"""How fast the program starts: its help, and what it says of 1,000 and of 10,000 letters, next to a
bare typer program.

    python benchmarks/start.py [RUNS]

Prints medians in milliseconds and their ratios, with the bars of the design.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from invite.ledger.ledger import Ledger
from invite.ledger.letters.claims import NewLetter
from invite.ledger.letters.turns import Asked, Ending
from invite.ledger.storage.letter_text import KeptText
from invite.lifecycle import Fact
from invite.people.model import Address, Name, Origin, Person, Role

BARE = """\
import typer
app = typer.Typer(add_completion=False)
@app.command()
def hello(name: str = "x") -> None:
    "Say hello."
    print(name)
@app.command()
def goodbye(name: str = "x") -> None:
    "Say goodbye."
    print(name)
app()
"""
SETTINGS = """\
[event]
title = "Mittaus"
starts = 2027-02-11T13:00:00
ends = 2027-02-11T16:00:00
registration_url = "https://example.org/ilmo?k={token}"
[sender]
name = "Mittaaja"
address = "kutsut@example.org"
[[source]]
file = "ryhmat.csv"
role = "planning-group"
[mailing.kutsu]
[mailing.muistutus]
audience = "not registered"
[mailing.ohjelma]
[mailing.kiitos]
audience = "attended"
"""
LETTERS = (1_000, 10_000)
MAILINGS = ("kutsu", "muistutus", "ohjelma")  # everybody has a letter of each
REGIONS = ("Uusimaa", "Kainuu", "Lappi", "Satakunta", "Pirkanmaa", "Keski-Suomi", "Kymenlaakso")
REFUSED = 500  # one letter of so many was refused, as in life


def project(folder: Path, letters: int) -> None:
    """A project whose ledger holds so many letters, three a person, nearly all accepted."""
    (folder / "invite.toml").write_text(SETTINGS, encoding="utf-8")
    with Ledger(folder / "invite.db", lambda: datetime.now(UTC)) as ledger:
        people = [_person(ledger, number) for number in range(letters // len(MAILINGS))]
        ledger.persons.record_reading([(person, None) for person in people], [], [])
        _send(
            ledger,
            [_letter(ledger, person, mailing) for mailing, person in product(MAILINGS, people)],
        )


def _send(ledger: Ledger, letters: list[NewLetter]) -> None:
    """Begin and end all letters as a run with one connection does."""
    ending: Ending | None = None
    with ledger.sender(courier="smtp", pace=0.0, daily=None) as session:
        session.prepare(letters, lambda one: one)
        for number, letter in enumerate(letters):
            asked = [Asked(ending, next=True)]
            (turn,) = session.round(asked, [letter], lambda one: one).turns
            ending = Ending(turn.id, Fact.ACCEPTED, "250 2.0.0 Ok: queued")
            if not number % REFUSED:
                ending = Ending(turn.id, Fact.REFUSED, "550 5.1.1 no such user")
        if ending is not None:
            session.round([Asked(ending)], (), lambda one: one)


def _person(ledger: Ledger, number: int) -> Person:
    origin = Origin("ryhmat.csv", None, number + 2)
    address = Address(f"henkilo{number}@example.org", f"henkilo{number}@example.org")
    roles = [Role(kind="planning-group", region=REGIONS[number % len(REGIONS)], origin=origin)]
    if number % 4 == 0:
        roles.append(Role(kind="lab-team", group=f"Tiimi {number % 10}", origin=origin))
    name = Name(f"Etu{number}", f"Suku{number}")
    return Person(
        id=ledger.persons.new_id(),
        name=name,
        addresses=(address,),
        roles=tuple(roles),
        origins=(origin,),
    )


def _letter(ledger: Ledger, person: Person, mailing: str) -> NewLetter:
    assert person.address
    id_ = ledger.keys.letter_id(person.id, mailing, 1)
    return NewLetter(
        id=id_,
        person=person.id,
        mailing=mailing,
        number=1,
        message_id=f"<{id_}@example.org>",
        name=person.name.full,
        to=person.address,
        subject="Kutsu",
        text=KeptText("Hei! " * 200),
        digest="d",
        frame="f",
    )


def milliseconds(commands: dict[str, list[str]], runs: int) -> dict[str, float]:
    """The median of each command's time, the commands taking turns so that a drift of the machine
    meets them all.
    """
    times: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            begun = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            if run:  # the first only warms the caches
                times[name].append(1000 * (time.perf_counter() - begun))
    return {name: statistics.median(found) for name, found in times.items()}


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    bars = {"invite --help": 1.2, "send --help": 1.3}
    with tempfile.TemporaryDirectory() as name:
        bare = Path(name) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        invite = [sys.executable, "-m", "invite"]
        commands = {
            "bare typer --help": [sys.executable, str(bare), "--help"],
            "bare typer, a command": [sys.executable, str(bare), "hello"],
            "invite --help": [*invite, "--help"],
            "send --help": [*invite, "send", "--help"],
        }
        for letters, status, who in zip(LETTERS, (2.0, 4.0), (2.0, 2.5), strict=True):
            folder = Path(name) / str(letters)
            folder.mkdir()
            project(folder, letters)
            here = [*invite, "-C", str(folder)]
            last = letters // len(MAILINGS) - 1
            commands |= {
                f"status, {letters}": [*here, "status"],
                f"who, {letters}": [*here, "who", f"Etu{last} Suku{last}"],
                f"invite, {letters}": here,
            }
            bars |= {f"status, {letters}": status, f"who, {letters}": who}
        commands |= {
            f"status --{kind}": [*here, "status", f"--{kind}", str(folder / f"tilanne.{kind}")]
            for kind in ("xlsx", "html")
        }
        commands["status --json"] = [*here, "status", "--json"]
        found = milliseconds(commands, runs)
    start = found["bare typer --help"]
    for what, milli in found.items():
        bar = f"   (bar {bars[what]})" if what in bars else ""
        print(f"{what:24} {milli:7.0f} ms {milli / start:7.2f} x{bar}")


if __name__ == "__main__":
    main()
