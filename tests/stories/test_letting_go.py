"""Letting go: erased and purged, told what is beyond reach, and never half done, whenever the
program is killed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from delivery.servers import MailServer
from desk import PEOPLE, Desk, desk, environment, totals

from invite.summary import STATES

DYING = Path(__file__).parent.parent / "dying.py"


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def content(here: Desk) -> bytes:
    """All that the project's ledger and outbox hold, names of files too."""
    paths = [
        path
        for path in here.folder.rglob("*")
        if path.is_file() and path.suffix not in {".csv", ".toml"}
    ]
    return b"\n".join(
        str(path.relative_to(here.folder)).encode() + path.read_bytes() for path in paths
    )


def used(here: Desk) -> None:
    """A project in use: letters in the outbox, samples, a page to look at, registrations, marks."""
    assert here("send", "--yes").code == 0
    assert here("send", "--test", "pomo@example.org").code == 0
    assert here("preview", "--open").code == 0
    (here.folder / "ilmo.csv").write_text(
        "Nimi;Sähköposti;Osallistutko?\n"
        "Matti Meikäläinen;matti.meikalainen@example.org;Kyllä\n"
        "Outo Tyyppi;outo@example.net;Kyllä\n",
        encoding="utf-8",
    )
    assert here("registrations", str(here.folder / "ilmo.csv")).code == 0
    assert here("mark", "Maija", "declined").code == 0


def test_erased(here: Desk) -> None:
    """Everything about one person goes, and of the others nothing; the sheet that still names them
    is told.
    """
    used(here)
    assert here("stop", "Matti", "--erase").code == 2
    ran = here("stop", "Matti", "--erase", "--yes", "--json")
    assert (ran.code, ran["erased"], ran["sheets"]) == (0, 1, ["ryhmat.csv"])
    for words in (b"Matti", b"matti.meikalainen"):
        assert words not in content(here), words
    assert len(list((here.folder / "outbox" / "kutsu").glob("*.eml"))) == 2
    assert totals(here("status", "--json"))["people"] == 2
    # What is counted at a glance agrees with what is counted one by one.
    assert re.search(r"\b2\s+(2 )?people", here("status").out)
    assert "kutsu: 2 people" in here().out


def test_no_sheet_brings_them_back(here: Desk) -> None:
    """The row is left out and said, by any of their addresses, on any sheet, or in an export; it
    never reaches the ledger.
    """
    used(here)
    here("stop", "Matti", "--erase", "--yes")
    here.sheet(
        *PEOPLE,
        "Masa;Meikäläinen;MATTI.meikalainen@example.org;Muu;Lappi",
        "Matti;Meikäläinen;;Muu;Lappi",
    )
    ran = here("people", "--json")
    assert [one["name"] for one in ran["people"]] == ["Maija Esimerkki", "Liisa Malli"]
    flaws = {flaw["origin"]: flaw["problem"] for flaw in ran["flaws"]}
    assert all("erased" in flaws[f"ryhmat.csv:{row}"] for row in (2, 5, 6))
    assert here("send", "--yes", "--json")["written"] == 0
    assert here("registrations", str(here.folder / "ilmo.csv"), "--json")["erased"] == 1
    assert b"atti.meikalainen" not in content(here)


@pytest.mark.parametrize("surname", ["Meikäläinen", "Virtala (os. Meikäläinen)"])
def test_a_namesake_is_held_until_somebody_says_who_it_is(here: Desk, surname: str) -> None:
    """The same name with another address, be it one from before, may be somebody else: held, told,
    and let through on a word.
    """
    used(here)
    here("stop", "Matti", "--erase", "--yes")
    here.sheet(*PEOPLE[1:], f"Matti;{surname};matti@toinen.example;Oulun kaupunki;Kainuu")
    ran = here("send", "--yes", "--json")
    (matti,) = [one for one in ran["letters"] if one["name"] == f"Matti {surname.split()[0]}"]
    assert (matti["state"], matti["because"]) == ("skipped", "stopped")
    assert here("stop", matti["person"], "--undo").code == 0
    assert here("send", "--yes", "--json")["written"] == 1


def test_an_erased_one_may_come_back(here: Desk) -> None:
    """By their address, when they want letters after all."""
    used(here)
    here("stop", "Matti", "--erase", "--yes")
    here("people")
    ran = here("stop", "matti.meikalainen@example.org", "--undo")
    assert (ran.code, ran.out.split()[0]) == (0, "1")
    assert here("send", "--yes", "--json")["written"] == 1


