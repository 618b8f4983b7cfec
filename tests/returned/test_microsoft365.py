"""Microsoft 365's reports, written by hand after its documentation of NDRs."""

from __future__ import annotations

from pathlib import Path

import pytest
from inbound import MATTI, only, read

from invite.returned.model import AddressVerdict, Cause, LetterVerdict, MailKind

REPORTS = Path(__file__).parents[1] / "data" / "returned"
DEAD, TEMPORARY, REFUSED = AddressVerdict.DEAD, AddressVerdict.TEMPORARY, AddressVerdict.REFUSED


@pytest.mark.parametrize(
    ("name", "to", "address", "cause", "status", "words"),
    [
        (
            "not-found",
            "matti.virtanen@example.com",
            DEAD,
            Cause.NO_MAILBOX,
            "5.1.10",
            "the address does not exist",
        ),
        (
            "not-found-finnish",
            "liisa.korhonen@example.com",
            DEAD,
            Cause.NO_MAILBOX,
            "5.1.1",
            "the address does not exist",
        ),
        (
            "edge-blocking",
            "pekka@example.net",
            DEAD,
            Cause.NO_MAILBOX,
            "5.4.1",
            "the address does not exist",
        ),
        ("full", "eeva.lahti@example.org", TEMPORARY, Cause.FULL, "5.2.2", "the mailbox is full"),
        (
            "members-only",
            "tiimi@example.com",
            REFUSED,
            Cause.REFUSES_STRANGERS,
            "5.7.133",
            "their server refuses us",
        ),
        ("expired", "kaisa@example.net", TEMPORARY, Cause.UNREACHABLE, "4.4.2", "unknown"),
        (
            "nested",
            "olli@example.net",
            DEAD,
            Cause.NO_MAILBOX,
            "5.1.1",
            "the address does not exist",
        ),
        (
            "no-domain",
            "sari@olematon.example.net",
            DEAD,
            Cause.NO_DOMAIN,
            "5.4.310",
            "the address does not exist",
        ),
        (
            "we-are-blocked",
            "timo@example.net",
            REFUSED,
            Cause.REFUSES_US,
            "5.1.8",
            "their server refuses us",
        ),
    ],
)
def test_refusals(
    name: str, to: str, address: AddressVerdict, cause: Cause, status: str, words: str
) -> None:
    """Each says who was meant, why, with the code of the innermost answer, in plain words."""
    mail = read((REPORTS / f"m365-{name}.eml").read_bytes())
    recipient = only(mail)
    assert (mail.kind, recipient.address) == (MailKind.BOUNCE, to)
    assert (recipient.letter, recipient.verdict) == (LetterVerdict.FAILED, address)
    assert (recipient.cause, recipient.status, recipient.in_words) == (cause, status, words)


def test_a_delay_is_no_failure() -> None:
    """`Action: delayed` fails no letter and kills no address."""
    mail = read((REPORTS / "m365-delayed.eml").read_bytes())
    assert mail.kind is MailKind.DELAY
    assert only(mail).letter is LetterVerdict.DELAYED
    assert (only(mail).verdict, only(mail).in_words) == (TEMPORARY, "not delivered yet")


def test_a_success_is_no_bounce() -> None:
    """`Action: relayed` says that the letter left, and nothing of the address."""
    mail = read((REPORTS / "m365-relayed.eml").read_bytes())
    assert mail.kind is MailKind.DELIVERY_REPORT
    assert (only(mail).letter, only(mail).verdict) == (LetterVerdict.DELIVERED, None)


@pytest.mark.parametrize("path", sorted(REPORTS.glob("m365-*.eml")), ids=lambda path: path.stem)
def test_marks(path: Path) -> None:
    """In each our letter is known again: by its ids and by the code of its personal link."""
    marks = read(path.read_bytes()).marks
    assert marks.message_ids == (f"letter-{path.stem.removeprefix('m365-')}@example.org",)
    assert marks.invite_ids == ("mzxw6ytboi2dkmrtgq3tqojq",)
    assert marks.persons == (MATTI,)
    assert marks.subject == "Kutsu: Päätöstilaisuus"
