"""Drafts in the outbox that the coordinator sends from a mail program: said, moved, taken back,
edited, gone, and what a real courier then does.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.at_terminal import at_terminal
from delivery.servers import MailServer
from desk import PEOPLE, Desk, Ran, desk, parsed, totals

MATTI, LIISA = "matti.meikalainen@example.org", "liisa.malli@example.com"


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    """Three drafts lie in the outbox."""
    made = desk(tmp_path)
    assert made("send", "--yes", "--json")["written"] == 3
    return made


def draft(here: Desk, name: str) -> Path:
    """Somebody's draft."""
    (path,) = (here.folder / "outbox" / "kutsu").glob(f"{name}*.eml")
    return path


def move(here: Desk, name: str, to: str = "sent") -> None:
    """Move a draft, as one does in a file manager."""
    path = draft(here, name)
    (path.parent / to).mkdir(exist_ok=True)
    path.rename(path.parent / to / path.name)


def letter(here: Desk, name: str) -> dict[str, object]:
    """Somebody's line of `status`."""
    lines = here("status", "--json")["mailings"][0]["letters"]
    (line,) = (line for line in lines if name in line["name"])
    found: dict[str, object] = line
    return found


def test_said_of_all(here: Desk) -> None:
    """All drafts count as sent, and "by hand" in every word; nothing is written again."""
    ran = here("settle", "--outbox", "--sent")
    assert (ran.code, ran.out) == (0, "3 letters count as sent by hand: you said so.\n")
    found = here("status", "--json")
    assert (totals(found)["sent"], totals(found)["reached"]) == (3, 3)
    assert {line["proof"] for line in found["mailings"][0]["letters"]} == {"you"}
    assert "3 of them by hand" in here("status").out
    page = here.folder / "tilanne.html"
    assert here("status", "--html", str(page)).code == 0
    assert "lähetetty käsin: 3" in page.read_text(encoding="utf-8")
    story = here("who", "Matti").out
    assert "yes, by hand" in story
    assert "accepted by the server" not in story
    assert "palvelin" not in here("who", "Matti", "--answer").out
    assert "sent by hand" in here("log").out
    assert here("send", "--yes", "--json")["written"] == 0
    assert "There is no such draft" in here("settle", "--outbox", "--sent").out


def test_said_of_some(here: Desk) -> None:
    """Only of those named; the others lie there still. A name that has no draft is refused."""
    ran = here("settle", "--outbox", "--sent", "Matti", "Liisa", "--json")
    assert (ran.code, len(ran["sent"])) == (0, 2)
    assert totals(here("status", "--json"))["written"] == 1
    assert here("settle", "--outbox", "--sent", "Matti").code == 2
    assert here("settle", "--outbox").code == 2
    assert "--outbox --sent" in here("settle", "Maija", "--sent").err


def test_a_file_moved_to_sent_counts_at_the_next_look(here: Desk) -> None:
    """Whatever the next command is; a copy under another name counts for nobody, nor does a file
    moved elsewhere.
    """
    move(here, "Matti")
    (draft(here, "Liisa").parent / "sent" / "kopio.eml").write_bytes(b"Subject: x\r\n\r\n")
    assert (letter(here, "Matti")["state"], letter(here, "Matti")["proof"]) == ("sent", "you")
    assert totals(here("status", "--json"))["written"] == 2
    move(here, "Maija", "muut")
    assert totals(here("status", "--json"))["sent"] == 1


def test_invite_asks_while_they_lie_there(here: Desk) -> None:
    """`invite` asks, with the command to say so; not when it was said."""
    assert "invite settle --outbox --sent" in here("--json")["next"]
    assert "Have you sent these 3 drafts" in here().out
    here("settle", "--outbox", "--sent", "Matti", "Maija")
    assert "Have you sent this draft" in here().out
    here("settle", "--outbox", "--sent")
    assert "Have you sent" not in here().out


def test_a_word_is_taken_back(here: Desk) -> None:
    """It is a draft again where the file lies, back from sent/ too; where it is gone, the next send
    writes it again.
    """
    move(here, "Maija")
    here("settle", "--outbox", "--sent")
    draft(here, "Liisa").unlink()
    ran = here("settle", "--outbox", "--not-sent", "Matti", "Maija", "Liisa", "--json")
    assert (ran.code, len(ran["not_sent"])) == (0, 3)
    found = totals(here("status", "--json"))
    assert (found["written"], found["ready"], found["sent"]) == (2, 1, 0)
    assert draft(here, "Maija").exists()
    assert here("send", "--yes", "--json")["written"] == 1
    assert totals(here("status", "--json"))["written"] == 3


def test_only_a_word_is_taken_back(tmp_path: Path) -> None:
    """What a server has accepted is not; and without names nobody's word is."""
    here = desk(tmp_path)
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes", "--only", "Matti").code == 0
    here.settings()
    here("send", "--yes")
    here("settle", "--outbox", "--sent", "Liisa")
    assert here("settle", "--outbox", "--not-sent", "Matti").code == 2
    assert here("settle", "Matti", "--not-sent").code == 2
    assert here("settle", "--outbox", "--not-sent", "--json")["not_sent"] == []
    assert totals(here("status", "--json"))["sent"] == 2
    assert here("settle", "Liisa", "--not-sent").code == 0
    assert letter(here, "Liisa")["state"] == "written"


