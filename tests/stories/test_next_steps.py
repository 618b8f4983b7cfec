"""`invite` alone in every situation: each next step is a command that works when it is copied."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from delivery.servers import MailServer, Say
from desk import PEOPLE, Desk, desk, environment
from rich.console import Console

from invite.report.base.steps import Step, Steps

WAVES = """
[mailing.kutsu]
[mailing.muistutus]
audience = "not registered"
[mailing.ohjelma]
audience = "registered"
[mailing.muutos]
audience = "holds old facts and not declined"
[mailing.kiitos]
audience = "attended"
"""
NAMES = (
    "Virtanen Korhonen Nieminen Heikkinen Koskinen Lehtonen Saarinen Salminen Turunen Salo Laitinen"
    " Tuominen Rantanen Karjalainen Jokinen Mattila Savolainen Lahtinen Ahonen Ojala Hiltunen"
    " Hakala Leinonen Kallio"
)


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def steps(here: Desk) -> list[str]:
    """The next steps; each was run as it stands, and worked (or asked for the yes that a terminal
    would give).
    """
    found: list[str] = here("--json").document["next"]
    assert found
    for step in found:
        ran = here(*shlex.split(step)[1:])
        needs_yes = ran.code == 2 and "--yes" in ran.err
        assert ran.code == 0 or needs_yes, (step, ran.code, ran.err)
    return found


def export(here: Desk, *lines: str, age: int = 0) -> str:
    path = here.folder / "ilmo.csv"
    path.write_text("\n".join(("Nimi;Sähköposti;Osallistutko?", *lines, "")), encoding="utf-8")
    saved = path.stat().st_mtime - age * 86400
    os.utime(path, (saved, saved))
    return str(path)


def test_before_anything(here: Desk) -> None:
    """In a new project the sheets are to be read; of mailings nothing is told yet."""
    assert "kutsu:" not in here().out
    assert steps(here) == ["invite people"]


def test_nothing_sent(here: Desk) -> None:
    """Look, try on oneself, send: the samples go to the contact person of the settings."""
    here("people")
    assert steps(here) == [
        "invite preview",
        "invite send --test aino.esimerkki@example.org",
        "invite send",
    ]


def test_what_was_done_goes_away(here: Desk) -> None:
    """Who has looked need not look again, and who has tried on themselves has looked; until
    somebody comes or the event changes.
    """
    here("people")
    test, send = "invite send --test aino.esimerkki@example.org", "invite send"
    here("preview")
    assert steps(here) == [test, send]  # runs the test
    assert steps(here) == [send]
    here("preview", "Malli")
    assert here("--json")["next"] == [send]
    change(here, "T13:00", "T12:00")
    assert here("--json")["next"] == ["invite preview", test, send]
    here("preview")
    here.sheet(*PEOPLE, "Uusi;Tulija;uusi@example.org;Oulun kaupunki;Kainuu")
    here("people")
    assert here("--json")["next"] == ["invite preview", test, send]


def test_questions_come_first(here: Desk) -> None:
    """What is asked of the coordinator stands above all else, and goes when it is answered."""
    here.sheet(*PEOPLE, "Kerttu (kuollut);Rantala;kerttu@example.org;Lapin liitto;Lappi")
    here("people")
    assert steps(here)[0] == "invite review"
    assert "1 person is held until you have decided" in here().out
    assert not any("skipped" in step for step in here("--json")["next"])
    here("review", "--leave-out", "Rantala")
    assert "invite review" not in here("--json")["next"]
    with MailServer() as server:
        here.smtp(server.port)
        here("send", "--yes")
    here("registrations", export(here, "Maija;maija@koti.example;Kyllä"))
    assert steps(here)[0] == "invite registrations"
    assert "1 line of registrations needs your answer" in here().out
    here("registrations", "--ignore", "2")
    assert here("--json")["next"] == ["invite status"]


def test_a_remark_about_a_setting_is_said_once(here: Desk) -> None:
    """What had better be changed in the settings is said the first time, and then by `check` alone;
    another remark is said once, too.
    """
    change(here, "?k={token}", "")
    assert "registration_url" in here().err
    assert "registration_url" not in here().err + here("send", "--dry-run").err
    assert "registration_url" in here("check").out
    change(here, "2027-01-29", "2027-02-12")
    said = here("send", "--dry-run").err
    assert "The last day to register is after the event" in said
    assert "registration_url" not in said


def test_only_the_outbox(here: Desk) -> None:
    """What was only written into the outbox lies there, and nobody is said to have been reached."""
    here("send", "--yes")
    assert "0 reached, 3 drafts" in here().out
    assert steps(here) == ["invite settle --outbox --sent"]


def test_halfway(here: Desk) -> None:
    """Some sent, one refused, one held, the others to go: each has its step."""
    here.sheet(*PEOPLE, "Outi;Osoitteeton;;Oulun kaupunki;Kainuu")
    with MailServer({"RCPT": Say("550 5.1.1 no such user")}, times=1) as server:
        here.smtp(server.port)
        here("send", "--yes", "--limit", "2")
        found = here("--json")["next"]
    assert "invite status --state failed" in found
    assert "invite status" in found
    assert "1 person is held: see why" in here().out
    assert "invite send" in found


def test_the_reminder_and_how_old_the_answers_are(here: Desk) -> None:
    """Before an export was read that is the first step; later its age is told, and how many are to
    be reminded by when.
    """
    with MailServer() as server:
        here.smtp(server.port, WAVES)
        here("send", "--yes")
        assert here("--json")["next"][0] == "invite registrations"
        assert "No export" in here("send", "--mailing", "muistutus", "--dry-run").err
        here(
            "registrations",
            export(here, "Matti Meikäläinen;matti.meikalainen@example.org;Kyllä", age=3),
        )
        out = here().out
        assert "3 days old" in out
        assert re.search(r"invite send --mailing muistutus +2 people to remind by 29\.1\.", out)
        assert "3 days old" in here("send", "--mailing", "muistutus", "--dry-run").err
        found = steps(here)
        assert found[0] == "invite registrations"
        assert "invite send --mailing muistutus" in found
        assert "invite send --mailing ohjelma" in found
        here("registrations", export(here, "Matti Meikäläinen;matti.meikalainen@example.org;Kyllä"))
        assert "invite registrations" not in here("--json")["next"]
        assert "export" not in here("send", "--mailing", "muistutus", "--dry-run").err


def change(here: Desk, before: str, now: str) -> None:
    path = here.folder / "invite.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(before, now), encoding="utf-8")


def test_the_event_has_changed(here: Desk) -> None:
    """Who holds the old time is counted wherever one looks, but for who does not come, until they
    are told; each time.
    """
    with MailServer() as server:
        here.smtp(server.port, WAVES)
        here("send", "--yes")
        assert here("status", "--json")["outdated"] == 0
        here("mark", "Malli", "declined")
        change(here, "T13:00", "T12:00")
        assert here("--json")["outdated"] == here("status", "--json")["outdated"] == 2
        for command in ((), ("status",), ("send", "--mailing", "muistutus", "--dry-run")):
            assert "2 people have the old" in here(*command).err, command
            assert "invite send --mailing muutos" in here(*command).err
        assert "have the old" not in here("send", "--mailing", "muutos", "--dry-run").err
        assert here("send", "--mailing", "muutos", "--yes", "--json")["sent"] == 2
        assert "hold" not in here("status").err
        # The mailing has told of one change; a second one needs another.
        change(here, "Juhlatalo, Helsinki", "Juhlatalo, Turku")
        assert '[mailing.muutos-2] template = "muutos"' in here("status").err
        change(
            here,
            "[mailing.kiitos]",
            '[mailing.muutos-2]\ntemplate = "muutos"\naudience = "holds old'
            ' facts"\n[mailing.kiitos]',
        )
        assert "invite send --mailing muutos-2" in here("status").err
        assert here("send", "--mailing", "muutos-2", "--yes", "--json")["sent"] == 3


def test_after_the_event(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is invited or reminded any more; who was there is asked for, and then thanked."""
    with MailServer() as server:
        here.smtp(server.port, WAVES)
        here("send", "--yes", "--only", "Matti", "--only", "Maija")
        monkeypatch.setattr(
            "invite.campaign.project.system_clock", lambda: datetime(2027, 2, 12, 9, tzinfo=UTC)
        )
        found = steps(here)
        assert found == ["invite mark"]
        assert "(over)" in here().out
        here("mark", "Matti", "attended")
        assert steps(here)[-1] == "invite send --mailing kiitos"
        here("send", "--mailing", "kiitos", "--yes")
        assert steps(here) == ["invite status"]
        assert "invite purge" in here().out


