"""What people answer: calendars, codes in subjects, words; and automatic answers with a day."""

from __future__ import annotations

import datetime as dt

import pytest
from inbound import CODE, MATTI, from_daemon, read, written

from invite.returned.model import Absence, AnswerKind, AnswerSource, MailKind, PersonalAnswer

AWAY = "Auto-Submitted: auto-replied\n"


def calendar(partstat: str, method: str = "REPLY") -> str:
    """A calendar's mail (RFC 5546)."""
    return (
        "From: matti@example.com\nTo: aino@example.org\nSubject: Hylätty: Päätöstilaisuus\n"
        f'MIME-Version: 1.0\nContent-Type: text/calendar; charset="utf-8"; method={method}\n\n'
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\n"
        "UID:kutsu-1@example.org\r\n"
        f'ATTENDEE;CN="Virtanen, Matti";PARTSTAT={partstat}:mailto:matti\r\n @example.com\r\n'
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


@pytest.mark.parametrize(
    ("partstat", "kind"),
    [
        ("DECLINED", AnswerKind.DECLINED),
        ("ACCEPTED", AnswerKind.ACCEPTED),
        ("TENTATIVE", AnswerKind.TENTATIVE),
    ],
)
def test_a_calendars_reply(partstat: str, kind: AnswerKind) -> None:
    """PARTSTAT of a REPLY is an answer that may be taken over, with who and to which event."""
    mail = read(calendar(partstat))
    assert mail.kind is MailKind.CALENDAR_REPLY
    (answer,) = mail.answers
    assert (answer.kind, answer.source) == (kind, AnswerSource.CALENDAR)
    assert (answer.address, answer.uid) == ("matti@example.com", "kutsu-1@example.org")
    assert answer.can_be_taken


@pytest.mark.parametrize(
    ("partstat", "method"), [("NEEDS-ACTION", "REPLY"), ("DECLINED", "REQUEST")]
)
def test_no_answer_of_a_calendar(partstat: str, method: str) -> None:
    """Who has not decided has not answered; an invitation is no answer."""
    mail = read(calendar(partstat, method))
    assert (mail.kind is MailKind.CALENDAR_REPLY, mail.answers) == (False, ())


def test_a_code_in_the_subject() -> None:
    """The "En pääse" link's mail: who it is follows from the code, not from the sender."""
    mail = read(written("", subject=f"En pääse paikalle ({CODE})"))
    assert mail.kind is MailKind.REPLY
    (answer,) = mail.answers
    assert (answer.kind, answer.source, answer.person) == (
        AnswerKind.DECLINED,
        AnswerSource.CODE,
        MATTI,
    )
    assert answer.can_be_taken


def test_a_code_that_leads_nowhere() -> None:
    """A made-up code is nobody's: the words alone are shown."""
    (answer,) = read(written("", subject=f"En pääse paikalle ({CODE[::-1]})")).answers
    assert (answer.source, answer.person, answer.can_be_taken) == (AnswerSource.WORDS, None, False)


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (AnswerKind.DECLINED, "Hei, en valitettavasti pääse tulemaan.|En osallistu|Kiitos, mutta en ehdi"),
        (AnswerKind.DECLINED, "Jag kan tyvärr inte komma.|Tackar nej|Unfortunately I cannot attend.|I won't be able to join"),
        (AnswerKind.REMOVE_ME, "Poistakaa minut listalta.|Älkää lähettäkö enää mitään|Ta bort mig från listan|Please remove me"),
        (AnswerKind.WRONG_PERSON, "Nyt on väärä henkilö, en ole ollut mukana.|Väärä osoite!|Fel person|You have the wrong person"),
        (AnswerKind.ACCEPTED, "Tulen mielelläni!|Jag kommer gärna|I will be there"),
        (None, "Missä paikka on?|Kiitos viestistä, palaan asiaan.|Var är det?|What time does it start?"),
    ],
)  # fmt: skip
def test_words(kind: AnswerKind | None, texts: str) -> None:
    """What people's words seem to say is shown, and may never be taken over."""
    for text in texts.split("|"):
        mail = read(written(text))
        assert mail.kind is MailKind.REPLY, text
        assert [answer.kind for answer in mail.answers] == ([kind] if kind else []), text
        assert not any(answer.can_be_taken for answer in mail.answers)


