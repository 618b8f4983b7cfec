"""Microsoft Graph's part of mail: what is asked, and what an answer means; who waits is elsewhere.

Sources: learn.microsoft.com/graph: "user: sendMail", "Create message", "message: send", "Outlook
immutable identifiers", "Throttling limits".
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from urllib.parse import quote, urlsplit

from msgspec import Struct

from invite.access.exchange import HttpAnswer, HttpRequest, Method
from invite.access.mail_account import MailItem

ROOT = "https://graph.microsoft.com/v1.0"
SCOPE = "https://graph.microsoft.com/"

# Graph takes requests of 4 MB, and a letter travels as base64, which makes 4 bytes of 3.
MOST = 3_000_000  # bytes of a letter
A_PAGE = 50
LONGEST_WAIT = 24 * 3600.0  # seconds; Exchange's longest limits are those of a day

_IMMUTABLE = 'IdType="ImmutableId"'  # else an id changes when the draft moves to Sent Items
_SELECT = (
    "id,isDraft,parentFolderId,internetMessageId,createdDateTime,subject,toRecipients,changeKey"
)
_SEEN = "subject,toRecipients,ccRecipients,bccRecipients,hasAttachments,body"
_HEADERS = "internetMessageHeaders"


class GraphNo(Enum):
    """What an answer that is no yes means, and for whom.

    SIGN_IN: the token is not taken. DENIED: we may not do this in that mailbox. SENDER: we may not
    send as that sender. NO_MAILBOX: there is no such mailbox for Graph. GONE: no such item.
    TOO_LARGE, ADDRESS, BAD: this letter. LIMIT: no more today. SLOW_DOWN: everybody is to wait.
    NOBODY_KNOWS: it may or may not have been done.
    """

    SIGN_IN = auto()
    DENIED = auto()
    SENDER = auto()
    NO_MAILBOX = auto()
    GONE = auto()
    TOO_LARGE = auto()
    ADDRESS = auto()
    BAD = auto()
    LIMIT = auto()
    SLOW_DOWN = auto()
    NOBODY_KNOWS = auto()


# By the code in the error's JSON; where none fits, by the status.
_BY_CODE: dict[str, GraphNo] = {
    "invalidauthenticationtoken": GraphNo.SIGN_IN,
    "errorsendasdenied": GraphNo.SENDER,
    "erroraccessdenied": GraphNo.DENIED,
    "authorization_requestdenied": GraphNo.DENIED,
    "mailboxnotenabledforrestapi": GraphNo.NO_MAILBOX,
    "mailboxnotsupportedforrestapi": GraphNo.NO_MAILBOX,
    "errorinvaliduser": GraphNo.NO_MAILBOX,
    "requestbroker--parseuri": GraphNo.NO_MAILBOX,
    "request_resourcenotfound": GraphNo.NO_MAILBOX,
    "resourcenotfound": GraphNo.NO_MAILBOX,
    "errornonexistentmailbox": GraphNo.NO_MAILBOX,
    "errormailboxmoveinprogress": GraphNo.SLOW_DOWN,
    "errormailboxstoreunavailable": GraphNo.SLOW_DOWN,
    "erroritemnotfound": GraphNo.GONE,
    "errorinvalididmalformed": GraphNo.GONE,
    "errorinvalidrecipients": GraphNo.ADDRESS,
    "errormessagesizeexceeded": GraphNo.TOO_LARGE,
    "erroritemsizeexceeded": GraphNo.TOO_LARGE,
    "requestentitytoolarge": GraphNo.TOO_LARGE,
    "errorexceededmessagelimit": GraphNo.LIMIT,
    "errormessagesubmissionblocked": GraphNo.LIMIT,
    "errorquotaexceeded": GraphNo.LIMIT,
    "applicationthrottled": GraphNo.SLOW_DOWN,
    "errorserverbusy": GraphNo.SLOW_DOWN,
    "toomanyrequests": GraphNo.SLOW_DOWN,
}
_BY_STATUS: dict[int, GraphNo] = {
    401: GraphNo.SIGN_IN,
    403: GraphNo.DENIED,
    404: GraphNo.GONE,
    408: GraphNo.NOBODY_KNOWS,
    413: GraphNo.TOO_LARGE,
    429: GraphNo.SLOW_DOWN,
}


class Mailbox(Struct, frozen=True, kw_only=True):
    """Whose mail it is. root: of Graph. address: of a mailbox that is not the signed-in user's."""

    root: str = ROOT
    address: str = ""

    def url(self, path: str) -> str:
        """The address of something in the mailbox."""
        whose = f"users/{quote(self.address, safe='@')}" if self.address else "me"
        return f"{self.root}/{whose}/{path}"


