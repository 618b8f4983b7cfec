"""After the sending: the director asks how it goes, and somebody asks what has become of their
invitation.
"""

from __future__ import annotations

import html
import io
import json
import os
import re
import sys
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from delivery.servers import HangUp, Keep, MailServer, Say
from desk import PEOPLE, Desk, desk, totals

HOSTILE = (
    (
        '=HYPERLINK("http://example.net";"x");<script>alert(1)</script>;matti@example.org;+358 &'
        ' "Co";Kainuu'
    ),
    "@Maija;-Esimerkki;maija@example.org;{{ 7654321*7 }} &amp; <b>;Lappi",
)


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def sent(here: Desk, says: dict[str, object] | None = None) -> None:
    """All letters are sent by a server."""
    with MailServer(says or {}, times=1) as server:  # type: ignore[arg-type]  # the server's own kinds of steps
        here.smtp(server.port)
        here("send", "--yes")


def page(here: Desk, *words: str) -> str:
    file = here.folder / "tilanne.html"
    ran = here("status", "--html", str(file), *words)
    assert ran.code == 0, ran.err
    return file.read_text(encoding="utf-8")


def book(here: Desk, *words: str, command: str = "status") -> openpyxl.Workbook:
    file = here.folder / "tilanne.xlsx"
    ran = here(command, "--xlsx", str(file), *words)
    assert ran.code == 0, ran.err
    return openpyxl.load_workbook(file)


def test_status_by_role_region_and_group(here: Desk) -> None:
    """Status counts by region and names who needs a human, why, and the command that helps."""
    sent(here, {"RCPT": Say("550 5.1.1 no such user")})
    ran = here("status")
    for words in (
        "By region",
        "Kainuu",
        "0 of 1",
        "1 of 1",
        "no such user",
        "invite resend",
        "--to ADDRESS",
        "█",
        "░",
    ):
        assert words in ran.out
    (mailing,) = here("status", "--json").document["mailings"]
    assert (
        sum(counts["people"] for counts in mailing["by_region"].values())
        == mailing["totals"]["people"]
        == 3
    )
    assert mailing["by_region"]["Kainuu"]["failed"] == 1
    assert mailing["by_role"]["planning-group"]["reached"] == 2


def test_who_is_coming(here: Desk) -> None:
    """Who registered, declined and has not answered, by role and region, is on the screen, on the
    page, in the workbook and for scripts; nothing of it before anybody has answered. Who registered
    without a letter comes too.
    """
    here.sheet(*PEOPLE, "Olli;Osoitteeton;;Oulun kaupunki;Kainuu")
    sent(here)
    assert "Who is coming" not in here("status").out
    assert "Ketkä ovat tulossa" not in page(here)
    counts = {"registered": 0, "declined": 0, "no_answer": 3}
    assert totals(here("status", "--json")).items() >= counts.items()

    here("mark", "Meikäläinen", "registered")
    here("mark", "Osoitteeton", "registered")
    here("mark", "Malli", "declined")
    coming = [line.split()[-3:] for line in here("status").out.split("\n\n")[0].splitlines()]
    assert ["2", "1", "1"] in coming  # all
    lines = here("status").out.split("\n\n")[0].splitlines()
    bars = {line.split()[0]: line.split()[1] for line in lines if "█" in line or "░" in line}
    assert (bars["Kainuu"], bars["Lappi"]) == ("█" * 12, "░" * 12)
    assert ["2", "0", "0"] in coming  # Kainuu
    (mailing,) = here("status", "--json").document["mailings"]
    counts = {"registered": 2, "declined": 1, "no_answer": 1}
    assert mailing["totals"].items() >= counts.items()
    assert mailing["by_region"]["Satakunta"]["declined"] == 1
    assert [one["answer"] for one in mailing["letters"]] == [
        "registered", None, "declined", "registered"
    ]  # fmt: skip
    text = re.sub(r"<[^>]+>", " ", page(here).partition("Ketkä ovat tulossa")[2])
    assert "Kainuu 2 0 0" in " ".join(text.split())
    found = book(here)
    header, *rows = found["Henkilöt"].values
    answer = header.index("Vastaus")
    assert [row[answer] for row in rows] == [
        "ilmoittautunut", "ei vastausta", "ei osallistu", "ilmoittautunut"
    ]  # fmt: skip
    assert [row[-3:] for row in found["Yhteensä"].values if row[1] == "Kaikki"] == [(2, 1, 1)]
    here("mark", "Meikäläinen", "attended")
    assert totals(here("status", "--json"))["registered"] == 2
    said = here().out
    assert "3 invited, 1 registered, 1 of them attended, 1 declined, 1 no answer" in said
    assert "1 more registered without an invitation" in said
    assert "Ilmoittautuneita 2." in said


