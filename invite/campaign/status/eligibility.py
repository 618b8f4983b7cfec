"""Who of the people a mailing is not for, or not now, and why: asked anew whenever a plan is made
or a status is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from invite.campaign.project import Project
from invite.campaign.registrations.replies import replies
from invite.errors import MustMend, Problem
from invite.lifecycle import State
from invite.mailing import Mailing
from invite.mailing.audience import (
    EVERYONE,
    Audience,
    Circumstances,
    Has,
    PartOf,
    Word,
    leaves,
    means,
    played,
    words,
)
from invite.mailing.reply import Heard, Reply
from invite.people.lookup import plain
from invite.people.model import Person, PersonId
from invite.plan import OUTSIDE, Because, Standing
from invite.records import replace
from invite.words import _, near


class Waves:
    """The mailings of a project, and what is known of everybody when one of them asks. Each thing
    is looked up once at most.

    of: only of these people, where no others are asked about.
    """

    def __init__(self, project: Project, *, of: Collection[PersonId] | None = None) -> None:
        self._project = project
        self._of = of
        self._standings: dict[str, Mapping[PersonId, Standing]] = {}
        self._got: dict[str, frozenset[PersonId]] = {}

    def standings(self, mailing: Mailing) -> Mapping[PersonId, Standing]:
        """Where everybody's letter of this mailing stands."""
        if mailing.name not in self._standings:
            found = self._letters.get(mailing.name, {})
            found = {**found, **self._outdated_drafts(mailing, found)}
            # A failed letter does not go by itself to an address that is dead, too.
            dead = {
                id_: replace(found[id_], refused=found[id_].refused | written)
                for id_, written in self._bad.items()
                if id_ in found and found[id_].state is State.FAILED
            }
            self._standings[mailing.name] = {**found, **dead} if dead else found
        return self._standings[mailing.name]

    @cached_property
    def _letters(self) -> Mapping[str, Mapping[PersonId, Standing]]:
        return self._project.ledger.letters.by_mailing(of=self._of)

    @cached_property
    def _bad(self) -> Mapping[PersonId, frozenset[str]]:
        return self._project.ledger.reports.bad_of()

    def _outdated_drafts(
        self, mailing: Mailing, found: Mapping[PersonId, Standing]
    ) -> Mapping[PersonId, Standing]:
        """Those of these that are drafts and tell a time or place that holds no more."""
        events = self._project.ledger.events
        now = self._project.settings.event.facts(cancelled=mailing.calls_off)
        lying = {id_: one for id_, one in found.items() if one.state is State.WRITTEN}
        if not lying or all(version.facts == now for version in events.versions()):
            return {}
        told = events.drafts()
        return {
            id_: replace(one, outdated=True)
            for id_, one in lying.items()
            if one.letter in told and told[one.letter].facts != now
        }

    @cached_property
    def replies(self) -> Mapping[PersonId, Heard]:
        """What everybody answered."""
        return replies(self._project)

    @cached_property
    def stopped(self) -> frozenset[PersonId]:
        """Who asked to be left alone."""
        return frozenset(self._project.ledger.stops.stopped())

    @cached_property
    def _unsure(self) -> frozenset[PersonId]:
        return self._project.ledger.registrations.open_about()

    @cached_property
    def _old(self) -> frozenset[PersonId]:
        now = self._project.settings.event.facts()
        held = self._project.ledger.events.held()
        return frozenset(person for person, version in held.items() if version.facts != now)

    def aside(self, mailing: Mailing, people: Iterable[Person]) -> Mapping[PersonId, Because]:
        """Who of these is not written to in this mailing, and why. A reason of `plan.OUTSIDE` says
        that it is not for them.
        """
        if self.plain(mailing):
            return {}
        early, late = self._day(mailing)
        found = {}
        for person in people:
            reason = self._reason(mailing, person) or (
                Because.TOO_EARLY if early else Because.TOO_LATE if late else None
            )
            if reason:
                found[person.id] = reason
        return found

    def plain(self, mailing: Mailing) -> bool:
        """Whether the mailing leaves nobody aside: the first one, for everyone, on any day, and
        nobody asked to be left alone.
        """
        dated = any(self._day(mailing))
        return mailing.audience == EVERYONE and not (
            self._earlier(mailing) or dated or self.stopped
        )

    def reasons(
        self, mailing: Mailing, people: Iterable[Person], held: Mapping[PersonId, Because]
    ) -> Mapping[PersonId, Because]:
        """Why people are not written to, whatever has happened to their letters. held: why some
        cannot be written to at all.

        Whom the mailing is not for, or who asked to be left alone, is told so first; then what
        hinders them.
        """
        aside = self.aside(mailing, people)
        first = {
            id_: reason
            for id_, reason in aside.items()
            if reason in OUTSIDE or reason is Because.STOPPED
        }
        return {**aside, **held, **first}

    def _day(self, mailing: Mailing) -> tuple[bool, bool]:
        """Whether the first day has not come, whether the last is over; days are those of the
        event's time zone.
        """
        today = self._project.now().date()
        return (
            mailing.not_before is not None and today < mailing.not_before,
            mailing.not_after is not None and today > mailing.not_after,
        )

    def _earlier(self, mailing: Mailing) -> tuple[Mailing, ...]:
        every = self._project.settings.mailings
        names = [one.name for one in every]
        return every[: names.index(mailing.name)] if mailing.name in names else ()

    def _reason(self, mailing: Mailing, person: Person) -> Because | None:
        return self._reason_in(mailing, person, self._circumstances(mailing, person.id))

    def _reason_in(self, mailing: Mailing, person: Person, now: Circumstances) -> Because | None:
        if now.reply is Reply.UNCLEAR and _depends(mailing.audience, person, now):
            return Because.ANSWER
        if not means(mailing.audience, person, now):
            return _why_outside(mailing, now)
        if person.id in self.stopped:
            return Because.STOPPED
        if person.id in self._unsure and Word.NO_ANSWER in words(mailing.audience):
            return Because.ANSWER  # a line of an export may be theirs: they may have registered
        if self._waits_for_invitation(mailing, person, now):
            return Because.INVITATION_FIRST
        return None

    def _circumstances(self, mailing: Mailing, person: PersonId) -> Circumstances:
        heard = self.replies.get(person)
        return Circumstances(
            reply=heard.reply if heard else None,
            reached=person in self._got_earlier(mailing),
            old_facts=Word.OLD_FACTS in words(mailing.audience) and person in self._old,
        )

    def _got_earlier(self, mailing: Mailing) -> frozenset[PersonId]:
        """Whom an earlier mailing has reached."""
        if mailing.name not in self._got:
            self._got[mailing.name] = self._in_earlier(mailing, State.SENT)
        return self._got[mailing.name]

    def lying_earlier(self, mailing: Mailing) -> frozenset[PersonId]:
        """Who has not been reached by an earlier mailing, since it lies as a draft for them."""
        return self._in_earlier(mailing, State.WRITTEN) - self._got_earlier(mailing)

    def _in_earlier(self, mailing: Mailing, state: State) -> frozenset[PersonId]:
        return frozenset(
            id_
            for one in self._earlier(mailing)
            for id_, standing in self.standings(one).items()
            if standing.state is state
        )

    def _waits_for_invitation(self, mailing: Mailing, person: Person, now: Circumstances) -> bool:
        """Whether they are to get the first mailing and have not got it: who came late gets the
        invitation before the reminder.

        Who has answered has heard of the event already.
        """
        first, *_others = self._project.settings.mailings
        if mailing.name == first.name or now.reached or now.reply is not None:
            return False
        old = Word.OLD_FACTS in words(first.audience) and person.id in self._old
        return means(
            first.audience, person, Circumstances(old_facts=old)
        )  # no mailing is earlier, and they have not answered

    def check(self, mailing: Mailing, people: Iterable[Person]) -> None:
        """Raises MustMend where the audience names a group that nobody is of: a slip there would
        leave people out silently.
        """
        named = [
            leaf
            for leaf in leaves(mailing.audience)
            if isinstance(leaf, Has) and leaf.part is PartOf.GROUP
        ]
        if not named:
            return
        there = {plain(group): group for person in people for group in played(PartOf.GROUP, person)}
        problems = [
            Problem(
                f"invite.toml: mailing.{mailing.name}.audience",
                _("Nobody is in the group {name}.").format(name=leaf.value),
                hint,
            )
            for leaf in named
            if plain(leaf.value) not in there
            for hint in (_near(leaf.value, there),)
        ]
        if problems:
            raise MustMend(_("The audience does not fit the people."), problems=problems)


def _depends(audience: Audience, person: Person, now: Circumstances) -> bool:
    """Whether it depends on their answer if the mailing is for somebody."""
    could = {
        means(audience, person, replace(now, reply=reply))
        for reply in (None, Reply.REGISTERED, Reply.DECLINED)
    }
    return len(could) > 1


def _why_outside(mailing: Mailing, now: Circumstances) -> Because:
    """The nearest reason why a mailing is not for somebody."""
    if Word.NO_ANSWER not in words(mailing.audience):
        return Because.AUDIENCE
    if now.reply not in (None, Reply.UNCLEAR):
        return Because.DECLINED if now.reply is Reply.DECLINED else Because.REGISTERED
    return Because.AUDIENCE if now.reached else Because.UNINVITED


def _near(name: str, there: Mapping[str, str]) -> str:
    if meant := near(name, there.values()):
        return _("Did you mean {name}?").format(name=f"“{meant}”")
    return _("There is: {names}.").format(names=", ".join(sorted(there.values())) or "–")
