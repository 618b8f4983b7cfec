"""What has become of drafts in a mailbox: which have left, which lie there as we left them, which
were edited, and which are gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from invite.access.mail_account import MailItem
from invite.campaign.delivery import proof
from invite.campaign.delivery.proof import AGES, INVITE_ID, LAYING, SKEW
from invite.campaign.project import Project, Say
from invite.delivery.drafts.draft_mailbox import (
    IN_DRAFTS,
    DraftMailbox,
    is_as_left,
    mark_of,
)
from invite.ledger.draft_letters import DraftLetter
from invite.ledger.letters.facts import MAILBOX
from invite.ledger.letters.server_ids import AtServer, ServerId
from invite.ledger.letters.unclear import UnclearLetter
from invite.lifecycle import DraftFound
from invite.words import _, ngettext


@dataclass(slots=True)
class LookedAt:
    """What was seen. went: letters that have left. found: how the others lie. laid, did_not: of
    those in doubt, which lie there after all, and which were never laid. theirs: drafts that were
    edited, of people who asked to be left alone. discarded: drafts that were put away.
    """

    went: list[DraftLetter] = field(default_factory=list)
    found: dict[str, DraftFound] = field(default_factory=dict)
    laid: list[UnclearLetter] = field(default_factory=list)
    did_not: list[UnclearLetter] = field(default_factory=list)
    theirs: list[DraftLetter] = field(default_factory=list)
    discarded: int = 0

    def count(self, found: DraftFound) -> int:
        """How many were found so."""
        return sum(one is found for one in self.found.values())


def look(project: Project, box: DraftMailbox, say: Say) -> LookedAt:
    """Look at all drafts in the mailbox, and write down what became of them.

    say: says why it takes a while. Raises ServerRefusesUs where the mailbox cannot be read.
    """
    looked = LookedAt()
    letters = [one for one in project.ledger.drafts.lying() if one.by == box.name]
    doubts = [
        one for one in project.ledger.unclear.all() if one.courier == box.name and not one.in_hand
    ]
    halves = [one for one in project.ledger.drafts.half_taken_back() if one.by == box.name]
    instants = [*(one.written for one in (*letters, *halves)), *(one.at for one in doubts)]
    since = min(instants, default=project.clock()) - SKEW
    shown = _Shown(project, box, since)
    for half in halves:
        _finish(project, shown, half, looked)
    open_ = [one for one in letters if not _judge(shown, one, looked)]
    fresh = [one for one in doubts if not _settle(project, shown, one, looked)]
    # What has just been sent may be in no folder for a moment, and what was laid in none yet.
    again = [one for one in open_ if one.found is not DraftFound.GONE]
    if again or any(project.clock() - one.at < AGES for one in fresh):
        _say_so(say, len(again) + len(fresh))
        box.pause(proof.SETTLES)
        shown = _Shown(project, box, since, shown.known)
    for letter in open_:
        if letter not in again or not _judge(shown, letter, looked):
            looked.found[letter.letter] = DraftFound.GONE
    for doubt in fresh:
        if not _settle(project, shown, doubt, looked) and project.ledger.unclear.settle(
            doubt, sent=False, by=MAILBOX
        ):
            looked.did_not.append(doubt)
    _write_down(project, letters, shown, looked)
    _stopped(project, box, looked)
    _orphans(project, box, shown, since, looked)
    return looked


class _Shown:
    """What the mailbox shows just now. known: by letter, what was found there for it."""

    def __init__(
        self,
        project: Project,
        box: DraftMailbox,
        since: datetime,
        known: Mapping[str, MailItem] | None = None,
    ) -> None:
        self.box = box
        self.drafts = {one.id: one for one in box.drafts(since)}
        self.sent = {one.id: one for one in box.sent(since)}
        self.known = dict(known or {})
        self._tokens = project.ledger.keys
        self._texts: dict[str, str] = {}

    def named(
        self, items: Iterable[MailItem], letter: DraftLetter | UnclearLetter, subject: str, to: str
    ) -> MailItem | None:
        """The mail that is this letter, by our marks or, as a mailbox may change the one and drop
        the other, by its receiver together with the code in their personal link.
        """
        items = tuple(items)
        ids = {letter.message_id, getattr(letter, "theirs", "")} - {""}
        for item in items:
            marks = {value for name, value in item.headers if name == INVITE_ID}
            if item.message_id in ids or letter.letter in marks:
                return item
        token = self._tokens.token(letter.person)
        for item in items:
            alike = to.casefold() in item.to and subject.split() == item.subject.split()
            if alike and token in self._text(item.id):
                return item
        return None

    def _text(self, id_: str) -> str:
        if id_ not in self._texts:
            self._texts[id_] = self.box.text(id_)
        return self._texts[id_]


def _judge(shown: _Shown, one: DraftLetter, looked: LookedAt) -> bool:
    """Find out how a draft lies; False where it is nowhere to be seen."""
    item = shown.drafts.get(one.draft) or shown.sent.get(one.draft)
    if item is None and one.draft:
        item = shown.box.item(one.draft)
        if item is not None and item.is_draft and item.folder != IN_DRAFTS:
            item = None  # moved into another folder; a mail program may have sent a copy
    if item is None:
        item = shown.named(shown.sent.values(), one, one.subject, one.key) or shown.named(
            shown.drafts.values(), one, one.subject, one.key
        )
    if item is None:
        return False
    shown.known[one.letter] = item
    if not item.is_draft:
        looked.went.append(one)
    else:
        same = is_as_left(shown.box, item, one.mark)
        looked.found[one.letter] = DraftFound.LIES if same else DraftFound.EDITED
    return True


def _finish(project: Project, shown: _Shown, half: DraftLetter, looked: LookedAt) -> None:
    """A draft that was taken back in the middle is put away, if nobody has sent or edited it
    since.
    """
    item = shown.box.item(half.draft) or shown.named(
        shown.sent.values(), half, half.subject, half.key
    )
    if item is not None and not item.is_draft:
        shown.known[half.letter] = item
        looked.went.append(half)
        return
    if item is not None and is_as_left(shown.box, item, half.mark):
        looked.discarded += shown.box.discard(half.draft)
    project.ledger.drafts.discarded(half.letter)


def _settle(project: Project, shown: _Shown, doubt: UnclearLetter, looked: LookedAt) -> bool:
    """What became of a letter whose laying was cut off; False where it is nowhere to be seen."""
    sent = shown.named(shown.sent.values(), doubt, doubt.subject, doubt.to)
    if sent is not None:
        words = _("seen in Sent Items")
        if project.ledger.unclear.settle(doubt, sent=True, by=MAILBOX, words=words):
            project.ledger.server_ids.keep([_kept(doubt.letter, doubt.message_id, sent, seen=True)])
        return True
    lies = shown.named(shown.drafts.values(), doubt, doubt.subject, doubt.to)
    if lies is None:
        return False
    if project.ledger.drafts.laid(doubt, _kept(doubt.letter, doubt.message_id, lies)):
        looked.laid.append(doubt)
        shown.known[doubt.letter] = lies
    return True


def _kept(letter: str, ours: str, item: MailItem, *, seen: bool = False) -> ServerId:
    theirs = "" if item.message_id == ours else item.message_id
    return ServerId(letter, item.id, theirs, seen=seen, mark=mark_of(item.change_key, ""))


def _say_so(say: Say, letters: int) -> None:
    words = ngettext(
        "{n} letter is in no folder right now; checking again in {seconds} seconds.",
        "{n} letters are in no folder right now; checking again in {seconds} seconds.",
        letters,
    )
    say(words.format(n=letters, seconds=round(proof.SETTLES)))


def _write_down(
    project: Project, letters: Sequence[DraftLetter], shown: _Shown, looked: LookedAt
) -> None:
    words = _("seen in Sent Items")
    looked.went = [*project.ledger.drafts.went(looked.went, by=MAILBOX, words=words)]
    went = [
        _kept(one.letter, one.message_id, shown.known[one.letter], seen=True)
        for one in looked.went
        if one.letter in shown.known
    ]
    project.ledger.server_ids.keep(went)
    moved = [
        ServerId(one.letter, item.id, one.theirs, mark=_mark_now(one, item, looked))
        for one in letters
        if one.letter in looked.found
        and (item := shown.known.get(one.letter)) is not None
        and (item.id, item.change_key) != (one.draft, one.mark.partition(" ")[0])
    ]
    found = [
        (one, looked.found[one.letter])
        for one in letters
        if one.letter in looked.found
        and (looked.found[one.letter] is not one.found or one.letter in {m.letter for m in moved})
    ]
    project.ledger.drafts.keep_found(found, moved)


def _mark_now(one: DraftLetter, item: MailItem, looked: LookedAt) -> str:
    """Where it says what it said, the mailbox's newest mark; of an edited one the old stays."""
    if looked.found[one.letter] is DraftFound.LIES:
        return mark_of(item.change_key, one.mark.partition(" ")[2])
    return one.mark


