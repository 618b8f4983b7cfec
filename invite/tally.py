"""One mailing counted: everybody by state, the same by role, region and group, and those who need a
human.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct, field

from invite.lifecycle import State
from invite.mailing.reply import Reply
from invite.plan import Because
from invite.records import replace
from invite.summary import SKIPPED, LastReading, Line, Summary

NOWHERE = ""  # stands for "no region" and "no group" in the counts of those
# Nobody waits for the coordinator here: they are left out on purpose, are on no sheet any more, or
# it is not their turn.
AT_PEACE = frozenset(
    because.value
    for because in (
        Because.UNWANTED,
        Because.GONE,
        Because.STOPPED,
        Because.TOO_EARLY,
        Because.TOO_LATE,
        Because.INVITATION_FIRST,
    )
)


class PartCounts(Struct, frozen=True):
    """Those who share a role, a region or a group. counts: by state. answers: by `Line.coming`."""

    counts: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)


Parts = Mapping[str, PartCounts]


class Tally(Struct, frozen=True, kw_only=True):
    """How one mailing stands. The counts add up to the people of its audience.

    answers: who comes, by `Line.coming`. held: why people are skipped, how many for each reason;
    adds up to the skipped. look: those who need a human, in the sheets' order, whoever only waits
    for the next run last; looks: how many there are. lines: everybody's.
    """

    mailing: str
    counts: Counter[str]
    answers: Counter[str]
    held: Counter[str]
    look: tuple[Line, ...]
    looks: int
    lines: tuple[Line, ...]

    @property
    def roles(self) -> Parts:
        """By kind of part, those who have one; who has several is counted at each of them, who has
        none at NOWHERE.
        """
        return self._by_part(0)

    @property
    def groups(self) -> Parts:
        """The same by group."""
        return self._by_part(1)

    @property
    def regions(self) -> Parts:
        """The same by region."""
        return self._by_part(2)

    def _by_part(self, which: int) -> Parts:
        alike = Counter(
            (frozenset(role.part[which] for role in line.person.roles), line.state, line.coming)
            for line in self.lines
        )
        found: dict[str, PartCounts] = {}
        for (names, state, coming), people in alike.items():
            for name in {name for name in names if name} or (NOWHERE,):
                part = found.setdefault(name, PartCounts())
                part.counts[state] += people
                part.answers[coming] += people
        return {
            name: found[name] for name in sorted(found, key=lambda name: (name == NOWHERE, name))
        }

    @property
    def heard(self) -> bool:
        """Whether anybody has answered."""
        return bool(self.answers[Reply.REGISTERED] or self.answers[Reply.DECLINED])

    @property
    def by_hand(self) -> int:
        """How many of those who were reached count by the coordinator's word alone."""
        return sum(line.by_hand for line in self.lines)

    @property
    def people(self) -> int:
        """How many there are in all."""
        return self.counts.total()

    @property
    def reached(self) -> int:
        """How many have been reached."""
        return self.counts[State.SENT]

    @property
    def to_go(self) -> int:
        """How many letters the next run begins."""
        return self.counts[State.READY] + self.counts[State.WAITING]


class Tallies(Struct, frozen=True, kw_only=True):
    """Where the whole project stands, counted, as the sheets were last read.

    closed: it has been purged, so that nobody waits for anything any more. doubted: how many
    letters have probably not arrived, as returned mail says that fits them by the address alone.
    refusing_us: whether so many servers refuse the sender that it is us.
    """

    mailings: tuple[Tally, ...]
    read: LastReading
    closed: bool = False
    doubted: int = 0
    refusing_us: bool = False

    def at_rest(self) -> Tallies:
        """The same after the purge: nobody can be helped any more, and nothing is to be done."""
        mailings = tuple(replace(one, look=(), looks=0) for one in self.mailings)
        return replace(self, mailings=mailings, closed=True, doubted=0, refusing_us=False)


def needs_human(state: str, because: str) -> bool:
    """Whether somebody in this state waits for the coordinator. because: why they are skipped, if
    they are.
    """
    if state == SKIPPED:
        return because not in AT_PEACE
    if state == State.WRITTEN:
        return because in (Because.DRAFT_GONE, Because.DRAFT_UNSEEN)
    return state in (State.UNCLEAR, State.FAILED, State.WAITING)


def tallied(summary: Summary) -> Tally:
    """A mailing counted, from the line of everybody."""
    needing = (line for line in summary.lines if needs_human(line.state, line.because))
    # The next run writes to those who wait: whoever it does not help comes first.
    look = tuple(sorted(needing, key=lambda line: line.state == State.WAITING))
    return Tally(
        mailing=summary.mailing,
        counts=summary.counts(),
        answers=summary.answers(),
        held=Counter(line.because for line in summary.lines if line.state == SKIPPED),
        look=look,
        looks=len(look),
        lines=summary.lines,
    )
