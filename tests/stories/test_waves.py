"""Later waves: who gets a reminder, a programme, thanks; late additions; days; who is marked by
hand and who is left alone.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from begin import begin
from delivery.servers import MailServer, Say
from desk import PEOPLE, Desk, Ran, desk, parsed

WAVES = """
[mailing.kutsu]

[mailing.muistutus]
audience = "not registered"

[mailing.ohjelma]
audience = "everyone"

[mailing.kiitos]
audience = "attended"
"""


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def skipped(ran: Ran) -> dict[str, str]:
    """Why people were left out of a run, by name."""
    return {
        one["name"]: one["because"] for one in ran.document["letters"] if one["state"] == "skipped"
    }


def people(here: Desk, mailing: str) -> dict[str, int]:
    """The totals of one mailing of `status`, checked to add up."""
    (found,) = here("status", "--mailing", mailing, "--json").document["mailings"]
    totals: dict[str, int] = found["totals"]
    states = ("ready", "written", "sent", "waiting", "unclear", "failed", "skipped")
    assert sum(totals[state] for state in states) == totals["people"] == len(found["letters"])
    return totals


def test_a_wave_that_the_settings_lack_is_named_with_its_lines(here: Desk) -> None:
    """They are enough; for a name that is nobody's there are none."""
    here.settings(more="\n[mailing.kutsu]\n")
    ran = here("send", "--mailing", "muistutus", "--yes")
    assert ran.code == 2
    assert '[mailing.muistutus], and on the line below it: audience = "not registered"' in ran.err
    here.settings(more='\n[mailing.kutsu]\n[mailing.muistutus]\naudience = "not registered"\n')
    assert here("send", "--mailing", "muistutus", "--yes").code == 0
    assert "audience" not in here("send", "--mailing", "juhla", "--yes").err


def test_nobody_is_reminded_who_was_not_invited(here: Desk) -> None:
    """Who was refused, has no address or came later has not been reached: the reminder is not for
    them.
    """
    here.sheet(*PEOPLE, "Antti;Osoitteeton;;Oulu;Kainuu")
    with MailServer({"RCPT": Say("550 5.1.1 no such user")}, times=1) as server:
        here.smtp(server.port, WAVES)
        here("send", "--yes")
        here.sheet(
            *PEOPLE, "Antti;Osoitteeton;;Oulu;Kainuu", "Uusi;Tulija;uusi@example.org;Oulu;Kainuu"
        )
        ran = here("send", "--mailing", "muistutus", "--yes", "--json")
    assert ran["sent"] == 2
    assert skipped(ran) == dict.fromkeys(
        ["Matti Meikäläinen", "Antti Osoitteeton", "Uusi Tulija"], "not-invited"
    )
    assert people(here, "muistutus")["people"] == 2


def test_late_additions_get_the_invitation_first(here: Desk) -> None:
    """Who comes after the programme went gets the invitation, and then the programme; nobody else
    gets either again.
    """
    with MailServer() as server:
        here.smtp(server.port, WAVES)
        here("send", "--yes")
        assert here("send", "--mailing", "ohjelma", "--yes", "--json")["sent"] == 3
        here.sheet(*PEOPLE, "Uusi;Tulija;uusi@example.org;Oulu;Kainuu")
        ran = here("send", "--mailing", "ohjelma", "--yes", "--json")
        assert (ran["sent"], skipped(ran)["Uusi Tulija"]) == (0, "invitation-first")
        assert people(here, "ohjelma") == {
            **people(here, "ohjelma"),
            "people": 4,
            "sent": 3,
            "skipped": 1,
        }
        assert here("send", "--yes", "--json")["sent"] == 1
        assert here("send", "--mailing", "ohjelma", "--yes", "--json")["sent"] == 1
    assert [letter.recipients for letter in server.held[-2:]] == [("uusi@example.org",)] * 2


def test_waves_through_the_outbox(here: Desk) -> None:
    """Whose invitation lies in the outbox still is not reminded, and it is said how to say that it
    was sent; then they are, by whatever courier.
    """
    here.settings(more=WAVES)
    assert here("send", "--yes", "--json")["written"] == 3
    here("mark", "Matti", "registered")
    ran = here("send", "--mailing", "muistutus", "--yes", "--json")
    assert ran["written"] == 0
    assert "2 people have an earlier letter that is still a draft" in ran.err
    assert "invite settle --outbox --sent" in ran.err
    here("settle", "--outbox", "--sent", "Matti", "Maija")
    ran = here("send", "--mailing", "muistutus", "--yes", "--json")
    assert (ran["written"], skipped(ran)["Liisa Malli"]) == (1, "not-invited")
    here("settle", "--outbox", "--sent", "Liisa")
    with MailServer() as server:
        here.smtp(server.port, WAVES)
        ran = here("send", "--mailing", "muistutus", "--yes", "--json")
    assert ran["sent"] == 2
    assert {held.recipients[0] for held in server.held} == {
        "maija.esimerkki@example.org",
        "liisa.malli@example.com",
    }


