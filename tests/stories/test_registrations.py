"""The registration system's export: who is who on it, what is unsure, and what it changes for the
later waves.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import openpyxl
import pytest
from delivery.servers import MailServer
from desk import Desk, Ran, desk, parsed, text_of

WAVES = """
[mailing.kutsu]

[mailing.muistutus]
audience = "not registered"

[mailing.ohjelma]
audience = "registered"
"""
GOOGLE = (
    "Aikaleima;Etu- ja sukunimi;Sähköpostiosoite;Osallistutko tilaisuuteen?;Ruoka-aineallergiat"
)


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    made = desk(tmp_path)
    made.settings(more=WAVES)
    made("people")
    return made


def export(here: Desk, *lines: str, name: str = "ilmo.csv", age: int = 0) -> str:
    """Save an export in the project folder; age: so many days ago."""
    path = here.folder / name
    path.write_text("\n".join((*lines, "")), encoding="utf-8")
    saved = path.stat().st_mtime - age * 86400
    os.utime(path, (saved, saved))
    return str(path)


def answers(ran: Ran) -> dict[str, str]:
    """Everybody's answer by name."""
    assert ran.code == 0, ran.err
    return {
        one["name"]: "cancelled" if one["cancelled"] else one["reply"]
        for one in ran.document["registrations"]
    }


def tokens(here: Desk) -> dict[str, str]:
    """Everybody's token by address, from the letters."""
    found = {}
    for letter in here("preview", "--json").document["letters"]:
        match = re.search(r"k=([a-z2-7]{24})", letter["text"])
        assert match
        found[letter["to"]] = match[1]
    return found


def test_google_forms_in_finnish(here: Desk) -> None:
    """Names, addresses, a question and a time; the question of allergies is no answer."""
    file = export(
        here,
        GOOGLE,
        "12.1.2026 klo 9.14.05;Matti Meikäläinen;MATTI.MEIKALAINEN@example.org;Kyllä;Ei",
        "13.1.2026 klo 9.14.05;Maija Esimerkki;maija.esimerkki@example.org;En pääse;",
    )
    ran = here("registrations", file, "--json")
    assert answers(ran) == {"Matti Meikäläinen": "registered", "Maija Esimerkki": "declined"}
    assert ran["columns"] == {"answer": "Osallistutko tilaisuuteen?", "time": "Aikaleima"}
    assert ran["export"]["newest"] == "2026-01-13T09:14:05+02:00"


def test_microsoft_forms_without_names(here: Desk) -> None:
    """An anonymous Microsoft form whose address and name are empty: the code that came along from
    the link tells who it is.
    """
    codes = tokens(here)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(
        [
            "ID",
            "Start time",
            "Completion time",
            "Email",
            "Name",
            "Will you attend the closing event?",
            "k",
        ]
    )
    sheet.append(
        [
            1,
            "1/12/26 9:01:02",
            "1/12/26 9:02:03",
            "anonymous",
            "",
            "Yes, I will",
            codes["liisa.malli@example.com"],
        ]
    )
    sheet.append(
        [
            2,
            "1/13/26 9:01:02",
            "1/13/26 9:02:03",
            "anonymous",
            "",
            "No",
            codes["maija.esimerkki@example.org"],
        ]
    )
    path = here.folder / "Closing event(1-2).xlsx"
    book.save(path)
    ran = here("registrations", str(path), "--json")
    assert answers(ran) == {"Liisa Malli": "registered", "Maija Esimerkki": "declined"}
    assert (ran["export"]["tokens"], ran["matched"]["token"]) == (2, 2)
    assert ran["columns"]["time"] == "Completion time"


def test_a_swedish_form(here: Desk) -> None:
    """Microsoft Forms in Swedish, first and last name apart."""
    file = export(
        here,
        "Id;Starttid;Slutförandetid;Förnamn;Efternamn;E-post;Deltar du i tillställningen?",
        "1;2026-01-12 09:01;2026-01-12 09:02;Liisa;Malli;liisa.malli@example.com;Ja, jag deltar",
        "2;2026-01-12 10:01;2026-01-12 10:02;Matti;Meikäläinen;matti.meikalainen@example.org;Nej,"
        " tyvärr",
    )
    assert answers(here("registrations", file, "--json")) == {
        "Liisa Malli": "registered",
        "Matti Meikäläinen": "declined",
    }


