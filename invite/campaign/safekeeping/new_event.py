"""Another event in a folder that was used before: its ledger is put aside, and a new one begins
that knows nobody's letters.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from invite.campaign.project import Clock, project_folder, system_clock
from invite.campaign.safekeeping.restore import file_of, put_aside
from invite.campaign.setup.event_facts import are_given
from invite.errors import LedgerUnusable, WrongUsage
from invite.ledger.ledger import Ledger
from invite.ledger.safekeeping.baseline import event_words
from invite.ledger.storage.marker import MARKER
from invite.ledger.storage.user_folder import ledger_of, note_awaited, note_ledger
from invite.ledger.storage.witness import Witness
from invite.settings import SETTINGS_FILE, load
from invite.words import _


class NewEvent(Struct, frozen=True):
    """What was begun. title: of the event that the settings name. aside: where the ledger of the
    event before is now, or None where there was none.
    """

    title: str
    aside: Path | None


def begin_new_event(
    named: Path | None, options: Mapping[str, object], *, clock: Clock = system_clock
) -> NewEvent:
    """Begin a new ledger for the event that the settings name now. named: as for `project_folder`.
    options: facts of the event, which are given in the settings and not here.

    Raises WrongUsage where it is the event that letters have told of already: whoever got one would
    get it again. MustMend for settings that cannot be read.
    """
    folder = project_folder(named)
    if are_given(options):
        raise WrongUsage(
            _("The event is already in the settings: --new-event takes no facts about it."),
            hint=_("Write them in {file}.").format(file=folder / SETTINGS_FILE),
        )
    settings = load(folder)
    place = file_of(settings, folder)
    now = event_words(settings.event.facts(cancelled=False))
    if now in _earlier(folder, place, clock):
        title, day = json.loads(now)
        raise WrongUsage(
            _("Letters for {title} were sent on {day}: that is not another event.").format(
                title=title, day=day
            ),
            hint=_("Write the new title or the new day in invite.toml, then run it again."),
        )
    aside = put_aside(place, folder, clock())
    (folder / MARKER).unlink(missing_ok=True)
    note_ledger(folder, None)
    note_awaited(folder, awaited=False)
    return NewEvent(settings.event.title, aside)


def _earlier(folder: Path, place: Path, clock: Clock) -> frozenset[str]:
    """The events that letters have told of, as `event_words`: by the ledger that is here, and by
    the witness of the one that was.
    """
    found = {Witness(other).event()} if (other := ledger_of(folder)) else set[str]()
    if place.exists():
        try:
            with Ledger(place, clock) as ledger:
                if ledger.begun.lines():
                    found |= {event_words(version.facts) for version in ledger.events.versions()}
                    found.add(ledger.witness.event())
        except LedgerUnusable:
            pass  # it goes aside as it is
    return frozenset(found)