def test_the_page_of_the_director_holds_no_commands(here: Desk) -> None:
    """Who needs a human is there with the file and the row where they are, and nothing to type."""
    sent(here, {"RCPT": Say("550 5.1.1 no such user")})
    found = page(here)
    assert "ryhmat.csv:2" in found
    assert "invite " not in re.sub(r"<(head|meta)\b.*?>", "", found)


def test_filters_name_those_they_leave(here: Desk) -> None:
    """With a filter everybody who passes is named, whatever their state."""
    sent(here)
    ran = here("status", "--region", "Lappi")
    assert "Maija Esimerkki" in ran.out
    assert "Meikäläinen" not in ran.out
    assert totals(here("status", "--region", "Lappi", "--json"))["people"] == 1


def test_a_page_for_the_director(here: Desk) -> None:
    """The page speaks the event's language, needs nothing from elsewhere, and holds no addresses
    unless asked.
    """
    sent(here, {"RCPT": Say("550 5.1.1 <matti.meikalainen@example.org> no such user")})
    found = page(here)
    assert found.startswith("<!DOCTYPE html>")
    for words in (
        '<html lang="fi">',
        "<svg",
        "Tavoitettu 2/3",
        "Matti Meikäläinen",
        "ei mennyt perille",
        "prefers-color-scheme",
        "print",
    ):
        assert words in found
    assert "@" not in re.sub(r"@media[^{]*", "", found)
    for outside in ("src=", "href=", "url(", "@import", "<script"):
        assert outside not in found
    assert "matti.meikalainen@example.org" in page(here, "--addresses")


def test_a_page_in_swedish(here: Desk) -> None:
    """An event in Swedish has a page in Swedish, the regions' names too."""
    settings = here.folder / "invite.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("[event]", '[event]\nlanguage = "sv"'),
        encoding="utf-8",
    )
    here("people")
    found = page(here)
    for words in ('lang="sv"', "Nådda 0/3", "Lappland", "inte skickat ännu"):
        assert words in found


def test_what_people_wrote_is_only_text_on_the_page(here: Desk) -> None:
    """Markup, scripts and templates in cells are shown as they were written."""
    here.sheet(*HOSTILE)
    here("people")
    here("correct", "matti@example.org", "--left")
    found = page(here, "--state", "ready") + page(here)
    assert "<script>" not in found
    assert "53580247" not in re.sub(r"<style>.*?</style>", "", found, flags=re.DOTALL)


def test_a_workbook(here: Desk) -> None:
    """A sheet of people that can be filtered under a header that stays, the totals, and what to do;
    all in Finnish.
    """
    sent(here, {"RCPT": Say("550 5.1.1 <matti.meikalainen@example.org> no such user")})
    found = book(here)
    assert found.sheetnames == ["Henkilöt", "Yhteensä", "Tehtävää"]
    assert found.properties.creator == "invite"
    for sheet in found:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
    people = list(found["Henkilöt"].values)
    assert people[0][:2] == ("Nimi", "Organisaatio")
    assert len(people) == 4
    state, where = people[0].index("Tila"), people[0].index("Missä taulukossa")
    assert {row[state] for row in people[1:]} == {"lähetetty", "ei mennyt perille"}
    assert [row[where] for row in people[1:]] == [f"ryhmat.csv:{n}" for n in (2, 3, 4)]
    assert not any("@" in str(cell) for sheet in found for row in sheet.values for cell in row)
    (all_,) = [row for row in found["Yhteensä"].values if row[1] == "Kaikki"]
    assert all_[3:5] == (3, 2)
    (task,) = list(found["Tehtävää"].values)[1:]
    assert task[1] == "Matti Meikäläinen"
    assert str(task[-1]).startswith("invite resend ")
    assert any(
        "@" in str(cell) for row in book(here, "--addresses")["Henkilöt"].values for cell in row
    )