def test_what_is_quoted_is_not_said() -> None:
    """Our own letter below the answer holds "en pääse" and a code, and is nobody's answer."""
    quoted = f"Kiitos!\n\nLähettäjä: Aino <aino@example.org>\nVastaa: En pääse {CODE}\n"
    assert read(written(quoted)).answers == ()
    assert read(written(f"Kiitos!\n> En pääse: {CODE}\n")).answers == ()


@pytest.mark.parametrize(
    ("text", "absence"),
    [
        ("Olen lomalla 12.1. asti.", Absence(dt.date(2027, 1, 12), None)),
        ("Olen poissa 8.2.2027 saakka.", Absence(dt.date(2027, 2, 8), None)),
        ("Lomalla 28.12.–20.1., palaan töihin 21.1.", Absence(dt.date(2027, 1, 20), dt.date(2027, 1, 21))),
        ("Palaan maanantaina 1. helmikuuta.", Absence(None, dt.date(2027, 2, 1))),
        ("Tavoitettavissa jälleen 3.2.2027.", Absence(None, dt.date(2027, 2, 3))),
        ("Jag är ledig t.o.m. 15.1", Absence(dt.date(2027, 1, 15), None)),
        ("Jag är på semester till och med den 15 januari.", Absence(dt.date(2027, 1, 15), None)),
        ("Jag är tillbaka måndagen den 18 januari.", Absence(None, dt.date(2027, 1, 18))),
        ("I am out of the office until 15 January.", Absence(dt.date(2027, 1, 15), None)),
        ("I will be back on Monday, January 18, 2027.", Absence(None, dt.date(2027, 1, 18))),
        ("Away until 2027-01-18.", Absence(dt.date(2027, 1, 18), None)),
        ("Olen lomalla 3.1. asti ensi vuonna.", Absence(dt.date(2027, 1, 3), None)),
        ("Olen poissa 31.2. asti.", None),
        ("En ole enää töissä täällä.", None),
        ("Olen poissa.\n\nLähettäjä: Aino <aino@example.org>\nPaikka on varattu 29.1. asti.", None),
        ("Olen poissa, vastaa 29.1. mennessä kollegalleni.", None),
    ],
)  # fmt: skip
def test_absences(text: str, absence: Absence | None) -> None:
    """The day of return in three languages; a year that is not said is that of the next such day."""
    mail = read(written(text, subject="Automaattinen vastaus: Kutsu", headers=AWAY))
    assert (mail.kind, mail.absence) == (MailKind.AUTO_REPLY, absence)


@pytest.mark.parametrize(
    "subject",
    [
        "Automaattinen vastaus: Kutsu",
        "Poissa: Kutsu",
        "Automatiskt svar: Kutsu",
        "Frånvaro",
        "Automatic reply: Kutsu",
        "Out of office",
        "AUTO: Matti on lomalla",
    ],
)
def test_automatic_by_its_subject(subject: str) -> None:
    """Exchange's automatic answers say so in the subject alone; they answer for nobody."""
    mail = read(written("En pääse lukemaan viestejä.", subject=subject))
    assert (mail.kind, mail.answers) == (MailKind.AUTO_REPLY, ())


