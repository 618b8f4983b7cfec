"""A message is what the standard library reads back unchanged; nothing a cell holds adds a header,
a part, a link or a tag.
"""

from __future__ import annotations

import re
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from paper import LAB, PNG, SENDER, STAMP, Desk, parsed, person

from invite.event import Sender
from invite.letters.compose import Composer
from invite.letters.message.headers import mailbox, unstructured
from invite.letters.message.mime import QuotedPrintable, as_draft
from invite.letters.model import Letter
from invite.letters.templates.leftovers import placeholder
from invite.letters.templates.source import shipped
from invite.letters.templates.values import plain, plain_lines
from invite.mailing import Mailing
from invite.people.model import Address, Name
from invite.records import replace

HOSTILE = (
    "Matti\r\nBcc: evil@example.com",
    'Matti, evil@example.com <evil@example.com>, "x',
    "=?utf-8?q?Matti?= =?utf-8?b?4pyT?=",
    '"\\"\\\\',
    "<script>alert(1)</script>",
    "{{ 7*7 }} **x** [y](https://example.com)",
    "ה\u202eשלום 👩‍👩‍👧 ǅ",
    "ä" * 500,
    "a" * 500,
    "Matti (kommentti) ; ryhmä: a@example.com;",
    "x\u2028--=_a_",
    ".",
    "From Matti",
    "Ä" + " " * 70 + "Ö",
    "tab\there \x00\x07\x1b[31m",
)


def part(message: EmailMessage, kind: str) -> EmailMessage:
    """The one part of that type."""
    [found] = [p for p in message.walk() if p.get_content_type() == kind]
    assert isinstance(found, EmailMessage)
    return found


def text_of(message: EmailMessage, kind: str) -> str:
    """Its text, lines ended by LF."""
    return str(part(message, kind).get_content()).replace("\r\n", "\n")


def joined(name: str) -> str:
    """Without its spaces: in a name of several encoded words Python's parser keeps those between
    them, against RFC 2047 6.2.
    """
    return "".join(name.split())


def structure(message: EmailMessage) -> list[str]:
    """The types of all parts, in order."""
    return [p.get_content_type() for p in message.walk()]


def test_the_standard_library_reads_what_was_written(desk: Desk) -> None:
    """Headers, both bodies and the calendar; without a defect."""
    letter = desk.letter()
    message = parsed(letter.content)
    assert [(name, str(value)) for name, value in message.items()][:6] == [
        ("From", "Esimerkkihanke <kutsut@example.org>"),
        ("Reply-To", "kutsut@example.org"),
        ("List-Unsubscribe", "<mailto:kutsut@example.org?subject=Peru%20viestit>"),
        ("To", "Matti Meikäläinen <matti.meikalainen@example.org>"),
        ("Subject", letter.subject),
        ("Date", "Tue, 24 Nov 2026 10:00:00 +0000"),
    ]
    assert message["Message-ID"] == "<1.kutsu@example.org>"
    assert message["X-Invite-Id"] == "L1"
    assert structure(message) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert text_of(message, "text/plain") == letter.text
    assert text_of(message, "text/html") == letter.html
    assert str(part(message, "text/calendar").get_content()) == letter.calendar
    assert part(message, "text/calendar").get_filename() == "tilaisuus.ics"
    assert all(
        part(message, kind)["Content-Language"] == "fi" for kind in ("text/plain", "text/html")
    )
    assert not [defect for p in message.walk() for defect in p.defects]


def test_every_line_ends_with_crlf_and_is_short(desk: Desk) -> None:
    """RFC 5322 2.1.1: 998 at most; 78 is better, and what is kept here."""
    content = desk.letter(person("ä" * 500, "<" * 300)).content
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 78
    assert content.isascii()


@settings(max_examples=500)
@given(
    st.text(min_size=1, max_size=80) | st.sampled_from(HOSTILE),
    st.text(max_size=300) | st.sampled_from(HOSTILE),
)
def test_hostile_names_and_texts_add_nothing_and_come_back(name: str, text: str) -> None:
    """Headers, parts, links and tags are those of any other letter; names and texts are read back
    as they were written.
    """
    check_hostile(name, text)


@pytest.mark.parametrize("name", HOSTILE)
def test_known_hostile_names(name: str) -> None:
    """Those that have done harm elsewhere."""
    check_hostile(name, name)


def test_a_line_that_begins_with_a_dot_is_known_in_each_letter(desk: Desk) -> None:
    """SMTP would double it, which nobody looks for in other letters; also where the line is of all
    letters, or was folded at its dot.
    """
    desk.body("{{ person.last_name }}\n\n" + "x" * 300)
    composer = desk.composer()

    def settled(last: str) -> bool:
        who = person(last=last)
        found = composer.compose(who, who.addresses[0], STAMP)
        assert isinstance(found, Letter)
        assert found.content.endswith(b"\r\n")
        assert found.settled == (b"\r\n." not in found.content)
        return found.settled

    assert settled("Meikäläinen")
    assert not settled(".com")
    assert settled("Meikäläinen")
    assert {settled("x" * n + "." * 9) for n in range(50, 80)} == {True, False}
    assert not desk.body("{{ person.last_name }}\n\n.NET").letter().settled