def test_marks_made_by_hand(here: Desk) -> None:
    """Several at once, listed, taken off again; all are found before any is marked."""
    here.settings(more=WAVES)
    assert here("mark", "Matti", "Maija", "declined").code == 0
    assert here("mark", "Liisa", "Ei Kukaan", "declined").code == 2
    marks = here("mark", "--json")["marks"]
    assert {one["name"]: one["reply"] for one in marks} == dict.fromkeys(
        ["Matti Meikäläinen", "Maija Esimerkki"], "declined"
    )
    assert here("mark", "Matti", "none").code == 0
    assert here("mark", "Maija", "--undo").code == 0
    assert here("mark", "--json")["marks"] == []
    for wrong in (
        ["mark", "Matti"],
        ["mark", "declined"],
        ["mark", "Matti", "maybe"],
        ["mark", "--undo"],
    ):
        assert here(*wrong).code == 2, wrong


def test_a_sheet_of_who_was_there(here: Desk) -> None:
    """Those ticked off on the list at the door came; thanks go to them. A name that nobody has is
    told.
    """
    sheet = here.folder / "ovella.csv"
    sheet.write_text(
        "Nimi;Organisaatio;Paikalla\nMatti Meikäläinen;Kainuun liitto;x\nMaija Esimerkki;Lapin"
        " liitto;\nOuto Vieras;;x\n",
        encoding="utf-8",
    )
    with MailServer() as server:
        here.smtp(server.port, WAVES)
        here("send", "--yes")
        ran = here("mark", "--from", str(sheet), "attended", "--json")
        assert [one["name"] for one in ran["marks"]] == ["Matti Meikäläinen"]
        assert ran["left"] == ["Outo Vieras"]
        assert here("send", "--mailing", "kiitos", "--yes", "--json")["sent"] == 1
    assert server.held[-1].recipients == ("matti.meikalainen@example.org",)


def test_a_sheet_is_marked_only_as_it_is_said_or_says(here: Desk) -> None:
    """A sheet that ticks off who came needs no word; of another without one nothing is done, least
    of all marks taken off.
    """
    ticked, plain = here.folder / "ovella.csv", here.folder / "lista.csv"
    ticked.write_text(
        "Nimi;Organisaatio;Paikalla\nMatti Meikäläinen;Kainuun liitto;x\n", encoding="utf-8"
    )
    plain.write_text("Nimi;Organisaatio\nMatti Meikäläinen;Kainuun liitto\n", encoding="utf-8")

    def marks(*words: str) -> list[str]:
        return [one["reply"] for one in here("mark", *words, "--json").document["marks"]]

    assert marks("--from", str(ticked)) == ["attended"]
    assert here("mark", "--from", str(plain)).code == 2
    assert marks() == ["attended"]
    assert marks("--from", str(plain), "declined") == ["declined"]
    assert marks("--from", str(plain), "none") == []
    noted = [one["what"].partition(":")[0] for one in here("log", "--json").document["log"]]
    assert noted == ["mark attended", "mark declined", "mark undone"]


def test_in_thread_or_not(here: Desk) -> None:
    """A later letter is shown beside the invitation, unless the settings say `reply = false`."""
    with MailServer() as server:
        here.smtp(
            server.port, "\n[mailing.kutsu]\n[mailing.ohjelma]\n[mailing.kiitos]\nreply = false\n"
        )
        for mailing in ("kutsu", "ohjelma", "kiitos"):
            assert (
                here("send", "--mailing", mailing, "--only", "Matti", "--yes", "--json")["sent"]
                == 1
            )
    first, second, third = (parsed(letter.content) for letter in server.held)
    assert (first["In-Reply-To"], second["In-Reply-To"], third["In-Reply-To"]) == (
        None,
        first["Message-ID"],
        None,
    )


