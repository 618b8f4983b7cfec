"""What people answer by mail is listed; what is certain is taken over, on the coordinator's word and
never by itself.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from delivery.servers import MailServer
from desk import Desk, desk, parsed, text_of

LIISA = "liisa.malli@example.com"
MATTI = "matti.meikalainen@example.org"


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    """A desk whose letters lie in the outbox."""
    return desk(tmp_path)


def without_link(here: Desk, port: int) -> None:
    """Settings of an event that people answer by mail."""
    here.smtp(port)
    path = here.folder / "invite.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("registration_url")]
    path.write_text("\n".join(kept), encoding="utf-8")


def reply(here: Desk, name: str, content: str) -> str:
    """A saved mail."""
    path = here.folder / name
    path.write_text(content, encoding="utf-8")
    return str(path)


def test_the_link_that_says_no(here: Desk) -> None:
    """Where there is no registration link, the letter has a link whose mail names its writer; from
    whatever address it comes, it is that person's answer, and taken only by `--take`.
    """
    with MailServer() as server:
        without_link(here, server.port)
        assert here("send", "--yes", "--json")["sent"] == 3
        (liisa,) = [held for held in server.held if held.recipients == (LIISA,)]
    link = re.search(
        r"mailto:kutsut@example\.org\?subject=(\S+?)[)>\s]", text_of(parsed(liisa.content))
    )
    assert link
    subject = unquote(link[1])
    assert subject.startswith("En pääse (")
    mail = f"From: Liisa <liisa@gmail.example>\nTo: kutsut@example.org\nSubject: {subject}\n\n\n"
    ran = here("bounces", reply(here, "a.eml", mail), "--json")
    (answer,) = ran["answers"]
    person = ran["mails"][0]["person"]
    assert (answer["answer"], answer["how"], answer["person"]) == ("declined", "code", person)
    (waiting,) = ran["waiting"]
    assert here("mark", "--json")["marks"] == []
    taken = here("bounces", "--take", str(waiting["mail"]))
    assert taken.code == 0, taken.err
    assert "does not come" in taken.out
    (mark,) = here("mark", "--json")["marks"]
    assert (mark["person"], mark["reply"]) == (person, "declined")
    assert here("bounces", reply(here, "a.eml", mail), "--json")["waiting"] == []


def test_a_code_that_is_nobody_s_says_nothing(here: Desk) -> None:
    """Who makes a code up answers for nobody."""
    assert here("send", "--yes").code == 0
    mail = f"From: x@example.net\nSubject: En pääse ({'a' * 24})\n\n\n"
    ran = here("bounces", reply(here, "a.eml", mail), "--json")
    assert [one["person"] for one in ran["answers"] if one["can_be_taken"]] == []
    assert ran["waiting"] == []


@pytest.mark.parametrize(
    ("partstat", "mark"), [("DECLINED", "declined"), ("ACCEPTED", "registered"), ("TENTATIVE", "")]
)
def test_a_calendar_s_reply(here: Desk, partstat: str, mark: str) -> None:
    """A reply to our event from somebody's own address can be taken over; "perhaps" cannot, nor can
    a reply about another meeting.
    """
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes", "--json")["sent"] == 3
        uid = re.search(rb"UID:(\S+)", server.held[0].content)
    assert uid

    def mail(uid: str) -> str:
        return (
            f"From: Matti <{MATTI}>\nTo: kutsut@example.org\nSubject: Re: Kutsu\nMIME-Version: 1.0\n"
            "Content-Type: text/calendar; method=REPLY; charset=utf-8\n\n"
            f"BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:{uid}\n"
            f"ATTENDEE;PARTSTAT={partstat}:mailto:{MATTI}\nEND:VEVENT\nEND:VCALENDAR\n"
        )

    other = here("bounces", reply(here, "b.eml", mail("somebody-elses")), "--json")
    assert (other["answers"], other["waiting"]) == ([], [])
    ran = here("bounces", reply(here, "a.eml", mail(uid[1].decode())), "--json")
    assert [one["answer"] for one in ran["answers"]] == [partstat.lower()]
    (waiting,) = ran["waiting"]
    taken = here("bounces", "--take", str(waiting["mail"]))
    if mark:
        assert taken.code == 0
        assert [one["reply"] for one in here("mark", "--json")["marks"]] == [mark]
    else:
        assert taken.code == 2
        assert "invite mark" in taken.err


def test_words_are_only_shown(here: Desk) -> None:
    """Who asks to be removed, or says no in words, is listed with the command that does it, and
    nothing is done.
    """
    assert here("send", "--yes").code == 0
    mail = f"From: Matti <{MATTI}>\nSubject: Re: Kutsu\n\nPoistakaa minut listalta, kiitos.\n"
    ran = here("bounces", reply(here, "a.eml", mail), "--json")
    (answer,) = ran["answers"]
    assert (answer["answer"], answer["can_be_taken"]) == ("remove-me", False)
    shown = here("bounces", reply(here, "a.eml", mail)).out
    assert f"invite stop {answer['person']}" in shown
    assert here("bounces", "--take", str(ran["waiting"][0]["mail"])).code == 2
    assert here("status", "--json").code == 0
