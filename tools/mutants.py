"""Shows that tests hold the matching: switches off each rule, moves each threshold and weight in
turn, and says which of these mutants no test kills.

    python tools/mutants.py [-v] [WORD…]

WORD: only mutants with it in their name. Part of `make audit`; takes some minutes. The test that
compares the documentation with the table does not count, nor do properties of random sheets.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from invite.people.linkage import (
    blocking,
    classify,
    clustering,
    conditions,
    local_part,
    rules,
    shared_evidence,
    weights,
)
from invite.people.resolution import disappeared

HOUSE = Path(__file__).resolve().parents[1]
TESTS = ("tests/people/linkage", "tests/people/resolution")
NOT_COUNTED = "not documentation and not known_truth and not properties"
Key = TypeVar("Key")
Mutant = tuple[str, Callable[[], AbstractContextManager[None]]]

# Each threshold, moved down and up as far as would be felt.
THRESHOLDS: tuple[tuple[ModuleType, str, float, float], ...] = (
    (blocking, "MAX_BLOCK", 12, 48),
    (blocking, "NEIGHBOURS", 3, 12),
    (classify, "SURE", 0.95, 0.9995),
    (clustering, "MARGIN", 2.0, 10.0),
    (clustering, "MANY", 20, 80),
    (conditions, "RARE", 16.0, 20.0),
    (conditions, "UNIQUE", 23.0, 26.0),
    (local_part, "CUT", 7, 9),
    (shared_evidence, "LOOKED_AT", 1, 1),
    (weights, "MOST_NAME", 18.0, 22.0),
    (weights, "MIN_POPULATION", 128, 512),
    (weights, "REVIEW_MARGIN", 5.6, 7.6),
    (disappeared, "FEW", 1, 6),
    (disappeared, "EACH", 1, 6),
)
MOVED_BY = 2  # what a weight is moved by, down and up


def mutants() -> Iterator[Mutant]:
    """Everything that the tests are to hold."""
    for number, rule in enumerate(rules.RULES[:-1], 1):
        yield f"rule {number} off: {rule.words}", partial(without, rule)
    for module, name, *values in THRESHOLDS:
        for value in values:
            was = getattr(module, name)
            yield (
                f"{name} {was:g} → {value:g}",
                partial(moved, module, name, value),
            )
    yield from weight_mutants(weights.WEIGHTS, "weight", " ".join)
    yield from weight_mutants(weights.NAME_PENALTIES, "penalty", str)


def weight_mutants(
    table: dict[Key, float], what: str, shown: Callable[[Key], str]
) -> Iterator[Mutant]:
    """Each weight of a table moved down and up."""
    for key, weight in table.items():
        words = shown(key)
        for by in (-MOVED_BY, MOVED_BY):
            yield (
                f"{what} of {words} {weight:g} → {weight + by:g}",
                partial(weighed, table, key, by),
            )


@contextmanager
def without(rule: rules.MatchRule) -> Iterator[None]:
    """The table without one rule."""
    kept = dict(rules.BY_NAME)
    for name, several in kept.items():
        rules.BY_NAME[name] = tuple(one for one in several if one is not rule)
    try:
        yield
    finally:
        rules.BY_NAME.update(kept)


@contextmanager
def moved(module: ModuleType, name: str, value: float) -> Iterator[None]:
    """A threshold at another value."""
    was = getattr(module, name)
    setattr(module, name, value)
    clear_caches()
    try:
        yield
    finally:
        setattr(module, name, was)
        clear_caches()


@contextmanager
def weighed(table: dict[Key, float], key: Key, by: float) -> Iterator[None]:
    """A weight that is so much more."""
    table[key] += by
    try:
        yield
    finally:
        table[key] -= by


def clear_caches() -> None:
    """Forget what was computed with another threshold."""
    for module, _name, *_values in THRESHOLDS:
        for thing in vars(module).values():
            if hasattr(thing, "cache_clear"):
                thing.cache_clear()


def tests_pass() -> bool:
    """Whether the tests that count find nothing wrong."""
    options = ("-q", "-x", "-n", "0", "-p", "no:cacheprovider", "-k", NOT_COUNTED)
    with contextlib.redirect_stdout(io.StringIO()):
        return pytest.main([*options, *(str(HOUSE / tests) for tests in TESTS)]) == 0


def main() -> int:
    """Try each mutant; 1 if one survives."""
    words = [word for word in sys.argv[1:] if word != "-v"]
    if not tests_pass():
        print("The tests do not pass as it is.")
        return 1
    alive, tried = [], 0
    for name, mutant in mutants():
        if words and not any(word in name for word in words):
            continue
        tried += 1
        with mutant():
            lives = tests_pass()
        if lives:
            alive.append(name)
        if lives or "-v" in sys.argv:
            print(f"{'survives' if lives else 'killed'}: {name}", flush=True)
    print(f"{tried - len(alive)} of {tried} mutants killed.")
    return bool(alive)


if __name__ == "__main__":
    sys.exit(main())
