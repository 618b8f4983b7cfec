"""Runs `invite` with the waits of a real mailbox cut short: `python hurried.py COMMAND…`."""

from __future__ import annotations

from invite.campaign.delivery import proof
from invite.cli.main import run

proof.SETTLES = 1.0

if __name__ == "__main__":
    run()
