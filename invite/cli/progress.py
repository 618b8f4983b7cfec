"""A run of letters on the screen: a yes to it, what goes and for how long, what it waits for; and
how the reading of many mails gets on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from msgspec import Struct
from rich.console import RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from invite.cli import asking, terminal
from invite.cli.stopping import Stopping
from invite.report.base.picture import Remark
from invite.report.letters import notices
from invite.words import _, clock, ngettext

try:
    from wakepy import keep
except ImportError:  # an extra
    keep = None

if TYPE_CHECKING:
    from invite.campaign.delivery.notices import Carried, Notice
    from invite.campaign.project import Project
    from invite.campaign.sending.send import PreparedSend
    from invite.people.model import PersonId


@contextmanager
def awake() -> Iterator[None]:
    """Keep the computer from falling asleep for so long, where wakepy is there to do it (the
    extra `awake`).
    """
    if keep is None:
        yield
        return
    with keep.running(on_fail="pass"):
        yield


AT_LEAST = 20  # fewer mails are there before anybody has seen a bar


class Progress:
    """How a run is getting on: a bar with rate and time left where a terminal is, and words about
    what it waits for.
    """

    def __init__(self, project: Project, total: int) -> None:
        """total: letters that are to go."""
        self._project, self._total = project, total
        self._pace = project.settings.delivery.pace
        self._seen: set[PersonId] = set()
        self._bar: Bar | None = None
        self._next_run: Notice | None = None
        self._reassured = False
        self._said = ""

    def __enter__(self) -> Self:
        console = terminal.console(stderr=True)
        if console.is_terminal:
            rate = TextColumn("{task.fields[rate]}")
            columns = (BarColumn(20), MofNCompleteColumn(), rate, notices.Silence())
            self._bar = Bar(*columns, console=console, transient=True)
            self._bar.add_task("", total=self._total, rate="", since=self._bar.get_time())
            self._bar.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._bar is not None:
            self._bar.stop()
        if self._next_run is not None:
            terminal.say(notices.words(self._next_run, self._clock(self._next_run.until)))

    @contextmanager
    def hushed(self) -> Iterator[None]:
        """No bar for a while."""
        if self._bar is not None:
            self._bar.stop()
        yield
        if self._bar is not None:
            self._bar.start()

    def show_line(self) -> Callable[[str], None] | None:
        """Shows a line, as `terminal.show_line` does, with no bar over it."""
        if not terminal.interactive():
            return None

        def show(line: str) -> None:
            with self.hushed():
                terminal.say(line)

        return show

    def count(self, carried: Carried) -> None:
        """One letter more has come to some end, or the same one again."""
        self._seen.add(carried.person)
        if self._bar is None:
            return
        task = self._bar.tasks[0]
        left = self._total - len(self._seen)
        if self._pace:
            rate = _("{n}/min, the pace in the settings").format(n=round(60 / self._pace))
            seconds = left * self._pace
        else:
            speed = task.finished_speed or task.speed or 0.0
            rate = _("{n}/s").format(n=round(speed))
            seconds = left / speed if speed else 0.0
        self._bar.update(
            task.id,
            completed=len(self._seen),
            rate=f"{rate}  {notices.duration(seconds)}",
            since=self._bar.get_time() + self._pace,  # so long nothing is asked of the server
        )

    def notice(self, notice: Notice) -> None:
        """Say why nothing goes for a while."""
        if notice.why == "next run":
            if self._next_run is None or notice.until > self._next_run.until:
                self._next_run = notice
            return
        words = notices.words(notice, self._clock(notice.until))
        waits = notice.why in notices.WAITS
        if waits and self._bar is not None:
            rest = notice.until - self._project.clock().timestamp()
            self._bar.update(self._bar.tasks[0].id, since=self._bar.get_time() + max(0.0, rest))
        if (
            words == self._said
        ):  # several connections may find the same, or moments that the clock shows alike
            return
        self._said = words
        if waits and not self._reassured:
            self._reassured = True
            words += " " + _("Ctrl-C is safe: the rest go when you run the command again.")
        with self.hushed():
            terminal.say(words)

    def _clock(self, instant: float) -> str:
        """An instant as the coordinator's clock shows it; with its day where that is not today."""
        local = self._project.local(datetime.fromtimestamp(instant, UTC))
        today = self._project.now().date()
        return (
            clock(local) if local.date() == today else f"{local.day}.{local.month}. {clock(local)}"
        )


class _Watch(Stopping):
    """Somebody at the terminal, who sees the progress and may stop the run."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(progress.hushed)
        self.notice = progress.notice
        self.show = progress.show_line()
        self.count = progress.count
        self._hush = progress.hushed

    def sure(self, words: str, question: str) -> bool | None:
        """What only the coordinator knows is told, and asked where they sit there."""
        with self._hush():
            terminal.say(words, bold=True)
            return asking.yes_or_no(question) if terminal.interactive() else None


@contextmanager
def watching(project: Project, letters: int) -> Iterator[_Watch]:
    """Show how a run of so many letters gets on, keep the computer awake, and listen for Ctrl-C."""
    with awake(), Progress(project, letters) as progress, _Watch(progress) as watch:
        yield watch


class Desk(Struct, frozen=True):
    """Whoever sits at the terminal while letters are sent. before: what they see first; question:
    what would be done. yes: said already on the command line. quiet: only remarks are shown.
    """

    before: Callable[[PreparedSend], Iterable[RenderableType | Remark]]
    question: Callable[[PreparedSend], str]
    yes: bool
    quiet: bool

    def say(self, remark: str) -> None:
        """Hears a remark."""
        terminal.say(remark)

    @property
    def line(self) -> Callable[[str], None] | None:
        """Shows a line to whoever may sign in again; None where nobody sits there."""
        return terminal.show_line()

    @property
    def password(self) -> Callable[[str], str] | None:
        """Asks for the password of an account; None where nobody sits there."""
        return asking.password if terminal.interactive() else None

    def show(self, prepared: PreparedSend) -> None:
        """Sees what would go."""
        seen = self.before(prepared)
        terminal.show(*(one for one in seen if isinstance(one, Remark) or not self.quiet))

    def sent_by_hand(self, drafts: int) -> bool:
        """Says whether so many drafts were sent by hand, where they sit there."""
        if self.yes or not terminal.interactive():
            return False
        question = ngettext(
            "Have you sent this draft by hand? [y/n] ",
            "Have you sent these {n} drafts by hand? [y/n] ",
            drafts,
        )
        return asking.yes_or_no(question.format(n=drafts))

    def agree(self, prepared: PreparedSend) -> bool:
        """Says whether it is to go."""
        agreed = asking.agree(_("Send?"), yes=self.yes, what=self.question(prepared))
        if not agreed:
            terminal.say(_("Nothing was sent."))
        return agreed

    def watching(self, project: Project, letters: int) -> AbstractContextManager[_Watch]:
        """Watches the run."""
        return watching(project, letters)


@contextmanager
def counting() -> Iterator[Callable[[int, int], None]]:
    """Gives what is told how many of how many mails are read.

    The bar goes when all are read, so that what was found stands alone. On a slow line a mailbox of
    years takes minutes, and whoever waits sees that it goes on, and for how long.
    """
    console = terminal.console(stderr=True)
    if not console.is_terminal:
        yield lambda _n, _all: None
        return
    columns = (TextColumn(_("Letters")), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)

        def count(read: int, all_: int) -> None:
            bar.update(task, completed=read, total=all_, visible=all_ >= AT_LEAST)

        yield count
