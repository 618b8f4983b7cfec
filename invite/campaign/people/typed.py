"""What a coordinator types about a person: a name, a language, a part, a region; each read or
refused with what to write instead.
"""

from __future__ import annotations

from invite.errors import WrongUsage
from invite.language import LANGUAGES, Language
from invite.language.places import REGIONS
from invite.language.regions import find_region
from invite.language.texts import texts
from invite.people.fields.name_order import as_name
from invite.people.fields.names import read_name
from invite.people.model import Name
from invite.settings import Settings
from invite.words import _


def name(text: str, local: str = "") -> Name:
    """A name: "First Last" or "Last, First". local: the address before the @, which tells the order
    where it can.
    """
    written = read_name(_readable(text))
    if written is None or "@" in text:
        raise WrongUsage(
            _("{name} is not a name.").format(name=text),
            hint=_('Write it like this: "Matti Meikäläinen".'),
        )
    return as_name(written, False, local)


def language(text: str | None) -> Language | None:
    """One of the languages that letters are written in."""
    if text is None:
        return None
    found = text.strip().casefold()
    if found not in LANGUAGES:
        raise WrongUsage(
            _("Letters are written in fi, sv or en, not in {language}.").format(language=text)
        )
    return found


def kind(settings: Settings, text: str | None) -> str:
    """The part's kind: the one that the sources have where they have only one. Raises WrongUsage,
    naming those there are.
    """
    ours = tuple(dict.fromkeys(source.role for source in settings.sources))
    if text is None and len(ours) == 1:
        return ours[0]
    known = tuple(dict.fromkeys((*ours, *settings.role_words, *texts("fi").letters.roles)))
    hint = _("There is: {names}.").format(names=", ".join(known))
    if text is None:
        raise WrongUsage(_("Say which role: --as KIND."), hint=hint)
    wanted = text.strip().casefold()
    found = next((one for one in known if one.casefold() == wanted), None)
    if found is None:
        raise WrongUsage(_("There is no role of the kind {kind}.").format(kind=text), hint=hint)
    return found


def region(text: str | None) -> str | None:
    """A region's Finnish name; None where none was typed."""
    if text is None or trimmed(text) is None:
        return None
    found = find_region(text)
    if found is None:
        hint = _("There is: {names}.").format(names=", ".join(REGIONS))
        raise WrongUsage(_("{region} is not a region.").format(region=text), hint=hint)
    return found


def trimmed(text: str | None) -> str | None:
    """Without the spaces around and the doubled ones; None where nothing is left."""
    return " ".join(_readable(text).split()) or None if text else None


def _readable(text: str) -> str:
    """The text, where all of it is text: an argument may hold any bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        shown = text.encode("utf-8", "replace").decode()
        raise WrongUsage(
            _("{text}: some of this cannot be read as text. Type it again.").format(text=shown)
        ) from None
    return text
