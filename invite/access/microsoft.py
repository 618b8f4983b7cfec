"""The libraries of the extra `microsoft`, or the sentence that says how to install them."""

from __future__ import annotations

import sys

from invite.errors import MustMend
from invite.words import _

try:
    import msal as msal
    import msal_extensions as msal_extensions
    import urllib3 as urllib3
except ImportError as error:
    python = sys.executable
    if " " in python:  # PowerShell runs a quoted path only by its call operator
        python = f'& "{python}"' if sys.platform == "win32" else f'"{python}"'
    libraries = "msal[broker]" if sys.platform == "win32" else "msal"
    raise MustMend(
        _("To send from Microsoft 365, these libraries are missing: {names}.").format(
            names="msal, msal-extensions, urllib3"
        ),
        hint=_("Install them: {command}").format(
            command=f'{python} -m pip install "{libraries}" msal-extensions urllib3'
        ),
    ) from error
