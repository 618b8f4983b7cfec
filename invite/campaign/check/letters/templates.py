"""Files among the templates that no mailing uses: most are a slip in a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from invite.campaign.check.model import Check
from invite.language import LANGUAGES
from invite.settings import Settings
from invite.words import _, near

FOLDER = "templates"
LAYOUT = "layout.html"
SURELY = 0.9  # of 1.0: names of templates are alike in other languages, too
_ADDED = re.compile(r"\.txt$|\s*\([^()]*\)|\s+-\s+\w+(?=\.)")


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
        yield Check(
            area="letters",
            level="yellow",
            what=_("No mailing uses this template."),
            hint=_hint(name, used, names),
            where=f"{FOLDER}/{name}",
        )
    if not unused:
        what = _("Every template in the folder is used by a mailing.")
        yield Check(area="letters", level="green", what=what)


def _hint(name: str, used: Iterable[str], there: Iterable[str]) -> str:
    """What to do with a file of that name. used: the names that mailings look for; there: those in
    the folder.
    """
    # What Windows adds: `kutsu.fi.md.txt`, "kutsu (kopio).fi.md", "kutsu.fi - kopio.md".
    meant = near(_ADDED.sub("", name), used, alike=SURELY)
    if meant is None:
        return _("Name it in the settings, or remove it.")
    if meant in there:
        return _("{name} is the one that is used: remove this one.").format(name=meant)
    return _("Did you mean {name}?").format(name=meant)
