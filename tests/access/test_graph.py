"""What Graph's answers mean, and what is asked of it."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime

import pytest

from invite.access import graph
from invite.access.exchange import HttpAnswer
from invite.access.graph import GraphNo, Mailbox

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


def _answer(status: int, document: object = None, **headers: str) -> HttpAnswer:
    body = b"" if document is None else json.dumps(document).encode()
    return HttpAnswer(status=status, headers=headers, body=body)


def _no(status: int, code: str = "", **headers: str) -> HttpAnswer:
    return _answer(status, {"error": {"code": code, "message": "no\nsuch thing"}}, **headers)


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        (_answer(202), None),
        (_answer(201, {"id": "x"}), None),
        (_no(401), GraphNo.SIGN_IN),
        (_no(403, "ErrorSendAsDenied"), GraphNo.SENDER),
        (_no(403, "ErrorAccessDenied"), GraphNo.DENIED),
        (_no(404, "ErrorItemNotFound"), GraphNo.GONE),
        (_no(404, "MailboxNotEnabledForRESTAPI"), GraphNo.NO_MAILBOX),
        (_no(413), GraphNo.TOO_LARGE),
        (_no(400, "ErrorInvalidRecipients"), GraphNo.ADDRESS),
        (_no(400, "ErrorMimeContentInvalidBase64String"), GraphNo.BAD),
        (_no(429, "ApplicationThrottled"), GraphNo.SLOW_DOWN),
        (_no(429, "ErrorExceededMessageLimit"), GraphNo.LIMIT),
        (_answer(503, None, **{"retry-after": "5"}), GraphNo.SLOW_DOWN),
        (HttpAnswer(status=503, body=b"<html>Service Unavailable</html>"), GraphNo.NOBODY_KNOWS),
        (HttpAnswer(status=502, body=b"<html>Bad Gateway</html>"), GraphNo.NOBODY_KNOWS),
    ],
)
def test_an_answer_means(answer: HttpAnswer, meaning: GraphNo | None) -> None:
    """A no is about us, the mailbox, the letter or the hour; a gateway may not know at all."""
    assert graph.meaning_of(answer) is meaning


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("17", 17.0),
        ("Tue, 01 Dec 2026 12:00:30 GMT", 30.0),
        ("Tue, 01 Dec 2026 11:00:00 GMT", 0.0),
        ("soon", 0.0),
        ("²", 0.0),
        ("9" * 5_000, graph.LONGEST_WAIT),
        ("Fri, 31 Dec 9999 23:59:59 GMT", graph.LONGEST_WAIT),
        ("Fri, 01 Jan 0001 00:00:00 +2359", 0.0),
        ("", 0.0),
    ],
)
def test_how_long_to_wait(said: str, seconds: float) -> None:
    """Seconds or a date (RFC 9110 10.2.3); nonsense is no wait of a thousand years."""
    assert graph.wait_of(_answer(429, None, **{"retry-after": said}), NOW) == seconds


def test_words_stay_on_one_line() -> None:
    """They go to the screen and the ledger."""
    assert graph.words_of(_no(403, "ErrorSendAsDenied")) == "403 ErrorSendAsDenied: no such thing"


def test_a_letter_travels_byte_for_byte() -> None:
    """Base64 of the very bytes, as text/plain, with ids that outlive the move to Sent Items."""
    letter = "Subject: Kutsu\r\n\r\nklo 13–16\xa0h\r\n".encode()
    asked = graph.draft(Mailbox(), letter)
    assert (asked.method, asked.url) == ("POST", "https://graph.microsoft.com/v1.0/me/messages")
    assert base64.b64decode(asked.body) == letter
    assert asked.headers["Content-Type"] == "text/plain"
    assert asked.headers["Prefer"] == 'IdType="ImmutableId"'
    assert letter.decode() not in repr(asked)


def test_a_shared_mailbox_is_named() -> None:
    """`/users/…`; what could end the path is escaped."""
    mailbox = Mailbox(address="kutsut/x?y@example.org")
    assert mailbox.url("messages").endswith("/users/kutsut%2Fx%3Fy@example.org/messages")
    assert graph.send(mailbox, "AA/B?=").url.endswith("/messages/AA%2FB%3F%3D/send")


def test_a_next_page_is_followed_only_at_home() -> None:
    """A link to another server would carry the token there."""
    home = _answer(200, {"@odata.nextLink": "https://graph.microsoft.com/v1.0/me/x?$skip=50"})
    away = _answer(200, {"@odata.nextLink": "https://evil.example.org/v1.0/me/x?$skip=50"})
    plain = _answer(200, {"@odata.nextLink": "http://graph.microsoft.com/v1.0/me/x?$skip=50"})
    assert graph.further(Mailbox(), home) is not None
    assert graph.further(Mailbox(), away) is None
    assert graph.further(Mailbox(), plain) is None
    assert graph.further(Mailbox(), _answer(200, {})) is None


@pytest.mark.parametrize("document", [[], "x", {"value": "x"}, {"value": [1, {"id": 7}]}, None])
def test_what_is_no_page_holds_nothing(document: object) -> None:
    """Whatever stands there, it is read and no more."""
    assert graph.page_of(_answer(200, document)) == ()


def test_json_without_bottom_and_times_without_zone_are_read() -> None:
    """Nested a million deep it says nothing; a time without a zone can be compared with others."""
    deep = HttpAnswer(status=200, body=b'{"value":' + b"[" * 1_000_000)
    assert graph.page_of(deep) == ()
    item = graph.item_of(_answer(200, {"id": "x", "createdDateTime": "2026-12-01T12:00:00"}))
    assert item is not None
    assert item.created == NOW
