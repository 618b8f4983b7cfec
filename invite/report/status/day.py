"""How the invitation goes, and each mailing, in one line: "Day 22: 250 invited, 143 registered, 19
declined, 81 no answer, 7 came back"; and what of it the director reads.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from invite.campaign.status.today import Day, Today
from invite.language import Language
from invite.lifecycle import State
from invite.report.base import document
from invite.report.base.wording import report_words, said
from invite.safe_text import shown
from invite.summary import SKIPPED, Line
from invite.tally import AT_PEACE, Tally
from invite.words import _, figure, ngettext

NAMED = 8  # as many people as one reason may name


def line(day: Day) -> str:
    """The day in one line; before anything is known of answers, only whom letters have gone to."""
    words = _("Day {day}: {invited} invited").format(day=day.number, invited=figure(day.invited))
    counted = [
        (_("{n} registered"), day.registered),
        (_("{n} of them attended"), day.attended),
        (_("{n} declined"), day.declined),
        (_("{n} no answer"), day.silent if _heard(day) else 0),
        (_("{n} came back"), day.came_back),
        (_("{n} more registered without an invitation"), day.uninvited),
    ]
    return ", ".join((words, *(part.format(n=figure(n)) for part, n in counted if n)))


def _heard(day: Day) -> bool:
    return day.export_days is not None or bool(day.registered or day.declined)


def mailing(tally: Tally, *, closed: bool) -> str:
    """A mailing in one line. closed: nothing is to be done any more."""
    people = ngettext("{n} person", "{n} people", tally.people).format(n=figure(tally.people))
    written = tally.counts[State.WRITTEN]
    # Left out on purpose, no longer on a sheet, or not their turn: with them the line adds up.
    apart = sum(n for because, n in tally.held.items() if because in AT_PEACE)
    counted = [
        (ngettext("{n} draft", "{n} drafts", written), written),
        (_("{n} to send"), tally.to_go),
        (_("{n} to look at"), tally.looks - tally.counts[State.WAITING]),
        (_("{n} not written to"), apart),
    ]
    parts = (people, _("{n} reached").format(n=figure(tally.reached)))
    more = (words.format(n=figure(n)) for words, n in counted if n and not closed)
    return f"{tally.mailing}: {', '.join((*parts, *more))}"


def heading(found: Today) -> RenderableType:
    """The event, how far off it is, what has come of the invitation, and each mailing that is for
    anybody in one line.
    """
    event, one = found.event, found.tallies
    days = (event.starts.date() - found.now.date()).days
    ahead = ngettext("in {n} day", "in {n} days", days).format(n=days)
    when = _("over") if found.over else ahead if days > 0 else _("today") if days == 0 else _("now")
    when = _("called off") if found.called_off else when
    lines: list[RenderableType] = [Text.assemble((shown(event.title), "bold"), f"  ({when})")]
    if found.day:
        lines.append(Text(line(found.day), style="bold"))
    for place, tally in enumerate(one.mailings if one.read.at else ()):
        if tally.people or not place:
            lines.append(Text(mailing(tally, closed=one.closed)))
    return Group(*lines)


def director(found: Today) -> str:
    """The one sentence for the director, in the event's language: "45 henkilöstä 41 on tavoitettu;
    puuttuvat: Väisänen, Mäkelä, Hakala (osoite puuttuu). Ilmoittautuneita 23.";
    "" while no letter of the invitation has gone.
    """
    if found.day is None:
        return ""
    language = found.event.language
    words = report_words(language).director
    tally = found.tallies.mailings[0]
    missing = "; ".join(_missing(found.overview.mailings[0].lines, language))
    reached = words["reached"].format(people=tally.people, reached=tally.reached)
    if missing:
        reached = words["missing"].format(reached=reached, missing=missing)
    parts = [f"{reached}."]
    if coming := found.day.registered + found.day.uninvited:
        parts.append(words["registered"].format(n=coming))
    return " ".join(parts)


def _missing(lines: Iterable[Line], language: Language) -> Iterator[str]:
    """Who has not been reached, by reason, the most frequent first."""
    by_reason: defaultdict[str, list[Line]] = defaultdict(list)
    table = report_words(language)
    everybody = tuple(lines)
    for line in everybody:
        if line.state == SKIPPED:
            by_reason[said(table.reasons, line.because)].append(line)
        elif line.state != State.SENT:
            by_reason[said(table.states, line.state)].append(line)
    shared = Counter(line.person.name.last for line in everybody)
    for reason, there in sorted(by_reason.items(), key=lambda pair: -len(pair[1])):
        who = (
            ", ".join(_called(line, shared) for line in there)
            if len(there) <= NAMED
            else table.director["people"].format(n=len(there))
        )
        yield f"{who} ({reason})"


def _called(line: Line, shared: Counter[str]) -> str:
    """The surname; the whole name where somebody else has the same one, or there is none."""
    name = line.person.name
    return shown(name.last if name.last and shared[name.last] == 1 else name.full)


def to_document(day: Day | None) -> document.Json:
    """The day for scripts."""
    if day is None:
        return None
    return {
        "day": day.number,
        "invited": day.invited,
        "registered": day.registered,
        "declined": day.declined,
        "attended": day.attended,
        "no_answer": day.silent,
        "came_back": day.came_back,
        "uninvited": day.uninvited,
        "export_days": day.export_days,
    }
