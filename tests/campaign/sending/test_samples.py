"""Test letters: up to five that differ most, to one address, with no trace on anybody's letters."""

from __future__ import annotations

import pytest
from campaigning import nobody
from desk import Desk

from invite.campaign.filters import EVERYBODY, Filters
from invite.campaign.project import Project
from invite.campaign.sending.plan import Selection
from invite.campaign.sending.samples import SampleSending, send_samples
from invite.errors import MustMend, WrongUsage


def samples(
    project: Project, to: str, *, wanted: Filters = EVERYBODY, dry_run: bool = False
) -> SampleSending:
    """Send samples of the default mailing."""
    what = Selection(mailing=None, wanted=wanted, dry_run=dry_run)
    return send_samples(project, to, what, choose=nobody)


def test_samples_go_to_one_address_and_count_for_nobody(project: Project, here: Desk) -> None:
    """Each sample lies in a folder of its own with [TESTI] in its subject; the ledger knows no
    letter, and the mailing counts as looked at.
    """
    done = samples(project, "aino.esimerkki@example.org")
    assert {line.to for line in done.lines} == {"aino.esimerkki@example.org"}
    assert {line.state for line in done.lines} == {"written"}
    assert all("[TESTI]" in subject for _person, subject in done.subjects)
    assert len(list((here.folder / "outbox" / "kutsu-testi").glob("*.eml"))) == len(done.lines)
    assert not project.ledger.letters.standings("kutsu")
    assert project.ledger.approvals.last("kutsu") is not None


def test_a_dry_run_only_says_which(project: Project, here: Desk) -> None:
    """Nothing is written, and nothing counts as looked at."""
    done = samples(project, "aino.esimerkki@example.org", dry_run=True)
    assert (done.exit_code, {line.state for line in done.lines}) == (0, {"ready"})
    assert done.subjects
    assert not (here.folder / "outbox").exists()
    assert project.ledger.approvals.last("kutsu") is None


def test_what_no_sample_can_be_made_of(project: Project, here: Desk) -> None:
    """What is no address is refused; so is a sheet without people."""
    with pytest.raises(WrongUsage):
        samples(project, "aino")
    here.sheet("Matti;Meikäläinen;;Kainuun liitto;Kainuu")
    with pytest.raises(MustMend):
        samples(project, "aino.esimerkki@example.org")
