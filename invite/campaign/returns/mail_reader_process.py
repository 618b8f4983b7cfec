"""The process that `mail_reader` starts: mails come in, what they say goes out."""

from __future__ import annotations

import json
import sys

from invite.access.child.frames import receive, send
from invite.access.child.memory_limit import hold
from invite.campaign.returns.mail_wire import packed
from invite.people.model import PersonId
from invite.returned.read import read_mail

LONGEST_REQUEST = 1 << 24
UNREADABLE = b"null"


def main() -> None:
    """Answer for one mail after the other until nobody asks any more."""
    hold(int(sys.argv[1]))
    while True:
        try:
            known: dict[str, PersonId] = json.loads(receive(sys.stdin.buffer, LONGEST_REQUEST))
            content = receive(sys.stdin.buffer, 1 << 30)
        except EOFError:
            return
        send(sys.stdout.buffer, *_answer(content, known))


def _answer(content: bytes, known: dict[str, PersonId]) -> tuple[bytes, bytes]:
    """What the mail says, and the codes of personal links that it may hold."""
    asked: dict[str, None] = {}

    def person_of(code: str) -> PersonId | None:
        asked[code] = None
        return known.get(code)

    try:
        mail = packed(read_mail(content, person_of))
    except (MemoryError, RecursionError):
        return UNREADABLE, b"[]"
    return mail, json.dumps(list(asked)).encode()


if __name__ == "__main__":
    main()
