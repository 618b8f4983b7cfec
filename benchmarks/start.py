"""How fast the program starts: `invite --help` and `invite status` beside a bare typer program, in one run.

    python benchmarks/start.py [RUNS]

Prints medians in milliseconds and their ratios; the bars are 1.2 for the help and 2.5 for the status of 10,000 letters.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from invite.ledger.ledger import Ledger
from invite.ledger.letters import NewLetter
from invite.lifecycle import Fact
from invite.people.model import Address, Name, Origin, Person, PersonId, Role

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
"""
LETTERS = 10_000


def project(folder: Path) -> None:
    """A project whose ledger holds 10,000 people with a letter each that was accepted."""
    (folder / "invite.toml").write_text(SETTINGS, encoding="utf-8")
    with Ledger(folder / "invite.db", lambda: datetime.now(UTC)) as ledger:
        people = [_person(number) for number in range(LETTERS)]
        ledger.persons.record_reading([(person, None) for person in people], [], [])
        for person in people:
            letter = _letter(ledger, person)
            ledger.letters.start(letter, courier="smtp", reaches=True)
            ledger.letters.add_fact(letter, Fact.ACCEPTED, courier="smtp", words="250 2.0.0 Ok: queued")


def _person(number: int) -> Person:
    origin = Origin("ryhmat.csv", None, number + 2)
    address = Address(f"henkilo{number}@example.org", f"henkilo{number}@example.org")
    role = Role(kind="planning-group", region="Kainuu", origin=origin)
    name = Name(f"Etu{number}", f"Suku{number}")
    return Person(id=PersonId(f"p{number}"), name=name, addresses=(address,), roles=(role,), origins=(origin,))


def _letter(ledger: Ledger, person: Person) -> NewLetter:
    assert person.address
    id_ = ledger.keys.letter_id(person.id, "kutsu", 1)
    return NewLetter(
        person=person.id,
        mailing="kutsu",
        number=1,
        message_id=f"<{id_}@example.org>",
        name=person.name.full,
        to=person.address,
        subject="Kutsu",
        text="Hei! " * 200,
        digest="d",
        frame="f",
    )


def milliseconds(commands: dict[str, list[str]], runs: int) -> dict[str, float]:
    """The median of each command's time, the commands taking turns so that a drift of the machine meets them all."""
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
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project(folder)
        bare = folder / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        invite = [sys.executable, "-m", "invite"]
        found = milliseconds(
            {
                "bare typer --help": [sys.executable, str(bare), "--help"],
                "invite --help": [*invite, "--help"],
                "bare typer, a command": [sys.executable, str(bare), "hello"],
                "invite status, 10,000 letters": [*invite, "-C", name, "status"],
                "invite status --json": [*invite, "-C", name, "status", "--json"],
            },
            runs,
        )
    for what, milli in found.items():
        print(f"{what:32} {milli:7.0f} ms")
    print(f"help: {found['invite --help'] / found['bare typer --help']:.2f} x (bar 1.2)")
    start = found["bare typer --help"]
    print(f"status: {found['invite status, 10,000 letters'] / start:.2f} x (bar 2.5)")


if __name__ == "__main__":
    main()
