"""What has changed since the coordinator last looked at the letters, said before the yes."""

from __future__ import annotations

from datetime import date, datetime

from rich.console import RenderableType
from rich.text import Text

from invite.campaign.sending.approval import SinceLook
from invite.report.base.document import Document
from invite.report.base.phrases import moment
from invite.safe_text import shown
from invite.words import _, day, ngettext

NAMED = 8


def picture(since: SinceLook | None, mailing: str, *, first: bool, me: str) -> list[RenderableType]:
    """For the screen. since: None where the letters were never looked at. first: it is the default
    mailing. me: for samples.
    """
    if since is None:
        option = "" if first else f" --mailing {mailing}"
        words = _(
            "You have not looked at these letters yet: {preview}, or send"
            " yourself test letters: {test}"
        )
        told = words.format(
            preview=f"invite preview{option}", test=f"invite send{option} --test {me}"
        )
        return [Text(told, style="yellow")]
    names = {"preview": _("preview"), "test": _("test letters")}
    last = _("Since the last {how} ({at})").format(how=names[since.how], at=moment(since.at))
    if not since.any:
        return [Text(_("{last} nothing has changed.").format(last=last))]
    parts: list[RenderableType] = [
        Text(_("{last} this has changed:").format(last=last), style="yellow")
    ]
    parts += [Text(f"  {line}", style="yellow") for line in _lines(since)]
    return parts


def _lines(since: SinceLook) -> list[str]:
    lines = [
        f"{name}: {_told(name, before)} → {_told(name, now)}" for name, before, now in since.event
    ]
    if since.texts:
        lines.append(_("the text of the letters"))
    for people, words in (
        (since.new, ngettext("{n} new person: {names}", "{n} new people: {names}", len(since.new))),
        (
            since.changed,
            ngettext(
                "{n} person changed: {names}", "{n} people changed: {names}", len(since.changed)
            ),
        ),
    ):
        if people:
            names = ", ".join(shown(person.name.full) for person in people[:NAMED])
            lines.append(
                words.format(n=len(people), names=names + (" …" if len(people) > NAMED else ""))
            )
    if since.gone:
        lines.append(
            ngettext("{n} person fewer", "{n} people fewer", since.gone).format(n=since.gone)
        )
    return lines


def to_document(since: SinceLook | None) -> Document:
    """For `send --json`: null under `since` where the letters were never looked at."""
    if since is None:
        return {"since": None}
    return {
        "since": {
            "at": since.at.isoformat(timespec="seconds"),
            "how": since.how,
            "new": [person.id for person in since.new],
            "changed": [person.id for person in since.changed],
            "gone": since.gone,
            "event": [
                {"key": name, "before": before, "now": now} for name, before, now in since.event
            ],
            "texts": since.texts,
        }
    }


def _told(name: str, value: str) -> str:
    """A fact of the event: a day and an hour as the screen writes them."""
    if value and name in ("starts", "ends"):
        return moment(datetime.fromisoformat(value))
    return day(date.fromisoformat(value)) if value and name == "reply_by" else shown(value) or "–"
