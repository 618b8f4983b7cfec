"""Each key of the design's table: what it takes, and what is said when it will not do."""

from __future__ import annotations

import pytest
from settings.project_file import GOOD, loaded, only_problem, problems, spoilt


def test_an_empty_file_says_all_that_is_missing() -> None:
    """The three parts that must be there, with their keys."""
    assert {problem.where for problem in problems("")} == {
        "invite.toml: event",
        "invite.toml: sender",
        "invite.toml: source",
    }


@pytest.mark.parametrize(
    ("added", "where", "hint"),
    [
        ("[sender]\nrepl_to = 1", "sender.repl_to (line 8)", "Did you mean `reply_to`?"),
        ("[sender]\nReply-To = 1", "sender.Reply-To (line 8)", "Did you mean `reply_to`?"),
        (
            "place = 'x'\nreply_to = 'x'\n[sender]",
            "event.reply_to (line 8)",
            "`reply_to` belongs under [sender].",
        ),
        ("[sender]\npassword = 'x'", "sender.password (line 8)", "invite login"),
        ("[sender]\nfoo = 1", "sender.foo (line 8)", "`reply_to`"),
        ("[sendr]\n[sender]", "sendr (line 7)", "Did you mean [sender]?"),
    ],
)
def test_an_unknown_key_is_told_with_what_was_meant(added: str, where: str, hint: str) -> None:
    """A key that nobody knows is never passed over."""
    problem = only_problem(spoilt("[sender]", added))
    assert problem.where == f"invite.toml: {where}"
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("part", "line", "hint"),
    [
        ("event", 'timezone = "Helsinki"', "Europe/Helsinki"),
        ("event", 'timezone = "../etc/passwd"', "Europe/Helsinki"),
        ("event", "starts = 2027-02-11T13:00:00+02:00", "2027-02-11T13:00:00;"),
        ("event", "starts = 2027-02-11", "2027-02-11T13:00:00"),
        ("event", "starts = 2027-02-11T16:00:00", "after"),
        ("event", "reply_by = 2027-02-01T10:00:00", "2027-02-01"),
        ("event", 'reply_by = "1.2.2027"', "2027-02-01"),
        ("event", 'language = "suomi"', '"fi"'),
        ("event", 'title = ""', "title ="),
        ("event", "title = 5", "quotes"),
        ("event", 'registration_url = "example.org/ilmo"', "https://example.org/ilmo"),
        ("event", 'registration_url = "javascript:alert(1)"', "https://"),
        ("event", 'registration_url = "https://example.org/{{token}}"', "{token}"),
        ("event", 'registration_url = "https://example.org/{name}"', "{token}"),
        ("event", 'privacy_url = "https://example.org/{token}"', "{token}"),
        ("event", 'contact = { name = "Aino" }', "email ="),
        ("event", 'contact = "Aino"', "{ name ="),
        ("sender", 'address = "Kutsut <kutsut@example.org>"', "only the address"),
        ("sender", 'address = "kutsut@example"', "only the address"),
        ("sender", 'colour = "sininen"', "#"),
        ("sender", 'colour = "0a3d62"', "#0a3d62"),
        ("sender", 'logo = "../logo.png"', '"logo.png"'),
        ("source", 'role = "planing-group"', "`planning-group`"),
        ("source", "header_row = 0", "without quotes"),
        ("source", "header_row = true", "without quotes"),
        ("source", 'file = "/srv/vieraat.xlsx"', '"vieraat.xlsx"'),
        ("source", 'columns = { emial = "S-posti" }', "`email`"),
        ("source", 'include_hidden = "yes"', "true"),
        ("delivery", 'courier = "post"', '"smtp"'),
        ("delivery", 'courier = "smtp"', "provider ="),
        ("delivery", 'provider = "microsoft"', '"microsoft365"'),
        ("delivery", 'host = "smtp.example.org:587"', "port = 587"),
        ("delivery", 'security = "none"', "localhost"),
        ("delivery", 'host = "smtp.example.org"\nsecurity = "none"', "localhost"),
        ("delivery", 'pace = "30"', "30/min"),
        ("delivery", 'pace = "0/min"', "30/min"),
        ("delivery", "patience = 30", "30min"),
        ("delivery", "daily = -1", "without quotes"),
        ("delivery", "port = 99999", "without quotes"),
        ("ledger", 'url = "postgresql://a:b@example.org/invite"', "invite login --ledger"),
        ("ledger", 'url = "postgresql:example.org/invite"', "postgresql://example.org"),
        ("ledger", 'url = "invite.db"', '"sqlite:invite.db"'),
        ("mailing.kutsu", 'audience = "registred"', "“registered”"),
        ("mailing.kutsu", 'audience = "role lab-teem"', "`lab-team`"),
        ("mailing.kutsu", 'audience = "region Kainu"', "“Kainuu”"),
        ("mailing.kutsu", "not_before = 2027-02-01\nnot_after = 2027-01-01", "2027-02-01"),
        ("mailing.kutsu", "not_before = 15", "2027-01-29"),
        ("ledger", 'retain = "90"', "unit"),
        ("mailing.'a/b'", "calendar = true", "letters, digits"),
        ("forms", '"Salmi" = "Salmen"', "genitive ="),
        ("forms", '"Salmi" = { genetiv = "Salmen" }', "`genitive`"),
    ],
)
def test_a_value_that_will_not_do_is_told_with_what_to_write(
    part: str, line: str, hint: str
) -> None:
    """One problem, with the line and what to write instead."""
    key = line.partition(" =")[0]
    kept = "\n".join(old for old in section_of(part) if not old.startswith(f"{key} ="))
    text = without(part) + f"\n[{'[source]' if part == 'source' else part}]\n{kept}\n{line}\n"
    problem = only_problem(text)
    assert "(line " in problem.where
    assert hint in problem.hint


