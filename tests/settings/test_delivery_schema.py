"""`[delivery]` for Microsoft 365: what the provider stands for, and what is told before anything."""

from __future__ import annotations

import pytest
from settings.project_file import GOOD, loaded, only_problem, problems

IDS = 'tenant = "example.onmicrosoft.com"\nclient_id = "11111111-2222-3333-4444-555555555555"\n'


def _with(delivery: str) -> str:
    return f"{GOOD}\n[delivery]\n{delivery}"


def test_microsoft365_means_graph_within_its_limits() -> None:
    """30 letters a minute, 10,000 a day, 4 requests at once; the mailbox's owner signs in."""
    delivery = loaded(_with(f'provider = "microsoft365"\n{IDS}')).delivery
    assert (delivery.courier, delivery.auth) == ("graph", "microsoft")
    assert (delivery.pace, delivery.daily, delivery.connections) == (2.0, 10_000, 4)
    assert delivery.account == "kutsut@example.org"


def test_who_signs_in_need_not_be_the_mailbox() -> None:
    """`sign_in_as` is the person; `[sender] address` stays the mailbox."""
    text = _with(f'provider = "microsoft365"\nsign_in_as = "aino@example.org"\n{IDS}')
    assert loaded(text).delivery.account == "aino@example.org"
    assert loaded(text).sender.address == "kutsut@example.org"


@pytest.mark.parametrize("courier", ["outbox", "smtp"])
def test_an_explicit_courier_wins(courier: str) -> None:
    """Whoever writes files or sends by SMTP goes on doing so, and needs no registration for it."""
    delivery = loaded(_with(f'provider = "microsoft365"\ncourier = "{courier}"')).delivery
    assert (delivery.courier, delivery.auth) == (courier, "password")
    assert (delivery.host, delivery.connections) == ("smtp.office365.com", 3)


def test_graph_without_a_provider_keeps_the_same_limits() -> None:
    """`courier = "graph"` alone is as good, and a pace of one's own holds."""
    delivery = loaded(_with(f'courier = "graph"\npace = "10/min"\n{IDS}')).delivery
    assert (delivery.pace, delivery.daily, delivery.connections) == (6.0, 10_000, 4)


@pytest.mark.parametrize(
    "delivery",
    ['provider = "microsoft365"', 'courier = "smtp"\nhost = "a.example.org"\nauth = "microsoft"'],
)
def test_what_it_gives_is_asked_for_before_anything_is_composed(delivery: str) -> None:
    """Both ids are missing, and both are said, with the way out."""
    found = problems(_with(delivery))
    assert [one.where.partition(" (")[0] for one in found] == [
        "invite.toml: delivery.tenant",
        "invite.toml: delivery.client_id",
    ]
    assert all('courier = "outbox"' in one.hint and "ask-it" in one.hint for one in found)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ('tenant = "common"', "example.onmicrosoft.com"),
        ('client_id = "invite"', "32 digits"),
        ("connections = 5", "connections = 4"),
        ('authority = "https://login.example.org/t"', "Leave the line out"),
        ('graph_url = "http://localhost:1/v1.0"', "Leave the line out"),
        ('graph_url = "https://localhost:1/v1.0"', 'ca_file = "ca.pem"'),
    ],
)
def test_a_slip_is_told_with_what_to_write(line: str, hint: str) -> None:
    """A token must not go to any server but Microsoft's, or one on this very computer."""
    key = line.partition(" ")[0]
    ids = "".join(f"{one}\n" for one in IDS.splitlines() if not one.startswith(f"{key} "))
    problem = only_problem(_with(f'provider = "microsoft365"\n{ids}{line}'))
    assert f"delivery.{key}" in problem.where
    assert hint in problem.hint


def test_a_server_of_ones_own_on_this_computer_is_taken() -> None:
    """The twin: https on loopback, with the authority that signed its certificate."""
    own = (
        'authority = "https://localhost:1/t/"\ngraph_url = "https://127.0.0.1:2/v1.0"\n'
        'ca_file = "ca.pem"\n'
    )
    delivery = loaded(_with(f'provider = "microsoft365"\n{IDS}{own}')).delivery
    assert delivery.authority == "https://localhost:1/t"
    assert delivery.graph_url == "https://127.0.0.1:2/v1.0"


def test_google_has_a_sentence() -> None:
    """An `auth = "google"` in old settings says what to do instead."""
    problem = only_problem(_with('courier = "smtp"\nprovider = "gmail"\nauth = "google"'))
    assert 'auth = "password"' in problem.hint
    assert "apppasswords" in problem.hint


def test_drafts_go_by_graph_or_by_imap() -> None:
    """By Graph with what IT gives, at no pace, for nothing is sent; by IMAP where a host is named in
    `[delivery]`, or there is one in `[returns]` alone: 993 and tls unless it is said otherwise.
    """
    by_graph = loaded(_with(f'courier = "drafts"\nprovider = "microsoft365"\n{IDS}')).delivery
    assert (by_graph.imap, by_graph.at_graph, by_graph.auth) == (None, True, "microsoft")
    assert (by_graph.pace, by_graph.daily, by_graph.host) == (0.0, None, "")
    by_imap = loaded(_with('courier = "drafts"\nhost = "imap.example.org"')).delivery
    assert by_imap.imap is not None
    assert (by_imap.imap.host, by_imap.imap.port, by_imap.imap.security) == (
        "imap.example.org",
        993,
        "tls",
    )
    assert (by_imap.at_graph, by_imap.imap.username) == (False, "kutsut@example.org")
    returns = '\n[returns]\nhost = "post.example.org"\nsecurity = "starttls"\n'
    elsewhere = loaded(_with('courier = "drafts"\n') + returns).delivery
    assert elsewhere.imap is not None
    assert (elsewhere.imap.host, elsewhere.imap.port) == ("post.example.org", 143)
    where = only_problem(_with(f'courier = "drafts"\n{IDS.splitlines()[0]}'))
    assert "client_id" in where.where