def _stopped(project: Project, box: DraftMailbox, looked: LookedAt) -> None:
    """Who asked to be left alone gets no draft: as we left it, it is put away; an edited one is
    named.
    """
    stopped = project.ledger.stops.stopped()
    theirs = [
        one for one in project.ledger.drafts.lying() if one.by == box.name and one.person in stopped
    ]
    as_left = [one for one in theirs if one.found is DraftFound.LIES]
    looked.theirs = [one for one in theirs if one.found is DraftFound.EDITED]
    for one in project.ledger.drafts.put_away(as_left, by=MAILBOX):
        looked.discarded += box.discard(one.draft)
        project.ledger.drafts.discarded(one.letter)


def _orphans(
    project: Project, box: DraftMailbox, shown: _Shown, since: datetime, looked: LookedAt
) -> None:
    """Put away drafts of ours that no letter lies as: a crash or a lost answer leaves one without
    an id.
    """
    known = project.ledger.server_ids.all(box.name)
    by_name: Mapping[str, AtServer] = {
        name: one for one in known for name in (one.letter, one.message_id, one.theirs) if name
    }
    current = {one.draft: one for one in known if one.draft}
    for item in box.drafts(since) if known else ():
        letter = current.get(item.id) or _letter_of(item, by_name)
        if letter is None or letter.busy:
            continue
        late = letter.draft != item.id and box.sweeps
        if late and item.created is not None and item.created <= letter.begun + LAYING:
            looked.discarded += box.discard(item.id)


