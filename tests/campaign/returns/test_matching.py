"""Which letter a report is about: in any order, however often, and whatever a forger makes up."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from delivery.servers import MailServer
from desk import desk
from dsn import Dsn, headers_of
from hypothesis import given, settings
from hypothesis import strategies as st

from invite.campaign.project import opened
from invite.campaign.returns.mail_files import ReceivedMail
from invite.campaign.returns.outcomes import KEPT
from invite.campaign.returns.read_returns import Reader
from invite.ledger.letters.returned_mail import Why
from invite.people.model import PersonId

LIISA = "liisa.malli@example.com"
MATTI = "matti.meikalainen@example.org"
MAIJA = "maija.esimerkki@example.org"
ACTIONS = ("failed", "delayed", "delivered")


@dataclass(frozen=True, slots=True)
class Sent:
    """A project whose letters have gone. letters: by address, as they left."""

    folder: Path
    letters: Mapping[str, bytes]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """Three letters were accepted; by a user whose own data folder is new, as that of each test."""
    here = desk(tmp_path_factory.mktemp("sent"))
    own = str(tmp_path_factory.mktemp("own"))
    with MailServer() as server, pytest.MonkeyPatch.context() as user:
        user.setenv("XDG_DATA_HOME", own)
        user.setenv("LOCALAPPDATA", own)
        here.smtp(server.port)
        assert here("send", "--yes", "--json")["sent"] == 3
        return Sent(here.folder, {held.recipients[0]: held.content for held in server.held})


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger knows after some mails were read."""

    states: Mapping[str, str]
    verdicts: Mapping[PersonId, Mapping[str, str]]
    questions: frozenset[str]
    facts: int


def after(sent: Sent, *runs: Sequence[bytes]) -> Known:
    """What is known when these mails were read in these runs, beginning from the letters sent."""
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "project"
        shutil.copytree(sent.folder, copied)
        with opened(copied, lambda: datetime.now(UTC)) as project:
            for mails in runs:
                received = [ReceivedMail(str(n), mail) for n, mail in enumerate(mails)]
                assert len(list(Reader(project).read(received))) == len(mails)
            ledger = project.ledger
            standings = ledger.letters.standings("kutsu")
            waiting = ledger.returned_mail.waiting(project.now() - KEPT)
            return Known(
                states={one.to: one.state.value for one in standings.values()},
                verdicts=ledger.reports.verdicts(),
                questions=frozenset(one.digest for one in waiting if one.why is Why.QUESTION),
                facts=sum(len(ledger.letters.letters_of(id_)[0].events) for id_ in standings),
            )


@st.composite
def reports(draw: st.DrawFn, letters: Mapping[str, bytes]) -> bytes:
    """A report about one of the letters, known by a mark or by the address alone."""
    to = draw(st.sampled_from(sorted(letters)))
    headers = headers_of(letters[to])
    returned = draw(st.sampled_from((headers, headers, "", "Message-ID: <x@example.net>\n")))
    named = draw(st.sampled_from((to, to, to, "", MATTI)))
    action = draw(st.sampled_from(ACTIONS))
    reply = draw(
        st.sampled_from(("", "552 5.2.2 Mailbox full", "550 5.7.1 Sender blocked as spam"))
    )
    reply = reply if action == "failed" else ""
    return bytes(Dsn(action=action, to=named, returned=returned, reply=reply, status=reply[4:9]))


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_order_of_reports_does_not_matter(sent: Sent, data: st.DataObject) -> None:
    """Read together or one by one, in whatever order: the same letters have failed, the same
    addresses are dead, the same is asked.
    """
    mails = data.draw(st.lists(reports(sent.letters), min_size=2, max_size=6, unique=True))
    other = data.draw(st.permutations(mails))
    first, second = after(sent, mails), after(sent, *([mail] for mail in other))
    assert first.states == second.states
    assert first.verdicts == second.verdicts
    assert first.questions == second.questions


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_second_report_changes_nothing(sent: Sent, data: st.DataObject) -> None:
    """All of them once more, with other line ends, too, and nothing is as much as written down."""
    mails = data.draw(st.lists(reports(sent.letters), min_size=1, max_size=4, unique=True))
    end = data.draw(st.sampled_from((b"\n", b"\r\n", b"\r")))
    assert after(sent, mails) == after(sent, mails, [one.replace(b"\n", end) for one in mails])


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_forged_and_late_reports_fail_nobody(sent: Sent, data: st.DataObject) -> None:
    """Somebody who knows nothing but addresses and their own letter fails nobody else's letter; nor
    does what comes late and names an address alone.
    """
    own = headers_of(sent.letters[LIISA])  # what Liisa herself has, and may quote in a forgery
    others = st.sampled_from((MATTI, MAIJA))
    made_up = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=24, max_size=24)
    days = data.draw(st.integers(-400, 400))
    forged = data.draw(
        st.lists(
            st.one_of(
                st.builds(lambda to: Dsn(to=to, returned=own), others),
                st.builds(
                    lambda to, id_: Dsn(
                        to=to,
                        envelope_id=f"{id_}@example.org",
                        returned=f"Message-ID: <{id_}@example.org>\nX-Invite-Id: {id_}\n"
                        f"\nhttps://example.org/ilmo?k={id_}\n",
                    ),
                    others,
                    made_up,
                ),
                st.builds(
                    lambda to: Dsn(to=to, at=datetime.now(UTC) + timedelta(days=days)), others
                ),
            ),
            min_size=1,
            max_size=5,
        )
    )
    assert set(after(sent, [bytes(one) for one in forged]).states.values()) == {"sent"}


@settings(max_examples=40, deadline=None)
@given(
    cuts=st.lists(
        st.tuples(st.integers(0, 4000), st.integers(0, 300), st.binary(max_size=30)), max_size=8
    ),
    data=st.data(),
)
def test_mutated_reports_give_no_traceback(
    sent: Sent, cuts: list[tuple[int, int, bytes]], data: st.DataObject
) -> None:
    """Whatever is cut out of a report and put into it, it is read; and never is another letter
    failed by it than the one it was about.
    """
    mail = data.draw(reports(sent.letters))
    for at, length, put in cuts:
        mail = mail[:at] + put + mail[at + length :]
    failed = [to for to, state in after(sent, [mail]).states.items() if state == "failed"]
    assert len(failed) <= 1