@pytest.mark.parametrize(
    "mail",
    [
        written("Postipalvelin sanoi: 550 5.1.1 user unknown. Mitä teen?", subject="VS: Undeliverable: Kutsu"),
        written("Mail delivery failed for liisa@example.com, she says.", subject="Re: Kutsu"),
        "From: Posti <asiakas@example.com>\nTo: aino@example.org\nSubject: Delivery failed: your parcel\n\n"
        "We could not deliver your parcel to aino@example.org. A new delivery attempt will be made.\n",
        "From: IT-tuki <support@example.org>\nTo: aino@example.org\nSubject: Mail delivery problem on Monday\n\n"
        "Mail could not be delivered on Monday. Write to helpdesk@example.org.\n",
        "Return-Path: <>\nAuto-Submitted: auto-replied\n"
        + written("Viestiäsi ei toimitettu edelleen. Ota yhteyttä liisa@example.com.", subject="Poissa"),
        "From: Microsoft Outlook <postmaster@example.org>\nTo: aino@example.org\nSubject: Postilaatikkosi on lähes täynnä\n\n"
        "Your mailbox is almost full. aino@example.org\n",
        "From: Microsoft Outlook <aino@example.org>\nTo: aino@example.org\nSubject: Microsoft Outlook Test Message\n\n"
        "This is an e-mail message sent automatically by Microsoft Outlook while testing the settings.\n",
        written("Sain tämän:\n\nFinal-Recipient: rfc822; liisa@example.com\nAction: failed\nStatus: 5.1.1\n", subject="Kysymys"),
        "From: noreply-dmarc@example.com\nTo: aino@example.org\nSubject: Report domain: example.org Submitter: example.com\n\n"
        "This is an aggregate report.\n",
        "From: Posti <no-reply@example.com>\nTo: aino@example.org\nSubject: Lähetyksesi on noudettavissa\n\n"
        "Hei aino@example.org, lähetyksesi on perillä.\n",
        "From: Kalle Ylläpito <postmaster@example.org>\nTo: aino@example.org\nSubject: Tiedoksi\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nTässä se viesti.\n'
        "--b\nContent-Type: message/rfc822\n\nFrom: x@example.com\nTo: matti@example.com\nSubject: x\n\nx\n--b--\n",
        "From: MAILER-DAEMON@mx.example.org\nSubject: Queue summary\n\nThe queue is empty.\n",
        "List-Unsubscribe: <mailto:u@example.net>\n" + written("Unsubscribe here", subject="Uutiskirje"),
    ],
)  # fmt: skip
def test_no_false_alarms(mail: str) -> None:
    """People, shops and colleagues write of mail that did not come: none of that is a bounce."""
    assert read(mail).kind not in (MailKind.BOUNCE, MailKind.DELAY)
    assert read(mail).recipients == ()


def test_a_daemon_that_says_no_is_a_bounce() -> None:
    """The twin: the same words from a mail system are one."""
    mail = read(from_daemon("Mail delivery failed for liisa@example.com.\n"))
    assert mail.kind is MailKind.BOUNCE


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("abuse", MailKind.COMPLAINT),
        ("fraud", MailKind.COMPLAINT),
        ("auth-failure", MailKind.OTHER),
    ],
)
def test_complaints(type_: str, kind: MailKind) -> None:
    """Who pressed "junk" complains (RFC 5965); a report about DKIM is no person's complaint."""
    mail = read(
        "From: feedback@example.net\nTo: abuse@example.org\nSubject: Abuse Report\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\n\n--b\n'
        "Content-Type: text/plain\n\nThis is an abuse report.\n--b\nContent-Type: message/feedback-report\n\n"
        f"Feedback-Type: {type_}\nVersion: 1\nOriginal-Rcpt-To: <matti@example.com>\n--b\n"
        "Content-Type: message/rfc822\n\nMessage-ID: <letter-1@example.org>\nTo: matti@example.com\n\n--b--\n"
    )
    assert (mail.kind, mail.recipients[0].address) == (kind, "matti@example.com")
    assert (mail.recipients[0].letter, mail.recipients[0].verdict) == (None, None)
    assert mail.marks.message_ids == ("letter-1@example.org",)


def test_answers_are_values() -> None:
    """Two readings of one mail are equal: nothing in them depends on when they were made."""
    mail = written("En pääse.")
    assert read(mail) == read(mail)
    assert isinstance(read(mail).answers[0], PersonalAnswer)