def draft(mailbox: Mailbox, letter: bytes) -> HttpRequest:
    """Lay a letter into Drafts, byte for byte; nothing is sent. Answer: `item_of`."""
    return _mime(mailbox.url("messages"), letter)


def send(mailbox: Mailbox, id_: str) -> HttpRequest:
    """Send a draft. The answer is 202 without a body: taken over, on its way to Sent Items."""
    return _request("POST", mailbox.url(f"messages/{quote(id_, safe='')}/send"))


def send_mail(mailbox: Mailbox, letter: bytes) -> HttpRequest:
    """Send a letter in one go; it is kept in Sent Items, and no id of it is given."""
    return _mime(mailbox.url("sendMail"), letter)


def look(mailbox: Mailbox, id_: str) -> HttpRequest:
    """Where a message lies. Answer: `item_of`."""
    return _request("GET", mailbox.url(f"messages/{quote(id_, safe='')}?$select={_SELECT}"))


def text_of(mailbox: Mailbox, id_: str) -> HttpRequest:
    """What a message says. Answer: `body_of`."""
    return _request("GET", mailbox.url(f"messages/{quote(id_, safe='')}?$select=body"))


def wording(mailbox: Mailbox, id_: str) -> HttpRequest:
    """What a reader would see of a message. Answer: `digest_of`."""
    return _request("GET", mailbox.url(f"messages/{quote(id_, safe='')}?$select={_SEEN}"))


def content_of(mailbox: Mailbox, id_: str) -> HttpRequest:
    """A message as it came, which is the answer's body."""
    return _request("GET", mailbox.url(f"messages/{quote(id_)}/$value"))


def discard(mailbox: Mailbox, id_: str) -> HttpRequest:
    """Put a draft away, into Deleted Items."""
    return _request("DELETE", mailbox.url(f"messages/{quote(id_, safe='')}"))


def folder(mailbox: Mailbox, name: str) -> HttpRequest:
    """The id of a folder. name: well-known, as `drafts`, `sentitems`, `outbox`."""
    return _request("GET", mailbox.url(f"mailFolders/{name}?$select=id"))


def listing(mailbox: Mailbox, name: str, since: datetime) -> HttpRequest:
    """What came into a folder since then, a page at a time. Answer: `page_of`."""
    at = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    query = f"$filter=createdDateTime ge {at}&$select={_SELECT},{_HEADERS}&$top={A_PAGE}"
    return _request("GET", mailbox.url(f"mailFolders/{name}/messages?{quote(query, safe='$=&,:')}"))


def by_message_id(mailbox: Mailbox, message_id: str) -> HttpRequest:
    """Messages in any folder that the receiver knows by this id. Answer: `page_of`."""
    said = message_id.replace("'", "''")
    query = f"$filter=internetMessageId eq '{said}'&$select={_SELECT}"
    return _request("GET", mailbox.url(f"messages?{quote(query, safe='$=&,')}"))


def further(mailbox: Mailbox, page: HttpAnswer) -> HttpRequest | None:
    """The next page of a listing; None after the last, or where it would lead to another server."""
    url = _json(page).get("@odata.nextLink")
    if not isinstance(url, str) or urlsplit(url)[:2] != urlsplit(mailbox.root)[:2]:
        return None
    return _request("GET", url)


def item_of(answer: HttpAnswer) -> MailItem | None:
    """The message in an answer; None where there is none to be made out."""
    return _item(_json(answer)) if answer.status // 100 == 2 else None


def page_of(answer: HttpAnswer) -> tuple[MailItem, ...]:
    """The messages on a page of a listing."""
    value = _json(answer).get("value")
    rows = value if isinstance(value, list) else []
    return tuple(item for row in rows if isinstance(row, dict) and (item := _item(row)))


def id_of(answer: HttpAnswer) -> str:
    """The id in an answer, or nothing."""
    return _text(_json(answer), "id")


