"""The process that `invite.sources.reader` starts: files come in, sheets go out."""

from __future__ import annotations

import gc
import json
import sys

from invite.access.child.frames import receive, send
from invite.access.child.memory_limit import hold
from invite.sources.caps import MEGABYTE, Caps, Unreadable
from invite.sources.contents import sheets_in
from invite.sources.glance import UNKNOWN, glance
from invite.sources.wire import packed
from invite.words import _

LONGEST_REQUEST = 1 << 16


def main() -> None:
    """Answer for one file after the other until nobody asks any more."""
    hold(int(sys.argv[1]))
    gc.disable()  # what is made for a file is sent away, all of it
    while True:
        try:
            request = json.loads(receive(sys.stdin.buffer, LONGEST_REQUEST))
            data = receive(sys.stdin.buffer, 1 << 32)
        except EOFError:
            return
        suffix, *caps = request
        answer = _answer(suffix, data, Caps(*caps)) if caps else _glance(data)
        send(sys.stdout.buffer, *answer)
        if len(data) > MEGABYTE:
            gc.collect()


def _glance(data: bytes) -> tuple[bytes, ...]:
    try:
        return json.dumps(glance(data)).encode(), b""
    except (MemoryError, RecursionError):
        return json.dumps(UNKNOWN).encode(), b""


def _answer(suffix: str, data: bytes, caps: Caps) -> tuple[bytes, ...]:
    try:
        return packed(*sheets_in(suffix, data, caps))
    except Unreadable as error:
        return _problem(error.problem, error.hint, spent=False), b""
    except (MemoryError, RecursionError):
        problem = _("The file needs more memory than is allowed.")
        return _problem(problem, _("Save the list as .csv and try again."), spent=True), b""


def _problem(problem: str, hint: str, *, spent: bool) -> bytes:
    """spent: the process should read nothing after it."""
    return json.dumps({"problem": problem, "hint": hint, "spent": spent}).encode()


if __name__ == "__main__":
    main()
