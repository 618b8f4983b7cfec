"""How well `invite people` knows who is who: the shared scorer's figures on the shared sheets and
on the example.

`python benchmarks/score_people.py [-v]`; -v names each thing that went wrong. It measures, it does
not judge.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
SHARED = HOUSE.parent / "shared"
SCORER = SHARED / "tools" / "score_people.py"
PEOPLE = HOUSE / "tests" / "data" / "people"
LANGUAGES = {"": "fi", "suomi": "fi", "ruotsi": "sv", "englanti": "en"}
REGIONS = {"E-Pohjanmaa": "Etelä-Pohjanmaa"}

sys.path.insert(0, str(HOUSE))
from examples import (  # noqa: E402 - found only once the path is known: this is a script
    guests,
    make,
)


def main() -> None:
    """Scores both projects, or says what is not there."""
    if not SCORER.is_file():
        print(
            f"No scorer: {SCORER} is not there. It comes with the shared data, not with this"
            " repository."
        )
        return
    if (PEOPLE / "truth.json").is_file():
        score("the shared sheets", PEOPLE, PEOPLE)
    else:
        print(f"No shared sheets: {PEOPLE} is not there. Only the example is scored.")
    with tempfile.TemporaryDirectory() as folder:
        make.make(Path(folder))
        (Path(folder) / "truth.json").write_text(json.dumps(truth()), encoding="utf-8")
        score("the example", Path(folder), Path(folder))


def score(name: str, project: Path, answers: Path) -> None:
    """Prints the scorer's figures for one project; reads a copy, so that no ledger is left in
    it.
    """
    with tempfile.TemporaryDirectory() as parent:
        copy = Path(parent) / "project"
        shutil.copytree(project, copy, copy_function=shutil.copyfile)
        command = [sys.executable, "-m", "invite", "-C", str(copy), "people", "--json"]
        ran = subprocess.run(command, capture_output=True, cwd=HOUSE, encoding="utf-8", check=False)
        print(f"\n{name} (exit {ran.returncode})")
        if ran.returncode:
            print(ran.stderr)
            return
        got = Path(parent) / "got.json"
        got.write_text(ran.stdout, encoding="utf-8")
        scorer = [sys.executable, str(SCORER), str(answers), str(got), *sys.argv[1:]]
        print(
            subprocess.run(scorer, capture_output=True, encoding="utf-8", check=True).stdout, end=""
        )


def truth() -> dict[str, object]:
    """What is right for the example, in the scorer's form. Nobody in it has a namesake, so a name
    is a person.
    """
    persons: dict[str, dict[str, object]] = {}
    rows: dict[str, list[str]] = {}
    others: list[str] = []
    for origin, cells, kind, group, region in lines():
        guest = next(
            (g for g in everyone() if {*g.first.split(), *g.last.split()} <= words(cells)), None
        )
        if guest is None:
            others.append(origin)
            continue
        name = f"{guest.first} {guest.last}"
        known = [g for g in everyone() if (g.first, g.last) == (guest.first, guest.last)]
        persons.setdefault(name, {
            "first": guest.first,
            "last": guest.last,
            "emails": [g.address.strip("; ").replace("(at)", "@") for g in known],
            "language": next((LANGUAGES[g.language] for g in known if g.language), "fi"),
            "roles": [],
            "left": False,
        })  # fmt: skip
        roles = persons[name]["roles"]
        assert isinstance(roles, list)
        roles.append([kind, group, region or next(cell for cell in cells if cell in REGION_NAMES)])
        rows[origin] = [name]
    return {"persons": persons, "rows": rows, "not_people": others}


def lines() -> list[tuple[str, list[str], str, str, str]]:
    """Every line of the example that holds something: origin, cells, and what its role is if a
    person stands there.
    """
    found = []
    for region, sheet in make.planning_groups():
        for number, line in enumerate(sheet, 1):
            cells = [str(cell) for cell in line if cell]
            found.append(
                (
                    f"suunnitteluryhmat.xlsx:{region}:{number}",
                    cells,
                    "planning-group",
                    "",
                    REGIONS.get(region, region),
                )
            )
    for number, line in enumerate(make.lab_teams(), 1):
        found.append(
            (
                f"lab-tiimit.xlsx:Tiimit:{number}",
                [str(cell) for cell in line if cell],
                "lab-team",
                "",
                "",
            )
        )
    for number, written in enumerate(make.projects().decode("cp1252").splitlines(), 1):
        found.append((f"hankkeet.csv:{number}", written.split(";"), "project-lead", "", ""))
    return [line for line in found if line[1]]


def words(cells: list[str]) -> set[str]:
    """The words of the cells."""
    return {word.strip(",") for cell in cells for word in cell.split()}


def everyone() -> list[guests.Guest]:
    """Everyone on the example's sheets, as often as they stand there; the newest address last."""
    groups = (
        guests.UUSIMAA,
        guests.KAINUU,
        guests.ETELA_POHJANMAA,
        guests.PIRKANMAA,
        guests.LAPPI,
        guests.POHJANMAA,
    )
    return [
        *(guest for group in groups for guest in group),
        *(guest for team in guests.TEAMS.values() for guest, _region in team),
        *(guest for _project, _region, guest in guests.PROJECTS),
    ]


REGION_NAMES = {"Etelä-Pohjanmaa", "Kainuu", "Lappi", "Pirkanmaa", "Pohjanmaa", "Uusimaa"}

if __name__ == "__main__":
    main()
