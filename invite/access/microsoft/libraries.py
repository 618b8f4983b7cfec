"""The libraries of the extra `microsoft`, or the sentence that says how to install them."""

from __future__ import annotations

import sys

from invite.access.extras import missing
from invite.words import _

try:
    import msal as msal
    import msal_extensions as msal_extensions
    import urllib3 as urllib3
except ImportError as error:
    what = _("To send from Microsoft 365, these libraries are missing: {names}.")
    broker = "msal[broker]" if sys.platform == "win32" else "msal"
    raise missing(
        what.format(names="msal, msal-extensions, urllib3"), broker, "msal-extensions", "urllib3"
    ) from error
