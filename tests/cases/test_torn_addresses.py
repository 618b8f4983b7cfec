"""A torn or doubtful address is no address or holds the person; it is never guessed at from a piece
of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.outcome import ROW, among, case, outcome, project, written


def test_torn_addresses(tmp_path: Path) -> None:
    """Case 32: a mark or a blank inside a local part leaves no address, and nobody else's mailbox
    gets the letter.
    """
    found = outcome(case(tmp_path, "32-torn-address"))
    for row in range(2, 7):
        found.stays(f"a.csv:{row}")


def test_placeholder_addresses(tmp_path: Path) -> None:
    """Case 34: none@none.com, ei@ole.fi, noreply@ and the like are nobody's address."""
    found = outcome(case(tmp_path, "34-placeholder-addresses"))
    for row in range(2, 9):
        found.stays(f"a.csv:{row}")


def test_a_domain_one_slip_apart(tmp_path: Path) -> None:
    """Case 52: @opisto here and @opsito there: the letter goes to the domain that colleagues have,
    and the slip is said.
    """
    found = outcome(case(tmp_path, "52-one-slip-apart-domain"))
    found.goes("a.csv:2", "Aino", to="aino.malli@opisto.example.org")
    shown = " ".join(str(flaw) for flaw in (*found.flaws, *found.held))
    assert "opsito" in shown


@pytest.mark.parametrize(
    "cell",
    [
        "matti;virtanen@example.org",
        "matti,virtanen@example.org",
        "matti/virtanen@example.org",
        "matti|virtanen@example.org",
        "matti . virtanen@example.org",
        "matti. virtanen@example.org",
        "matti .virtanen@example.org",
        "matti _virtanen@example.org",
        "matti_ virtanen@example.org",
        "matti - virtanen@example.org",
        "Matti Virtanen@example.org",
        "matti  virtanen@example.org",
        "matti:virtanen@example.org",
        "matti\nvirtanen@example.org",
        "matti\tvirtanen@example.org",
        "matti.\nvirtanen@example.org",
        "matti\\virtanen@example.org",
        "matti(virtanen@example.org",
        "matti…virtanen@example.org",
        "mat ti.virtanen@example.org",
        "förnamn efternamn@example.org",
        "first name.last name@example.org",
        "matti, virtanen @example.org",
    ],
    ids=repr,
)
def test_a_torn_local_part(cell: str, tmp_path: Path) -> None:
    """Marks, blanks and line breaks inside a local part: no address, or held; the piece next to the
    @ is somebody else's.
    """
    among(tmp_path, ["Matti Virtanen", cell]).stays(ROW)


@pytest.mark.parametrize(
    "cell",
    [
        "matti.virtanen @example.org",
        "matti.virtanen@ example.org",
        "matti.virtanen@example .org",
        "matti.virtanen@example. org",
        "matti.virtanen@example,org",
        "matti.virtanen@@example.org",
        "matti.virtanen@example.org.",
        "matti.virtanen(at)example.org",
        "matti.virtanen[at]example.org",
        "matti.virtanen at example.org",
        "matti.virtanen@example..org",
        "matti.virtanen@exam\nple.org",
        "mailto:matti.virtanen@example.org",
        "<matti.virtanen@example.org",
        "matti.virtanen@example.org;",
        "'matti.virtanen@example.org'",
    ],
    ids=repr,
)
def test_a_torn_domain(cell: str, tmp_path: Path) -> None:
    """What can only have been this address is it, or is held; nothing else is written to."""
    among(tmp_path, ["Matti Virtanen", cell]).goes_or_stays(
        ROW, "Matti", to="matti.virtanen@example.org"
    )


PLACEHOLDERS = [
    "ei.ole@example.org",
    "eiole@ei.ole",
    "puuttuu@puuttuu.fi",
    "ei-tiedossa@example.org",
    "eisahkopostia@example.org",
    "nimi@example.org",
    "etunimi.sukunimi@example.net",
    "saknas@saknas.se",
    "okand@okand.se",
    "ingen@ingen.se",
    "fornamn.efternamn@example.org",
    "no@email.com",
    "noemail@noemail.com",
    "na@na.na",
    "unknown@unknown.com",
    "firstname.lastname@example.org",
    "asdf@asdf.fi",
    "aaa@aaa.aa",
    "x@x.fi",
    "abc@abc.com",
    "test@test.fi",
    "testi@testi.fi",
    "email@email.com",
]


@pytest.mark.parametrize("address", PLACEHOLDERS)
def test_a_placeholder_is_nobodys(address: str, tmp_path: Path) -> None:
    """What stands where somebody had no address is no address, in three languages."""
    among(tmp_path, ["Matti Virtanen", address]).stays(ROW)