def test_an_event_system_with_those_who_have_not_answered(here: Desk) -> None:
    """Lyyti's list holds everybody who was invited: who has not reacted has not answered, who
    cancelled has declined.
    """
    file = export(
        here,
        "Etunimi,Sukunimi,Sähköposti,Osallistumisen tila,Ilmoittautumisaika,Peruttu",
        "Matti,Meikäläinen,matti.meikalainen@example.org,Ilmoittautunut,12.1.2026 9:14,",
        "Maija,Esimerkki,maija.esimerkki@example.org,Ei reagoinut,,",
        "Liisa,Malli,liisa.malli@example.com,Ilmoittautunut,12.1.2026 9:14,14.1.2026",
    )
    assert answers(here("registrations", file, "--json")) == {
        "Matti Meikäläinen": "registered",
        "Liisa Malli": "cancelled",
    }


def test_a_plain_list(here: Desk) -> None:
    """A list with no column of answers: everybody on it is registered. In the same organisation the
    name is enough.
    """
    file = export(
        here,
        "Nimi;Organisaatio;Erityisruokavalio",
        "Meikäläinen Matti;Kainuun liitto;",
        "Maija Esimerkki;Lapin liitto;maidoton",
    )
    ran = here("registrations", file, "--json")
    assert answers(ran) == {"Matti Meikäläinen": "registered", "Maija Esimerkki": "registered"}
    assert ran["matched"]["name"] == 2


def test_what_is_unsure_is_asked_and_the_answer_kept(here: Desk) -> None:
    """The name of somebody on the list with another address is a question; said once, it holds for
    later exports.
    """
    line = "12.1.2026 klo 9.14;Liisa Malli;liisa@toinen.example;Kyllä;"
    ran = here("registrations", export(here, GOOGLE, line), "--json")
    assert answers(ran) == {}
    (question,) = ran["questions"]
    (liisa,) = [
        one["id"]
        for one in here("people", "--json").document["people"]
        if one["name"] == "Liisa Malli"
    ]
    assert (question["row"], question["people"]) == ("ilmo.csv:2", [liisa])
    assert answers(here("registrations", "--same", "2", "Liisa", "--json")) == {
        "Liisa Malli": "registered"
    }
    other = "11.1.2026 klo 9.14;Matti Meikäläinen;matti.meikalainen@example.org;Kyllä;"
    again = here("registrations", export(here, GOOGLE, other, line, name="ilmo-2.csv"), "--json")
    assert answers(again) == {"Liisa Malli": "registered", "Matti Meikäläinen": "registered"}
    assert again["questions"] == []
    assert answers(here("registrations", "--undo", "3", "--json")) == {
        "Matti Meikäläinen": "registered"
    }


def test_a_stranger_is_named(here: Desk) -> None:
    """Who is on no sheet is told, with how they came by the link; ignored, or added and then
    known.
    """
    matti = tokens(here)["matti.meikalainen@example.org"]
    file = export(
        here,
        GOOGLE + ";Koodi",
        f"12.1.2026 klo 9.14;Outi Outo;outi@example.net;Kyllä;;{matti}",
        "12.1.2026 klo 9.15;Kai Vieras;kai@example.net;Kyllä;;",
    )
    ran = here("registrations", file, "--json")
    assert answers(ran) == {}
    outi, kai = ran["strangers"]
    assert (outi["how"], kai["how"]) == ("by-anothers-link", "stranger")
    assert "by the link of Matti Meikäläinen" in here("registrations").out
    here("registrations", "--ignore", "../lataukset/ilmo.csv:3")
    assert [one["name"] for one in here("registrations", "--json").document["strangers"]] == [
        "Outi Outo"
    ]
    assert here("add", "Outi Outo", "outi@example.net").code == 0
    assert answers(here("registrations", "--json")) == {"Outi Outo": "registered"}


def test_a_forwarded_link_to_somebody_else_on_the_list(here: Desk) -> None:
    """Maija used Matti's link: her name and address outweigh his token."""
    matti = tokens(here)["matti.meikalainen@example.org"]
    file = export(
        here,
        GOOGLE + ";k",
        f"12.1.2026 klo 9.14;Maija Esimerkki;maija.esimerkki@example.org;Kyllä;;{matti}",
    )
    assert answers(here("registrations", file, "--json")) == {"Maija Esimerkki": "registered"}


