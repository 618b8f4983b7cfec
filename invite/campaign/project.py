"""One project folder, opened: its settings, its ledger and the time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from invite.campaign.privacy.cleanup import sweep
from invite.campaign.safekeeping.baseline import at_a_glance
from invite.errors import WrongUsage
from invite.ledger.ledger import Ledger
from invite.ledger.storage.location import ledger_path
from invite.mailing import Mailing
from invite.settings import Settings, load
from invite.words import _

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Project:
    """What every command works on. notice: what the coordinator should know of where the ledger
    stands, or "".
    """

    settings: Settings
    ledger: Ledger
    clock: Clock
    notice: str = ""

    def mailing(self, name: str | None) -> Mailing:
        """The mailing of that name; the first of the settings where none is named. Raises
        WrongUsage for an unknown one.
        """
        if name is None:
            return self.settings.mailings[0]
        for mailing in self.settings.mailings:
            if mailing.name == name:
                return mailing
        raise WrongUsage(
            _("There is no mailing {name} in the settings.").format(name=name),
            hint=_("There is: {names}.").format(
                names=", ".join(mailing.name for mailing in self.settings.mailings)
            ),
        )

    @property
    def reaches(self) -> bool:
        """Whether the courier truly reaches people; the outbox does not."""
        return self.settings.delivery.courier != "outbox"

    def now(self) -> datetime:
        """The present instant in the event's time zone."""
        return self.local(self.clock())

    def local(self, instant: datetime) -> datetime:
        """An aware instant in the event's time zone."""
        return instant.astimezone(ZoneInfo(self.settings.event.timezone))


@contextmanager
def opened(folder: Path, clock: Clock) -> Iterator[Project]:
    """The project in that folder, its ledger held open. Raises MustMend for its settings,
    LedgerUnusable for its ledger.
    """
    settings = load(folder)
    path, notice = ledger_path(settings.ledger_url, folder)
    with Ledger(path, clock) as ledger:
        left = sweep(folder, ledger)
        if left:
            words = _(
                "These were to be deleted, and another program has them open: {files}. Close them"
                " there."
            )
            notice = " ".join((notice, words.format(files=", ".join(left)))).strip()
        if at_a_glance(ledger, folder):
            words = _("This ledger knows less than was sent; what can be done, says: {command}.")
            notice = " ".join((notice, words.format(command="invite ledger check"))).strip()
        yield Project(settings, ledger, clock, notice)
