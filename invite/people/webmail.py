"""Domains where anybody can have a mailbox: they say nothing of somebody's organisation."""

from __future__ import annotations

COMMON = (
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.fi", "hotmail.se", "outlook.com",
    "live.com", "live.fi", "msn.com", "icloud.com", "yahoo.com", "yahoo.co.uk", "proton.me",
    "protonmail.com", "luukku.com", "suomi24.fi", "kolumbus.fi", "elisanet.fi", "saunalahti.fi",
    "welho.com", "pp.inet.fi", "netti.fi", "dnainternet.net", "phnet.fi", "telia.com",
)  # fmt: skip
"""So common in Finland that a domain one letter off is nearly always a slip of one of these."""

OTHERS = frozenset(
    (
        "outlook.fi", "outlook.se", "hotmail.co.uk", "live.se", "yahoo.fi", "yahoo.se", "ymail.com",
        "me.com", "mac.com", "aol.com", "gmx.com", "gmx.net", "gmx.de", "mail.com", "email.com",
        "pm.me", "tutanota.com", "fastmail.com", "inet.fi", "mbnet.fi", "surffi.fi", "tele2.se",
    )
)  # fmt: skip
"""As real, and near enough to those that they must not be taken for slips."""

WEBMAIL = OTHERS.union(COMMON)
