"""Pictures that travel with a letter and are shown in it: logo, the sender's picture, those of the
template.
"""

from __future__ import annotations

import io

from msgspec import Struct

from invite.errors import Problem
from invite.letters.message.attachments import AttachableFiles, File
from invite.words import _

SHOWN = (".png", ".jpg", ".jpeg", ".gif")  # what mail programs show; not SVG


class PictureFile(Struct, frozen=True):
    """A picture. content_id: what the letter's HTML names it by (RFC 2392). width: in pixels, 0
    where it is not known.
    """

    file: File
    content_id: str
    width: int


def read_picture(
    files: AttachableFiles, path: str | None, where: str
) -> tuple[PictureFile | None, list[Problem]]:
    """The picture at this path in the project folder, or what is wrong with it. where: who names
    it. No path: no picture.
    """
    if not path:
        return None, []
    if not path.lower().endswith(SHOWN):
        what = _("mail programs do not show “{path}”").format(path=path)
        return None, [Problem(where, what, _("Use a PNG or JPEG picture."))]
    file, problems = files.read(path, where)
    if file is None:
        return None, problems
    import imagesize  # it brings urllib.request and XML: not where no letter has a picture

    width, _height = imagesize.get(io.BytesIO(file.content))
    return PictureFile(file, f"{file.digest[:20]}@invite", max(int(width), 0)), []
