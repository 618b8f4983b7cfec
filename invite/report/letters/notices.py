"""What a run of letters waits for, in words; and a sign of life while a server says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rich.progress import ProgressColumn, Task
from rich.text import Text

from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.delivery.notices import Notice

# What is waited for until a moment that is known.
WAITS = frozenset({"rest", "later", "network", "look"})
SILENT = 3.0  # seconds after which it is said that a server has not answered yet


class Silence(ProgressColumn):
    """How long nothing has come from the server, once that is long: a sign of life."""

    max_refresh = 1.0

    def render(self, task: Task) -> Text:
        """Nothing while all goes on."""
        since: float | None = task.fields.get("since")
        silent = 0.0 if since is None else task.get_time() - since
        if silent < SILENT:
            return Text()
        words = _("no answer from the server yet, {time}; Ctrl-C is safe")
        return Text(words.format(time=duration(silent)), style="yellow")


def words(notice: Notice, at: str) -> str:
    """Why nothing goes for a while, and until when. at: the moment, in words."""
    match notice.why:
        case "rest":
            said = _("The mail server asks us to slow down; sending continues at {at}.").format(
                at=at
            )
        case "over":
            said = _(
                "The mail server takes no more letters now. Run the command again"
                " later: it continues where it stopped."
            )
        case "later":
            said = _(
                "The mail server put off the remaining letters; they are tried again at {at}."
            ).format(at=at)
        case "network":
            said = _("The mail server cannot be reached now; it is tried again at {at}.").format(
                at=at
            )
        case "day":
            said = _("The daily limit is reached. Run the command again after {at}.").format(at=at)
        case "look":
            said = _(
                "Some letters are still in Drafts; the mailbox is checked again at {at}."
            ).format(at=at)
        case "next run":
            said = _("Letters are waiting: run the command again after {at}.").format(at=at)
        case "backup":
            said = _("The ledger could not be backed up: {why}").format(why=notice.words)
        case other:
            assert_never(other)
    if notice.words and notice.why in ("rest", "over"):
        said += " " + _("It says: {reply}").format(reply=notice.words)
    return said


def duration(seconds: float) -> str:
    """How long it will take yet, as a clock shows it."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
