"""A key answers only what is offered next to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from invite.cli import asking, terminal

FINNISH = "k: lähtee näin  o: korjaa  e: ei lähetetä  m: myöhemmin  q: lopeta "
ENGLISH = "a: goes as it is  c: correct  n: not at all  l: later  q: quit "


@pytest.mark.parametrize(
    ("question", "typed", "key"),
    [
        (FINNISH, ("k",), "a"),
        (FINNISH, ("Ei",), "n"),
        (ENGLISH, ("N",), "n"),
        (FINNISH, ("",), ""),
        # The English keys stand in no Finnish question: whoever slips is asked again.
        (FINNISH, ("a", "n", "c", "?", "m"), "l"),
        (ENGLISH, ("k", "x", "l"), "l"),
    ],
)
def test_only_what_is_offered(
    monkeypatch: pytest.MonkeyPatch, question: str, typed: tuple[str, ...], key: str
) -> None:
    """Each letter means what stands next to it on the screen, in its language, and a letter that
    does not stand there means nothing.
    """
    answers: Iterator[str] = iter(typed)
    monkeypatch.setattr(terminal, "ask", lambda _question, *, stopped: next(answers))
    assert asking.key(question, "acnlq", stopped="") == key
    assert next(answers, None) is None