@pytest.mark.parametrize(
    "words",
    [
        ("add", "Matti Meikäläinen", "Matti.Meikalainen@example.org"),
        (
            "correct",
            "Malli",
            "--left",
            "--successor",
            "Matti Meikäläinen",
            "matti.meikalainen@example.org",
        ),
        ("correct", "Malli", "--address", "matti.meikalainen@example.org"),
        ("resend", "Malli", "--to", "matti.meikalainen@example.org", "--yes"),
    ],
    ids=lambda words: " ".join(words[::2][:2]),
)
def test_the_hand_does_not_bring_them_back(here: Desk, words: tuple[str, ...]) -> None:
    """Their address, typed, is turned away before anything is kept or sent; after `stop ADDRESS
    --undo` it is taken.
    """
    used(here)
    here.sheet(*PEOPLE[1:])
    here("stop", "Matti", "--erase", "--yes")
    ran = here(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "matti.meikalainen@example.org --undo" in ran.err.casefold()
    assert b"atti.meikalainen" not in content(here)
    assert here("add", "--list", "--json")["by_hand"] == []
    assert here("stop", "matti.meikalainen@example.org", "--undo").code == 0
    assert here(*words).code == 0


def test_purged_before_the_event(here: Desk) -> None:
    """That the event is not over is said with --yes too; afterwards nothing is "ready to go": the
    mailings are closed.
    """
    here("people")
    ran = here("purge", "--yes")
    assert ran.code == 0
    assert "The event is not over yet" in ran.out
    out = here("status").out
    assert out.startswith("The mailings are closed")
    assert "3  " in out
    assert "ready to send" not in out
    assert "held" not in out
    assert (
        "The event is not over yet" not in here("purge", "--yes").out
    )  # there is nothing left to warn of


def test_purged(here: Desk) -> None:
    """Names, addresses, texts, outbox and previews go, counts stay, nothing can be sent though the
    sheets are still there.
    """
    here.sheet(*PEOPLE, "Antti;Osoitteeton;;Oulu;Kainuu")
    used(here)
    here("stop", "Liisa")
    before = totals(here("status", "--json"))
    assert here("purge").code == 2
    ran = here("purge", "--yes", "--json")
    assert (ran.code, ran["beyond"]["sheets"], ran["beyond"]["exports"]) == (
        0,
        ["ryhmat.csv"],
        ["ilmo.csv"],
    )
    for words in (b"Matti", b"matti", b"Maija", b"Liisa", b"Antti", b"Outo", b"Hei ", b"pomo@"):
        assert words not in content(here), words
    assert not list(here.folder.rglob("*.eml"))
    assert not list((here.folder / "preview").glob("*"))
    assert totals(here("status", "--json")) == before
    for command in (
        ("send", "--yes"),
        ("resend", "Matti"),
        ("people",),
        ("preview",),
        ("mark", "x", "declined"),
        ("stop", "x"),
    ):
        ran = here(*command)
        assert (ran.code, "purged" in ran.err) == (3, True), command
    assert here("registrations", str(here.folder / "ilmo.csv")).code == 3
    assert here("purge", "--json")["already"]
    assert here("status").code == here("--json").code == here("log").code == 0


WAVES = """
[mailing.kutsu]
[mailing.muistutus]
audience = "not registered"
[mailing.muutos]
audience = "holds old facts"
"""


def every_total(here: Desk) -> dict[str, dict[str, int]]:
    """The totals of all mailings, each checked to add up."""
    found = {one["mailing"]: one for one in here("status", "--json").document["mailings"]}
    for one in found.values():
        states = [one["totals"][state] for state in STATES]
        assert sum(states) == one["totals"]["people"] == len(one["letters"])
    return {name: one["totals"] for name, one in found.items()}


def test_the_counts_of_every_wave_stay(here: Desk) -> None:
    """Who waits for a reminder, who may have registered, who holds the old time: after the purge
    they are as many as before.
    """
    with MailServer() as server:
        here.smtp(server.port, WAVES)
        here("send", "--yes")
        (here.folder / "ilmo.csv").write_text(
            "Nimi;Sähköposti;Osallistutko?\n"
            "Matti Meikäläinen;matti.meikalainen@example.org;Kyllä\n"
            "Maija Esimerkki;maija@toinen.example;Kyllä\n",
            encoding="utf-8",
        )
        assert (
            here("registrations", str(here.folder / "ilmo.csv"), "--json")["matched"]["unsure"] == 1
        )
        settings = here.folder / "invite.toml"
        settings.write_text(
            settings.read_text(encoding="utf-8").replace("T13:00", "T12:00"), encoding="utf-8"
        )
        assert (
            here("send", "--mailing", "muutos", "--only", "Matti", "--yes", "--json")["sent"] == 1
        )
    before = every_total(here)
    assert (before["muistutus"]["skipped"], before["muistutus"]["ready"]) == (1, 1)
    assert (before["muutos"]["sent"], before["muutos"]["ready"]) == (1, 2)
    assert here("purge", "--yes").code == 0
    assert every_total(here) == before
    for words in (b"Matti", b"matti.", b"Maija", b"maija", b"Liisa", b"liisa"):
        assert words not in content(here), words


def test_a_line_that_may_be_theirs_goes_with_them(here: Desk) -> None:
    """An export's line that was asked about goes; the line of somebody who had their link stays,
    without their code.
    """
    used(here)
    preview = here("preview", "Matti", "--json").document["letters"][0]["text"]
    code = re.search(r"k=([a-z2-7]{24})", preview)
    assert code
    (here.folder / "lisa.csv").write_text(
        "Nimi;Sähköposti;Osallistutko?;Koodi\n"
        "Matti Meikäläinen;masa@toinen.example;Kyllä;\n"
        f"Kaisa Kaveri;kaisa@example.net;Kyllä;{code[1]}\n",
        encoding="utf-8",
    )
    ran = here("registrations", str(here.folder / "lisa.csv"), "--json")
    assert (len(ran["questions"]), ran["matched"]["by-anothers-link"]) == (1, 1)
    here("stop", "Matti", "--erase", "--yes")
    for words in (b"Matti", b"masa@", code[1].encode()):
        assert words not in content(here), words
    left = [one["name"] for one in here("registrations", "--json").document["strangers"]]
    assert set(left) == {"Outo Tyyppi", "Kaisa Kaveri"}
    assert here("registrations", "--json").document["questions"] == []


def test_what_others_have_put_into_the_outbox_stays(here: Desk) -> None:
    """Only what the program has written is deleted."""
    used(here)
    note = here.folder / "outbox" / "kutsu" / "muista.txt"
    note.write_text("soita huomenna", encoding="utf-8")
    here("purge", "--yes")
    assert note.exists()


def test_a_letter_in_hand_when_the_purge_comes(here: Desk) -> None:
    """A run that another program's purge overtakes begins no letter more, and says why."""
    here("people")
    with MailServer() as server:
        here.smtp(server.port, 'pace = "2/s"\n')
        sending = here.begin("send", "--yes")
        while not server.held:
            assert sending.poll() is None, sending.communicate()
        assert here("purge", "--yes").code == 0
        _out, err = sending.communicate(timeout=60)
    assert (sending.returncode, b"purged" in err) == (3, True), err
    assert len(server.held) < 3
    assert b"Matti" not in content(here)


def test_a_draft_goes_when_its_reader_is_to_be_left_alone(here: Desk) -> None:
    """From the outbox it would be sent by hand; undone, the next send writes it anew, under the
    same name.
    """
    assert here("send", "--yes").code == 0
    assert here("send", "--test", "pomo@example.org").code == 0
    outbox = here.folder / "outbox"
    before = sorted(outbox.rglob("*.eml"))
    (draft,) = (outbox / "kutsu").glob("Matti*.eml")
    ran = here("stop", "Matti")
    assert "1 draft was removed" in ran.out
    assert sorted(outbox.rglob("*.eml")) == [path for path in before if path != draft]
    found = totals(here("status", "--json"))
    assert (found["written"], found["skipped"]) == (2, 1)
    assert here("send", "--yes", "--json")["written"] == 0
    assert not draft.exists()
    assert here("stop", "Matti", "--undo").code == 0
    assert here("send", "--yes", "--json")["written"] == 1
    assert sorted(outbox.rglob("*.eml")) == before


def test_a_draft_that_another_program_holds_goes_later(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows one that is open in Outlook stays: it is told, and the next command deletes it,
    unless it was undone first.
    """
    here("send", "--yes")
    (draft,) = (here.folder / "outbox" / "kutsu").glob("Matti*.eml")

    def held(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "The process cannot access the file", str(path))

    with monkeypatch.context() as open_there:
        open_there.setattr(Path, "unlink", held)
        assert here("stop", "Matti", "--json")["open"] == [str(draft.relative_to(here.folder))]
        assert here("stop", "Matti", "--undo").code == 0
    assert here("send", "--yes", "--json")["written"] == 1
    here("status")
    assert draft.exists()
    with monkeypatch.context() as open_there:
        open_there.setattr(Path, "unlink", held)
        here("stop", "Matti")
    here("status")
    assert not draft.exists()


@pytest.mark.parametrize(
    "words",
    [("stop", "Matti"), ("stop", "Matti", "--erase", "--yes"), ("purge", "--yes")],
    ids=" ".join,
)
def test_who_is_let_go_before_the_draft_is_written_leaves_none(
    here: Desk, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Composed, then stopped, erased or purged by another program, then agreed to: no file of
    theirs is there.
    """
    from invite.cli import progress

    def agreed(_desk: object, _prepared: object) -> bool:
        return here(*words).code == 0

    monkeypatch.setattr(progress.Desk, "agree", agreed)
    ran = here("send", "--json")
    if words[0] == "stop":
        assert {one["because"] for one in ran["letters"] if one["name"].startswith("Matti")} == {
            "stopped"
        }
    assert not list((here.folder / "outbox").rglob("Matti*"))
    assert len(list((here.folder / "outbox").rglob("*.eml"))) == (0 if words[0] == "purge" else 2)


def dies(here: Desk, step: int, *words: str) -> subprocess.CompletedProcess[str]:
    """The command, killed before that step of its work; 0: never."""
    command = [sys.executable, str(DYING), str(step), "-C", str(here.folder), *words]
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(),
        check=False,
    )


def how_many(here: Desk, *words: str) -> int:
    """How many steps the command takes."""
    found = re.search(r"steps: (\d+)", dies(here, 0, *words).stderr)
    assert found
    return int(found[1])


def spread(steps: int, points: int = 5) -> list[int]:
    """Some of the steps: more of the later ones, where the writing is."""
    first = steps // 3
    return sorted({first + (steps - first) * n // points for n in range(1, points + 1)})


@pytest.mark.parametrize(
    "command", [("purge", "--yes"), ("stop", "Matti", "--erase", "--yes")], ids=["purge", "erase"]
)
def test_killed_at_any_moment(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Killed anywhere, everything is as before or as after; the next command finishes what was
    begun.
    """

    def begun(name: str) -> Desk:
        folder = tmp_path / name
        folder.mkdir()
        made = desk(folder)
        used(made)
        return made

    steps = how_many(begun("counted"), *command)
    outcomes = set()
    for step in spread(steps):
        here = begun(f"dies-{step}")
        assert dies(here, step, *command).returncode == 137
        (status,) = here("status", "--json").document["mailings"]
        old = "Matti Meikäläinen" in {line["name"] for line in status["letters"]}
        outcomes.add(old)
        if old:
            # Nothing has gone: the letters are there, and who was marked is.
            assert len(list((here.folder / "outbox" / "kutsu").glob("*.eml"))) == 3
            assert len(here("mark", "--json")["marks"]) == 1
            assert here(*command).code == 0
        for words in (b"Matti", b"matti.meikalainen"):
            assert words not in content(here), (step, words)
        if command[0] == "purge":
            assert here("send", "--yes").code == 3
    assert outcomes == {True, False}


def test_registrations_killed_at_any_moment(tmp_path: Path) -> None:
    """An export is taken whole or not at all."""
    lines = [f"Vieras {chr(65 + n)};vieras{n}@example.net;Kyllä" for n in range(20)]

    def begun(name: str) -> tuple[Desk, Callable[[], int]]:
        folder = tmp_path / name
        folder.mkdir()
        made = desk(folder)
        made("people")
        (folder / "ilmo.csv").write_text(
            "\n".join(("Nimi;Sähköposti;Osallistutko?", *lines, "")), encoding="utf-8"
        )
        return made, lambda: len(made("registrations", "--json")["strangers"])

    here, _count = begun("counted")
    command = ("registrations", str(here.folder / "ilmo.csv"))
    found = set()
    for step in spread(how_many(here, *command)):
        here, count = begun(f"dies-{step}")
        dies(here, step, "registrations", str(here.folder / "ilmo.csv"))
        found.add(count())
    assert found <= {0, 20}
    assert found == {0, 20}