@pytest.mark.parametrize("command", ["status", "people"])
def test_text_stays_text_in_a_workbook(here: Desk, command: str) -> None:
    """What begins like a formula is text, marked so that it stays text when somebody edits it."""
    here.sheet(*HOSTILE)
    here("people")
    found = book(here, command=command)
    cells = [
        cell
        for sheet in found
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value)[:1] in ("=", "+", "-", "@")
    ]
    assert cells
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)
    content = ZipFile(here.folder / "tilanne.xlsx")
    assert not any(
        b"<f>" in content.read(name)
        for name in content.namelist()
        if name.startswith("xl/worksheets")
    )


def test_everybody_in_a_workbook(here: Desk) -> None:
    """`people --xlsx` holds everybody with their address, for work outside invite."""
    found = book(here, command="people")
    header, *rows = found["Henkilöt"].values
    assert len(rows) == 3
    assert any("matti.meikalainen@example.org" in row for row in rows)
    assert "Sähköposti" in header


@pytest.mark.parametrize(("option", "ending"), [("--html", ".html"), ("--xlsx", ".xlsx")])
def test_a_file_that_cannot_be_written(here: Desk, option: str, ending: str) -> None:
    """A file in a folder that is not there, or one that is a folder, is told with what to do, and
    nothing is left behind.
    """
    here("people")
    (here.folder / f"kansio{ending}").mkdir()
    for name, code, words in (
        (f"puuttuu/tilanne{ending}", 3, "cannot be written"),
        (f"kansio{ending}", 2, "Nothing was written"),
    ):
        ran = here("status", option, str(here.folder / name))
        assert ran.code == code
        assert words in ran.err
        assert "Traceback" not in ran.err
    assert not list(here.folder.glob(".*.part"))


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--html", "invite.toml"),
        ("status", "--html", "invite.db"),
        ("status", "--html", "invite.db-wal"),
        ("status", "--html", "./templates/layout.html"),
        ("status", "--xlsx", "ryhmat.csv"),
        ("status", "--xlsx", "lab tiimit.xlsx"),
        ("status", "--html", "hyvä.html", "--xlsx", "lab tiimit.xlsx"),
        ("people", "--xlsx", "LAB tiimit.xlsx"),
        ("people", "--xlsx", "alueet/uusi.xlsx"),
        ("people", "--drafts", "templates"),
        ("preview", "--eml", "templates/x"),
        ("who", "Malli", "--export", "ryhmat.csv"),
        ("status", "--html", "tilanne.xlsx"),
        ("status", "--xlsx", "tilanne"),
        ("who", "Malli", "--export", "malli.txt"),
    ],
    ids=" ".join,
)
def test_no_report_takes_the_place_of_the_project(
    here: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """A report takes the place of no sheet, setting, template or ledger, nor a name of another
    kind: 2, and all is as it was.
    """
    for name in ("lab tiimit.xlsx", "alueet/kainuu.xlsx"):
        (here.folder / name).parent.mkdir(exist_ok=True)
        book = openpyxl.Workbook()
        book.save(here.folder / name)
    (here.folder / "templates").mkdir()
    sources = ('"lab tiimit.xlsx"', '"alueet/*.xlsx"')
    here.settings(
        more="".join(f'\n[[source]]\nfile = {name}\nrole = "lab-team"\n' for name in sources)
    )
    monkeypatch.chdir(here.folder)
    here("people")

    def lies() -> dict[str, bytes]:
        files = [
            path
            for path in here.folder.rglob("*")
            if path.is_file() and not path.name.startswith("invite.db")
        ]
        return {str(path): path.read_bytes() for path in files}

    before = lies()
    ran = here(*words)
    assert ran.code == 2, ran.out
    assert "Nothing was written" in ran.err
    assert lies() == before
    assert here("status").code == 0  # the ledger is whole


def test_a_report_beside_the_sheets(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another name in the project folder will do, in capitals too, and an older report is written
    over.
    """
    monkeypatch.chdir(here.folder)
    here("people")
    for _time in range(2):
        assert here("status", "--html", "Tilanne.HTM", "--xlsx", "Tilanne.XLSX").code == 0
    assert here("who", "Malli", "--export", "malli.json").code == 0


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0,
    reason="the owner of the machine may write anywhere",
)
def test_a_file_that_is_locked(here: Desk) -> None:
    """Where we may not write, the old report stays whole and the command says so."""
    here("people")
    there = here.folder / "lukossa"
    there.mkdir()
    (there / "tilanne.xlsx").write_bytes(b"vanha")
    there.chmod(0o500)
    ran = here("status", "--xlsx", str(there / "tilanne.xlsx"))
    there.chmod(0o700)
    assert ran.code == 3
    assert "Excel" in ran.err
    assert (there / "tilanne.xlsx").read_bytes() == b"vanha"


def test_did_matti_get_it_in_the_first_line(here: Desk) -> None:
    """The first line of `who` answers: yes when the server has it, no when it was refused, unclear
    when nobody knows.
    """
    assert "not yet" in here("who", "Meikäläinen").out.splitlines()[0]
    sent(here, {"RCPT": Say("550 5.1.1 no such user")})
    assert "no. Refused" in here("who", "Meikäläinen").out.splitlines()[0]
    assert "yes. Accepted" in here("who", "Malli").out.splitlines()[0]
    (first,) = here("who", "Malli", "--json").document["mailings"]
    assert (first["verdict"], first["to"]) == ("sent", "liisa.malli@example.com")


def test_who_before_any_reading(here: Desk) -> None:
    """Asked before anything was read, `who` reads the sheets first."""
    assert here("who", "Malli").code == 0


def test_the_letter_itself(here: Desk) -> None:
    """`who --letter` shows the very text that went."""
    sent(here)
    ran = here("who", "Malli", "--letter")
    assert "Hei Liisa" in ran.out
    assert "Olit mukana" in ran.out


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (
            {},
            (
                "Hei Matti!",
                "Kutsu lähti ",
                "osoitteeseen matti.meikalainen@example.org",
                "roskaposti",
                "Aino Esimerkki",
            ),
        ),
        (
            {"RCPT": Say("550 5.1.1 no such user")},
            ("ei otettu siellä vastaan", "Mihin osoitteeseen"),
        ),
        ({"RCPT": Say("451 4.7.1 later")}, ("pyysi yrittämään myöhemmin",)),
        ({".": Keep(HangUp())}, ("yhteys katkesi", "Löytyykö se")),
    ],
    ids=["sent", "refused", "waiting", "unclear"],
)
def test_a_reply_to_paste(here: Desk, says: dict[str, object], words: tuple[str, ...]) -> None:
    """`who --answer` is true to what became of the letter."""
    if "RCPT" in says and "451" in str(says["RCPT"]):
        here.settings(more="")
        with MailServer(says) as server:  # type: ignore[arg-type]  # the server's own kinds of steps
            here.smtp(server.port, 'patience = "1s"\n')
            here("send", "--yes")
    else:
        sent(here, says)
    ran = here("who", "Meikäläinen", "--answer")
    assert ran.code == 0, ran.err
    for word in words:
        assert word in ran.out


def test_a_reply_after_a_resend(here: Desk) -> None:
    """After a resend the reply tells both: "Kutsu lähti …; lähetin sen nyt uudelleen"."""
    with MailServer() as server:
        here.smtp(server.port)
        here("send", "--yes")
        here("resend", "Meikäläinen")
        assert (
            "; lähetin sen nyt uudelleen samaan osoitteeseen."
            in here("who", "Meikäläinen", "--answer").out
        )
        here("resend", "Malli", "--to", "liisa@example.net")
    assert (
        "; lähetin sen nyt uudelleen osoitteeseen liisa@example.net."
        in here("who", "Malli", "--answer").out
    )


def test_everything_held_on_one(here: Desk) -> None:
    """`who --export` holds all there is on a person, and nobody else's details."""
    sent(here)
    here("correct", "Malli", "--name", "Liisa Mallikas")
    file = here.folder / "malli.json"
    assert here("who", "Mallikas", "--export", str(file)).code == 0
    text = file.read_text(encoding="utf-8")
    held = json.loads(text)
    for words in ("Liisa", "Mallikas", "liisa.malli@example.com", "Satakunta", "250 ", "Hei Liisa"):
        assert words in text
    assert {"person_name", "person_address", "letter", "fact", "by_hand"} <= held["ledger"].keys()
    assert "Meikäläinen" not in text
    assert "matti" not in text
    assert any(one["what"].startswith("export: ") for one in here("log", "--json").document["log"])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ("Tiedot, jotka sinusta on tallennettu", "Sähköposti", "Satakunta", "lähetetty")),
        ("sv", ("De uppgifter som finns om dig", "E-post", "Satakunta", "skickat")),
    ],
)
def test_a_page_of_everything_held_on_one(
    here: Desk, language: str, words: tuple[str, ...]
) -> None:
    """`who --export x.html` is a page in the person's own language: in words, and each row as it is
    stored; nobody else's details, nothing from elsewhere, and markup of theirs is only text.
    """
    here.sheet(*PEOPLE, "Leo;Lihava;leo@example.org;<b>&<script>alert(1)</script>;Satakunta")
    here("people")
    here("correct", "leo@example.org", "--language", language)
    sent(here)
    here("mark", "leo@example.org", "registered")
    stored = json.loads(_json_of(here, "leo@example.org"))["ledger"]
    file = here.folder / "leo.html"
    assert here("who", "leo@example.org", "--export", str(file)).code == 0
    found = file.read_text(encoding="utf-8")
    text = html.unescape(found)
    assert f'<html lang="{language}">' in found
    for word in (*words, "leo@example.org", "ryhmat.csv:5", "https://example.org/tietosuoja"):
        assert word in text
    assert all(f"<h3>{table}</h3>" in found for table in stored)
    assert "Aino Esimerkki, aino.esimerkki@example.org" in text
    for theirs in ("<script", "<b>", "Meikäläinen"):
        assert theirs not in found
    for outside in ("src=", "href=", "url(", "@import"):
        assert outside not in found


