"""The warning that people hold letters with another title, time or place than the settings have
now.
"""

from __future__ import annotations

from invite.campaign.status.outdated import Outdated
from invite.words import _, ngettext


def warning(one: Outdated) -> str:
    """The warning, with how to tell them."""
    n = one.people
    what = ngettext(
        "The event has changed since letters went: {n} person holds the old title, time or place.",
        "The event has changed since letters went: {n} people hold the old title, time or place.",
        n,
    ).format(n=n)
    if one.mailing:
        return f"{what} " + _("To tell them: {command}").format(
            command=f"invite send --mailing {one.mailing}"
        )
    name = next(
        name
        for name in ("muutos", *(f"muutos-{n}" for n in range(2, 1000)))
        if name not in one.taken
    )
    lines = f'[mailing.{name}] template = "muutos" audience = "holds old facts and not declined"'
    return f"{what} " + _("To tell them, write into invite.toml: {lines}").format(lines=lines)