def body_of(answer: HttpAnswer) -> str:
    """What a message says, as HTML or text, or nothing."""
    body = _json(answer).get("body")
    return _text(body, "content") if isinstance(body, dict) else ""


def digest_of(answer: HttpAnswer) -> str:
    """A digest of what a reader would see of a message: to whom, about what, the text."""
    row = _json(answer)
    seen = [
        _text(row, "subject"),
        *(",".join(_addresses(row.get(f"{who}Recipients"))) for who in ("to", "cc", "bcc")),
        str(row.get("hasAttachments") is True),
        body_of(answer),
    ]
    return hashlib.sha256("\0".join(seen).encode("utf-8", "replace")).hexdigest()


def meaning_of(answer: HttpAnswer) -> GraphNo | None:
    """What an answer means that is no yes; None for a yes."""
    if answer.status // 100 == 2:
        return None
    known = _BY_CODE.get(_error(answer)[0].casefold())
    if known is not None:
        return known
    if answer.status >= 500:
        # Who says when to come back has not done it (RFC 9110 15.6.4); a gateway may not know.
        busy = answer.status == 503 and "retry-after" in answer.headers
        return GraphNo.SLOW_DOWN if busy else GraphNo.NOBODY_KNOWS
    return _BY_STATUS.get(answer.status, GraphNo.BAD)


def words_of(answer: HttpAnswer) -> str:
    """The server's own words, on one line: `403 ErrorSendAsDenied: The user account …`."""
    code, said = _error(answer)
    rest = ": ".join(part for part in (code, " ".join(said.split())[:300]) if part)
    return f"{answer.status} {rest}".strip()


def wait_of(answer: HttpAnswer, now: datetime) -> float:
    """For how many seconds the server asks to be left alone (RFC 9110 10.2.3); 0 if it does not.
    At most LONGEST_WAIT.
    """
    said = answer.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return min(float(said), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return 0.0
    return min(max(0.0, (_aware(until) - now).total_seconds()), LONGEST_WAIT)


def _request(method: Method, url: str) -> HttpRequest:
    headers = {"Prefer": _IMMUTABLE, "Accept": "application/json"}
    return HttpRequest(method=method, url=url, headers=headers)


def _mime(url: str, letter: bytes) -> HttpRequest:
    headers = {"Prefer": _IMMUTABLE, "Accept": "application/json", "Content-Type": "text/plain"}
    return HttpRequest(method="POST", url=url, headers=headers, body=b64encode(letter))


def _item(row: dict[str, object]) -> MailItem | None:
    """A message from its JSON; None without an id."""
    id_ = _text(row, "id")
    if not id_:
        return None
    headers = row.get(_HEADERS)
    named = headers if isinstance(headers, list) else []
    return MailItem(
        id=id_,
        folder=_text(row, "parentFolderId"),
        is_draft=row.get("isDraft") is True,
        message_id=_text(row, "internetMessageId"),
        subject=_text(row, "subject"),
        to=_addresses(row.get("toRecipients")),
        created=_instant(_text(row, "createdDateTime")),
        change_key=_text(row, "changeKey"),
        headers=tuple(
            (_text(one, "name").casefold(), _text(one, "value"))
            for one in named
            if isinstance(one, dict)
        ),
    )


def _addresses(value: object) -> tuple[str, ...]:
    rows = value if isinstance(value, list) else []
    inner = [row.get("emailAddress") for row in rows if isinstance(row, dict)]
    return tuple(_text(one, "address").casefold() for one in inner if isinstance(one, dict))


def _instant(said: str) -> datetime | None:
    try:
        return _aware(datetime.fromisoformat(said))
    except ValueError:
        return None


def _aware(instant: datetime) -> datetime:
    """Without a zone it is UTC, which Graph speaks."""
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _error(answer: HttpAnswer) -> tuple[str, str]:
    """The code and the words of an error (OData JSON), or nothing."""
    error = _json(answer).get("error")
    if isinstance(error, dict):
        return _text(error, "code"), _text(error, "message")
    return "", ""


def _json(answer: HttpAnswer) -> dict[str, object]:
    try:
        found = json.loads(answer.body) if answer.body else {}
    except (ValueError, RecursionError):  # a gateway answers in HTML
        return {}
    return found if isinstance(found, dict) else {}


def _text(row: dict[str, object], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""
