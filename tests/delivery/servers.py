"""Real mail servers (aiosmtpd) with named misbehaviours, on ports of their own."""

from __future__ import annotations

import asyncio
import math
import ssl
import threading
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import AnyStr, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "kutsut@example.org", "hyvin salainen ä"


@dataclass(frozen=True, slots=True)
class Say:
    """Answers this instead of doing it. then_close: and hangs up."""

    reply: str
    then_close: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """Writes these bytes, whatever they are. pause: seconds between one byte and the next.
    then_close: and hangs up.
    """

    octets: bytes
    pause: float = 0.0
    then_close: bool = False


@dataclass(frozen=True, slots=True)
class HangUp:
    """Closes the connection without a word. abort: with a reset."""

    abort: bool = False


@dataclass(frozen=True, slots=True)
class Stall:
    """Says nothing for longer than anybody waits."""


@dataclass(frozen=True, slots=True)
class TakePart:
    """At DATA only: asks for the letter, reads some of it, then does something else."""

    then: Say | HangUp


@dataclass(frozen=True, slots=True)
class Keep:
    """At the final dot only: keeps the letter, then does something else."""

    then: Say | HangUp | Stall | Raw


Fault = Say | Raw | HangUp | Stall | TakePart | Keep


@dataclass(frozen=True, slots=True)
class Held:
    """A letter that the server took."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    options: tuple[str, ...]


@dataclass(slots=True)
class Record:
    """What a server saw. faults: phase → what it does there; `times`: for how often, then it
    behaves.

    at_once: connections that it takes at a time; it turns the others away.
    enough: so many letters it answers for; whoever brings another one waits.
    """

    faults: Mapping[str, Fault]
    times: int | None
    hidden: tuple[str, ...]
    extra: tuple[str, ...]
    held: list[Held] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    connections: int = 0
    played: int = 0
    at_once: int = 100
    enough: float = math.inf
    here: int = 0

    def fault(self, phase: str) -> Fault | None:
        """What to do wrong at this point, if anything."""
        found = self.faults.get(phase)
        if found is None or (self.times is not None and self.played >= self.times):
            return None
        self.played += 1
        return found

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        """What is offered."""
        session.host_name = hostname
        self.names.append(hostname)
        shown = (
            [line for line in responses if not line[4:].startswith(self.hidden)]
            if self.hidden
            else responses
        )
        return [*shown[:-1], *(f"250-{name}" for name in self.extra), shown[-1]]

    async def handle_DATA(self, server: Misbehaving, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """The whole letter is there."""
        while len(self.held) >= self.enough:
            await asyncio.sleep(0.01)
        fault = self.fault(".")
        if fault is None or isinstance(fault, Keep):
            content = envelope.original_content or b""
            self.held.append(
                Held(
                    envelope.mail_from or "",
                    tuple(map(str, envelope.rcpt_tos)),
                    content,
                    tuple(envelope.mail_options),
                )
            )
        if fault is None:
            return "250 2.0.0 Ok: kept"
        return await server.play(fault.then if isinstance(fault, Keep) else fault)


class Misbehaving(SMTP):
    """A server that does what its record says, and otherwise is a good one."""

    def __init__(self, record: Record, **options: object) -> None:
        super().__init__(record, **options)  # type: ignore[arg-type]  # passed on as they are
        self.record = record
        self._greeted = False
        for command, method in list(self._smtp_methods.items()):
            self._smtp_methods[command] = self._watched(command, method)

    def _watched(
        self, command: str, method: Callable[[str], Awaitable[None]]
    ) -> Callable[[str], Awaitable[None]]:
        """A command that is written down, and may go wrong."""

        async def run(arg: str) -> None:
            self.record.heard.append(command)
            fault = self.record.fault(command)
            if fault is None:
                await method(arg)
                return
            answer = await self.play(fault)
            if answer:
                await super(Misbehaving, self).push(answer)

        return run

    async def push(self, status: AnyStr) -> None:
        """The greeting is the first thing said."""
        if not self._greeted:
            self._greeted = True
            self.record.connections += 1
            self.record.here += 1
            if self.record.here > self.record.at_once:
                await self.play(Say("421 4.7.0 too many connections", then_close=True))
                return
            fault = self.record.fault("greeting")
            if fault is not None:
                answer = await self.play(fault)
                if answer:
                    await super().push(answer)
                return
        await super().push(status)

    def connection_lost(self, error: Exception | None) -> None:
        """One less is here."""
        self.record.here -= self._greeted
        super().connection_lost(error)

    async def play(self, fault: Fault) -> str:
        """Do what is wrong; what is left to be said, if anything."""
        assert self._writer is not None
        assert isinstance(self.transport, asyncio.WriteTransport)
        match fault:
            case Say(reply, then_close):
                if not then_close:
                    return reply
                await super().push(reply)
                self.transport.close()
            case Raw(octets, pause, then_close):
                for piece in [bytes((octet,)) for octet in octets] if pause else [octets]:
                    self._writer.write(piece)
                    await asyncio.sleep(pause)
                if then_close:
                    self.transport.close()
            case HangUp(True):
                self.transport.abort()
            case HangUp():
                self.transport.close()
            case Stall():
                await asyncio.sleep(30)
            case TakePart(then):
                await super().push("354 go on")
                await self._reader.read(1)
                return await self.play(then)
            case Keep(then):
                return await self.play(then)
        return ""


class MailServer:
    """A server in a thread of its own, for the length of a `with`."""

    def __init__(
        self,
        faults: Mapping[str, Fault] | None = None,
        *,
        times: int | None = None,
        tls: ssl.SSLContext | None = None,
        implicit: bool = False,
        sign_in: bool = False,
        pipelining: bool = True,
        utf8: bool = True,
        hidden: tuple[str, ...] = (),
        extra: tuple[str, ...] = (),
        ways: tuple[str, ...] = ("PLAIN", "LOGIN"),
        size: int = 33_554_432,
        at_once: int = 100,
        record: type[Record] = Record,
        port: int = 0,
    ) -> None:
        self.record = record(
            faults or {}, times, hidden, (*extra, *(("PIPELINING",) if pipelining else ()))
        )
        self.record.at_once = at_once
        self.port = port  # 0: one that is free
        self._implicit = tls if implicit else None
        self._options: dict[str, object] = {
            "hostname": "test.example",
            "enable_SMTPUTF8": utf8,
            "data_size_limit": size,
            "tls_context": None if implicit else tls,
            "auth_required": sign_in,
            "auth_require_tls": tls is not None and not implicit,
            "auth_exclude_mechanism": [way for way in ("PLAIN", "LOGIN") if way not in ways],
            "authenticator": _authenticate,
        }
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()
        self._stop: asyncio.Event | None = None
        self._protocols: list[Misbehaving] = []

    @property
    def held(self) -> list[Held]:
        """The letters it has."""
        return self.record.held

    def hang_up(self, protocol: Misbehaving) -> None:
        """Close one connection, and wait until it is."""
        gone = threading.Event()

        def close() -> None:
            assert protocol.transport is not None
            protocol.transport.close()
            self._loop.call_later(0.02, gone.set)

        self._loop.call_soon_threadsafe(close)
        assert gone.wait(5)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._stop is not None
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        server = await self._loop.create_server(
            self._make, "127.0.0.1", self.port, ssl=self._implicit
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        await asyncio.sleep(0.01)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for protocol in self._protocols:
            for transport in (protocol._original_transport, protocol.transport):
                if isinstance(transport, asyncio.WriteTransport):
                    transport.abort()
        await asyncio.sleep(0.01)

    def _make(self) -> Misbehaving:
        protocol = Misbehaving(self.record, loop=self._loop, **self._options)
        self._protocols.append(protocol)
        return protocol


def _authenticate(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    """The one user there is."""
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=good, handled=False)
