"""The event changes after people were told of it: they are shown old and new, their calendars
follow, and one thread holds it.
"""

from __future__ import annotations

import shlex
from email.message import EmailMessage
from pathlib import Path

import icalendar
import pytest
from desk import PEOPLE, Desk, desk, parsed, text_of

MAILINGS = "\n[mailing.kutsu]\n[mailing.muistutus]\n[mailing.muutos]\n[mailing.peruutus]\n"


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    """A project whose invitations were written to the outbox, and sent from there by hand."""
    made = desk(tmp_path)
    made.settings(more=MAILINGS)
    assert made("send", "--yes").code == 0
    assert made("settle", "--outbox", "--sent").code == 0
    return made


def move(at: Desk) -> None:
    """The event goes to another day and place."""
    path = at.folder / "invite.toml"
    text = (
        path.read_text(encoding="utf-8")
        .replace("2027-02-11T", "2027-02-18T")
        .replace("Juhlatalo, Helsinki", "Kirjasto, Espoo")
    )
    path.write_text(text, encoding="utf-8")


def letter(at: Desk, mailing: str) -> EmailMessage:
    """The letter of that mailing to Matti, from the outbox."""
    assert at("send", "--mailing", mailing, "--yes").code == 0
    [file] = (at.folder / "outbox" / mailing).glob("Matti*.eml")
    return parsed(file.read_bytes())


def entry(message: EmailMessage) -> tuple[str, int, str]:
    """The calendar's method, its SEQUENCE and its UID."""
    [part] = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    calendar = icalendar.Calendar.from_ical(str(part.get_content()))
    [event] = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), int(str(event["SEQUENCE"])), str(event["UID"])


def test_a_change_is_shown_side_by_side_to_who_holds_the_old(at: Desk) -> None:
    """The old time and place from the ledger, the new ones from the settings."""
    [old] = (at.folder / "outbox" / "kutsu").glob("Matti*.eml")
    move(at)
    text = text_of(letter(at, "muutos")).replace("\r\n", "\n")
    assert (
        "  Ennen: torstaina 11. helmikuuta 2027 klo 13–16\n  Nyt: torstaina 18. helmikuuta 2027 klo"
        " 13–16\n" in text
    )
    assert "  Ennen: Juhlatalo, Helsinki\n  Nyt: Kirjasto, Espoo\n" in text
    method, sequence, uid = entry(parsed(old.read_bytes()))
    [new] = (at.folder / "outbox" / "muutos").glob("Matti*.eml")
    assert (method, sequence) == ("PUBLISH", 0)
    assert entry(parsed(new.read_bytes())) == ("PUBLISH", 1, uid)


def test_who_was_never_told_the_old_is_shown_the_new_alone(at: Desk) -> None:
    """There is nothing to compare with."""
    move(at)
    at.sheet("Uusi;Ihminen;uusi.ihminen@example.org;;Kainuu")
    [found] = at("preview", "Uusi", "--mailing", "muutos", "--json")["letters"]
    assert "Ennen" not in found["text"]
    assert "Aika: torstaina 18. helmikuuta 2027" in found["text"]


def test_looking_changes_no_version(at: Desk) -> None:
    """A preview and a dry run tell nobody anything."""
    move(at)
    for _again in range(2):
        assert (
            "SEQUENCE:1\r\n"
            in at("preview", "Matti", "--mailing", "muutos", "--json")["letters"][0]["calendar"]
        )
        assert at("send", "--mailing", "muutos", "--dry-run").code == 0


def test_calling_off_takes_the_same_entry_away(at: Desk) -> None:
    """A CANCEL newer than everything that was told."""
    [old] = (at.folder / "outbox" / "kutsu").glob("Matti*.eml")
    uid = entry(parsed(old.read_bytes()))[2]
    assert entry(letter(at, "peruutus")) == ("CANCEL", 1, uid)


@pytest.mark.parametrize("mailing", ["muutos", "peruutus"])
def test_who_was_invited_and_is_on_no_sheet_any_more_is_not_forgotten(
    at: Desk, mailing: str
) -> None:
    """They would come on the old day, or to an event that is off: they are named before the letters
    go and after, with a command that tells them, until they have heard or want no letters.
    """
    path = at.folder / "invite.toml"
    text = path.read_text(encoding="utf-8")
    old = '[mailing.muutos]\naudience = "holds old facts"\n'
    path.write_text(text.replace("[mailing.muutos]\n", old), encoding="utf-8")
    if mailing == "muutos":
        move(at)
    at.sheet(*PEOPLE[:2])
    for words in ("--dry-run", "--yes"):
        ran = at("send", "--mailing", mailing, words)
        assert "On no sheet any more, so no mailing goes to them: Liisa Malli." in ran.err
    assert at("settle", "--outbox", "--sent").code == 0
    said = at("status").err
    command = said.split("To tell these: ")[1].strip()
    assert command.endswith(f"--mailing {mailing}")
    assert at(*shlex.split(command)[1:], "--yes").code == 0
    assert at("settle", "--outbox", "--sent").code == 0
    assert "On no sheet" not in at("status").err


def test_who_is_on_no_sheet_and_does_not_come_is_not_named(at: Desk) -> None:
    """And no stricter."""
    at.sheet(*PEOPLE[:2])
    assert at("people").code == 0
    assert at("mark", "Liisa", "declined").code == 0
    assert "On no sheet" not in at("send", "--mailing", "peruutus", "--yes").err


def test_later_letters_answer_the_first_and_say_no_more_where_the_address_came_from(
    at: Desk,
) -> None:
    """One thread; GDPR article 14 is done with in the first letter."""
    [first] = (at.folder / "outbox" / "kutsu").glob("Matti*.eml")
    invitation = parsed(first.read_bytes())
    assert "on saatu järjestäjän yhteystietoluettelosta." in text_of(invitation)
    assert "In-Reply-To" not in invitation
    reminder = letter(at, "muistutus")
    assert reminder["In-Reply-To"] == reminder["References"] == invitation["Message-ID"]
    assert "yhteystietoluettelosta" not in text_of(reminder)
