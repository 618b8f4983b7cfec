"""One project folder, opened: its settings, its ledger and the time; and cleared of the files that
the ledger was told to forget, where an earlier command was stopped before it had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from invite.access.plain_files import is_no_file
from invite.delivery.outbox import mark_of
from invite.delivery.secrets import kept_secret
from invite.errors import LedgerUnusable, MustMend, Problem, WrongUsage
from invite.ledger.ledger import Ledger
from invite.ledger.letters.facts import BY_HAND
from invite.ledger.safekeeping import backups
from invite.ledger.safekeeping.baseline import at_a_glance
from invite.ledger.safekeeping.succession import refuse_decision, superseded
from invite.ledger.storage.cleanup_queue import Sweep
from invite.ledger.storage.location import Place, ledger_path
from invite.ledger.storage.user_folder import cleared, note_cleared
from invite.ledger.written_files import Found, found, place
from invite.mailing import LATER_WAVES, Mailing
from invite.records import replace
from invite.settings import SETTINGS_FILE, Settings, find_project, load, misnamed
from invite.sources.reader import FileReader
from invite.words import _

OUTBOX, PREVIEW = "outbox", "preview"
DATABASE = "postgresql:{host}"  # stands where the keyring has a mail server's name
SENT_FOLDER = "[sS][eE][nN][tT]"  # in an outbox folder: what the coordinator has sent by hand
SAMPLES = "-testi"  # ends the names of the outbox folders that hold samples
Clock = Callable[[], datetime]
Say = Callable[[str], None]  # a remark to whoever sits there: one paragraph, no markup


def system_clock() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


def silence(_remark: str) -> None:
    """Says nothing: for whoever has nobody to talk to."""


class Project(Struct, frozen=True):
    """What every command works on: the folder's settings, its ledger, the time, and who reads
    files for it. say: hears what keeps it waiting.
    """

    settings: Settings
    ledger: Ledger
    clock: Clock
    reader: FileReader
    say: Say = silence

    def mailing(self, name: str | None) -> Mailing:
        """The mailing of that name; the first of the settings where none is named. Raises
        WrongUsage for an unknown one.
        """
        if name is None:
            return self.settings.mailings[0]
        for mailing in self.settings.mailings:
            if mailing.name == name:
                return mailing
        hint = _("There is: {names}.").format(
            names=", ".join(mailing.name for mailing in self.settings.mailings)
        )
        if audience := LATER_WAVES.get(name):
            hint += " " + _(
                "To add it, write at the end of invite.toml {heading}, and on the line below it:"
                " {line}"
            ).format(heading=f"[mailing.{name}]", line=f'audience = "{audience}"')
        raise WrongUsage(
            _("There is no mailing {name} in the settings.").format(name=name), hint=hint
        )

    def option(self, mailing: Mailing) -> str:
        """What a command to copy needs to mean this mailing: nothing for the first."""
        return "" if mailing == self.settings.mailings[0] else f" --mailing {mailing.name}"

    @property
    def reaches(self) -> bool:
        """Whether the courier truly reaches people; what lays drafts does not."""
        return self.settings.delivery.courier not in ("outbox", "drafts")

    @property
    def begins(self) -> bool:
        """Whether letters leave this computer, be it as drafts: the outbox's files do not."""
        return self.settings.delivery.courier != "outbox"

    @property
    def closed(self) -> bool:
        """Whether it has been purged: nobody is known any more, and nothing can be sent."""
        return self.ledger.letting_go.closed() is not None

    @property
    def unread(self) -> bool:
        """Whether the sheets have never been read."""
        return self.ledger.persons.last_reading()[0] is None

    @property
    def me(self) -> str:
        """Where a coordinator's samples go to."""
        return self.settings.me

    def first_said(self) -> tuple[Problem, ...]:
        """What had better be changed in the settings and was not said before; `check` says all of
        it each time. Who may only look is told again: nothing can be remembered then.
        """
        warnings = {f"{one.where} {one.what}": one for one in self.settings.warnings}
        try:
            unsaid = self.ledger.remarks.unsaid(tuple(warnings))
        except LedgerUnusable:
            return self.settings.warnings
        return tuple(warnings[words] for words in unsaid)

    def now(self) -> datetime:
        """The present instant in the event's time zone."""
        return self.local(self.clock())

    def local(self, instant: datetime) -> datetime:
        """An aware instant in the event's time zone."""
        return instant.astimezone(ZoneInfo(self.settings.event.timezone))


def project_folder(named: Path | None) -> Path:
    """The project's folder. named: by `--project`, and then it is that one and never a project that
    lies above it; None: the one that we stand in or below.

    Raises MustMend where there is none.
    """
    if named is None:
        return find_project(Path.cwd())
    if not named.is_dir():
        return find_project(named)  # which says that there is no such folder
    file = named / SETTINGS_FILE
    if not file.is_file() and not is_no_file(file):
        raise MustMend(
            _("There is no {file} in {folder}.").format(
                file=SETTINGS_FILE, folder=named.absolute()
            ),
            hint=misnamed(named)
            or _("Name the folder that holds it with --project DIR, or make one with: invite init"),
        )
    return named.absolute()


