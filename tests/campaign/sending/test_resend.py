"""Resending as the campaign does it: what speaks against it is said, and a yes holds for what was
so when it was asked for.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from campaigning import nobody, sent, unwatched
from delivery.servers import MailServer
from desk import Desk

from invite.campaign.project import Project, opened, silence
from invite.campaign.sending.resend import Agree, BeforeResend, Resending, resend
from invite.errors import MustMend, WrongUsage


def yes(_found: BeforeResend) -> bool:
    """Agrees to anything."""
    return True


def again(
    project: Project, *who: str, agree: Agree = yes, to: str | None = None, because: str = ""
) -> Resending:
    """Resend to these people."""
    return resend(
        project,
        who,
        mailing=None,
        to=to,
        because=because,
        choose=nobody,
        warn=silence,
        agree=agree,
        watching=unwatched,
    )


def test_a_corrected_address_is_theirs_from_now_on(project: Project) -> None:
    """The letter goes to the new address; the next look at the person shows it first."""
    sent(project)
    done = again(project, "Meikäläinen", to="uusi@example.net", because="soitti")
    assert [(line.state, line.to) for line in done.lines] == [("written", "uusi@example.net")]
    (person,) = [
        one.person
        for one in project.ledger.persons.recorded()
        if one.person.name.last == "Meikäläinen"
    ]
    assert person.address is not None
    assert person.address.written == "uusi@example.net"


def test_one_new_address_is_one_persons(project: Project) -> None:
    """--to with two people is refused, and so is what is no address; nothing goes."""
    with pytest.raises(WrongUsage):
        again(project, "Meikäläinen", "Malli", to="uusi@example.net")
    with pytest.raises(WrongUsage):
        again(project, "Meikäläinen", to="uusi at example")


def test_whom_nobody_can_write_to(here: Desk) -> None:
    """Somebody without an address needs one first, and the error says how to give it."""
    here.sheet("Matti;Meikäläinen;;Kainuun liitto;Kainuu", "Li;Malli;li@example.org;THL;Lappi")
    with opened(here.folder) as project, pytest.raises(MustMend) as raised:
        again(project, "Meikäläinen")
    assert "--to ADDRESS" in raised.value.hint


def test_no_yes_no_letter(project: Project) -> None:
    """Whoever says no sees nothing go, and no address is kept."""
    done = again(project, "Malli", agree=lambda _found: False, to="uusi@example.net")
    assert (done.agreed, done.exit_code) == (False, 0)
    assert not project.ledger.hand.corrections()


def test_a_letter_that_went_meanwhile_is_asked_about_again(tmp_path: Path, here: Desk) -> None:
    """While the question stands another run writes to them: it is asked once more, with that as
    news; the first yes was for something else.
    """
    asked: list[BeforeResend] = []
    with MailServer() as server:
        here.smtp(server.port)
        with opened(here.folder) as project:

            def agree(found: BeforeResend) -> bool:
                asked.append(found)
                if len(asked) == 1:
                    with opened(here.folder) as other:
                        sent(other)
                return len(asked) == 1

            done = again(project, "Malli", agree=agree)
    assert [bool(one.news) for one in asked] == [False, True]
    assert not done.agreed
    assert len(server.held) == 3