def test_called_off(here: Desk) -> None:
    """A cancellation is not offered before somebody has begun it; then nothing but it is, and a
    reminder is warned of first. Once the event has a new time, all is as before.
    """
    with MailServer() as server:
        here.smtp(server.port, WAVES + "[mailing.peruutus]\n")
        here("send", "--yes")
        found = steps(here)
        assert "invite send --mailing muistutus" in found
        assert not any("peruutus" in step for step in found)
        here("send", "--mailing", "peruutus", "--yes", "--limit", "2")
        assert "(called off)" in here().out
        found = here("--json")["next"]
        assert "invite send --mailing peruutus" in found
        assert not any("muistutus" in step or "muutos" in step for step in found)
        assert here("send", "--mailing", "muistutus", "--dry-run").err.startswith(
            "The event is called off: 2 people have been told so."
        )
        assert "called off" in here("check").out
        assert "called off" not in here("send", "--mailing", "peruutus", "--yes").err
        change(here, "2027-02-11T", "2027-03-11T")
        assert "called off" not in here().out
        assert "invite send --mailing muistutus" in here("--json")["next"]


def test_a_long_command_leaves_room_for_its_reason() -> None:
    """In 80 columns the reasons stand next to short commands, and below long ones, in whole words;
    none is cut.
    """
    why = "290 muistutettavaa viimeistään 28.1."
    long = "invite send --mailing muistutus --test aino.esimerkki@example.org"
    console = Console(width=80)
    for command, lines in (("invite send", 2), (long, 3)):
        with console.capture() as shown:
            console.print(Steps((Step(command, why),)))
        assert len(shown.get().strip().splitlines()) == lines
        assert why in shown.get()
        assert command in shown.get()