def test_read_again_and_again(here: Desk) -> None:
    """The same file twice changes nothing; a later one tells what is new; who is missing from it
    stays, and is named.
    """
    first = "12.1.2026 klo 9.14;Matti Meikäläinen;matti.meikalainen@example.org;Kyllä;"
    here("registrations", export(here, GOOGLE, first, age=3))
    assert here("registrations", str(here.folder / "ilmo.csv"), "--json")["changes"] == []
    second = "14.1.2026 klo 9.14;Maija Esimerkki;maija.esimerkki@example.org;Kyllä;"
    ran = here("registrations", export(here, GOOGLE, second, name="uusi.csv"), "--json")
    assert [(one["name"], one["before"], one["now"]) for one in ran["changes"]] == [
        ("Maija Esimerkki", None, "registered")
    ]
    assert [one["name"] for one in ran["missing"]] == ["Matti Meikäläinen"]
    assert answers(ran) == {"Maija Esimerkki": "registered", "Matti Meikäläinen": "registered"}


def test_an_older_export_changes_nothing(here: Desk) -> None:
    """What was saved before the last one read is left alone and said; `--older` takes it all the
    same.
    """
    yes = "12.1.2026 klo 9.14;Matti Meikäläinen;matti.meikalainen@example.org;Kyllä;"
    here("registrations", export(here, GOOGLE, yes))
    old = export(
        here,
        GOOGLE,
        "10.1.2026 klo 9.14;Maija Esimerkki;maija.esimerkki@example.org;Kyllä;",
        name="vanha.csv",
        age=5,
    )
    ran = here("registrations", old, "--json")
    assert ran["older"]
    assert answers(ran) == {"Matti Meikäläinen": "registered"}
    assert len(answers(here("registrations", old, "--older", "--json"))) == 2


def test_the_later_of_two_answers_counts(here: Desk) -> None:
    """Somebody who answers twice means the later, wherever the rows stand."""
    file = export(
        here,
        GOOGLE,
        "14.1.2026 klo 9.14;Matti Meikäläinen;matti.meikalainen@example.org;En pääse;",
        "12.1.2026 klo 9.14;Matti Meikäläinen;matti.meikalainen@example.org;Kyllä;",
    )
    assert answers(here("registrations", file, "--json")) == {"Matti Meikäläinen": "declined"}


def test_a_column_named_by_hand(here: Desk) -> None:
    """Where the guess is wrong, `--column` says which is which; a field there is not is told with
    those there are.
    """
    file = export(
        here, "Nimi;Sähköposti;Muuta", "Matti Meikäläinen;matti.meikalainen@example.org;Nej"
    )
    assert answers(here("registrations", file, "--json")) == {"Matti Meikäläinen": "registered"}
    assert answers(here("registrations", file, "--column", "answer=Muuta", "--json")) == {
        "Matti Meikäläinen": "declined"
    }
    ran = here("registrations", file, "--column", "vastaus=Muuta")
    assert (ran.code, "answer" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"foo;bar\n1;2\n", "Nobody was found"), (b"PK\x03\x04xxxx", "csv")],
)
def test_what_is_no_export_is_said(here: Desk, content: bytes, said: str) -> None:
    """A file that gives nobody is told, and what was known stays."""
    here(
        "registrations",
        export(
            here,
            GOOGLE,
            "12.1.2026 klo 9.14;Matti Meikäläinen;matti.meikalainen@example.org;Kyllä;",
        ),
    )
    (here.folder / "muu.csv").write_bytes(content)
    ran = here("registrations", str(here.folder / "muu.csv"))
    assert (ran.code, said in ran.err) == (3, True), ran.err
    assert answers(here("registrations", "--json")) == {"Matti Meikäläinen": "registered"}


def test_what_cells_hold_is_only_text(here: Desk) -> None:
    """Markup, control characters and formulas of a stranger reach the screen as text."""
    file = export(here, GOOGLE, '12.1.2026;"[red]\x1b[31mOuto =1+1";outo@example.net;Kyllä;')
    ran = here("registrations", file)
    assert ran.code == 0
    assert "\x1b" not in ran.out


@pytest.mark.parametrize(
    ("name", "address"),
    [("Outo $(touch x)", "outo@example.net"), ('Outo"; touch x; "', "outo@example.net"), ("--yes", "outo@example.net"),
     ("Outo %PATH%", "outo@example.net"), ("Outo `x`", "o`x`@example.net"), ("Outo Tyyppi", "a|calc@example.net")],
)  # fmt: skip
def test_a_command_to_copy_holds_nothing_that_a_shell_obeys(
    here: Desk, name: str, address: str
) -> None:
    """A form is open to the world: what somebody wrote there into their name must not become a
    command at the coordinator's.
    """
    quoted = name.replace('"', '""')
    file = export(here, "Nimi;Sähköposti;Osallistutko?", f'"{quoted}";{address};Kyllä')
    (command,) = re.findall(r"invite add .*", here("registrations", file).out)
    assert not re.search(r"[$`%|;&<>]|--yes", command.partition("; or to leave them out")[0]), (
        command
    )


