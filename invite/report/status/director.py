"""The one sentence for the director, in the event's language: "45 henkilöstä 41 on tavoitettu;
puuttuvat: Väisänen, Mäkelä, Hakala (osoite puuttuu). Ilmoittautuneita 23."
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from invite.campaign.status.today import Today
from invite.language import Language
from invite.lifecycle import State
from invite.report.base.wording import report_words, said
from invite.safe_text import shown
from invite.summary import SKIPPED, Line

NAMED = 8  # as many people as one reason may name


def sentence(found: Today) -> str:
    """The sentence; "" while no letter of the invitation has gone."""
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
    if found.day.registered:
        parts.append(words["registered"].format(n=found.day.registered))
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
