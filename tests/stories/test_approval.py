"""What has changed since the coordinator last looked is said before the yes."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import PEOPLE, Desk, desk


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def test_never_looked_at(here: Desk) -> None:
    """Letters that nobody has looked at are said to be so."""
    assert "invite preview" in here("send", "--yes").out
    assert here("send", "--yes", "--json")["since"] is None


def test_nothing_has_changed(here: Desk) -> None:
    """After a preview nothing is otherwise; nor is it after a second one, or the sending of
    some.
    """
    here("preview")
    since = here("send", "--dry-run", "--json")["since"]
    assert (since["how"], since["new"], since["changed"], since["gone"], since["event"], since["texts"]) == (
        "preview", [], [], 0, [], False,
    )  # fmt: skip
    here("send", "--yes", "--region", "Kainuu")
    since = here("send", "--dry-run", "--json")["since"]
    assert (since["new"], since["changed"], since["gone"], since["texts"]) == ([], [], 0, False)


@pytest.mark.parametrize(
    "words",
    [("Matti",), ("--region", "Kainuu"), ("--except", "Matti"), ("Matti", "--eml", "katso")],
    ids=" ".join,
)
def test_some_letters_are_not_the_mailing(
    here: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Who looks at some people's letters has not looked at the mailing: what was told before them
    is told after them.
    """
    monkeypatch.chdir(here.folder)
    here("preview", *words)
    assert here("send", "--dry-run", "--json")["since"] is None
    here("preview", "--eml", "kaikki")
    here.sheet("Uusi;Tulija;uusi@example.org;Oulu;Kainuu", *PEOPLE)
    before = here("send", "--dry-run", "--json")["since"]
    assert len(before["new"]) == 1
    here("preview", *words)
    assert here("send", "--dry-run", "--json")["since"] == before


def test_people_have_changed(here: Desk) -> None:
    """Who came, whose letter says something else or goes elsewhere, and how many went."""
    here("preview")
    here.sheet(
        "Uusi;Tulija;uusi@example.org;Oulu;Kainuu",
        PEOPLE[0].replace("example.org", "example.net"),
        PEOPLE[1],
    )
    ran = here("send", "--dry-run", "--json")
    names = {one["person"]: one["name"] for one in ran["letters"]}
    since = ran["since"]
    assert [names[id_] for id_ in since["new"]] == ["Uusi Tulija"]
    assert [names[id_] for id_ in since["changed"]] == ["Matti Meikäläinen"]
    assert since["gone"] == 1
    out = here("send", "--dry-run").out
    assert "1 new person: Uusi Tulija" in out
    # Of those who are filtered out nothing is told.
    assert here("send", "--dry-run", "--region", "Lappi", "--json")["since"]["new"] == []


def test_the_event_has_changed(here: Desk) -> None:
    """What of it, before and now."""
    assert here("send", "--test", "pomo@example.org").code == 0
    path = here.folder / "invite.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Juhlatalo, Helsinki", "Juhlatalo, Turku"),
        encoding="utf-8",
    )
    since = here("send", "--dry-run", "--json")["since"]
    assert (since["how"], since["event"]) == (
        "test", [{"key": "place", "before": "Juhlatalo, Helsinki", "now": "Juhlatalo, Turku"}],
    )  # fmt: skip
    assert "place: Juhlatalo, Helsinki → Juhlatalo, Turku" in here("send", "--dry-run").out


def test_the_text_has_changed(here: Desk) -> None:
    """Another template is another text, though event and people are the same."""
    here("preview")
    (here.folder / "templates").mkdir()
    (here.folder / "templates" / "kutsu.fi.md").write_text(
        "Aihe: Kutsu\n\nHei {{ person.first_name }}!\n", encoding="utf-8"
    )
    since = here("send", "--dry-run", "--json")["since"]
    assert (since["texts"], since["event"], since["changed"]) == (True, [], [])