def test_a_draft_that_is_gone_is_asked_about(here: Desk) -> None:
    """It stays a draft, needs a human, and is not written again, until somebody says what became
    of it.
    """
    draft(here, "Matti").unlink()
    assert here("status", "--refresh").code == 0
    assert (letter(here, "Matti")["state"], letter(here, "Matti")["because"]) == (
        "written",
        "draft-gone",
    )
    assert "invite settle --outbox --sent" in here("status").out
    ran = here("send", "--yes", "--json")
    assert ran["written"] == 0
    assert [one["because"] for one in ran["letters"]].count("draft-gone") == 1
    assert here("settle", "--outbox", "--not-sent", "--json")["not_sent"] == [
        letter(here, "Matti")["person"]
    ]
    assert here("send", "--yes", "--json")["written"] == 1


def test_a_corrected_address_rewrites_a_draft_as_we_left_it(here: Desk) -> None:
    """One that she has edited is named instead, and left to her."""
    path = draft(here, "Liisa")
    path.write_bytes(path.read_bytes() + b"\r\nPS. Terveisin Aino\r\n")
    here("correct", "Matti", "--address", "matti@example.net")
    here("correct", "Liisa", "--address", "liisa@example.net")
    ran = here("send", "--yes", "--json")
    assert ran["written"] == 1
    assert {one["because"] for one in ran["letters"]} == {None, "written", "draft-edited"}
    assert parsed(draft(here, "Matti").read_bytes())["To"].addresses[0].addr_spec.endswith(".net")
    assert b"Terveisin Aino" in draft(here, "Liisa").read_bytes()
    assert "Liisa Malli" in here("send", "--dry-run").out


def test_a_draft_that_tells_an_old_time_is_written_again(here: Desk) -> None:
    """Nobody who has not been told needs a letter about the change; their draft tells the new."""
    before = draft(here, "Matti").read_bytes()
    toml = here.folder / "invite.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8").replace("2027-02-11T", "2027-02-18T"), encoding="utf-8"
    )
    assert here("--json")["outdated"] == 0
    ran = here("send", "--yes", "--json")
    assert (ran["written"], "3 drafts are written again" in ran.err) == (3, True)
    assert draft(here, "Matti").read_bytes() != before
    assert here("send", "--yes", "--json")["written"] == 0


def test_resent_after_it_was_sent_by_hand(here: Desk) -> None:
    """A resend to somebody who was sent theirs by hand is letter 2; to somebody whose draft lies
    there it is letter 1, written again.
    """
    here("settle", "--outbox", "--sent", "Matti")
    assert here("resend", "Matti", "--yes").code == 0
    assert here("resend", "Liisa", "--yes").code == 0
    here("settle", "--outbox", "--sent")
    assert (letter(here, "Matti")["number"], letter(here, "Liisa")["number"]) == (2, 1)


def switched(here: Desk, server: MailServer) -> None:
    """From now on letters go by mail."""
    here.smtp(server.port)


def went(server: MailServer) -> list[str]:
    """Who has got a letter."""
    return sorted(held.recipients[0] for held in server.held)


def test_after_the_switch_it_asks_first(here: Desk) -> None:
    """At a terminal: "yes" counts them as sent, and only the others go; "no" sends, and takes the
    drafts away, so that nobody gets two.
    """
    here.sheet(*PEOPLE, "Uusi;Tulija;uusi@example.org;Oulu;Kainuu")
    with MailServer() as server:
        switched(here, server)
        talk = at_terminal(here.folder, ("send",), ("[y/n]", "y\n"), ("[y/N]", "y\n"))
        assert (talk.code, went(server)) == (0, ["uusi@example.org"])
        assert "Have you sent these 3 drafts by hand?" in talk.screen
    assert totals(here("status", "--json"))["sent"] == 4
    here("settle", "--outbox", "--not-sent", "Matti")
    with MailServer() as server:
        switched(here, server)
        talk = at_terminal(here.folder, ("send",), ("[y/n]", "n\n"), ("[y/N]", "y\n"))
        assert (talk.code, went(server)) == (0, [MATTI])
    assert not list((here.folder / "outbox" / "kutsu").glob("Matti*"))


def test_after_the_switch_yes_says_what_it_does(here: Desk) -> None:
    """With --yes, whose draft lies unchanged is written to and told of; whose draft was edited,
    moved or deleted is held until somebody says whether it went.
    """
    move(here, "Maija", "muut")
    draft(here, "Liisa").unlink()
    with MailServer() as server:
        switched(here, server)
        ran = here("send", "--yes", "--json")
        assert (ran.code, went(server)) == (0, [MATTI])
        assert "1 of these is an unchanged draft" in ran.err
        assert [one["because"] for one in ran["letters"]].count("draft-gone") == 2
        found = totals(here("status", "--json"))
        assert (found["sent"], found["written"]) == (1, 2)
        assert here("settle", "--outbox", "--not-sent", "Liisa").code == 0
        assert here("settle", "--outbox", "--sent", "Maija").code == 0
        assert here("send", "--yes", "--json")["sent"] == 1
        assert went(server) == [LIISA, MATTI]
    assert totals(here("status", "--json"))["sent"] == 3


def test_a_purge_takes_what_was_moved_too(here: Desk) -> None:
    """What lies in sent/ shows people as well."""
    move(here, "Matti")
    assert here("stop", "Matti", "--erase", "--yes").code == 0
    assert not list((here.folder / "outbox").rglob("Matti*"))
    assert here("purge", "--yes").code == 0
    assert not list((here.folder / "outbox").rglob("*.eml"))


def test_a_stopped_person_gets_no_draft(here: Desk) -> None:
    """The draft goes, and is nowhere to be counted."""
    ran: Ran = here("stop", "Matti")
    assert ran.code == 0
    assert not list((here.folder / "outbox").rglob("Matti*"))
    here("settle", "--outbox", "--sent")
    assert letter(here, "Matti")["state"] == "skipped"