def test_no_name_turns_the_line_it_stands_in(desk: Desk) -> None:
    """A right-to-left override would show "Hei Matti, ilmoittaudu" backwards; Hebrew itself
    stays.
    """
    letter = desk.letter(person("\u202eMatti\u2066", "\u202bשלום"))
    assert "Hei Matti!" in letter.text
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", letter.text + letter.html + letter.subject)
    assert str(parsed(letter.content)["To"]).startswith("Matti שלום")


def tags(html: str) -> int:
    """How many tags there are, but for those that keep a date or a word whole."""
    return html.count("<") - 2 * html.count('<span style="white-space: nowrap">')


def check_hostile(name: str, text: str) -> None:
    """What any name, and any text of a cell or a resend, must leave as it is."""
    shared = composer()
    role = replace(LAB, group=text, title=text, region=text or None)
    who = replace(
        person("x", "X", role), name=Name(name, "X"), organisation=text, extra={"Toive": text}
    )
    usual = shared.compose(person("x", "X", LAB), person().addresses[0], STAMP)
    letter = shared.compose(who, who.addresses[0], replace(STAMP, preface=text))
    assert isinstance(usual, Letter)
    if not isinstance(letter, Letter):  # what a program has left over in a cell goes to nobody
        assert placeholder(plain(name)) or placeholder(plain(text))
        return
    assert letter.settled == (b"\r\n." not in letter.content)
    message, model = parsed(letter.content), parsed(usual.content)
    assert message.keys() == model.keys()
    assert structure(message) == structure(model)
    assert isinstance(message["To"], AddressHeader)
    [recipient] = message["To"].addresses
    assert recipient.addr_spec == "matti.meikalainen@example.org"
    assert joined(recipient.display_name) == joined(f"{plain(name)} X")
    assert text_of(message, "text/plain") == letter.text
    assert text_of(message, "text/html") == letter.html
    assert plain(name) in letter.text or plain(name).split(" ")[0] in letter.text
    assert f"Toive: {plain(text) or '–'}\n" in letter.text
    assert letter.html.count("<a ") == usual.html.count("<a ")
    assert re.findall('href="([^"]*)"', letter.html) == re.findall('href="([^"]*)"', usual.html)
    preface = plain_lines(text)
    assert (preface or "Toive") in letter.text
    assert tags(letter.html) == tags(usual.html) + (
        2 + preface.count("\n") if preface else 0
    )  # its <p>, </p> and <br>
    assert letter.content.isascii()


@cache
def composer() -> Composer:
    """The shipped invitation with what a cell holds in it, prepared once."""
    body = (shipped("templates") / "kutsu.fi.md").read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        own = body.replace(
            "# {{ event.title }}",
            "# {{ event.title }}\n\nToive: {{ person.extra.Toive | default('–') }}",
        )
        return Desk(Path(folder)).template(own).composer()


@settings(max_examples=300)
@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=200
    )
)
@example("=\n.\nFrom x\n \n\t\n" + "=" * 80 + "\n" + "ä" * 80 + "\n" + "a" * 76 + " \n")
def test_quoted_printable_is_read_back(text: str) -> None:
    """Every text, by lines and in one block, with the cache cold and warm; lines of at most 76."""
    from quopri import decodestring

    quoted = QuotedPrintable()
    first = b"".join(quoted[line] for line in text.encode().split(b"\n"))
    assert quoted[text.encode()] == quoted[text.encode()] == first
    assert max(map(len, first.split(b"\r\n"))) <= 76
    assert decodestring(first).replace(b"\r\n", b"\n").decode() == f"{text}\n"


@settings(max_examples=300)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=120))
def test_subjects_and_names_are_read_back(text: str) -> None:
    """Whatever stands in them, on lines that RFC 2047 allows."""
    said = " ".join(plain(text).split())
    message = parsed(
        f"Subject: {unstructured(text)}\r\nTo: {mailbox(text, 'a@example.org')}\r\n\r\n".encode()
    )
    assert str(message["Subject"]) == said
    [found] = message["To"].addresses
    assert (joined(found.display_name), found.addr_spec) == (joined(said), "a@example.org")
    assert all(len(line) <= 78 for line in mailbox(text, "a@example.org").split("\r\n"))