def test_a_name_as_long_as_a_book_leaves_the_screen_readable(here: Desk) -> None:
    """Tables cut what strangers write; the export's file may be called as browsers call it, and the
    command still works.
    """
    lines = (
        "Nimi;Sähköposti;Osallistutko?",
        f"{'A' * 5000} B;outo@example.net;Kyllä",
        "Liisa Malli;liisa@toinen.example;Kyllä",
    )
    out = here("registrations", export(here, *lines, name="Päätös (1-2) .csv")).out
    assert len(out) < 3000
    assert '"Päätös (1-2) .csv:3"' in out
    assert answers(here("registrations", "--same", "Päätös (1-2) .csv:3", "Malli", "--json")) == {
        "Liisa Malli": "registered"
    }


def test_addresses_without_names(here: Desk) -> None:
    """A form that asks for nothing but the address: who has it is known, a stranger is named by
    it.
    """
    file = export(
        here,
        "Timestamp,Email Address,Will you be joining us?,Do you attend the dinner?",
        "2026/01/12 9:14:05 AM GMT+2,liisa.malli@example.com,No,Yes",
        "2026/01/12 9:15:05 AM GMT+2,kirjaamo@example.net,Yes,Yes",
    )
    ran = here("registrations", file, "--json")
    assert answers(ran) == {"Liisa Malli": "declined"}
    assert [(one["name"], one["email"]) for one in ran["strangers"]] == [
        (None, "kirjaamo@example.net")
    ]


def test_webropol_with_someone_who_gave_no_address(here: Desk) -> None:
    """Times before the names make a row no note: who gave only a name is found by it, or asked
    about.
    """
    file = export(
        here,
        "Vastaajan numero;Alkamisaika;Vastausaika;Kieli;1. Etunimi;2. Sukunimi;3. Sähköposti;4."
        " Osallistutko juhlaan?",
        "1;12.1.2026 klo 9.10;12.1.2026 klo"
        " 9.14;suomi;Matti;Meikäläinen;matti.meikalainen@example.org;Kyllä, osallistun",
        "2;2026-01-12 09:10;2026-01-12 09:14;suomi;Maija;Esimerkki;;En valitettavasti pääse",
        "3;2026-01-12 09:10;2026-01-12 09:14;suomi;Liisa;Mallinen;;Kyllä, osallistun",
    )
    ran = here("registrations", file, "--json")
    assert answers(ran) == {"Matti Meikäläinen": "registered", "Maija Esimerkki": "declined"}
    assert [one["name"] for one in (*ran["questions"], *ran["strangers"])] == ["Liisa Mallinen"]


def test_names_the_other_way_round(here: Desk) -> None:
    """First name and surname swapped between the columns, or in capitals, are the same people."""
    file = export(
        here,
        "Etunimi;Sukunimi;Sähköposti;Osallistutko?",
        "MEIKÄLÄINEN;MATTI;matti.meikalainen@example.org;Kyllä",
        "Esimerkki;Maija;MAIJA.ESIMERKKI@EXAMPLE.ORG;Ei",
    )
    assert answers(here("registrations", file, "--json")) == {
        "Matti Meikäläinen": "registered",
        "Maija Esimerkki": "declined",
    }


def test_a_line_that_names_nobody_is_told(here: Desk) -> None:
    """An answer without a name, an address or a code is nobody's; it is not passed over in
    silence.
    """
    file = export(
        here,
        GOOGLE,
        "12.1.2026 klo 9.14;;;Kyllä;",
        "12.1.2026 klo 9.15;;matti.meikalainen@example.org;Kyllä;",
    )
    ran = here("registrations", file, "--json")
    assert answers(ran) == {"Matti Meikäläinen": "registered"}
    assert [flaw["origin"] for flaw in ran["flaws"]] == ["ilmo.csv:2"]


