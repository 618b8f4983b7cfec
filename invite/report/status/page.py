"""One page for the director: where the invitations stand, in the event's language, from disk and on
paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.resources import files
from itertools import accumulate

from jinja2 import Environment, StrictUndefined

from invite.event import Event
from invite.report.base.phrases import pieces
from invite.report.base.wording import moment, region, report_words, said
from invite.report.status.actions import ReportWords
from invite.safe_text import shown
from invite.summary import ANSWERS
from invite.summary import STATES as ORDER
from invite.tally import NOWHERE, Parts, Tallies, Tally

WIDTH = 1000  # of a bar, in the units of its viewBox


def page(found: Tallies, event: Event, now: datetime, *, addresses: bool = False) -> str:
    """The page as HTML that needs nothing from the network. now: in the event's time zone.

    addresses: whether e-mail addresses stand on it; without, they are taken out of the servers'
    words too.
    """
    language = event.language
    told = ReportWords(language, addresses, found.mailings[0].mailing)
    # Everything that comes from outside is escaped where it lands.
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(
        w=lambda key: said(report_words(language).headings, key),
        state=lambda state: said(report_words(language).states, state),
        reason=lambda because: said(report_words(language).reasons, because),
        answer=lambda answer: said(report_words(language).answers, answer),
        mailing=lambda name: _capital(said(report_words(language).mailings, name)),
        plain=told.safe,
    )
    template = environment.from_string(
        (files("invite.report") / "page.html").read_text(encoding="utf-8")
    )
    return template.render(
        language=language,
        event=event,
        made=moment(now, language),
        tallies=found.mailings,
        unread=found.read.unread,
        heard=found.mailings[0] if found.mailings[0].heard else None,
        answers=ANSWERS,
        states=ORDER,
        addresses=addresses,
        pieces=_placed,
        sides=lambda tally: _sides(tally, told),
        overlapping=lambda parts, tally: (
            sum(part.counts.total() for part in parts.values()) > tally.people
        ),
        why=told.why,
        what=told.what,
        where=told.where,
    )


def _placed(counts: Mapping[str, int]) -> tuple[tuple[str, int, int, int], ...]:
    """Each piece of a bar: its state, how many they are, where it begins and how wide it is."""
    shares = pieces(counts, WIDTH)
    begins = accumulate((width for _state, width in shares), initial=0)
    return tuple(
        (state, counts[state], at, width)
        for (state, width), at in zip(shares, begins, strict=False)
    )


def _sides(tally: Tally, told: ReportWords) -> Iterator[tuple[str, Parts, object]]:
    language = told.language
    none = said(report_words(language).headings, "none")
    yield (
        "role",
        tally.roles,
        lambda kind: _capital(said(report_words(language).kinds, kind)) or none,
    )
    yield (
        "region",
        tally.regions,
        lambda name: shown(region(name, language)) if name != NOWHERE else none,
    )
    yield "group", tally.groups, lambda name: told.safe(name) if name != NOWHERE else none


def _capital(words: str) -> str:
    return shown(words[:1].upper() + words[1:])
