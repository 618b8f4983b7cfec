"""How a mail that was read travels from the process that reads mails: as JSON, which runs nothing
at the other end.
"""

from __future__ import annotations

import json

import msgspec

from invite.returned.model import InboundMail


def packed(mail: InboundMail) -> bytes:
    """A mail as bytes."""
    # By json, since a mail may hold characters that are none (lone surrogates), which msgspec's
    # own does not write.
    return json.dumps(msgspec.to_builtins(mail)).encode()


def unpacked(content: bytes) -> InboundMail:
    """The mail again. Raises ValueError for what is none of `packed`."""
    return msgspec.convert(json.loads(content), InboundMail)
