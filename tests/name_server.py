"""A name server on 127.0.0.1 that answers from a zone handed in, as real ones answer."""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Self

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

# (name, type) → its records; a name without any record is there with none of that kind. FAILS:
# the server answers SERVFAIL; SILENT: it answers nothing.
Zone = Mapping[tuple[str, str], tuple[str, ...]]
FAILS, SILENT = ("fails",), ("silent",)


class LocalNameServer:
    """Answers over UDP, in a thread of its own, for the length of a `with`."""

    def __init__(self, zone: Zone) -> None:
        self._zone = {
            (dns.name.from_text(name), kind): records for (name, kind), records in zone.items()
        }
        self.asked: list[tuple[str, str]] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.sendto(b"", ("127.0.0.1", self.port))
        self._thread.join(10)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            content, sender = self._socket.recvfrom(4096)
            if not content:
                return
            answer = self._answer(dns.message.from_wire(content))
            if answer is not None:
                self._socket.sendto(answer.to_wire(), sender)

    def _answer(self, query: dns.message.Message) -> dns.message.Message | None:
        (question,) = query.question
        kind = dns.rdatatype.to_text(question.rdtype)
        self.asked.append((question.name.to_text(), kind))
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.AA | dns.flags.RA
        records = self._zone.get((question.name, kind))
        if records is SILENT:
            return None
        if records is FAILS:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif records:
            rows = dns.rrset.from_text(question.name, 60, "IN", kind, *records)
            answer.answer.append(rows)
        elif not any(
            name.is_subdomain(question.name) for name, _kind in self._zone
        ):  # RFC 8020: nor is anything below it
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer
