"""What became of every row of a project's sheets, read through the JSON that scripts rely on."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk import Desk

CASES = Path(__file__).parents[1] / "data" / "cases"
SETTINGS = """\
[event]
title = "Koetilaisuus"
starts = 2027-05-20T13:00:00
ends = 2027-05-20T16:00:00
place = "Sali, Katu 1, Helsinki"
registration_url = "https://example.org/ilmo?k={token}"
contact = { name = "Aino Esimerkki", email = "aino.esimerkki@example.org" }
privacy_url = "https://example.org/tietosuoja"
[sender]
name = "Koe"
address = "kutsut@example.org"
[role.osallistuja]
fi = "osallistujana"
sv = "deltagare"
en = "a participant"
"""
# The calendar costs a third of a run, and its text is that of the event alone.
QUICK = "calendar = false\n"
# Two of these stand before the row in question and three after it: no column is guessed from one
# row alone.
BEFORE = (("Kerttu", "Rantala"), ("Olavi", "Heinonen"))
AFTER = (("Sanna", "Koskela"), ("Ilmari", "Karjalainen"), ("Tuulikki", "Salminen"))
ROW = "a.csv:4"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that would leave now: to whom, where to, and how it greets them."""

    person: str
    to: str
    greeting: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """People, flaws, questions and who is held, as `people --json` says, and the letters that would
    leave.
    """

    people: Sequence[Any]
    flaws: Sequence[Any]
    questions: Sequence[Any]
    held: Sequence[Any]
    letters: Sequence[Letter]

    def on(self, row: str) -> list[Any]:
        """The people who stand on this row."""
        return [one for one in self.people if row in map(cell_off, one["origins"])]

    def to(self, row: str) -> list[Letter]:
        """The letters that would leave to the people of this row."""
        ids = {one["id"] for one in self.on(row)}
        return [letter for letter in self.letters if letter.person in ids]

    def said(self, row: str) -> list[str]:
        """All that is said of a row: why its people are held, its flaws, the questions about its
        people.
        """
        ids = {one["id"] for one in self.on(row)}
        held = [f"{one['because']}: {one['words']}" for one in self.held if one["person"] in ids]
        flaws = [
            f"{one['problem']}: {one['value']}"
            for one in self.flaws
            if cell_off(one["origin"]) == row
        ]
        asked = [
            ", ".join(map(str, one["evidence"]))
            for one in self.questions
            if ids & set(one["people"])
        ]
        return [*held, *flaws, *(f"question: {evidence}" for evidence in asked)]

    def goes(self, row: str, *greetings: str, to: str | None = None) -> None:
        """Claim: one letter goes to the one person of this row, with one of these greetings."""
        assert len(self.to(row)) == 1, self.about(row)
        (letter,) = self.to(row)
        assert letter.greeting in greetings, self.about(row)
        assert to in (None, letter.to), self.about(row)

    def holds(self, row: str, *words: str) -> None:
        """Claim: nobody of this row is written to, and `held` says why, with the words that stood
        there.

        A row that gave no person is a serious flaw instead, with the same words.
        """
        assert not self.to(row), self.about(row)
        ids = {one["id"]: set(map(cell_off, one["origins"])) for one in self.on(row)}
        said = [one for one in self.held if one["person"] in ids]
        assert {one["person"] for one in said} == set(ids), self.about(row)
        assert all(
            one["because"] and cell_off(one["origin"]) in ids[one["person"]] for one in said
        ), self.about(row)
        serious = [
            one
            for one in self.flaws
            if cell_off(one["origin"]) == row and one["severity"] == "error"
        ]
        assert said or serious, self.about(row)
        shown = " ".join(
            [
                *(one["words"] for one in said),
                *(f"{one['problem']} {one['value']}" for one in serious),
            ]
        )
        for word in words:
            assert word.casefold() in shown.casefold(), self.about(row)

    def stays(self, row: str) -> None:
        """Claim: nobody of this row is written to, and something is said of it."""
        assert not self.to(row), self.about(row)
        assert self.said(row), self.about(row)

    def goes_or_stays(self, row: str, *greetings: str, to: str | None = None) -> None:
        """Claim: one letter with one of these greetings goes, or nobody is written to and that is
        said.
        """
        if self.to(row):
            self.goes(row, *greetings, to=to)
        else:
            self.stays(row)

    def asks(self, *rows: str) -> None:
        """Claim: whether the people of these rows are one is a question, and none of them is
        written to.
        """
        ids = [{one["id"] for one in self.on(row)} for row in rows]
        assert all(ids), f"nobody stands on one of {rows}"
        assert len(set().union(*ids)) == len(rows), f"joined: {[self.about(row) for row in rows]}"
        asked = set().union(*(set(one["people"]) for one in self.questions))
        assert set().union(*ids) <= asked, f"not asked: {[self.about(row) for row in rows]}"
        assert not [letter for row in rows for letter in self.to(row)], (
            "written to in spite of the question"
        )

    def about(self, row: str) -> str:
        """What became of a row, for the message of a test that fails."""
        people = [(one["name"], one["first_name"], one["emails"]) for one in self.on(row)]
        letters = [(one.greeting, one.to) for one in self.to(row)]
        return f"{row}: people {people}, letters {letters}, said {self.said(row)}"


