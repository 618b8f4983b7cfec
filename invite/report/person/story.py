"""One person's whole story: whether they got it, who they are and why, and what became of each of
their letters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from invite.campaign.status.person import Story
from invite.campaign.status.verdict import MailingVerdict, VerdictCase
from invite.ledger.letters.letters import LetterStory
from invite.reasons import because_words
from invite.report.base import document
from invite.report.base.phrases import fact_words, moment, reply_words, state_words
from invite.report.base.picture import Document
from invite.report.people import corrections
from invite.safe_text import shown, shown_lines
from invite.settings.spoken_keys import kind_called
from invite.words import _

Local = Callable[[datetime], datetime]


def screen(story: Story) -> RenderableType:
    """The story for the terminal: first the answer."""
    person, local = story.person, story.local
    name = Text(shown(person.name.full), style="bold")
    answers = [
        Text(verdict_line(one, local), style=_STYLES.get(one.case, "")) for one in story.verdicts
    ]
    parts: list[RenderableType] = [Text.assemble(name, " · ", answers[0]), *answers[1:]]
    head = Table.grid(padding=(0, 2))
    for label, value in _facts_of(story, local):
        head.add_row(Text(label, style="dim"), Text(value))
    parts += [Text(), head]
    for merge in story.merges:
        words = _("{left} and {right}: {rule}").format(
            left=", ".join(merge.left), right=", ".join(merge.right), rule=merge.rule
        )
        parts.append(Text("  " + shown(words), style="dim"))
    for letter in story.letters:
        title = _("{mailing}, letter {number}: {state}").format(
            mailing=letter.mailing, number=letter.number, state=state_words(letter.state)
        )
        because = f" ({shown(letter.because)})" if letter.because else ""
        parts += [Text(), Text(title + because, style="bold"), _events(letter, local)]
    return Group(*parts)


_STYLES: Mapping[VerdictCase, str] = {
    VerdictCase.SENT: "green",
    VerdictCase.AGAIN: "green",
    VerdictCase.INSTEAD: "green",
    VerdictCase.BY_HAND: "green",
    VerdictCase.UNCLEAR: "bold yellow",
    VerdictCase.WAITING: "yellow",
    VerdictCase.REFUSED: "bold red",
    VerdictCase.BOUNCED: "bold red",
    VerdictCase.DELAYED: "yellow",
}


def verdict_line(one: MailingVerdict, local: Local) -> str:
    """Did they get it, in one line."""
    words: Mapping[VerdictCase, str] = {
        VerdictCase.SENT: _("{mailing}: yes. Accepted {at} for {to}; the server said: {words}"),
        VerdictCase.BY_HAND: _("{mailing}: yes, by hand. You said {at} that it was sent to {to}"),
        VerdictCase.AGAIN: _(
            "{mailing}: yes, again. It went {at} to {to}, and before that {first_at} to {first_to}"
        ),
        VerdictCase.INSTEAD: _("{mailing}: yes. It went {at} to {to}, after {first_to} had failed"),
        VerdictCase.WRITTEN: _(
            "{mailing}: not yet. A draft since {at}, for you to send from a mail program to {to}"
        ),
        VerdictCase.READY: _("{mailing}: not yet. It is still to be sent to {to}"),
        VerdictCase.WAITING: _(
            "{mailing}: not yet. Tried {at}; {to} was put off: {words}. The next invite send tries"
            " again"
        ),
        VerdictCase.UNCLEAR: _(
            "{mailing}: unclear. Begun {at} for {to}, but the answer was lost: it"
            " may or may not have gone"
        ),
        VerdictCase.REFUSED: _("{mailing}: no. Refused {at} for {to}: {words}"),
        VerdictCase.DELAYED: _(
            "{mailing}: on its way. Accepted {at} for {to}, whose server has not taken it yet:"
            " {words}"
        ),
        VerdictCase.BOUNCED: _("{mailing}: no. It went {at} to {to} and came back: {words}"),
        VerdictCase.SKIPPED: _("{mailing}: no, and it is not sent: {because}"),
        VerdictCase.OUTSIDE: _("{mailing}: no, it is not for them"),
    }
    line, because = words[one.case], because_words(one.because)
    if one.case is VerdictCase.WRITTEN and one.because:
        line = _("{mailing}: {because} It was written {at} for {to}")
        because += "" if because.endswith("?") else "."
    line = line.format(
        mailing=one.mailing,
        at=moment(one.at and local(one.at)),
        to=shown(one.to),
        words=shown(one.words) or "–",
        because=because,
        first_at=moment(one.first_at and local(one.first_at)),
        first_to=shown(one.first_to),
    )
    return line.rstrip(".") + "."


def letter_text(story: Story) -> RenderableType:
    """The very text of the letters of the mailing asked about, or of all, as it went."""
    parts: list[RenderableType] = []
    for letter in story.letters:
        if story.mailing in (None, letter.mailing):
            head = _("{mailing}, letter {number}, to {to}").format(
                mailing=letter.mailing, number=letter.number, to=shown(letter.to)
            )
            parts += [
                Text(head, style="dim"),
                Text(shown(letter.subject), style="bold"),
                Text(),
                Text(shown_lines(letter.text)),
                Text(),
            ]
    return Group(*parts) if parts else Text(_("No letter has been written to them."))


def _facts_of(story: Story, local: Local) -> list[tuple[str, str]]:
    person = story.person
    facts = [
        (_("Id"), person.id),
        (_("Addresses"), "\n".join(shown(address.written) for address in person.addresses) or "–"),
        (_("Organisation"), shown(person.organisation or "–")),
    ]
    for role in person.roles:
        words = " · ".join(
            shown(part)
            for part in (kind_called(role.kind), role.group, role.region, role.title)
            if part
        )
        facts.append((_("Role"), f"{words}  ({shown(str(role.origin))})"))
    facts.append((_("Rows"), shown(", ".join(str(origin) for origin in person.origins)) or "–"))
    if story.heard:
        facts.append(
            (
                _("Answered"),
                f"{reply_words(story.heard)}  {moment(local(story.heard.at or story.heard.as_of))}",
            )
        )
    if story.stopped:
        facts.append(
            (_("No more letters"), _("since {at}").format(at=moment(local(story.stopped))))
        )
    if story.held:
        facts.append((_("Held"), because_words(story.held)))
    for given in story.answers:
        said = _("one person") if given.answer.same else _("different people")
        facts.append(
            (_("You said"), f"{moment(local(given.at))}  {said}: {' / '.join(given.answer.people)}")
        )
    return facts + [
        (_("By hand"), f"{moment(local(one.at))}  {shown(corrections.what_words(one.what))}")
        for one in story.done
    ]


def _events(letter: LetterStory, local: Local) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for event in letter.events:
        table.add_row(
            Text(moment(local(event.at)), style="dim"),
            Text(fact_words(event.fact, event.courier)),
            Text(shown(event.words)),
        )
    return table


def to_document(story: Story) -> Document:
    """`invite who --json`."""
    heard, local, language = story.heard, story.local, story.event.language
    return {
        "person": {
            **document.person(story.person, language),
            "held": story.held.value if story.held else None,
        },
        "mailings": [
            {
                "mailing": one.mailing,
                "verdict": one.case.value,
                "at": _iso(one.at, local),
                "to": one.to or None,
                "because": one.because or None,
                "words": verdict_line(one, local),
            }
            for one in story.verdicts
        ],
        "stopped": _iso(story.stopped, local),
        "reply": (
            {"reply": heard.reply.value, "at": _iso(heard.at or heard.as_of, local)}
            if heard
            else None
        ),
        "merges": [
            {
                "left": list(one.left),
                "right": list(one.right),
                "rule": one.rule,
                "evidence": list(one.evidence),
            }
            for one in story.merges
        ],
        "answers": [
            {
                "number": one.number,
                "at": _iso(one.at, local),
                "same": one.answer.same,
                "people": list(one.answer.people),
            }
            for one in story.answers
        ],
        "by_hand": [corrections.one_document(one, local) for one in story.done],
        "letters": [_letter(letter, local) for letter in story.letters],
    }


def _letter(letter: LetterStory, local: Local) -> Document:
    return {
        "mailing": letter.mailing,
        "number": letter.number,
        "state": letter.state.value,
        "to": letter.to or None,
        "subject": letter.subject,
        "text": letter.text,
        "because": letter.because or None,
        "message_id": letter.theirs or letter.message_id,  # as the receiver sees it
        "facts": [
            {
                "fact": event.fact.value,
                "at": _iso(event.at, local),
                "words": event.words or None,
                "courier": event.courier,
            }
            for event in letter.events
        ],
    }


def _iso(at: datetime | None, local: Local) -> str | None:
    return local(at).isoformat(timespec="seconds") if at else None