def _letter_of(item: MailItem, by_name: Mapping[str, AtServer]) -> AtServer | None:
    marks = [item.message_id, *(value for name, value in item.headers if name == INVITE_ID)]
    return next((by_name[one] for one in marks if one in by_name), None)


def told(looked: LookedAt) -> tuple[str, ...]:
    """What was seen, in words, a line each."""
    lines = []
    if n := len(looked.went):
        words = ngettext(
            "{n} draft has left: Sent Items shows it.",
            "{n} drafts have left: Sent Items shows them.",
            n,
        )
        lines.append(words.format(n=n))
    if n := looked.count(DraftFound.LIES) + looked.count(DraftFound.EDITED) + len(looked.laid):
        words = ngettext("{n} draft is still there.", "{n} drafts are still there.", n)
        lines.append(words.format(n=n))
    if n := looked.count(DraftFound.GONE):
        words = ngettext(
            "{n} draft is in neither Drafts nor Sent Items. Did it go? {command}",
            "{n} drafts are in neither Drafts nor Sent Items. Did they go? {command}",
            n,
        )
        lines.append(words.format(n=n, command="invite status --state written"))
    if looked.theirs:
        names = ", ".join(one.name for one in looked.theirs)
        words = _("You have edited drafts to people who want no letters: delete them. {names}")
        lines.append(words.format(names=names))
    return tuple(lines)