def _json_of(here: Desk, who: str) -> str:
    file = here.folder / "kaikki.json"
    assert here("who", who, "--export", str(file)).code == 0
    return file.read_text(encoding="utf-8")


def test_the_log(here: Desk) -> None:
    """Whatever changes something leaves a line, by whom and when, in ids; the screen adds the
    names.
    """
    here("people")
    with MailServer() as server:
        here.smtp(server.port)
        here("send", "--test", "johtaja@example.org")
        here("send", "--yes")
        here("correct", "Malli", "--language", "sv")
        here("resend", "Malli")
    here("add", "Uusi Ihminen", "uusi@example.org")
    noted = here("log", "--json").document["log"]
    assert [one["what"].partition(":")[0] for one in noted] == [
        "test of kutsu",
        "send kutsu",
        "correct",
        "resend kutsu",
        "send kutsu",
        "add",
    ]
    assert not any("@" in one["what"] or "Malli" in one["what"] for one in noted)
    assert all(one["who"] and "T" in one["at"] for one in noted)
    assert "Liisa Malli (" in here("log").out


def test_the_log_has_a_line_for_each_letter(here: Desk) -> None:
    """What became of each letter stands in it, by person and number, with the server's code and
    without an address.
    """
    with MailServer({"RCPT": Say("550 5.1.1 unknown here")}, times=1) as server:
        here.smtp(server.port)
        ran = here("send", "--yes", "--json")
        here("resend", "Malli")
    letters = here("log", "--json").document["letters"]
    found = [(one["person"], one["number"], one["fact"], one["code"]) for one in letters]
    first, *others = [letter["person"] for letter in ran["letters"]]
    assert found[0] == (first, 1, "refused", "550 5.1.1")
    assert set(found[1:3]) == {(id_, 1, "accepted", "250 2.0.0") for id_ in others}
    assert found[3][1:] == (2, "accepted", "250 2.0.0")
    screen = here("log").out
    assert f"kutsu Matti Meikäläinen ({first}): refused by the server 550 5.1.1" in screen
    assert "@" not in screen


