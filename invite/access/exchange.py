"""One question over HTTP and what can come of it: an answer, or none, heard or unheard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

Method = Literal["GET", "POST", "DELETE"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpRequest:
    """What is asked. Its headers and body are never shown: they hold tokens and letters."""

    method: Method
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswer:
    """What the server said. headers: their names in small letters."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


class NoAnswer(Exception):
    """No answer came.

    heard: whether the server may have heard the question; False: no connection came about, so it
    certainly has not. no_network: whether it may well be our own network that is gone. untrusted:
    the server's certificate is not good enough, so nothing was asked.
    """

    def __init__(
        self, why: str, *, heard: bool, no_network: bool = False, untrusted: bool = False
    ) -> None:
        super().__init__(why)
        self.why = why
        self.heard = heard
        self.no_network = no_network
        self.untrusted = untrusted


class Asker(Protocol):
    """Whoever asks and waits."""

    def ask(self, request: HttpRequest) -> HttpAnswer:
        """The answer, whatever it says. Raises NoAnswer for none."""
