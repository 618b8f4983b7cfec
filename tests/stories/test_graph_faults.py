"""What goes wrong with Graph, call by call: the exact state in the ledger and in the mailbox."""

from __future__ import annotations

from pathlib import Path

import pytest
from access.fake_entra import FakeEntra
from access.fake_graph import FakeGraph, Fault
from access.graph_desk import facts, graph_desk
from desk import PEOPLE, totals

from invite.campaign.delivery import proof
from invite.delivery.graph import transfer

MATTI = "matti.meikalainen@example.org"
SENT = ["started", "accepted"]
AGAIN = ["started", "deferred", "started", "accepted"]
BACK = ["started", "released"]
LOST = ["started", "released", "started", "accepted"]
OPEN = ["started"]


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is waited for in a real mailbox comes sooner here."""
    monkeypatch.setattr(proof, "SETTLES", 0.3)
    monkeypatch.setattr(transfer, "LOOKS", (0.05, 0.1, 0.1))


def _fault(name: str) -> list[Fault]:
    """`send after 503`, `draft before 401 twice`, `look before cut thrice`."""
    faults = []
    for one in name.split(" + "):
        call, when, what, *more = one.split()
        times = {"twice": 2, "thrice": 3, "always": 99}.get(more[0] if more else "", 1)
        status = int(what) if what.isdigit() else 0
        code = {"denied": "ErrorAccessDenied", "sendas": "ErrorSendAsDenied"}.get(
            more[-1] if more else "", {404: "ErrorItemNotFound"}.get(status, "")
        )
        faults.append(
            Fault(
                call,  # type: ignore[arg-type]  # the fake knows its calls
                when,  # type: ignore[arg-type]
                status,
                code,
                after="1" if status == 429 else "",
                late=0.5 if what == "slow" else 0.0,
                times=times,
            )
        )
    return faults


# fault, exit code, facts of the letter, letters sent, drafts left.
WITH_PROOF = [
    ("draft before 401", 0, SENT, 1, 0),
    ("draft before 401 twice", 4, BACK, 0, 0),
    ("draft before 403 denied", 4, BACK, 0, 0),
    ("draft before 404", 4, BACK, 0, 0),
    ("draft before 413", 4, BACK, 0, 0),
    ("draft before 429", 0, AGAIN, 1, 0),
    ("draft before 503", 0, AGAIN, 1, 0),
    ("draft before 504", 0, AGAIN, 1, 0),
    ("draft before cut", 0, LOST, 1, 0),
    ("draft before slow", 0, AGAIN, 1, 0),
    ("draft after 401", 0, SENT, 1, 0),
    ("draft after 403 denied", 4, BACK, 0, 1),
    ("draft after 404", 4, BACK, 0, 1),
    ("draft after 413", 4, BACK, 0, 1),
    ("draft after 429", 0, AGAIN, 1, 0),
    ("draft after 503", 0, AGAIN, 1, 0),
    ("draft after 504", 0, SENT, 1, 0),
    ("draft after cut", 0, SENT, 1, 0),
    ("draft after slow", 0, SENT, 1, 0),
    ("draft after cut + listing before cut", 0, LOST, 1, 0),
    ("send before 401", 0, SENT, 1, 0),
    ("send before 401 twice", 4, BACK, 0, 0),
    ("send before 403 sendas", 4, BACK, 0, 0),
    ("send before 404", 1, BACK, 0, 0),
    ("send before 413", 4, BACK, 0, 0),
    ("send before 429", 0, AGAIN, 1, 0),
    ("send before 503", 0, AGAIN, 1, 0),
    ("send before 504", 1, BACK, 0, 0),
    ("send before cut", 1, BACK, 0, 0),
    ("send after 401", 0, SENT, 1, 0),
    ("send after 403 sendas", 0, SENT, 1, 0),
    ("send after 404", 0, SENT, 1, 0),
    ("send after 413", 0, SENT, 1, 0),
    ("send after 429", 0, AGAIN, 1, 0),
    ("send after 503", 0, AGAIN, 1, 0),
    ("send after 504", 0, SENT, 1, 0),
    ("send after cut", 0, SENT, 1, 0),
    ("send after slow", 0, SENT, 1, 0),
    ("send after cut + look before cut thrice", 0, SENT, 1, 0),
    ("send after cut + look before 429 thrice", 0, SENT, 1, 0),
    ("send after cut + look before 404 always", 0, SENT, 1, 0),
    ("send after cut + look before 503 always", 1, OPEN, 1, 0),
    ("listing before 503 always", 0, SENT, 1, 0),
    ("folder before 503", 0, SENT, 1, 0),
    ("folder before 403 denied", 4, [], 0, 0),
    ("folder before 404", 4, [], 0, 0),
    ("send before cut + discard before 404", 1, BACK, 0, 0),
]


@pytest.mark.parametrize(("fault", "code", "told", "sent", "drafts"), WITH_PROOF)
def test_with_proof_a_fault_leaves_an_exact_state(
    tmp_path: Path,
    entra: FakeEntra,
    graph: FakeGraph,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    code: int,
    told: list[str],
    sent: int,
    drafts: int,
) -> None:
    """After one fault the ledger says what the mailbox shows; run again without it, the letter has
    gone once, nothing is in doubt and no draft is left.
    """
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch, people=PEOPLE[:1])
    graph.faults = _fault(fault)
    ran = here("send", "--yes", "--json")
    assert (ran.code, facts(here, MATTI)) == (code, told), ran.err
    assert (len(graph.sent), len(graph.drafts)) == (sent, drafts)
    graph.faults = []
    again = here("send", "--yes", "--json")
    assert again.code == 0, again.err
    assert [one.to for one in graph.sent] == [MATTI]
    assert graph.drafts == []
    assert totals(here("status", "--json"))["sent"] == 1


WITHOUT_PROOF = [
    ("sendMail before 401", 0, SENT, 1),
    ("sendMail before 401 twice", 4, BACK, 0),
    ("sendMail before 403 sendas", 4, BACK, 0),
    ("sendMail before 404", 4, BACK, 0),
    ("sendMail before 413", 4, BACK, 0),
    ("sendMail before 429", 0, AGAIN, 1),
    ("sendMail before 503", 0, AGAIN, 1),
    ("sendMail before 504", 1, OPEN, 0),
    ("sendMail after 504", 1, OPEN, 1),
    ("sendMail before cut", 1, OPEN, 0),
    ("sendMail after cut", 1, OPEN, 1),
    ("sendMail after slow", 0, SENT, 1),
]


@pytest.mark.parametrize(("fault", "code", "told", "sent"), WITHOUT_PROOF)
def test_without_proof_a_lost_answer_stays_unclear(
    tmp_path: Path,
    entra: FakeEntra,
    graph: FakeGraph,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    code: int,
    told: list[str],
    sent: int,
) -> None:
    """Where only sending was granted, what is not known is not guessed: nobody gets two letters,
    and a letter in doubt waits for somebody to look.
    """
    entra.switches.consented = frozenset({"Mail.Send"})
    here = graph_desk(tmp_path / "p", entra, graph, monkeypatch, people=PEOPLE[:1])
    graph.faults = _fault(fault)
    ran = here("send", "--yes", "--json")
    assert (ran.code, facts(here, MATTI)) == (code, told), ran.err
    assert len(graph.sent) == sent
    graph.faults = []
    here("send", "--yes", "--json")
    assert len(graph.sent) <= 1
    if told == OPEN:
        assert totals(here("status", "--json"))["unclear"] == 1
        assert len(graph.sent) == sent
    else:
        assert len(graph.sent) == 1
