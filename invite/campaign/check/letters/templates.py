"""Files among the templates that no mailing uses: most are a slip in a name."""

from __future__ import annotations

from collections.abc import Iterator

from invite.campaign.check.model import Check
from invite.language import LANGUAGES
from invite.settings import Settings
from invite.words import _, near

FOLDER = "templates"
LAYOUT = "layout.html"


def templates(settings: Settings) -> Iterator[Check]:
    """Each file of the folder that no mailing uses, and the name that was perhaps meant."""
    folder = settings.folder / FOLDER
    used = {
        f"{mailing.template}.{language}.md"
        for mailing in settings.mailings
        for language in LANGUAGES
    } | {LAYOUT}
    names = sorted(path.name for path in folder.glob("*") if path.is_file())
    unused = [name for name in names if name not in used and not name.startswith((".", "~"))]
    for name in unused:
        meant = near(_plain(name), (one for one in used if one not in names))
        hint = _("Did you mean {name}?").format(name=meant) if meant else ""
        yield Check(
            area="letters",
            level="yellow",
            what=_("No mailing uses this template."),
            hint=hint or _("Name it in the settings, or remove it."),
            where=f"{FOLDER}/{name}",
        )
    if not unused:
        what = _("Every template in the folder is used by a mailing.")
        yield Check(area="letters", level="green", what=what)


def _plain(name: str) -> str:
    """A name without what Windows adds: `kutsu.fi.md.txt`, `kutsu.fi - kopio.md`."""
    return name.removesuffix(".txt")