def section_of(part: str) -> list[str]:
    """The keys that the good file has in a part."""
    for block in GOOD.split("\n\n"):
        head, *keys = block.strip().splitlines()
        if head.strip("[]") == part:
            return keys
    return []


def without(part: str) -> str:
    """The good file without a part."""
    return "\n\n".join(
        block for block in GOOD.split("\n\n") if block.strip().splitlines()[0].strip("[]") != part
    )


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "[::1]"])
def test_no_protection_is_needed_within_this_computer(host: str) -> None:
    """The twin of the rule: on loopback, `none` is taken."""
    assert (
        loaded(
            f'{GOOD}[delivery]\ncourier = "smtp"\nhost = "{host}"\nport = 2525\nsecurity = "none"\n'
        ).delivery.port
        == 2525
    )


@pytest.mark.parametrize(
    ("written", "seconds"), [("30/min", 2.0), ("5/s", 0.2), ("1000/h", 3.6), ("30 / minute", 2.0)]
)
def test_a_pace_is_the_time_between_two_letters(written: str, seconds: float) -> None:
    """Letters per time become seconds per letter."""
    assert loaded(f'{GOOD}[delivery]\npace = "{written}"\n').delivery.pace == pytest.approx(seconds)


def test_a_time_that_the_clocks_leap_over_is_told() -> None:
    """At half past three on 28 March 2027 there is no such time in Helsinki."""
    text = spoilt("2027-02-11T13:00:00", "2027-03-28T03:30:00").replace(
        "2027-02-11T16", "2027-03-28T16"
    )
    assert "clocks" in only_problem(text).what


@pytest.mark.parametrize(
    ("right", "wrong", "word"),
    [
        ("https://example.org/ilmo?k={token}", "https://example.org/ilmo", "same for everyone"),
        (
            "https://example.org/ilmo?k={token}",
            "http://example.org/ilmo?k={token}",
            "not protected",
        ),
        ('registration_url = "https://example.org/ilmo?k={token}"\n', "", "no registration link"),
        ("[sender]", "reply_by = 2027-03-01\n[sender]", "after the event"),
        ("lab-team", "ohjausryhmä", "no words"),
    ],
)
def test_what_may_be_meant_so_is_only_a_warning(right: str, wrong: str, word: str) -> None:
    """Warnings stop nobody."""
    (warning,) = loaded(spoilt(right, wrong)).warnings
    assert word in warning.what