def outcome(here: Desk) -> Outcome:
    """What became of every row of this project."""
    read = here("people", "--json")
    assert read.code == 0, read.err
    plan = here("send", "--dry-run", "--json")
    assert plan.code in {0, 3}, plan.err
    ready = (
        {one["person"] for one in plan["letters"] if one["state"] == "ready"}
        if plan.code == 0
        else set()
    )
    letters = here("preview", "--json")["letters"] if ready else []
    return Outcome(
        people=read["people"],
        flaws=read["flaws"],
        questions=read["questions"],
        held=read.document.get("held", []),
        letters=[
            Letter(one["person"], one["to"], greeting(one["text"]), one["text"])
            for one in letters
            if one["person"] in ready
        ],
    )


def addresses(found: Outcome) -> set[str]:
    """Where the letters would go."""
    return {letter.to for letter in found.letters}


def greeting(text: str) -> str:
    """Whom the letter's first line greets."""
    found = re.match(r"\s*(?:Hei|Hej|Dear) (.*)[!,]\s*$", text, re.MULTILINE)
    assert found, text[:80]
    return found[1]


def cell_off(origin: str) -> str:
    """An origin without what may stand behind the row's number."""
    parts = origin.split(":")
    while len(parts) > 1 and not parts[-1].isdigit():
        parts.pop()
    return ":".join(parts) if len(parts) > 1 else origin


def case(folder: Path, name: str) -> Desk:
    """A public case, copied where the program may work in it."""
    shutil.copytree(CASES / name, folder, dirs_exist_ok=True)
    return Desk(folder)


def written(header: str, *rows: str | Sequence[str]) -> str:
    """A CSV as a Finnish Excel writes it. A row: its line as it stands, or its cells, which are
    quoted where they must be.
    """
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in (header, *rows):
        if isinstance(row, str):
            out.write(row + "\r\n")
        else:
            table.writerow(row)
    return out.getvalue()


def project(
    folder: Path,
    sheets: Mapping[str, str | bytes],
    role: str = "osallistuja",
    more: str = "",
    keys: str = "",
) -> Desk:
    """A project folder with these files as its sources. keys: of every source; more: further
    settings.
    """
    for name, content in sheets.items():
        (folder / name).write_bytes(
            content.encode("utf-8-sig") if isinstance(content, str) else content
        )
    sources = "".join(f'[[source]]\nfile = "{name}"\nrole = "{role}"\n{keys}' for name in sheets)
    (folder / "invite.toml").write_text(
        SETTINGS + sources + "[mailing.kutsu]\n" + QUICK + more, encoding="utf-8"
    )
    return Desk(folder)


def ordinary(*more: str, people: Iterable[tuple[str, str]] = (*BEFORE, *AFTER)) -> list[list[str]]:
    """Rows `Nimi;Sähköposti;…` of people about whom there is no doubt; more: what stands in the
    columns behind the address.
    """
    return [[f"{first} {last}", mailbox(first, last), *more] for first, last in people]


def mailbox(first: str, last: str) -> str:
    """An address made of a name."""
    plain = f"{first}.{last}".casefold().replace("ä", "a").replace("ö", "o").replace(" ", "")
    return f"{plain}@example.org"


def among(
    folder: Path,
    cells: Sequence[str],
    header: str = "Nimi;Sähköposti",
    *more: str,
    role: str = "osallistuja",
) -> Outcome:
    """What becomes of a row (`ROW`) that stands among five ordinary ones, who must all go, each by
    their first name.

    more: what the ordinary rows have in the columns behind the address.
    """
    first, last = ordinary(*more, people=BEFORE), ordinary(*more, people=AFTER)
    found = outcome(project(folder, {"a.csv": written(header, *first, cells, *last)}, role=role))
    for number, (name, _surname) in zip((2, 3, 5, 6, 7), (*BEFORE, *AFTER), strict=True):
        found.goes(f"a.csv:{number}", name)
    return found
