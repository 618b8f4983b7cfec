"""A fake of Graph's mail: Drafts, Sent Items, immutable ids; its own record is the truth.

It can refuse, be slow, hang up before or after it has done what it was asked, drop headers, give
other Message-IDs, and be slow to show what it has taken over.
"""

from __future__ import annotations

import base64
import email
import email.policy
import re
import secrets
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from access.fake_entra import FakeEntra
from access.https_server import Asked, Authority, HttpsServer, Reply

Call = Literal[
    "draft", "send", "sendMail", "look", "listing", "folder", "discard", "text", "content"
]
FOLDERS = {
    "drafts": "folder-drafts",
    "sentitems": "folder-sent",
    "outbox": "folder-outbox",
    "inbox": "folder-inbox",
}
SELECTED = ("id", "isDraft", "parentFolderId", "internetMessageId", "createdDateTime")


@dataclass(slots=True)
class Fault:
    """Something that goes wrong with a call. when: before it is done, or after it.

    status: what is answered; 0: the connection is cut. code: of the error. after: seconds in
    Retry-After. times: how often. skip: how many such calls go well first.
    """

    call: Call
    when: Literal["before", "after"] = "before"
    status: int = 0
    code: str = ""
    after: str = ""
    late: float = 0.0
    times: int = 1
    skip: int = 0


@dataclass(slots=True)
class Message:
    """A message in the mailbox. sent: when it was taken over, or None. shown: from when on lists
    show it. folder: where its owner has moved it. changed: how often it was.
    """

    id: str
    content: bytes
    to: str
    message_id: str
    subject: str
    headers: list[tuple[str, str]]
    created: float
    shown: float
    sent: float | None = None
    binned: bool = False
    came: bool = False
    folder: str = ""
    changed: int = 0
    added: str = ""


@dataclass(slots=True)
class Habits:
    """How this mailbox behaves. renames: where it gives another Message-ID. drops: headers that it
    forgets, in small letters. slow_lists: seconds until a list shows a draft. lingers: seconds that
    what was taken over is still seen in Drafts, then unseen: seconds that it is in no folder.
    owners: who may open the mailbox; send_as: who may send from it.
    """

    renames: Literal["", "draft", "send"] = ""
    drops: frozenset[str] = frozenset()
    slow_lists: float = 0.0
    lingers: float = 0.0
    unseen: float = 0.0
    page: int = 3
    owners: frozenset[str] = frozenset({"aino@example.org"})
    shared: frozenset[str] = frozenset()
    most: int = 4_000_000


