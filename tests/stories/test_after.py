"""After the sending: did Matti get it, and sending it to him again."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.at_terminal import at_terminal
from delivery.servers import HangUp, Keep, MailServer, Say
from desk import PEOPLE, Desk, Ran, desk, parsed, text_of, totals


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def letters(ran: Ran) -> list[dict[str, object]]:
    """The letters of `who --json`."""
    found: list[dict[str, object]] = ran.document["letters"]
    return found


def test_did_matti_get_it(here: Desk) -> None:
    """`who` tells when, where to, and what the server said."""
    with MailServer() as server:
        here.smtp(server.port)
        here("send", "--yes")
    ran = here("who", "Meikäläinen")
    assert ran.code == 0
    for words in (
        "matti.meikalainen@example.org",
        "accepted by the server",
        "250 2.0.0",
        "ryhmat.csv:2",
    ):
        assert words in ran.out
    (letter,) = letters(here("who", "matti.meikalainen@example.org", "--json"))
    assert (letter["state"], letter["number"]) == ("sent", 1)
    assert "Hei Matti" in str(letter["text"])


def test_once_more_to_a_corrected_address(here: Desk) -> None:
    """A resend goes to the new address as letter 2 with a Message-ID of its own; the address is
    theirs from then on.
    """
    with MailServer() as server:
        here.smtp(server.port)
        here("send", "--yes")
        words = (
            "--to",
            "matti@example.net",
            "--because",
            "ei tullut perille",
            "--preface",
            "Tässä kutsu uudelleen.",
        )
        ran = here("resend", "Meikäläinen", *words, "--json")
        assert (ran.code, ran["sent"]) == (0, 1)
        first, *_rest, second = server.held
        assert second.recipients == ("matti@example.net",)
        # Nobody is written to once more for the new address.
        assert here("send", "--yes", "--json")["sent"] == 0
    sent = parsed(second.content)
    assert "Tässä kutsu uudelleen." in text_of(sent)
    assert sent["Message-ID"] not in first.content.decode("ascii", "replace")
    assert [letter["number"] for letter in letters(here("who", "Meikäläinen", "--json"))] == [1, 2]
    (line,) = here("status", "--only", "Meikäläinen", "--json").document["mailings"][0]["letters"]
    assert (line["state"], line["number"], line["to"], line["because"]) == (
        "sent",
        2,
        "matti@example.net",
        "ei tullut perille",
    )
    (person,) = here("people", "--only", "Meikäläinen", "--json").document["people"]
    assert person["email"] == "matti@example.net"
    assert totals(here("status", "--json"))["reached"] == 3


def test_several_people_at_once(here: Desk) -> None:
    """Several WHO get their letters in one run; a new address can only be one person's."""
    with MailServer() as server:
        here.smtp(server.port)
        here("send", "--yes")
        assert here("resend", "Meikäläinen", "Malli", "--to", "uusi@example.net").code == 2
        ran = here(
            "resend", "Meikäläinen", "Malli", "Meikäläinen", "--because", "roskapostissa", "--json"
        )
        assert (ran.code, ran["sent"]) == (0, 2)
    again = [letter.recipients[0] for letter in server.held[3:]]
    assert sorted(again) == ["liisa.malli@example.com", "matti.meikalainen@example.org"]


def warnings(ran: Ran) -> str:
    """What `resend --json` says against the letters, which all the same are sent."""
    assert ran.code == 0, ran.err
    words = "; ".join(one["what"] for one in ran.document["warnings"])
    assert all(one["what"] in ran.err for one in ran.document["warnings"])
    return words


def test_what_speaks_against_a_resend_is_said(here: Desk) -> None:
    """Accepted minutes ago, refused before, somebody else's address, unclear: said each, and
    nothing where nothing is.
    """
    with MailServer({"RCPT": Say("550 5.1.1 no such user")}, times=1) as server:
        here.smtp(server.port)
        here("send", "--yes")  # Matti is refused
        assert "refused or came back" in warnings(here("resend", "Meikäläinen", "--json"))
        assert "1 minute ago" in warnings(here("resend", "Malli", "--json"))
        assert "Maija Esimerkki" in warnings(
            here("resend", "Malli", "--to", "maija.esimerkki@example.org", "--json")
        )
        assert warnings(here("resend", "Malli", "--to", "liisa@example.net", "--json")) == ""


def test_an_unclear_letter_is_said_before_another(here: Desk) -> None:
    """Who has an unclear letter may get two: that is said, with how to settle it."""
    with MailServer({".": Keep(HangUp())}, times=1) as server:
        here.smtp(server.port)
        here("send", "--yes")
        assert "invite settle" in warnings(here("resend", "Meikäläinen", "--json"))


