"""Who has been reached, on the screen: totals, bars by role, region and group, and who needs a
human with the command to copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import RenderableType

from invite.campaign.status.status import Status
from invite.lifecycle import State
from invite.mailing.reply import Reply
from invite.plan import DRAFTS, Because
from invite.reasons import because_words
from invite.report.base import document
from invite.report.base.phrases import (
    STYLES,
    answer_words,
    doubted_words,
    moment,
    nobody_words,
    outdated_words,
    pieces,
    refusing_words,
    state_words,
    unnamed_words,
    unread_words,
    written,
)
from invite.report.base.picture import Document, Picture, Remark, columns, words
from invite.report.base.picture import Line as Words
from invite.report.letters import unclear
from invite.report.status.actions import command
from invite.safe_text import shown
from invite.settings.spoken_keys import kind_called
from invite.summary import ANSWERS, SKIPPED, STATES, Line, Overview
from invite.tally import NOWHERE, PartCounts, Parts, Tallies, Tally
from invite.words import _, figure, ngettext

WIDE, NARROW, SHORT = 30, 20, 12  # of the bars, in characters
LABEL = 20  # at most, of a role or a region next to three columns of figures
MOST = 25  # people named in each mailing, where none are asked for by filters
EMPTY: Words = ()


def screen(found: Status) -> list[RenderableType | Picture | Remark]:
    """`invite status`: the mailings and the letters in doubt, and that the event has changed since
    letters went; where reports were written, which.
    """
    if found.files:
        return list(written(found.files))
    shown_now: list[RenderableType | Picture | Remark] = []
    if found.filtered:
        listed = {one.mailing: one.lines for one in found.overview.mailings}
        shown_now.append(mailings(found.tallies, listed))
    else:
        shown_now.append(mailings(found.tallies, detailed=_latest(found.overview)))
        if found.outdated:
            shown_now.append(Remark(outdated_words(found.outdated)))
    if found.doubts:
        shown_now.append(unclear.picture(found.doubts, found.local))
    return shown_now


def to_document(found: Status) -> Document:
    """`invite status --json`."""
    return {
        **document.overview(found.overview, found.tallies),
        "outdated": found.outdated.people if found.outdated else 0,
    }


def _latest(seen: Overview) -> str:
    """The mailing that a look at the project is most about: the last that has letters; the first
    where none has.
    """
    begun = (one.mailing for one in reversed(seen.mailings) if any(map(_begun, one.lines)))
    return next(begun, seen.mailings[0].mailing)


def _begun(line: Line) -> bool:
    return line.number > 0


def mailings(
    one: Tallies, listed: Mapping[str, Sequence[Line]] | None = None, *, detailed: str | None = None
) -> Picture:
    """Mailing by mailing. listed: by mailing, everybody who was asked for by filters, named
    whatever their state. detailed: the one mailing that is shown by role, region and group, too;
    all of them where none is named.
    """
    first = one.mailings[0].mailing
    lines: list[Words] = []
    if one.closed:
        lines += [
            words(
                _("The mailings are closed: everybody's details were deleted (invite purge)."),
                "bold",
            ),
            EMPTY,
        ]
    lines += _coming(one.mailings[0])
    for tally in one.mailings:
        lines += [*_totals(tally, closed=one.closed), EMPTY]
        lines += _by_part(tally) if detailed in (None, tally.mailing) else ()
        lines += (
            _needing(tally, first)
            if listed is None
            else _listed(listed[tally.mailing], tally.mailing, first, closed=one.closed)
        )
    if one.refusing_us:
        lines.append(words(f"{refusing_words()}: invite bounces", "bold red"))
    if one.doubted:
        lines.append(words(f"{doubted_words(one.doubted)}: invite bounces", "yellow"))
    read = one.read
    if read.at is None:
        lines.append(words(_("The sheets have not been read yet: invite people.")))
    else:
        lines.append(words(_("Sheets read {at}.").format(at=moment(read.at)), "dim"))
    if read.unread:
        lines.append(words(unread_words(read.unread), "bold red"))
    if read.nobody:
        lines.append(words(nobody_words(read.nobody), "yellow"))
    if read.unnamed:
        lines.append(words(unnamed_words(read.unnamed, read.ignore), "yellow"))
    if read.changed:
        names = ", ".join(shown(name) for name in read.changed)
        lines.append(
            words(_("Changed since: {names}. Run invite people.").format(names=names), "yellow")
        )
    return Picture(tuple(lines))


def _totals(tally: Tally, *, closed: bool = False) -> Iterator[Words]:
    """closed: what was still to be done then has not been done, and never will be."""
    ended = (
        {
            State.READY: _("not written to"),
            State.WAITING: _("tried, not sent"),
            SKIPPED: _("left out"),
        }
        if closed
        else {}
    )
    lengths = dict(pieces(tally.counts, WIDE))
    rows = [
        (
            words(figure(tally.counts[state])),
            words(_bar(state, lengths[state]), STYLES[state]),
            words((ended.get(state) or state_words(state)) + _because(tally, state)),
        )
        for state in STATES
        if tally.counts[state]
    ]
    told = ngettext("person, {reached} reached", "people, {reached} reached", tally.people).format(
        reached=figure(tally.reached)
    )
    yield words(tally.mailing, "bold")
    yield from columns(
        [*rows, (words(figure(tally.people), "bold"), words(told, "bold"))], right=frozenset({0})
    )


def _because(tally: Tally, state: str) -> str:
    """Why people are held back, and by whose word they were reached."""
    if state == State.SENT and tally.by_hand:
        return _(", {n} of them by hand, as you said").format(n=tally.by_hand)
    told = "; ".join(f"{because_words(because)} {n}" for because, n in tally.held.most_common())
    return f": {told}" if state == SKIPPED and told else ""


def _by_part(tally: Tally) -> Iterator[Words]:
    sections = (
        (_("By role"), tally.roles),
        (_("By region"), tally.regions),
        (_("By group"), tally.groups),
    )
    for title, parts in sections:
        # Where there is but one, or none, the totals have said it.
        if len(parts) > 1:
            yield words(title, "bold")
            yield from columns(list(_rows(parts)), right=frozenset({2}), indent=2)
            yield EMPTY


def _rows(parts: Parts) -> Iterator[tuple[Words, ...]]:
    longest = max(part.counts.total() for part in parts.values())
    for name, part in parts.items():
        counts, people = part.counts, part.counts.total()
        width = max(len(+counts), round(NARROW * people / longest))
        bar = tuple((_bar(state, length), STYLES[state]) for state, length in pieces(counts, width))
        yield (
            _label(name, 40),
            bar,
            words(
                _("{reached} of {n} reached").format(
                    reached=figure(counts[State.SENT]), n=figure(people)
                )
            ),
        )


def _label(name: str, most: int) -> Words:
    return words(shown(kind_called(name))[:most]) if name != NOWHERE else words(_("(none)"), "dim")


def _coming(tally: Tally) -> Iterator[Words]:
    """Who is coming, in all and by role and region, as soon as anybody has answered."""
    if not tally.heard:
        return
    yield words(_("Who is coming"), "bold")
    heads = (EMPTY, EMPTY, words(_("registered")), words(_("declined")), words(_("no answer")))
    rows: list[tuple[Words, ...]] = [heads, _answers(words(_("all")), tally)]
    for title, parts in ((_("By role"), tally.roles), (_("By region"), tally.regions)):
        if len(parts) > 1:
            rows.append((words(title, "bold"),))
            rows += (_answers(_label(name, LABEL), part) for name, part in parts.items())
    yield from columns(rows, right=frozenset({2, 3, 4}), indent=2)
    yield EMPTY


def _answers(label: Words, one: Tally | PartCounts) -> tuple[Words, ...]:
    coming, people = one.answers[Reply.REGISTERED], one.counts.total()
    # Solid to the end only where all are coming, and empty only where nobody is.
    solid = SHORT if coming == people else min(SHORT - 1, max(1, round(SHORT * coming / people)))
    solid = solid if coming else 0
    bar = (("█" * solid, "green"), ("░" * (SHORT - solid), ""))
    return (label, bar, *(words(figure(one.answers[answer])) for answer in ANSWERS))


def _bar(state: str, length: int) -> str:
    """Who has been reached is solid, everybody else not: so a bar needs no colours."""
    return ("█" if state == State.SENT else "░") * length


def _needing(tally: Tally, first: str) -> Iterator[Words]:
    """Who waits for the next run needs nobody, and stands last, under a heading of their own."""
    for waiting, lines in groupby(tally.look[:MOST], lambda one: one.state == State.WAITING):
        yield words(_("Goes with the next run") if waiting else _("Needs attention"), "bold")
        yield from _named(tuple(lines), tally.mailing, first)
    yield from _unnamed(tally.looks - MOST)
    if tally.look:
        yield EMPTY


def _listed(lines: Sequence[Line], mailing: str, first: str, *, closed: bool) -> Iterable[Words]:
    return (
        (*_named(lines, mailing, first, closed=closed), EMPTY)
        if lines
        else (words(_("Nobody.")), EMPTY)
    )


def _named(
    lines: Sequence[Line], mailing: str, first: str, *, closed: bool = False
) -> Iterator[Words]:
    """People, each with what is the matter, and below it the command that helps. closed: none does
    any more.
    """
    table = columns(
        [
            (words(shown(line.person.name.full)), words(shown(line.to) or "–"), _matter(line))
            for line in lines
        ],
        indent=2,
    )
    for line, told in zip(lines, table, strict=True):
        yield told
        if not closed and (helps := command(line, mailing, first)):
            yield words(f"      {helps}", "cyan")


def _unnamed(rest: int) -> Iterator[Words]:
    if rest > 0:
        yield words(_("… and {n} more: invite status --xlsx FILE lists them.").format(n=rest))


def _matter(line: Line) -> Words:
    drafts = line.state == State.WRITTEN and line.because in DRAFTS
    why = ("" if drafts else shown(line.reply)) or because_words(line.because)
    if line.by_hand:
        why = _("by hand, as you said")
    if line.because == Because.HELD:
        why += f": {', '.join(shown(hold.words) for hold in line.person.holds)}"
    if line.answer:
        why = "; ".join(filter(None, (why, answer_words(line.answer))))
    state = state_words(line.state) if line.state != SKIPPED else ""
    return ((state, STYLES[line.state]), (f"{': ' if state and why else ''}{shown(why)}", ""))
