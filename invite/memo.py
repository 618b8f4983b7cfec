"""What is remembered of the words of sheets while they are read and compared, and let go when that
is over.

Names, places and remarks come again from row to row; each function that judges them keeps its
answers here, and nobody need know which functions those are to let go of them all.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

_Result = TypeVar("_Result")
_KEPT: list[Callable[[], None]] = []
# Answers that a function may keep for the rest of the run: they take no room worth naming, and the
# next sheet has the same words.
_FEW = 4096


def remembered(most: int) -> Callable[[Callable[..., _Result]], Callable[..., _Result]]:
    """A decorator: the function's last answers are kept until `forget`, so many at most. For what
    each row of a large list asks for; a small table is `functools.cache`'s.
    """

    def decorate(function: Callable[..., _Result]) -> Callable[..., _Result]:
        kept = lru_cache(maxsize=most)(function)

        def let_go() -> None:
            if kept.cache_info().currsize > _FEW:
                kept.cache_clear()

        _KEPT.append(let_go)
        return kept

    return decorate


def forget() -> None:
    """Let go of all that is remembered."""
    for let_go in _KEPT:
        let_go()