def test_to_somebody_not_yet_written_to(here: Desk) -> None:
    """A resend to who has had no letter is their first, and the send after it leaves them alone."""
    with MailServer() as server:
        here.smtp(server.port)
        ran = here("resend", "Malli", "--json")
        assert (ran.code, ran["sent"]) == (0, 1)
        assert here("send", "--yes", "--json")["sent"] == 2
    assert len(server.held) == 3
    (letter,) = letters(here("who", "Malli", "--json"))
    assert letter["number"] == 1


def test_to_a_failed_one(here: Desk) -> None:
    """Who was refused gets a letter 2 by a deliberate resend."""
    with MailServer({"RCPT": Say("550 5.1.1 no such user")}, times=1) as server:
        here.smtp(server.port)
        here("send", "--yes")
        assert here("resend", "Meikäläinen", "--json")["sent"] == 1
    assert [letter["state"] for letter in letters(here("who", "Meikäläinen", "--json"))] == [
        "failed",
        "sent",
    ]
    assert totals(here("status", "--json"))["reached"] == 3


def test_an_unclear_letter_is_followed_by_another_only_on_purpose(here: Desk) -> None:
    """An unclear letter is not sent again by itself; a deliberate resend is letter 2."""
    with MailServer({".": Keep(HangUp())}, times=1) as server:
        here.smtp(server.port)
        assert here("send", "--yes", "--json")["unclear"] == 1
        assert here("resend", "Meikäläinen", "--json")["sent"] == 1
    assert [letter["state"] for letter in letters(here("who", "Meikäläinen", "--json"))] == [
        "unclear",
        "sent",
    ]


@pytest.mark.parametrize(("word", "sent"), [("n", 1), ("y", 2)])
def test_a_yes_means_what_was_so_when_it_was_asked_for(
    tmp_path: Path, word: str, sent: int
) -> None:
    """While a resend waits for its yes, a send writes to the corrected address: that is told, and
    asked again.
    """
    here = desk(tmp_path, [*PEOPLE[:1], "Matti;Toinen;uusi@example.org;Lapin liitto;Lappi"])
    with MailServer({"RCPT": Say("550 5.1.1 no such user")}, times=1) as server:
        here.smtp(server.port)
        here("send", "--yes", "--only", "Meikäläinen")
    here("correct", "Meikäläinen", "--address", "uusi@example.org")
    with MailServer() as server:
        here.smtp(server.port)

        def meanwhile() -> str:
            assert here("send", "--yes", "--only", "Meikäläinen", "--json")["sent"] == 1
            return "y\n"

        talk = at_terminal(
            tmp_path, ("resend", "Meikäläinen"), ("[y/N]", meanwhile), ("[y/N]", f"{word}\n")
        )
    assert talk.code == 0, talk.screen
    assert "A letter was sent to them in the meantime" in talk.screen
    assert len(server.held) == sent


def test_a_letter_that_cannot_be_written_keeps_no_address(here: Desk) -> None:
    """When the letter cannot be composed, the new address is not kept: all or nothing."""
    here("people")
    (here.folder / "templates").mkdir()
    (here.folder / "templates" / "kutsu.fi.md").write_text(
        "Aihe: Kutsu\n\n{{ nope }}\n", encoding="utf-8"
    )
    assert here("resend", "Malli", "--to", "uusi@example.net").code == 3
    (person,) = here("people", "--only", "Malli", "--json").document["people"]
    assert person["email"] == "liisa.malli@example.com"


@pytest.mark.parametrize(
    "bad", ["ei osoite", "a@b@example.org", "a@example.org\r\nBcc: x@example.org", ""]
)
def test_a_bad_address_is_said(here: Desk, bad: str) -> None:
    """What is no address ends with 2 and changes nothing."""
    here("people")
    assert here("resend", "Malli", "--to", bad).code == 2


def test_status_notices_a_changed_sheet(here: Desk) -> None:
    """Status speaks from the ledger, and says when a sheet is not as it was read any more."""
    here("people")
    assert here("status", "--json")["changed"] == []
    here.sheet(*PEOPLE[:2])
    assert here("status", "--json")["changed"] == ["ryhmat.csv"]
    assert totals(here("status", "--json"))["people"] == 3
    here("people")
    assert totals(here("status", "--json"))["people"] == 2


def test_who_is_gone_from_the_sheets_is_not_forgotten(here: Desk) -> None:
    """A person who was written to and then taken off the sheet is still reached, and still
    found.
    """
    with MailServer() as server:
        here.smtp(server.port)
        here("send", "--yes")
        here.sheet(*PEOPLE[1:])
        assert here("send", "--yes", "--json")["sent"] == 0
    found = totals(here("status", "--json"))
    assert (found["people"], found["reached"]) == (3, 3)
    assert "accepted" in here("who", "Meikäläinen").out


def test_where_things_stand(here: Desk) -> None:
    """`invite` alone says what to do next, from the first look to the end."""
    assert "invite people" in here().out
    here("people")
    assert "invite send" in here().out
    with MailServer() as server:
        here.smtp(server.port)
        here("send", "--yes")
        ran = here("--json")
    assert ran["next"] == ["invite status"]


