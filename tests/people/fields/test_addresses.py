"""Addresses as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite.people.fields.addresses import _PLAIN, doubts, judge, parse_address, slip
from invite.people.model import Address


def parsed(text: str) -> Address:
    found = parse_address(text)
    assert isinstance(found, Address), found
    return found


@pytest.mark.parametrize(
    "text",
    [
        "maija@example.org",
        " <maija@example.org>; ",
        "mailto:maija@example.org?subject=x",
        "maija(at)example.org",
        "maija [ät] example.org",
        "maija＠example.org",
        "\u200bmaija@example.org\u00a0",
        "maija @example.org",
        '"maija@example.org",',
    ],
)
def test_cleaning(text: str) -> None:
    """What does not belong to the address is taken off."""
    assert parsed(text).written == "maija@example.org"


def test_keys() -> None:
    """Addresses compare without case and with the domain in ASCII; what is written goes into the
    letter.
    """
    assert parsed("Maija.M@Example.ORG") == Address("Maija.M@Example.ORG", "maija.m@example.org")
    assert parsed("maija@ääkkönen.fi").key == "maija@xn--kknen-fraa0m.fi"


@pytest.mark.parametrize(
    "text",
    [
        "x@example.org",
        "x@yritys.test",
        "o'brien@example.org",
        "a+b@example.org",
        "x@a-b.example.net",
        "1@example.com",
    ],
)
def test_real_addresses(text: str) -> None:
    """No stricter than it must be."""
    assert parsed(text).written == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ; ",
        "maija",
        "a@b",
        "a@@example.org",
        "a..b@example.org",
        "a@-x.org",
        "a@example,org",
        "a@x.org b@x.org",
    ],
)
def test_no_address(text: str) -> None:
    """What is no address is a sentence that says why."""
    assert isinstance(parse_address(text), str)


WORD = st.text("abz09_+'-", min_size=1, max_size=9)
LABEL = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,6}[a-z0-9])?", fullmatch=True)


ENDING = st.sampled_from(["fi", "org", "com", "museum"])


@given(st.lists(WORD, min_size=1, max_size=3), st.lists(LABEL, min_size=1, max_size=3), ENDING)
def test_the_short_way_agrees_with_the_library(
    words: list[str], labels: list[str], ending: str
) -> None:
    """What is taken without asking email-validator is what it would take."""
    from email_validator import EmailNotValidError, validate_email

    text = f"{'.'.join(words)}@{'.'.join(labels)}.{ending}"
    assert _PLAIN.fullmatch(text)
    assert isinstance(judge(text), Address)
    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        assert any(
            label[2:4] == "--" for label in labels
        )  # reserved for Punycode (RFC 5891), of which only the library knows


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        ("hotmail.con", "hotmail.com"),
        ("gmial.com", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("hotmial.com", "hotmail.com"),
        ("example.ogr", "example.org"),
        ("kaupunki.fii", "kaupunki.fi"),
        ("gmail.com", None),
        ("mail.com", None),
        ("example.org", None),
        ("tuni.fi", None),
        ("uni.fi", None),
        ("edu.hel.fi", None),
        ("yritys.co", None),
    ],
)
def test_slips(domain: str, meant: str | None) -> None:
    """Slips in well-known domains and endings are told; domains that may well be real are not."""
    assert slip(domain) == meant


def test_doubts() -> None:
    """ä before the @ and letters of another script are doubtful, with a suggestion."""
    for text in ("päivi@example.org", "mаija@example.org"):  # the second with a Cyrillic а
        found = parsed(text)
        assert found.smtputf8
        doubt = doubts(found)
        assert doubt
        assert "@example.org" in doubt[1]
    assert doubts(parsed("maija@example.org")) is None