@contextmanager
def opened(
    named: Path | None,
    clock: Clock | None = None,
    *,
    say: Say = silence,
    reads: bool = False,
    decides: bool = False,
) -> Iterator[Project]:
    """The project, its ledger held open. named: as for `project_folder`. clock: the system's where
    none is given. say: hears what the coordinator should know of where the ledger stands. reads:
    the sheets will be read, so the process that does it gets ready meanwhile: what is imported
    within costs no time. decides: something will be written down that must not be lost, so a ledger
    that was handed over is refused.

    Raises MustMend for its settings, LedgerUnusable for its ledger.
    """
    folder = project_folder(named)
    with FileReader() as reader:
        if reads:
            reader.begin()
        settings = load(folder)
        stands, notice = ledger_path(settings.ledger_url, folder)
        with Ledger(with_password(stands), clock) as ledger:
            if decides:
                refuse_decision(ledger)
            remarks = [notice, *_remarks(folder, ledger)]
            if said := " ".join(filter(None, remarks)):
                say(said)
            count_moved(folder, ledger)
            yield Project(settings, ledger, clock or system_clock, reader, say)


def _remarks(folder: Path, ledger: Ledger) -> Iterator[str]:
    left = sweep(folder, ledger)
    if left:
        words = _(
            "These should be deleted, but another program has them open: {files}. Close them there."
        )
        yield words.format(files=", ".join(left))
    if handed_over := superseded(ledger):
        yield handed_over
        yield _("What has happened there since is not known here.")
    if at_a_glance(ledger, folder):
        words = _(
            "This ledger knows of fewer letters than were sent. To see what can be done: {command}"
        )
        yield words.format(command="invite ledger check")


def with_password(stands: Place) -> Place:
    """The ledger's place, for which the keyring is asked where a server asks for a password."""
    if isinstance(stands, Path):
        return stands
    return replace(
        stands, password=lambda host, user: kept_secret(DATABASE.format(host=host), user)
    )


def count_moved(folder: Path, ledger: Ledger) -> None:
    """Whose file the coordinator has moved into `sent/` of its outbox folder was sent by hand.
    While another program holds the ledger, the next command counts it.
    """
    marks = {
        path.stem.rpartition("-")[2] for path in (folder / OUTBOX).glob(f"*/{SENT_FOLDER}/*.eml")
    }
    if marks:
        with suppress(LedgerUnusable):
            moved = [one for one in ledger.drafts.lying() if mark_of(one.message_id) in marks]
            ledger.drafts.went(moved, by=BY_HAND, words=_("its file was moved to sent/"))


def sweep(folder: Path, ledger: Ledger) -> tuple[str, ...]:
    """Delete the files that are to go and let the ledger's file shrink; returns the files that
    another program holds.

    Nothing to do is the usual case, and quick. While files are left, or another program uses the
    ledger, it stays to be done.
    """
    pending = ledger.letting_go.pending()
    if pending is None or (ledger.shared and cleared(folder) == pending.digest):
        return ()
    left = tuple(place(path, folder) for path in _to_go(folder, pending) if not _gone(path))
    left += tuple(path for path, digest in pending.files if not _let_go(folder / path, digest))
    if not left:
        try:
            ledger.letting_go.swept()
            if ledger.shared:
                note_cleared(folder, pending.digest)
        except LedgerUnusable:
            return ()  # another program holds the ledger just now; the next command tries again
    return left


def _to_go(folder: Path, pending: Sweep) -> Iterator[Path]:
    """The letters' files, and pages to look at; of what somebody else has put next to them nothing.

    Samples, pages and backups show anybody, and can be made again, so they go whoever is erased.
    """
    marks = tuple(mark_of(message_id) for message_id in (*pending.letters, *pending.drafts))
    sent = (folder / OUTBOX).glob(f"*/{SENT_FOLDER}/*") if pending.forgets else ()
    for path in sorted((*(folder / OUTBOX).glob("*/*"), *sent)):
        if path.name.endswith((".eml", ".tmp")):
            sample = pending.forgets and path.relative_to(folder).parts[1].endswith(SAMPLES)
            theirs = path.stem.lstrip(".").endswith(marks) if marks else False
            if pending.everything or sample or theirs:
                yield path
    if not pending.forgets:
        return
    yield from backups.everything(folder)
    yield from sorted((folder / PREVIEW).glob("*.html"))
    yield from sorted((folder / PREVIEW).glob(".*.tmp"))


def _let_go(path: Path, digest: str) -> bool:
    """Delete a file that we wrote elsewhere, if it is as we left it; whether nothing of ours is
    left there: what was changed since is the coordinator's.
    """
    match found(path, digest):
        case Found.OPEN:
            return False
        case Found.AS_LEFT:
            try:
                path.unlink(missing_ok=True)
            except OSError:
                return False
        case Found.CHANGED | Found.GONE:
            pass
    return True


def _gone(path: Path) -> bool:
    """Delete a file, and its folder when it was the last one; whether it is gone."""
    try:
        path.unlink(missing_ok=True)
    except OSError:  # on Windows one that is open in Outlook
        return False
    with suppress(OSError):
        path.parent.rmdir()
    return True
