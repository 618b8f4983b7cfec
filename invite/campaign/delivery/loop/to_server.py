"""Letters to a server: each written down as started, carried, and written down as what became of
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from invite.campaign.delivery.carriers import Couriers, parcel
from invite.campaign.delivery.loop.connections import Connections
from invite.campaign.delivery.loop.queue import Agenda
from invite.campaign.delivery.loop.run import Run
from invite.campaign.delivery.notices import Carried, Control, Notice
from invite.campaign.delivery.proof import proved_after
from invite.campaign.delivery.spool import Draft, Spool
from invite.campaign.project import Project
from invite.delivery.model import Courier, Drafted, Outcome, Parcel
from invite.delivery.threaded import new_runner
from invite.ledger.safekeeping.baseline import note
from invite.records import replace

WORTH = 10  # letters that a further connection is opened for
# Letters of a ledger in a file that leave in the order of their ids, where nothing limits how fast
# they do: those of one round then lie together in it, and 2 kB are written for each, not 20. Fewer
# leave in the order of the sheets. Who was tried in vain comes last in both.
MANY = 1000


def to_server(
    project: Project,
    drafts: Sequence[Draft],
    spool: Spool,
    couriers: Couriers,
    control: Control,
    notice: Callable[[Notice], None],
) -> Iterator[Carried]:
    """As `dispatch`, for couriers that begin letters."""
    ledger, delivery = project.ledger, project.settings.delivery
    first = couriers()
    with new_runner() as runner:
        runner.run(first.open())
        try:
            with ledger.sender(
                courier=first.name, pace=delivery.pace, daily=delivery.daily
            ) as session:
                note(ledger, project.settings.folder, project.settings.event.facts(cancelled=False))
                by_id = sorted(drafts, key=attrgetter("id"))
                session.prepare(by_id, spool.letter)
                if len(drafts) >= MANY and not (delivery.pace or delivery.daily or ledger.shared):
                    drafts = sorted(by_id, key=attrgetter("send.tried"))
                run = Run(Agenda(drafts, delivery.patience), spool, session, delivery.patience)
                count = min(delivery.connections, -(-len(drafts) // WORTH))
                yield from Connections(
                    runner,
                    run,
                    [first, *(couriers() for _ in range(count - 1))],
                    lambda draft: parcel(project, draft, spool.take(draft)),
                ).work(control, notice)
            # The couriers that know what became of their letters wait in threads.
            proof = getattr(getattr(first, "blocking", None), "proof", None)
            if proof is not None:
                yield from proved_after(project, proof, notice)
        finally:
            runner.run(first.close())


def carry_few(courier: Courier, letters: Sequence[Parcel]) -> Iterator[Outcome]:
    """What becomes of letters that nothing is written down about, one after the other."""
    with new_runner() as runner:
        try:
            for letter in letters:
                yield runner.run(_carried(courier, letter))
        finally:
            runner.run(courier.close())


async def _carried(courier: Courier, letter: Parcel) -> Outcome:
    outcome = await courier.carry(letter)
    if isinstance(outcome, Drafted):
        outcome = await courier.carry(replace(letter, draft=outcome.id))
        assert not isinstance(outcome, Drafted)
    return outcome