@pytest.mark.parametrize(
    ("day", "because"),
    [("not_before = 2099-01-01", "too-early"), ("not_after = 2020-01-01", "too-late")],
)
def test_on_another_day_nothing_goes(here: Desk, day: str, because: str) -> None:
    """Before its first and after its last day a mailing waits, and everybody's line says so."""
    here.settings(more=f"\n[mailing.kutsu]\n{day}\n")
    ran = here("send", "--yes", "--json")
    assert (ran.code, ran["written"], set(skipped(ran).values())) == (0, 0, {because})
    assert people(here, "kutsu")["skipped"] == 3
    here.settings(more="\n[mailing.kutsu]\nnot_before = 2020-01-01\nnot_after = 2099-01-01\n")
    assert here("send", "--yes", "--json")["written"] == 3


def test_a_slip_in_a_group_is_told(here: Desk) -> None:
    """A group that nobody is of would leave people out silently."""
    here.settings(more='\n[mailing.kutsu]\naudience = "group Kohtaamoo"\n')
    for command in (("send", "--yes"), ("preview",)):
        ran = here(*command)
        assert (ran.code, "Kohtaamoo" in ran.err) == (3, True)


def test_left_alone(here: Desk) -> None:
    """Who was stopped gets no wave and no resend; undone, they do again; what they had counts
    still.
    """
    with MailServer() as server:
        here.smtp(server.port, WAVES)
        here("send", "--yes", "--only", "Matti")
        assert here("stop", "Matti", "Maija").code == 0
        ran = here("send", "--yes", "--json")
        assert (ran["sent"], skipped(ran)) == (
            1,
            {"Matti Meikäläinen": "sent", "Maija Esimerkki": "stopped"},
        )
        found = people(here, "kutsu")
        assert (found["reached"], found["skipped"]) == (2, 1)
        assert (
            skipped(here("send", "--mailing", "muistutus", "--yes", "--json"))["Matti Meikäläinen"]
            == "stopped"
        )
        assert here("resend", "Matti").code == 3
        assert {one["name"] for one in here("stop", "--json")["stopped"]} == {
            "Matti Meikäläinen",
            "Maija Esimerkki",
        }
        assert here("stop", "Maija", "--undo").code == 0
        assert here("send", "--yes", "--json")["sent"] == 1


def test_stopped_while_the_letters_leave(here: Desk) -> None:
    """Who is stopped after the plan was made gets nothing: the ledger is asked again for each
    letter.
    """
    from invite.campaign.project import system_clock as clock
    from invite.ledger.ledger import Ledger
    from invite.ledger.letters.claims import NewLetter
    from invite.ledger.storage.letter_text import KeptText
    from invite.people.model import Address, PersonId

    here("people")
    matti, *_others = here("people", "--json").document["people"]
    letter = NewLetter(
        id="x", person=PersonId(matti["id"]), mailing="kutsu", number=1, message_id="<x@example.org>", name="", subject="", text=KeptText(""),
        to=Address(matti["email"], matti["email"]), digest="", frame="",
    )  # fmt: skip
    with Ledger(here.folder / "invite.db", clock) as ledger:
        ledger.stops.stop([letter.person])
        assert not begin(ledger, letter)
        ledger.stops.lift([letter.person])
        assert begin(ledger, letter)


def test_who_was_told_another_time_hears_of_it(here: Desk) -> None:
    """The change goes to those who hold the old time, not to those whose first letter told the new
    one.
    """
    waves = '\n[mailing.kutsu]\n[mailing.muutos]\naudience = "holds old facts"\n'
    with MailServer() as server:
        here.smtp(server.port, waves)
        here("send", "--yes", "--only", "Matti")
        assert people(here, "muutos")["people"] == 0
        path = here.folder / "invite.toml"
        path.write_text(
            path.read_text(encoding="utf-8").replace("T13:00", "T12:00"), encoding="utf-8"
        )
        here("send", "--yes")
        assert here("send", "--mailing", "muutos", "--yes", "--json")["sent"] == 1
        assert server.held[-1].recipients == ("matti.meikalainen@example.org",)


@pytest.mark.parametrize("lines", ["Nimi", "Nimi;Allekirjoitus", "Osallistujalista\n\nNimi"])
def test_a_list_of_nothing_but_names(here: Desk, lines: str) -> None:
    """The list at the door holds names and perhaps an empty column to sign: who is on it was
    there.
    """
    here("people")
    sheet = here.folder / "ovella.csv"
    sheet.write_text(f"{lines}\nMatti Meikäläinen\nLiisa Malli\n", encoding="utf-8")
    ran = here("mark", "--from", str(sheet), "attended", "--json")
    assert ran.code == 0, ran.err
    assert {one["name"] for one in ran["marks"]} == {"Matti Meikäläinen", "Liisa Malli"}
