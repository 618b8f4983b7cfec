"""Keys that nobody knows: what was meant, where it belongs, or why it does not belong here at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from invite.settings import keys
from invite.settings.key import N_
from invite.settings.places import Path
from invite.settings.reading import Reading
from invite.words import _, near

MARK = "\N{REPLACEMENT CHARACTER}"  # begins names that mending has put in; complained of already
ELSEWHERE: Mapping[str, str] = {
    "password": N_("A password never stands in the settings. Delete this line, and give the password to: invite login"),
    "subject": N_("The subject stands in the letter's template, on its first line: Aihe: …"),
    "to": N_("The people come from the spreadsheets: name them under [[source]]."),
    "bcc": N_("Each letter goes to one person alone."),
    "cc": N_("Each letter goes to one person alone."),
}


def names(found: Iterable[str], known: Iterable[str], path: Path, reading: Reading) -> None:
    """Complains of each name in `found` that is not among `known`."""
    known = tuple(known)
    for name in found:
        if name not in known and not name.startswith(MARK):
            what = _("There is no key `{name}` here.") if path else _("There is no part or key `{name}`.")
            reading.problem((*path, name), what.format(name=name), _meant(name, known, path))


def _meant(name: str, known: tuple[str, ...], path: Path) -> str:
    """What to write instead of a name that is not known."""
    if name in ELSEWHERE:
        return _(ELSEWHERE[name])
    plain = name.casefold().replace("-", "_").replace(" ", "_")
    belongs = [heading(section.name, ()) for section in keys.SECTIONS if any(plain == key.name for key in section.keys)]
    if belongs and plain not in known and path[:1] != ("forms",) and path[-1:] != ("columns",):
        return _("`{name}` belongs under {headings}.").format(name=plain, headings=_(" or ").join(belongs))
    if meant := near(name, known):
        return _("Did you mean {name}?").format(name=f"`{meant}`" if path else heading(meant, ()))
    listed = ", ".join(f"`{name}`" for name in known)
    return _("These are known: {names}").format(names=listed)


def heading(name: str, path: Path) -> str:
    """The line that a part of the file begins with: `[event]`, `[[source]]`, `[mailing.kutsu]`."""
    section = next((section for section in keys.SECTIONS if section.name == name), None)
    if section and section.many:
        return f"[[{name}]]"
    if section and section.named:
        return f"[{name}.{path[1] if len(path) > 1 else 'NAME'}]"
    return name if path and not section else f"[{name}]"
