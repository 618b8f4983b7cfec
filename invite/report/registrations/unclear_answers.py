"""The answers of an export that are not clear, for the screen: what stood there, of whom, and what
to do.
"""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from invite.campaign.registrations.standing import RegistrationStatus
from invite.ledger.registrations import StoredLine
from invite.mailing.reply import Unsettled
from invite.report.base.tables import table_of
from invite.safe_text import cut, shown
from invite.words import _

LONGEST = 80  # characters of a stranger's text
MOST = 40  # lines of a table on the screen; --json has them all
NAMED = 8  # people of one answer that are named


def unclear_answers(one: RegistrationStatus) -> list[RenderableType]:
    """What stood there, of whom, and why it is not clear: alike ones together."""
    alike: dict[tuple[str, str], list[StoredLine]] = {}
    for kept in one.unclear:
        line = kept.matched.line
        alike.setdefault((_why(line.why), line.said), []).append(kept)
    if not alike:
        return []
    table = table_of(_("Are they coming?"), _("What it says"), _("Who"))
    for (why, said), lines in list(alike.items())[:MOST]:
        who = [
            f"{shown(one.people[person].name.full)} ({cut(kept.matched.line.row, LONGEST)})"
            for kept in lines
            if (person := kept.matched.person) and person in one.people
        ]
        more = [_("… and {n} more").format(n=len(who) - NAMED)] if len(who) > NAMED else []
        table.add_row(Text(why), Text(cut(said, LONGEST)), Text(", ".join((*who[:NAMED], *more))))
    hint = _(
        "They neither count as registered nor get a reminder until you say"
        " which is right: invite mark WHO registered (or: declined)."
    )
    parts: list[RenderableType] = [table, Text(hint)]
    if any(kept.matched.line.why is Unsettled.COLUMN for kept in one.unclear):
        words = _("Or say which column is the answer: {option}.")
        parts.append(Text(words.format(option='--column "answer=…"')))
    return parts


def _why(why: Unsettled | None) -> str:
    """Why it is not clear whether somebody comes."""
    return {
        Unsettled.WORD: _("it does not say clearly"),
        Unsettled.WAITS: _("it is not settled"),
        Unsettled.BLANK: _("answered without saying yes or no"),
        Unsettled.UNFINISHED: _("the form was not finished"),
        Unsettled.COLUMN: _("several columns may be the answer"),
        Unsettled.TRIAL: _("somebody tried the form"),
        Unsettled.ORDER: _("several answers, and no time says which is the last"),
        None: _("several answers, and no time says which is the last"),
    }[why]