@pytest.mark.parametrize(
    "local",
    [
        "noreply",
        "no-reply",
        "no_reply",
        "donotreply",
        "do-not-reply",
        "ei-vastausta",
        "eivastausta",
        "svara-inte",
        "noreply-forms",
        "mailer-daemon",
        "postmaster",
        "bounce",
        "bounces+123",
        "NoReply",
    ],
)
def test_a_machine_reads_no_letter(local: str, tmp_path: Path) -> None:
    """Role addresses of machines are nobody's."""
    among(tmp_path, ["Matti Virtanen", f"{local}@example.org"]).stays(ROW)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Oiva Testi", "oiva.testi@example.org"),
        ("Ole Nomann", "ole.nomann@example.org"),
        ("Nona Reply", "nona.reply@example.org"),
        ("Noora Reponen", "noreponen@example.org"),
        ("Eija Ole", "eija.ole@example.org"),
        ("Matti Virtanen", "toimisto@example.org"),
        ("Matti Virtanen", "info@example.org"),
        ("Matti Virtanen", "x1@example.org"),
        ("Xi Xu", "xi.xu@example.org"),
        ("Nimi Nieminen", "nimi.nieminen@example.org"),
        ("Anna Post", "anna.post@example.org"),
        ("Eino Puuttula", "eino.puuttula@example.org"),
        ("Ann Known", "ann.known@example.org"),
        ("Bo Unce", "b.unce@example.org"),
        ("Matti Virtanen", "matti_virtanen@example.org"),
        ("Matti Virtanen", "matti-virtanen@example.org"),
        ("Matti Virtanen", "matti+kutsu@example.org"),
        ("Mary O'Brien", "mary.o'brien@example.org"),
        ("Kim Test", "kim@test.example.org"),
        ("Matti Virtanen", "mv@example-x.org"),
    ],
)
def test_addresses_that_only_look_doubtful_go(name: str, address: str, tmp_path: Path) -> None:
    """No stricter than it must be: names hold such letters, offices have their address, and marks
    may stand in a local part.
    """
    among(tmp_path, [name, address]).goes(ROW, name.split()[0], to=address)


def colleagues(domain: str) -> list[list[str]]:
    """Five colleagues whose addresses are of this domain."""
    people = ("aino malli", "eero koe", "helmi mainio", "oiva testi", "impi esimerkki")
    return [[name.title(), f"{name.replace(' ', '.')}@{domain}"] for name in people]


SLIPS = [
    ("esimerkkikunta.example.org", "esimerkikunta.example.org"),
    ("kajaaninopisto.example.org", "kajaaninopsito.example.org"),
    ("oulunkoulu.example.org", "oulunkolu.example.org"),
    ("osterbotten-forbund.example.org", "osterboten-forbund.example.org"),
    ("yrkeshogskolan.example.net", "yrkeshogsolan.example.net"),
    ("ministry-of-tests.example.com", "ministry-of-test.example.com"),
    ("satamakaupunki.example.org", "satamakaupunki.exmaple.org"),
    ("satamakaupunki.example.org", "satamakaupunki.example.ogr"),
]


@pytest.mark.parametrize(("domain", "slip"), SLIPS, ids=[slip for _domain, slip in SLIPS])
def test_a_domain_one_slip_from_that_of_colleagues(domain: str, slip: str, tmp_path: Path) -> None:
    """One address whose domain is a slip from the one that five colleagues have: held, and the two
    domains are shown.
    """
    sheet = written(
        "Nimi;Sähköposti", *colleagues(domain), ["Matti Virtanen", f"matti.virtanen@{slip}"]
    )
    found = outcome(project(tmp_path, {"a.csv": sheet}))
    found.stays("a.csv:7")
    assert slip in " ".join(map(str, (*found.flaws, *found.held)))
    assert len(found.letters) == 5


@pytest.mark.parametrize(
    ("domain", "other"),
    [
        ("edu1.example.org", "edu2.example.org"),
        ("lahti.example.org", "lohti.example.org"),
        ("example.org", "example.net"),
        ("koulu.example.org", "koulut.example.org"),
    ],
)
def test_two_domains_that_people_have(domain: str, other: str, tmp_path: Path) -> None:
    """No stricter than it must be: two houses may have names a letter apart, and then several
    people have each.
    """
    more = [
        [f"{first} Toinen", f"{first.lower()}.toinen@{other}"]
        for first in ("Tuula", "Seppo", "Raija", "Pekka")
    ]
    found = outcome(
        project(tmp_path, {"a.csv": written("Nimi;Sähköposti", *colleagues(domain), *more)})
    )
    assert len(found.letters) == 9, found.flaws


@pytest.mark.parametrize(
    "other",
    ["virtanen.oy@example.com", "matti.virtanen@kotisivu.example.net", "mv@posti.example.com"],
)
def test_two_addresses_of_one_row(other: str, tmp_path: Path) -> None:
    """Of two addresses on one row the one that colleagues' domain and the name support wins,
    whichever stands first.
    """
    for number, order in enumerate(
        (("{}", "matti.virtanen@opisto.example.org"), ("matti.virtanen@opisto.example.org", "{}"))
    ):
        cell = ", ".join(order).format(other)
        folder = tmp_path / str(number)
        folder.mkdir()
        rows = [[*row, "Opisto"] for row in colleagues("opisto.example.org")]
        sheet = written("Nimi;Sähköposti;Organisaatio", *rows, ["Matti Virtanen", cell, "Opisto"])
        outcome(project(folder, {"a.csv": sheet})).goes_or_stays(
            "a.csv:7", "Matti", to="matti.virtanen@opisto.example.org"
        )


@pytest.mark.parametrize(
    "domain", ["äänekoski.example.org", "hyvinkää-opisto.example.org", "skärgård.example.net"]
)
def test_domains_are_shown_as_written(domain: str, tmp_path: Path) -> None:
    """A domain with ä is shown so, and not as xn--."""
    rows = (
        ["Matti Virtanen", f"matti.virtanen@{domain}"],
        ["Kerttu Rantala", "kerttu.rantala@example.org"],
    )
    here = project(tmp_path, {"a.csv": written("Nimi;Sähköposti", *rows)})
    outcome(here).goes("a.csv:2", "Matti")
    for command in (("people",), ("send", "--dry-run"), ("who", "Matti"), ("status",)):
        shown = here(*command)
        assert "xn--" not in shown.out + shown.err, command
    assert domain in here("who", "Matti").out