def test_there_is_one_draft_of_a_letter(here: Desk) -> None:
    """A resend into the outbox writes the draft anew: two of one letter would both be sent."""
    here("send", "--yes")
    outbox = here.folder / "outbox" / "kutsu"
    ran = here("resend", "Malli", "--preface", "Tässä kutsu vielä kerran.", "--json")
    assert (ran.code, ran["written"]) == (0, 1)
    drafts = [text_of(parsed(file.read_bytes())) for file in outbox.glob("Liisa*.eml")]
    assert len(drafts) == 1
    assert "vielä kerran" in drafts[0]
    assert [letter["number"] for letter in letters(here("who", "Malli", "--json"))] == [1]
    assert totals(here("status", "--json"))["written"] == 3


def test_a_corrected_address_writes_the_draft_anew(here: Desk) -> None:
    """The draft to the old address would be sent by hand: the next send puts one to the new address
    in its place.
    """
    here("send", "--yes")
    outbox = here.folder / "outbox" / "kutsu"
    assert here("correct", "Malli", "--address", "uusi@example.net").code == 0
    ran = here("send", "--yes", "--json")
    assert ran["written"] == 1
    (draft,) = (parsed(file.read_bytes()) for file in outbox.glob("Liisa*.eml"))
    assert "uusi@example.net" in draft["To"]
    assert len(list(outbox.glob("*.eml"))) == 3
    assert here("send", "--yes", "--json")["written"] == 0


def test_a_resend_that_was_put_off_keeps_its_words(here: Desk) -> None:
    """When a later send takes up a resend, it is the letter that was approved: with its preface,
    and with its reason kept.
    """
    with MailServer() as server:
        here.smtp(server.port)
        here("send", "--yes")
    with MailServer({"RCPT": Say("450 4.2.0 come back later")}, times=1) as server:
        here.smtp(server.port, 'patience = "1s"\n')
        words = ("--because", "ei tullut perille", "--preface", "Tässä kutsu uudelleen.")
        assert here("resend", "Malli", *words, "--json")["waiting"] == 1
        assert here("send", "--yes", "--json")["sent"] == 1
    assert "Tässä kutsu uudelleen." in text_of(parsed(server.held[0].content))
    (line,) = here("status", "--only", "Malli", "--json").document["mailings"][0]["letters"]
    assert (line["state"], line["number"], line["because"]) == ("sent", 2, "ei tullut perille")


def test_the_new_address_of_who_is_gone_is_kept(here: Desk) -> None:
    """Who is on no sheet any more keeps the address that a resend gave them, and is known by it
    when they come back.
    """
    with MailServer() as server:
        here.smtp(server.port)
        here("send", "--yes")
        here.sheet(*PEOPLE[1:])
        assert here("resend", "Meikäläinen", "--to", "matti@example.net", "--json")["sent"] == 1
        assert "matti@example.net" in here("who", "Meikäläinen").out
        assert here("resend", "Meikäläinen", "--json")["sent"] == 1
        assert server.held[-1].recipients == ("matti@example.net",)
        here.sheet("Matti;Meikäläinen;matti@example.net;Toinen virasto;Uusimaa", *PEOPLE[1:])
        assert here("send", "--yes", "--json")["sent"] == 0
    assert totals(here("status", "--json"))["people"] == 3


def test_who_is_not_to_be_invited_is_written_to_on_purpose_only(here: Desk) -> None:
    """A resend to somebody whom a sheet or the coordinator leaves out needs a yes, and then
    goes; said beforehand too, it does not go without a word.
    """
    here("people")
    here("correct", "Malli", "--left")
    with MailServer() as server:
        here.smtp(server.port)
        ran = here("resend", "Malli", "--to", "uusi@example.net")
        assert (ran.code, server.held) == (2, [])
        assert "not to be invited" in ran.err
        assert "uusi@example.net" not in here("who", "Malli").out
        ran = here("resend", "Malli", "--yes", "--json")
        assert (ran["sent"], len(server.held)) == (1, 1)
        assert "Liisa Malli is not to be invited" in ran.err


def test_status_notices_a_new_file(here: Desk) -> None:
    """A file that a pattern names and that came since the reading is told; one that the settings
    name no more too.
    """
    (here.folder / "alueet").mkdir()
    here.sheet(PEOPLE[0], name="alueet/kainuu.csv")
    here.settings(more='[[source]]\nfile = "alueet/*.csv"\nrole = "planning-group"\n')
    assert here("people").code == 0
    assert here("status", "--json")["changed"] == []
    here.sheet(PEOPLE[1], name="alueet/lappi.csv")
    assert here("status", "--json")["changed"] == ["alueet/lappi.csv"]
    here.settings()
    assert here("status", "--json")["changed"] == ["alueet/kainuu.csv"]
