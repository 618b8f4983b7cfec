"""The libraries of the extra `microsoft`, or the sentence that says how to install them."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from invite.errors import MustMend
from invite.words import _

try:
    import msal as msal
    import msal_extensions as msal_extensions
    import urllib3 as urllib3
except ImportError as error:
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    # What uv has installed has no pip; PowerShell runs a quoted path only by its call operator.
    call = "& " if sys.platform == "win32" and " " in python else ""
    pip = f"{call}{python} -m pip install" if find_spec("pip") else f"uv pip install -p {python}"
    libraries = "msal[broker]" if sys.platform == "win32" else "msal"
    raise MustMend(
        _("To send from Microsoft 365, these libraries are missing: {names}.").format(
            names="msal, msal-extensions, urllib3"
        ),
        hint=_("Install them: {command}").format(
            command=f'{pip} "{libraries}" msal-extensions urllib3'
        ),
    ) from error