class FakeGraph:
    """Use it in a `with`."""

    def __init__(self, signed: Authority, entra: FakeEntra) -> None:
        self.habits = Habits()
        self.faults: list[Fault] = []
        self.calls: Counter[str] = Counter()
        self.asked: list[Asked] = []
        self.messages: dict[str, Message] = {}
        self.after: dict[str, Callable[[], None]] = {}  # what happens once such a call is done
        self.ca_file = signed.ca_file
        self._entra = entra
        self._lock = threading.Lock()
        self._server = HttpsServer(signed, self._answer)
        self.url = f"{self._server.url}/v1.0"

    def __enter__(self) -> FakeGraph:
        self._server.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.__exit__(*error)

    # ---- the truth

    @property
    def sent(self) -> list[Message]:
        """What was taken over, in the order in which it was."""
        with self._lock:
            gone = [one for one in self.messages.values() if one.sent is not None]
        return sorted(gone, key=lambda one: one.sent or 0.0)

    @property
    def drafts(self) -> list[Message]:
        """What lies in Drafts and has not been sent."""
        with self._lock:
            lying = (one for one in self.messages.values() if not one.binned and not one.came)
            return [one for one in lying if one.sent is None]

    @property
    def at_once(self) -> int:
        """The most requests at one time."""
        return self._server.at_once

    # ---- what its owner does in Outlook

    def send_by_hand(self, message: Message, *, renewed: bool = False) -> None:
        """Press Send. renewed: the mail program sends a copy of its own, with other ids."""
        with self._lock:
            if renewed:
                message.binned = True
                copy = replace(
                    message,
                    id=f"AAkALgAC{secrets.token_urlsafe(20)}=",
                    message_id=_new_id(),
                    headers=[],
                    binned=False,
                )
                self.messages[copy.id] = message = copy
            self._take(message)

    def edit_by_hand(self, message: Message, more: str) -> None:
        """Write something into a draft; nothing: only a category is put on it."""
        with self._lock:
            message.changed += 1
            message.added += more

    def receive(self, content: bytes) -> None:
        """A mail comes into the Inbox."""
        now = time.time()
        id_ = f"AAkALgAB{secrets.token_urlsafe(20)}="
        with self._lock:
            self.messages[id_] = Message(
                id_, content, "", _new_id(), "", [], created=now, shown=now, came=True
            )

    # ---- answering

    def _answer(self, asked: Asked) -> Reply:
        path, _query, query = asked.path.removeprefix("/v1.0/").partition("?")
        whose, rest = self._whose(path)
        call = self._call(asked.method, rest)
        with self._lock:
            self.calls[call] += 1
            self.asked.append(asked)
            fault = self._fault(call)
        if len(asked.body) != int(asked.headers.get("content-length") or 0):
            return Reply(cut=True)  # whoever asked was killed in the middle
        given = self._entra.granted(asked.headers.get("authorization", "").partition(" ")[2])
        if given is None:
            return _error(
                401, "InvalidAuthenticationToken", "Access token is empty or has expired."
            )
        if fault is not None and fault.when == "before":
            return self._wrong(fault)
        if (no := self._may_not(given.who, given.scopes, whose, call)) is not None:
            return no
        if len(asked.body) > self.habits.most:
            return _error(413, "RequestEntityTooLarge", "The request is too large.")
        with self._lock:
            done = self._do(call, rest, urllib.parse.parse_qs(query), asked, whose)
        if call in self.after:
            self.after[call]()
        if fault is not None:
            return self._wrong(fault, done)
        return done

    def _whose(self, path: str) -> tuple[str, str]:
        if path.startswith("users/"):
            whose, _slash, rest = path.removeprefix("users/").partition("/")
            return urllib.parse.unquote(whose), rest
        return "", path.removeprefix("me/")

    def _call(self, method: str, rest: str) -> Call:
        match method, rest.split("/"):
            case "POST", ["messages"]:
                return "draft"
            case "POST", ["messages", _, "send"]:
                return "send"
            case "POST", ["sendMail"]:
                return "sendMail"
            case "DELETE", ["messages", _]:
                return "discard"
            case "GET", ["messages", _, "$value"]:
                return "content"
            case "GET", ["messages", _]:
                return "look"
            case "GET", ["mailFolders", _]:
                return "folder"
            case "GET", ["messages"] | ["mailFolders", _, "messages"]:
                return "listing"
        raise AssertionError(f"{method} {rest}")

    def _fault(self, call: Call) -> Fault | None:
        for fault in self.faults:
            if fault.call == call and fault.times:
                if fault.skip:
                    fault.skip -= 1
                    continue
                fault.times -= 1
                return fault
        return None

    def _wrong(self, fault: Fault, done: Reply | None = None) -> Reply:
        if not fault.status:
            if fault.late:  # slow, and no more than that
                return Reply(
                    done.status if done else 503, done.document if done else None, late=fault.late
                )
            return Reply(cut=True)
        headers = {"Retry-After": fault.after} if fault.after else {}
        code = fault.code or {429: "ApplicationThrottled", 503: "ErrorServerBusy"}.get(
            fault.status, "ErrorOfAKind"
        )
        return _error(fault.status, code, "As the test would have it.", headers)

    def _may_not(self, who: str, scopes: tuple[str, ...], whose: str, call: Call) -> Reply | None:
        names = {scope.rpartition("/")[2] for scope in scopes}
        shared = ".Shared" if whose and whose != who else ""
        needed = f"Mail.Send{shared}" if call in ("send", "sendMail") else f"Mail.ReadWrite{shared}"
        if needed not in names:
            return _error(403, "ErrorAccessDenied", "Access is denied. Check credentials.")
        if shared and whose not in self.habits.shared:
            return _error(404, "ErrorInvalidUser", f"The requested user '{whose}' is invalid.")
        return None

    def _do(
        self, call: Call, rest: str, query: dict[str, list[str]], asked: Asked, whose: str
    ) -> Reply:
        id_ = urllib.parse.unquote(rest.split("/")[1]) if rest.startswith("messages/") else ""
        if id_ and not self._is_there(id_):
            return _error(404, "ErrorItemNotFound", "The specified object was not found.")
        match call:
            case "draft":
                assert asked.headers.get("prefer") == 'IdType="ImmutableId"', asked.headers
                kept = self._keep(asked.body)
                return Reply(201, self._shown(kept) | self._read(kept))
            case "sendMail":
                self._take(self._keep(asked.body))
                return Reply(202)
            case "send":
                if self.messages[id_].sent is not None:
                    return _error(404, "ErrorItemNotFound", "The item is being sent already.")
                self._take(self.messages[id_])
                return Reply(202)
            case "discard":
                self.messages[id_].binned = True
                return Reply(204)
            case "look" if "body" in query["$select"][0].split(","):
                return Reply(document=self._read(self.messages[id_]))
            case "look":
                return Reply(document=self._shown(self.messages[id_]))
            case "content":
                return Reply(body=self.messages[id_].content)
            case "folder":
                return Reply(document={"id": FOLDERS[rest.split("/")[1]]})
            case "listing":
                return self._listing(rest, query)
        raise AssertionError(call)

    def _is_there(self, id_: str) -> bool:
        return id_ in self.messages and self._folder(self.messages[id_]) != ""

    def _keep(self, body: bytes) -> Message:
        content = base64.b64decode(body, validate=True)
        parsed = email.message_from_bytes(content, policy=email.policy.default)
        own = str(parsed["Message-ID"])
        message_id = _new_id() if self.habits.renames == "draft" else own
        kept = [
            (name, str(value))
            for name, value in parsed.items()
            if name.lower().startswith("x-") and name.lower() not in self.habits.drops
        ]
        now = time.time()
        message = Message(
            id=f"AAkALgAA{secrets.token_urlsafe(20)}=",
            content=content,
            to=str(parsed["To"].addresses[0].addr_spec),
            message_id=message_id,
            subject=str(parsed["Subject"]),
            headers=kept,
            created=now,
            shown=now + self.habits.slow_lists,
        )
        self.messages[message.id] = message
        return message

    def _take(self, message: Message) -> None:
        message.sent = time.time()
        if self.habits.renames == "send":
            message.message_id = _new_id()

    def _folder(self, message: Message) -> str:
        """Where it is seen just now."""
        if message.came:
            return "folder-inbox"
        if message.folder and message.sent is None:
            return message.folder
        if message.binned:
            return "folder-bin"
        if message.sent is None or time.time() < message.sent + self.habits.lingers:
            return "folder-drafts"
        if time.time() < message.sent + self.habits.lingers + self.habits.unseen:
            return ""
        return "folder-sent"

    def _shown(self, message: Message) -> dict[str, object]:
        folder = self._folder(message)
        return {
            "id": message.id,
            "isDraft": message.sent is None or folder == "folder-drafts",
            "parentFolderId": folder,
            "changeKey": f"CQAAABYAAAA{message.changed}",
            "internetMessageId": message.message_id,
            "subject": message.subject,
            "createdDateTime": datetime.fromtimestamp(message.created, UTC)
            .isoformat(timespec="seconds")
            .replace("+00:00", "Z"),
            "toRecipients": [{"emailAddress": {"name": "", "address": message.to}}],
            "internetMessageHeaders": [
                {"name": name, "value": value} for name, value in message.headers
            ],
        }

    def _read(self, message: Message) -> dict[str, object]:
        """What is seen of it in the window."""
        return {
            "id": message.id,
            "subject": message.subject,
            "toRecipients": [{"emailAddress": {"name": "", "address": message.to}}],
            "ccRecipients": [],
            "bccRecipients": [],
            "hasAttachments": True,
            "body": {
                **(body := _body(message.content)),
                "content": body["content"] + message.added,
            },
        }

    def _listing(self, rest: str, query: dict[str, list[str]]) -> Reply:
        parts, wanted = rest.split("/"), query["$filter"][0]
        in_folder = FOLDERS[parts[1]] if parts[0] == "mailFolders" else ""
        found = [
            one
            for one in self.messages.values()
            if one.shown <= time.time()
            and self._folder(one) not in ("", "folder-bin")
            and (not in_folder or self._folder(one) == in_folder)
            and _fits(one, wanted)
        ]
        skip = int(query.get("$skip", ["0"])[0])
        page = found[skip : skip + self.habits.page]
        document: dict[str, object] = {"value": [self._shown(one) for one in page]}
        if skip + self.habits.page < len(found):
            more = {**query, "$skip": [str(skip + self.habits.page)]}
            document["@odata.nextLink"] = (
                f"{self.url}/me/{rest}?{urllib.parse.urlencode(more, doseq=True)}"
            )
        return Reply(document=document)


def _fits(message: Message, wanted: str) -> bool:
    if since := re.fullmatch(r"createdDateTime ge (\S+)", wanted):
        return message.created >= datetime.fromisoformat(since[1]).timestamp()
    if same := re.fullmatch(r"internetMessageId eq '(.*)'", wanted):
        return message.message_id == same[1].replace("''", "'")
    raise AssertionError(wanted)


def _body(content: bytes) -> dict[str, str]:
    parsed = email.message_from_bytes(content, policy=email.policy.default)
    part = parsed.get_body(("html", "plain"))
    assert part is not None
    return {"contentType": "html", "content": str(part.get_content())}


def _new_id() -> str:
    return f"<{secrets.token_hex(8).upper()}@HE1PR0701MB0001.eurprd07.prod.outlook.com>"


def _error(status: int, code: str, words: str, headers: dict[str, str] | None = None) -> Reply:
    return Reply(status, {"error": {"code": code, "message": words}}, headers=headers or {})