def test_an_address_beyond_ascii_needs_smtputf8_only_for_its_local_part(desk: Desk) -> None:
    """An IDN domain travels in ASCII (RFC 5890)."""
    domain = desk.letter(person(address=Address("a@mäki.example", "a@xn--mki-qla.example")))
    assert (domain.recipient, domain.smtputf8) == ("a@xn--mki-qla.example", False)
    assert domain.content.isascii()
    local = desk.letter(
        person(address=Address("äijö@example.org", "äijö@example.org", smtputf8=True))
    )
    assert local.smtputf8
    [found] = parsed(local.content)["To"].addresses
    assert found.addr_spec.encode("utf-8", "surrogateescape").decode() == "äijö@example.org"


@pytest.mark.parametrize(
    "written",
    [
        "a b@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org, b@example.org",
        "a",
        "@",
        "<a@b.fi>",
    ],
)
def test_what_is_no_address_is_a_fault(desk: Desk, written: str) -> None:
    """Addresses are made by the cleaner; if one slips by, it adds no recipient."""
    assert desk.faults(person(address=Address(written, written)))


def test_attachments_and_logo_are_in_their_places(desk: Desk) -> None:
    """The logo beside the HTML, files after the calendar, names beyond ASCII kept."""
    (desk.folder / "liite ä.pdf").write_bytes(b"%PDF-1.7\r\n\x00\xff" * 100)
    (desk.folder / "logo.png").write_bytes(PNG)
    own = desk.but(
        mailing=Mailing(name="kutsu", template="kutsu", attachments=("liite ä.pdf",)),
        sender=replace(SENDER, logo="logo.png", reply_to="vastaukset@example.org"),
    )
    letter = own.letter()
    message = parsed(letter.content)
    assert structure(message) == [
        *(
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "multipart/related",
            "text/html",
            "image/png",
        ),
        *("text/calendar", "application/pdf"),
    ]
    assert part(message, "image/png").get_content() == PNG
    cid = str(part(message, "image/png")["Content-ID"]).strip("<>")
    assert f'src="cid:{cid}"' in letter.html
    assert 'alt="Esimerkkihanke"' in letter.html
    assert part(message, "application/pdf").get_content() == b"%PDF-1.7\r\n\x00\xff" * 100
    assert part(message, "application/pdf").get_filename() == "liite ä.pdf"
    assert message["Reply-To"] == "vastaukset@example.org"
    assert [file.size for file in own.composer().attachments] == [1200]
    assert not [defect for p in message.walk() for defect in p.defects]


def test_a_letter_without_calendar_and_attachments_has_two_parts(desk: Desk) -> None:
    """No mixed part round one thing."""
    letter = desk.but(mailing=Mailing(name="kutsu", template="kutsu", calendar=False)).letter()
    assert structure(parsed(letter.content)) == ["multipart/alternative", "text/plain", "text/html"]
    assert letter.calendar is None
    assert text_of(parsed(letter.content), "text/html") == letter.html


def test_an_attachment_too_large_for_most_servers_is_a_problem(desk: Desk) -> None:
    """Said before anybody is written to."""
    from invite.errors import MustMend

    (desk.folder / "iso.pdf").write_bytes(bytes(20_000_000))
    with pytest.raises(MustMend) as stopped:
        desk.but(
            mailing=Mailing(name="kutsu", template="kutsu", attachments=("iso.pdf",))
        ).composer()
    assert "20.0 MB" in stopped.value.problems[0].what


def test_a_reminder_stands_beside_the_first_letter(desk: Desk) -> None:
    """In-Reply-To and References, when there is something to refer to."""
    message = parsed(desk.letter(in_reply_to="0@example.org").content)
    assert message["In-Reply-To"] == message["References"] == "<0@example.org>"
    assert "In-Reply-To" not in parsed(desk.letter().content)


def test_a_draft_opens_as_one(desk: Desk) -> None:
    """X-Unsent for Outlook; the rest is the same message, and once is enough."""
    content = desk.letter().content
    draft = as_draft(content)
    assert parsed(draft)["X-Unsent"] == "1"
    assert draft.endswith(content)
    assert as_draft(draft) == draft


def test_nothing_tracks_and_nothing_claims_to_be_automatic(desk: Desk) -> None:
    """No picture from elsewhere, no List-Unsubscribe-Post, no Precedence."""
    letter = desk.letter()
    assert not {"List-Unsubscribe-Post", "Auto-Submitted", "Precedence"} & set(
        parsed(letter.content).keys()
    )
    assert "<img" not in letter.html
    assert len(letter.html.encode()) < 102_000


def test_a_sender_of_any_name_is_one_mailbox(desk: Desk, tmp_path: Path) -> None:
    """As with recipients."""
    letter = desk.but(
        sender=Sender(name='Ä, "B" <c@example.com>', address="a@mäki.example")
    ).letter()
    [found] = parsed(letter.content)["From"].addresses
    assert (found.display_name, found.addr_spec) == (
        'Ä, "B" <c@example.com>',
        "a@xn--mki-qla.example",
    )
