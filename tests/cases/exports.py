"""Exports of registration systems over a list of six people, and what is read from them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cases.outcome import project, written
from desk import Desk

NAMES = ("Aino Malli", "Eero Koe", "Helmi Mainio", "Oiva Testi", "Impi Esimerkki", "Urho Näyte")

REGISTERED = {"registered", "attended"}


def address(name: str) -> str:
    """The address that a person has in the list."""
    return f"{name.lower().replace(' ', '.').replace('ä', 'a')}@example.org"


def desk_of(folder: Path, export: str = "", name: str = "vienti.csv") -> Desk:
    """A project with these six people who have been read, and an export next to the sheets."""
    sheet = written("Nimi;Sähköposti", *([one, address(one)] for one in NAMES))
    here = project(
        folder, {"lista.csv": sheet}, more='[mailing.muistutus]\naudience = "not registered"\n'
    )
    (folder / name).write_text(export, encoding="utf-8")
    assert here("people").code == 0
    return here


def read(here: Desk, name: str = "vienti.csv") -> tuple[dict[str, str], Any]:
    """Everybody's answer by first name, and the whole document."""
    ran = here("registrations", str(here.folder / name), "--json")
    assert ran.code == 0, ran.err
    replies = {
        one["name"].split()[0]: "declined" if one["cancelled"] else one["reply"]
        for one in ran["registrations"]
    }
    return replies, ran.document


def asked(document: Any, row: str) -> bool:
    """Whether something is said of this line of the export: a question or a flaw."""
    rows = [one.get("row") for one in document["questions"]] + [
        one["origin"] for one in document["flaws"]
    ]
    return row in rows
