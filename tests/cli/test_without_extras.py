"""No command needs the libraries of an extra to start: only what goes by them asks for them."""

from __future__ import annotations

import subprocess
import sys

WITHOUT = """\
import sys
for name in ("msal", "msal_extensions", "urllib3", "psycopg", "pyrage", "dns", "wakepy"):
    sys.modules[name] = None  # as if it were not installed
from importlib import import_module
for name in sys.argv[1].split():
    import_module(name)
"""
# What the commands call; `check`, `login`, `ask-it` and `bounces` are for everybody.
CALLED = (
    "invite.campaign.check.checklist invite.campaign.delivery.login"
    " invite.campaign.delivery.account invite.campaign.setup.it_request"
    " invite.campaign.returns.bounces invite.campaign.returns.bounces"
    " invite.campaign.sending.send invite.campaign.sending.resend"
    " invite.campaign.delivery.drafts.settle invite.campaign.status.status"
)


def test_the_base_program_has_every_command() -> None:
    """`make demo` installs no extra."""
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT, CALLED], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-600:]