def test_a_list_that_ticks_off_who_came(here: Desk) -> None:
    """Who is ticked off came; who is not has said nothing by it."""
    here("mark", "Maija", "declined")
    file = export(
        here,
        "Nimi;Organisaatio;Läsnä",
        "Meikäläinen, Matti;Kainuun liitto;X",
        "Esimerkki, Maija;Lapin liitto;-",
    )
    assert answers(here("registrations", file, "--json")) == {
        "Matti Meikäläinen": "attended",
        "Maija Esimerkki": "declined",
    }


def test_the_waves_follow(here: Desk) -> None:
    """Who registered or declined is not reminded, who may have is not either; who registered gets
    the programme.
    """
    with MailServer() as server:
        here.smtp(server.port, WAVES)
        assert here("send", "--yes", "--json")["sent"] == 3
        here(
            "registrations",
            export(
                here,
                GOOGLE,
                "12.1.2026 klo 9.14;Matti Meikäläinen;matti.meikalainen@example.org;Kyllä;",
            ),
        )
        assert here("mark", "Maija", "declined").code == 0
        assert here("send", "--mailing", "muistutus", "--yes", "--json")["sent"] == 1
        assert server.held[-1].recipients == ("liisa.malli@example.com",)
        assert here("send", "--mailing", "ohjelma", "--yes", "--json")["sent"] == 1
        assert server.held[-1].recipients == ("matti.meikalainen@example.org",)
    reminder = parsed(server.held[3].content)
    assert reminder["In-Reply-To"] == parsed(server.held[2].content)["Message-ID"]
    assert "Lähetimme sinulle aiemmin kutsun" in text_of(reminder)


def test_an_answer_that_is_not_clear_is_asked_and_holds_what_depends_on_it(here: Desk) -> None:
    """A waiting list, a word that nobody knows, two answers without times: neither registered nor
    reminded, named with the line, until a mark settles it. Mailings for everyone are not held.
    """
    file = export(
        here,
        "Nimi;Sähköposti;Tila",
        "Matti Meikäläinen;matti.meikalainen@example.org;Jonossa",
        "Maija Esimerkki;maija.esimerkki@example.org;zzz",
        "Liisa Malli;liisa.malli@example.com;Kyllä",
        "Liisa Malli;liisa.malli@example.com;En",
    )
    here("send", "--yes")
    here("settle", "--outbox", "--sent")
    ran = here("registrations", file, "--json")
    assert answers(ran) == {}
    assert {(one["row"], one["why"]) for one in ran["questions"]} == {
        ("ilmo.csv:2", "waits"),
        ("ilmo.csv:3", "word"),
        ("ilmo.csv:5", "order"),
    }
    screen = here("registrations").out
    assert "Jonossa" in screen
    assert "invite mark WHO registered" in screen
    for mailing in ("muistutus", "ohjelma"):
        plan = here("send", "--dry-run", "--mailing", mailing, "--json")
        assert {one["because"] for one in plan["letters"]} == {"answer"}
    assert here("mark", "Matti", "registered").code == 0
    assert answers(here("registrations", "--json")) == {"Matti Meikäläinen": "registered"}
    plan = here("send", "--dry-run", "--mailing", "ohjelma", "--json")
    assert [one["person"] for one in plan["letters"] if one["state"] != "skipped"] == [
        one["person"] for one in here("registrations", "--json")["registrations"]
    ]


@pytest.mark.parametrize("command", [("registrations",), ("mark", "attended", "--from")])
def test_an_export_made_to_hurt(here: Desk, command: tuple[str, ...]) -> None:
    """A workbook that would take all memory there is, a pipe and a device: each is refused by its
    name, and what was known stays.
    """
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(("Nimi", "Sähköposti"))
    sheet["XFD1048576"] = "x"
    book.save(here.folder / "far.xlsx")
    os.mkfifo(here.folder / "pipe.csv")
    (here.folder / "zero.csv").symlink_to("/dev/zero")
    for name in ("far.xlsx", "pipe.csv", "zero.csv"):
        ran = here(*command, str(here.folder / name))
        assert ran.code == 3, ran.err
        assert name in ran.err
    good = export(here, "Nimi;Sähköposti", "Matti Meikäläinen;matti.meikalainen@example.org")
    assert here(*command, good).code == 0


def test_an_export_without_headings(here: Desk) -> None:
    """Lines of a name and an address with nothing above them are read, or refused with words."""
    file = export(here, "Matti Meikäläinen;matti.meikalainen@example.org")
    ran = here("registrations", file)
    assert "fault in the program" not in ran.err
    assert ran.code in (0, 3)
