"""What is remembered of the words of sheets while they are read and compared, and let go when that
is over; and that nobody looks for rubbish meanwhile.

Names, places and remarks come again from row to row; each function that judges them keeps its
answers here, and nobody need know which functions those are to let go of them all.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

_Result = TypeVar("_Result")
KEPT: list[_lru_cache_wrapper[Any]] = []
"""All that is remembered, of each function."""
# Answers that a function may keep for the rest of the run: they take no room worth naming, and the
# next sheet has the same words.
_FEW = 4096


def remembered(most: int) -> Callable[[Callable[..., _Result]], _lru_cache_wrapper[_Result]]:
    """A decorator: the function's last answers are kept until `forget`, so many at most. For what
    each row of a large list asks for; a small table is `functools.cache`'s.
    """

    def decorate(function: Callable[..., _Result]) -> _lru_cache_wrapper[_Result]:
        kept = lru_cache(maxsize=most)(function)
        KEPT.append(kept)
        return kept

    return decorate


def forget() -> None:
    """Let go of all that is remembered, if it is much of anything. Then of the little, too: answers
    kept among those that went would keep the memory of all of them from being given back.
    """
    if any(kept.cache_info().currsize > _FEW for kept in KEPT):
        for kept in KEPT:
            kept.cache_clear()


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from looking for rubbish: nothing made here is any, and looking through it again
    and again takes as long as all the rest (who is who of 100,000 rows: 15 s with, 7 s without).
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # Nor at the end, when it would look at everything for the first time: another second.
        gc.freeze()
        if was:
            gc.enable()
