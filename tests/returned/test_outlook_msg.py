"""Outlook's `.msg`: a report and an answer dragged out of the mailbox read as the mails they were."""

from __future__ import annotations

import struct

import pytest
from compound_file import Tree, compound_file
from hypothesis import given
from hypothesis import strategies as st
from inbound import CODE, MATTI, only, read

from invite.returned.model import AddressVerdict, InboundMail, LetterVerdict, MailKind


def text(**properties: str) -> Tree:
    """Properties of text (MS-OXPROPS ids), in UTF-16."""
    return {
        f"__substg1.0_{name[1:]}001F": value.encode("utf-16-le")
        for name, value in properties.items()
    }


def numbers(**properties: int) -> Tree:
    """The table of fixed-length properties of a recipient (MS-OXMSG 2.4.2)."""
    rows = [
        struct.pack("<IIq", int(name[1:], 16) << 16 | 3, 6, value)
        for name, value in properties.items()
    ]
    return {"__properties_version1.0": bytes(8) + b"".join(rows)}


def non_delivery(kind: str = "REPORT.IPM.Note.NDR") -> bytes:
    """A report as Outlook stores it: its recipients hold what a delivery report's fields would."""
    return compound_file(
        {
            **text(
                p001A=kind,
                p0037="Toimittamatta: Kutsu",
                p007D="Message-ID: <report@example.org>\r\nIn-Reply-To: <letter-1@example.org>\r\n"
                "From: Microsoft Outlook <postmaster@example.org>\r\nTo: aino@example.org\r\n",
                p1001="Viestiäsi ei voitu toimittaa.",
            ),
            "__recip_version1.0_#00000000": {
                **text(
                    p3001="Matti Virtanen",
                    p39FE="matti@example.com",
                    p0C1B="<mx.example.com #5.1.1 smtp;550 5.1.1 User unknown>",
                ),
                **numbers(p0C20=511),
            },
        }
    )


def test_a_report() -> None:
    """Whom it is about, why, and which letter."""
    mail = read(non_delivery())
    recipient = only(mail)
    assert (mail.kind, mail.subject) == (MailKind.BOUNCE, "Toimittamatta: Kutsu")
    assert (recipient.address, recipient.status) == ("matti@example.com", "5.1.1")
    assert (recipient.letter, recipient.verdict) == (LetterVerdict.FAILED, AddressVerdict.DEAD)
    assert mail.marks.message_ids == ("letter-1@example.org",)


def test_a_delivery_report() -> None:
    """`REPORT.IPM.Note.DR` says that the letter came."""
    mail = read(non_delivery("REPORT.IPM.Note.DR"))
    assert (mail.kind, only(mail).letter) == (MailKind.DELIVERY_REPORT, LetterVerdict.DELIVERED)


def test_an_answer() -> None:
    """What somebody wrote, with the code in its subject."""
    mail = read(
        compound_file(
            text(
                p001A="IPM.Note",
                p0037=f"En pääse ({CODE})",
                p5D01="matti@example.com",
                p1000="Terveisin Matti",
                p1042="<letter-1@example.org>",
            )
        )
    )
    assert (mail.kind, mail.sender) == (MailKind.REPLY, "matti@example.com")
    assert mail.answers[0].person == MATTI


@pytest.mark.parametrize("length", [8, 100, 511, 512, 600, 1_500])
def test_a_broken_file(length: int) -> None:
    """A file that ends too early is read as far as it goes."""
    assert isinstance(read(non_delivery()[:length]), InboundMail)


@given(at=st.integers(8, 3_000), put=st.binary(min_size=1, max_size=40))
def test_a_mutated_file(at: int, put: bytes) -> None:
    """Whatever stands in its tables, nothing is raised."""
    content = non_delivery()
    assert isinstance(read(content[:at] + put + content[at + len(put) :]), InboundMail)
