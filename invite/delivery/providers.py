"""What well-known providers need and allow: the presets that `provider = "…"` in the settings
stands for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from invite.delivery.model import A_CONNECTION, Security

# learn.microsoft.com/graph/throttling-limits, Outlook service: 4 concurrent requests for each app
# and mailbox. Its 10,000 requests in 10 minutes are far off at 30 letters a minute.
GRAPH_AT_ONCE = 4


class Preset(Struct, frozen=True, kw_only=True):
    """Where a provider takes letters and how fast. courier: where no other is named. pace, daily,
    connections, a_connection: as in `Delivery`; the host is for courier = "smtp".
    """

    host: str
    port: int
    security: Security
    pace: float
    connections: int
    daily: int
    a_connection: int = A_CONNECTION
    courier: Literal["outbox", "graph"] = "outbox"


PROVIDERS: Mapping[str, Preset] = MappingProxyType(
    {
        # learn.microsoft.com, "Exchange Online limits", sending limits: 30 messages a minute,
        # 10,000 recipients a day, 3 concurrent connections (432 4.3.2 beyond). Host and port: "How
        # to set up a multifunction device …", option 1.
        "microsoft365": Preset(
            host="smtp.office365.com",
            port=587,
            security="starttls",
            pace=2.0,
            connections=3,
            daily=10_000,
            courier="graph",
        ),
        # support.google.com/a/answer/166852: 2,000 messages in 24 hours for Workspace; 500 for a
        # consumer's or trial account, and whoever passes the limit is shut out for a day, so the
        # preset takes the smaller one: `daily = 2000` for Workspace. Google names no pace and no
        # number of connections for smtp.gmail.com; three are modest. It names no number of letters
        # a connection either; a hundred are modest, and a new connection costs a second.
        "gmail": Preset(
            host="smtp.gmail.com",
            port=587,
            security="starttls",
            pace=0.0,
            connections=3,
            daily=500,
            a_connection=100,
        ),
        # support.google.com/a/answer/2956491 (SMTP relay service): 10,000 recipients in 24 hours
        # for each user.
        "gmail-relay": Preset(
            host="smtp-relay.gmail.com",
            port=587,
            security="starttls",
            pace=0.0,
            connections=3,
            daily=10_000,
            a_connection=100,
        ),
    }
)
