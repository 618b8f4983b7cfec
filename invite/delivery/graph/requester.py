"""Asks Graph and waits: brings the token, renews it once, and can be told to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from invite.access.exchange import Asker, HttpAnswer, HttpRequest, NoAnswer
from invite.words import _

if TYPE_CHECKING:  # its libraries are an extra, and whoever only looks needs none of them
    from invite.access.microsoft.sign_in import Token

T = TypeVar("T")


class Pause(Struct, frozen=True):
    """Nothing is asked for so many seconds."""

    seconds: float


# What is asked of Graph, one after the other, each with what came of it, and what it comes to.
Steps = Generator[HttpRequest | Pause, HttpAnswer | NoAnswer | None, T]
Tokens = Callable[[bool], "Token"]


class Requester:
    """Carries out steps, for several threads at once."""

    def __init__(self, asker: Asker, tokens: Tokens) -> None:
        """tokens: gives one; True: another than the one at hand, which was refused."""
        self._asker = asker
        self._tokens = tokens
        self._stopped = threading.Event()

    def run(self, steps: Steps[T]) -> T:
        """Do all the steps; what they come to."""
        came: HttpAnswer | NoAnswer | None = None
        while True:
            try:
                step = steps.send(came)
            except StopIteration as end:
                found: T = end.value
                return found
            match step:
                case Pause(seconds):
                    self._stopped.wait(seconds)
                    came = None
                case HttpRequest():
                    came = self._ask(step)

    def token(self) -> Token:
        """The token at hand. Raises SignInEnded where there is none."""
        return self._tokens(False)

    def stop(self) -> None:
        """Ask nothing any more, and wait for nothing."""
        self._stopped.set()

    def _ask(self, request: HttpRequest) -> HttpAnswer | NoAnswer:
        """The answer; a token that is refused is renewed once, for what it was to do is not
        done.
        """
        fresh = False
        while True:
            if self._stopped.is_set():
                return NoAnswer(_("stopped"), heard=False)
            token = self._tokens(fresh)
            bearer = {**request.headers, "Authorization": f"Bearer {token.value}"}
            try:
                answer = self._asker.ask(replace(request, headers=bearer))
            except NoAnswer as lost:
                return lost
            if answer.status != 401 or fresh:
                return answer
            fresh = True