def test_after_the_purge(here: Desk) -> None:
    """The counts are there; no command that could not work any more is offered anywhere."""
    here.sheet(*PEOPLE, "Outi;Osoitteeton;;Oulun kaupunki;Kainuu")
    with MailServer({"RCPT": Say("550 5.1.1 no such user")}, times=1) as server:
        here.smtp(server.port)
        here("send", "--yes", "--limit", "2")
    here("purge", "--yes")
    assert steps(here) == ["invite status"]
    told = here().out + here("status").out + here("status", "--state", "failed").out
    assert not re.search(r"invite (send|resend|correct|review|people)", told)
    file = here.folder / "tilanne.html"
    here("status", "--html", str(file))
    assert "invite correct" not in file.read_text(encoding="utf-8")
    assert here("who", "Matti").code == 3


def test_where_no_project_is(here: Desk) -> None:
    """Outside of any project the steps are those of a beginner, and each of them works."""
    (here.folder / "invite.toml").unlink()

    def alone(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "invite", *words], cwd=here.folder, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, encoding="utf-8", env=environment(), check=True,
        )  # fmt: skip

    found = json.loads(alone("--json").stdout)["next"]
    assert "invite init" in found
    for step in found:
        alone(*shlex.split(step)[1:])


def test_who_needs_a_human_is_named(here: Desk) -> None:
    """Of many who wait for the next run none stands before somebody whom it does not help, and who
    asks for a state sees all of it; held and left out are one figure that says how many each.
    """
    names = NAMES.split()
    rows = [f"Eero;{name};eero.{name}@example.org;Kuhmon kaupunki;Kainuu" for name in names]
    here.sheet(
        *PEOPLE,
        *rows,
        "Outi;Osoitteeton;;Oulun kaupunki;Kainuu",
        "Timo;Esteinen;timo@example.org;;Lappi",
    )
    here("correct", "Esteinen", "--left")
    with MailServer({"RCPT": Say("451 4.7.1 greylisted")}, times=1000) as server:
        here.smtp(server.port, more='patience = "1s"\n')
        here("send", "--yes")
    told = here("status").out
    assert told.index("Osoitteeton") < told.index("matti.meikalainen@example.org")
    assert "… and 3 more" in told
    assert (
        "no letter now: no address 1; not to be invited (a sheet says so, or you did) 1"
    ) in told
    waiting = here("status", "--state", "waiting").out
    assert all(f"eero.{name}@example.org" in waiting for name in names)
    assert "more:" not in waiting
