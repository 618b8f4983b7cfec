"""When the next letter may leave: the pace, the day's limit, and the pauses before a letter is
tried again.
"""

from __future__ import annotations

from collections.abc import Sequence

DAY = 86_400.0
# RFC 6647 3: a server that greylists takes a letter after some minutes; those of today after one to
# five.
FIRST_PAUSE = 300.0
SHORTEST = 1.0  # a pause below a second is none
FIRST_REST = 30.0  # what Exchange Online, Gmail and Postfix count by is a minute
LONGEST_REST = 300.0
SENDERS = 100  # more connections than anybody has: so many paces ahead, no slot was ever taken

# All instants are seconds since 1970 (UTC), so that they mean the same in every process and after a
# restart.


def slot(now: float, taken: float, pace: float) -> float:
    """When the next letter may leave: now, or later.

    taken: until when the ledger says that nobody may leave, because somebody has left or the server
    asked for a rest. pace: the shortest time between two letters in seconds, or 0. An instant
    further off than anybody could have set it comes from a clock that has been put back since, and
    is nothing to wait for.
    """
    farthest = now + max(LONGEST_REST, SENDERS * pace)
    return now if taken > farthest else max(now, taken)


def day_opens(now: float, limit: int | None, left: Sequence[float]) -> float:
    """When the day's limit lets the next letter leave: now, or when the oldest of those in the way
    is 24 hours old.

    limit: letters in any 24 hours, or None. left: when letters have left, in any order; the older
    ones may be missing. One that lies in the future has left all the same: the clock was put back
    since, and it counts as of now.
    """
    if limit is None:
        return now
    recent = sorted(min(instant, now) for instant in left if now - DAY < instant)
    return now if len(recent) < limit else recent[len(recent) - limit] + DAY


def next_try(first: float, last: float, tries: int, patience: float) -> float | None:
    """When a letter that was put off is tried again in this run; None: no more, the next run goes
    on with it.

    first, last: when it was put off first and last in this run. tries: how often, 1 or more.
    patience: seconds from `first` that the run keeps trying. The pauses double; the first one is
    five minutes or, where patience is short, a sixth of it; the last try comes when patience is at
    its end, if that is a pause worth the name.
    """
    begin = max(SHORTEST, min(FIRST_PAUSE, patience / 6))
    pause, end = begin * 2.0 ** (tries - 1), first + patience
    if last + pause < end:
        return last + pause
    return end if tries > 1 and end - last >= pause / 2 else None


def later(last: float, tries: int) -> float:
    """When the coordinator had best run the command again for a letter that was put off so often,
    last then.
    """
    return last + min(FIRST_PAUSE * 2.0 ** (tries - 1), 4 * 3600.0)


def rest(times: int, patience: float) -> float:
    """For how many seconds everybody stops when the server has asked to slow down so many times
    running (1 or more).
    """
    begin = max(SHORTEST, min(FIRST_REST, patience / 30))
    return min(begin * 2.0 ** (times - 1), LONGEST_REST)
