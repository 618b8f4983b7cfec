"""Every letter that is still to go, composed as `send` composes it, and what of it is judged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from msgspec import Struct, field

from invite.campaign.filters import EVERYBODY
from invite.campaign.gathering.gather import Gathered
from invite.campaign.project import Project
from invite.campaign.sending.compose import composer, letters
from invite.campaign.sending.lateness import asks_to_register, tells_before
from invite.campaign.sending.plan import plan_for
from invite.campaign.sending.ready import in_order, require_size
from invite.delivery.model import Parcel
from invite.errors import InviteError
from invite.language import Language
from invite.letters.compose import Composer
from invite.letters.model import Letter, Stamp
from invite.mailing import Mailing
from invite.people.model import Person
from invite.plan import Because, Plan, Send

FIRST = 3  # letters whose envelope the server is shown: three noes running are a no to us
# Who is left aside for these may get the letter yet.
MAY_FOLLOW = frozenset(
    {
        Because.QUESTION,
        Because.HELD,
        Because.NO_ADDRESS,
        Because.TOO_EARLY,
        Because.INVITATION_FIRST,
        Because.UNINVITED,
    }
)
_HREF = re.compile(r'href="(https?:[^"]+)"', re.IGNORECASE)


class MailingLetters(Struct, frozen=True, kw_only=True):
    """One mailing and its letters. to_go: whether anybody may still get it; sends: how many get it
    now. refused: what `send` would stop with. made: None where nothing could be compiled.

    largest: bytes of the largest letter. parcels: the first letters and the largest, as they would
    leave. samples: the first letter's text in each language. links: of those, without what is
    anybody's own. linkless: who is asked to register without a link; silent: whose first letter
    does not name the privacy page.
    """

    mailing: Mailing
    to_go: bool
    sends: int = 0
    refused: InviteError | None = None
    made: Composer | None = None
    largest: int = 0
    parcels: tuple[Parcel, ...] = ()
    samples: Mapping[Language, str] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    linkless: tuple[Person, ...] = ()
    silent: tuple[Person, ...] = ()


def compose_all(project: Project, gathered: Gathered) -> Iterator[MailingLetters]:
    """Each mailing of the settings with all its letters, by the functions that `send` calls."""
    begun = project.ledger.letters.begun_mailings()
    for mailing in project.settings.mailings:
        over = _over(project, mailing)
        try:
            plan = plan_for(project, gathered, mailing, EVERYBODY)
        except InviteError as error:
            yield MailingLetters(mailing=mailing, to_go=not over, refused=error)
            continue
        if over or not _to_go(plan, begun=mailing.name in begun):
            yield MailingLetters(mailing=mailing, to_go=False)
        else:
            yield _Composing(project, mailing).all(plan)


def _to_go(plan: Plan, *, begun: bool) -> bool:
    return bool(plan.sends) or not begun or any(one.because in MAY_FOLLOW for one in plan.skips)


def _over(project: Project, mailing: Mailing) -> bool:
    """Whether its time is past: its last day, or the event that it tells of as of one to come."""
    now, event = project.now(), project.settings.event
    if mailing.not_after is not None and now.date() > mailing.not_after:
        return True
    return now >= event.ends and tells_before(mailing, project.settings.mailings[0])


class _Composing:
    """Goes through the letters of one mailing, and keeps what is judged: not the letters."""

    def __init__(self, project: Project, mailing: Mailing) -> None:
        self._project, self._mailing = project, mailing
        self._asks = asks_to_register(mailing, project.settings.mailings[0])
        self._largest = 0
        self._parcels: list[Parcel] = []
        self._samples: dict[Language, str] = {}
        self._links: dict[str, None] = {}
        self._linkless: list[Person] = []
        self._silent: list[Person] = []

    def all(self, plan: Plan) -> MailingLetters:
        """Compose them all; what stops that is what `send` would stop with."""
        project, made, refused = self._project, None, None
        sends = in_order(plan.sends)
        try:
            made = composer(project, self._mailing, sends)
            for send, stamp, letter in letters(project, self._mailing, sends, made=made):
                self._look(send, stamp, letter)
            require_size(project, self._largest)
        except InviteError as error:
            refused = error
        return MailingLetters(
            mailing=self._mailing,
            to_go=True,
            sends=len(sends),
            refused=refused,
            made=made,
            largest=self._largest,
            parcels=tuple(self._parcels),
            samples=self._samples,
            links=tuple(self._links),
            linkless=tuple(self._linkless),
            silent=tuple(self._silent),
        )

    def _look(self, send: Send, stamp: Stamp, letter: Letter) -> None:
        event, person = self._project.settings.event.in_language(letter.language), send.person
        link = person.link or event.registration_link(stamp.token)
        if self._asks and link and link not in letter.text:
            self._linkless.append(person)
        if event.privacy_url and stamp.first and event.privacy_url not in letter.text:
            self._silent.append(person)
        if letter.language not in self._samples:
            self._samples[letter.language] = f"{letter.subject}\n{letter.text}"
            self._links |= dict.fromkeys(_links(person, stamp, letter))
        size = len(letter.content)
        if len(self._parcels) < FIRST or size > self._largest:
            # The first three stay, for `send` begins with them; after them the largest.
            del self._parcels[FIRST:]
            self._parcels.append(self._parcel(person, stamp, letter))
        self._largest = max(self._largest, size)

    def _parcel(self, person: Person, stamp: Stamp, letter: Letter) -> Parcel:
        return Parcel(
            sender=self._project.settings.sender.address,
            recipient=letter.recipient,
            message_id=stamp.message_id,
            content=letter.content,
            label=person.name.full,
            smtputf8=letter.smtputf8,
        )


def _links(person: Person, stamp: Stamp, letter: Letter) -> Iterator[str]:
    """The pages that a letter leads to; nobody's own code is in them."""
    for found in _HREF.findall(letter.html):
        link = unescape(found)
        if link != person.link:
            yield link.replace(stamp.token, "TESTI")