def test_how_the_invitation_goes(here: Desk) -> None:
    """`invite` alone tells the day, and adds up: invited is registered, declined, no answer and
    came back.

    Drafts in the outbox invite nobody.
    """
    here("send", "--yes")
    assert "Day 1" not in here().out
    sent(here)
    assert "Day 1: 3 invited" in here().out
    here("mark", "Meikäläinen", "registered")
    here("mark", "Malli", "declined")
    assert "Day 1: 3 invited, 1 registered, 1 declined, 1 no answer" in here().out
    day = here("--json").document["day"]
    assert (
        day["invited"]
        == day["registered"] + day["declined"] + day["no_answer"] + day["came_back"]
        == 3
    )


def test_nothing_is_told_of_a_day_before_the_first(here: Desk) -> None:
    """Before the first letter there is no day to count from."""
    here("people")
    assert "Day" not in here().out
    assert here("--json").document["day"] is None


def test_escaping_is_html(here: Desk) -> None:
    """A name of two kinds of quotes stands on the page as written."""
    here.sheet('Matti;O\'Hara "Ässä";;A & B;Kainuu', *PEOPLE)
    here("people")
    assert "Matti O'Hara" in html.unescape(page(here))
    assert io.StringIO(page(here)).read().count("<html") == 1


def test_a_file_that_was_not_read_is_shouted(here: Desk) -> None:
    """While a file cannot be read, people, status and `invite` alone say so: whoever stands on it
    alone is in no count.
    """
    settings = (here.folder / "invite.toml").read_text(encoding="utf-8")
    more = '\n[[source]]\nfile = "uudet.csv"\nrole = "lab-team"\n'
    (here.folder / "invite.toml").write_text(settings + more, encoding="utf-8")
    people = here("people")
    assert people.code == 0
    for ran in (people, here("status"), here()):
        assert "Not read: uudet.csv" in ran.out
    assert here("status", "--json")["unread"] == ["uudet.csv"]
    assert "Lukematta jäi: uudet.csv." in page(here)
    assert "Lukematta jäi: uudet.csv." in str(
        [row for sheet in book(here) for row in sheet.iter_rows(values_only=True)]
    )
    here.sheet("Uusi;Tulija;uusi@example.org;A;Lappi", name="uudet.csv")
    assert "Changed since: uudet.csv" in here("status").out
    for ran in (here("people"), here("status"), here()):
        assert "Not read" not in ran.out


def test_a_row_that_names_nobody_is_told_before_letters_go(here: Desk) -> None:
    """A row with an address and no name is in no count; send, status and `invite` alone say so,
    until it is mended.
    """
    here.sheet(
        *PEOPLE, ";;info@example.net;Lapin liitto;Lappi", "Aino;Esimerkki;aino@;Lapin liitto;Lappi"
    )
    sent = here("send", "--yes")
    assert sent.code == 0
    assert "1 row names nobody and gets no letter: invite people --flaws" in sent.err
    assert "1 row names nobody and gets no letter: invite people --flaws" in here("status").out
    assert "1 row names nobody" in here().out
    assert (
        here("status", "--json")["rows_without_person"]
        == here("send", "--yes", "--json")["rows_without_person"]
        == 1
    )
    here.sheet(*PEOPLE)
    assert "names nobody" not in here("send", "--yes").err + here("status").out + here().out
