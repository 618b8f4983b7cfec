"""What is looked at before an old workbook is read. Newer ones are looked at part by part in
`archive`, and the process that reads has limits of its own.
"""

from __future__ import annotations

from invite.sources.reading import Caps, Unreadable, too_large
from invite.words import _

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0"


def check_xls(data: bytes, caps: Caps) -> None:
    """Raises Unreadable for an old workbook that is an encrypted new one in disguise, or larger
    than any list needs.
    """
    if data[:4] != _OLE:
        raise Unreadable(_("This is no workbook."), _("Save the list as .xlsx and try again."))
    if ENCRYPTED in data:
        raise Unreadable(
            _("The file is protected by a password."),
            _("Save it without a password and try again."),
        )
    if len(data) > caps.small:
        raise too_large(_("The file is larger than {size} MB.").format(size=caps.small >> 20))
