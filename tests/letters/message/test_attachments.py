"""Attachments, common ones and one for each person, are looked at before anybody is written to."""

from __future__ import annotations

import pytest
from paper import Desk, parsed, person

from invite.errors import MustMend
from invite.letters.model import Letter
from invite.mailing import Mailing
from invite.people.model import Person, PersonId
from invite.records import replace

PDF = b"%PDF-1.7\n"
KEY = "invite.toml: mailing.kutsu.attachments"


def carrying(desk: Desk, *paths: str) -> Desk:
    """The desk with a mailing that carries these files."""
    return desk.but(mailing=Mailing(name="kutsu", template="kutsu", attachments=paths))


def own(desk: Desk, *names: str) -> Desk:
    """A folder of certificates, and a mailing that sends each person the one of their own."""
    (desk.folder / "todistukset").mkdir()
    for name in names:
        (desk.folder / "todistukset" / f"{name}.pdf").write_bytes(PDF + name.encode())
    (desk.folder / "ohjelma.pdf").write_bytes(PDF)
    return carrying(desk, "ohjelma.pdf", "todistukset/{{ person.id }}.pdf")


def somebody(id_: str, **more: object) -> Person:
    """Somebody of that id."""
    return replace(person(), id=PersonId(id_), **more)  # type: ignore[arg-type]  # the tests name fields as they are


def attached(letter: Letter) -> list[tuple[str | None, bytes]]:
    """Names and contents, as the standard library reads them."""
    return [
        (part.get_filename(), part.get_content())
        for part in parsed(letter.content).iter_attachments()
    ][1:]


def test_each_person_gets_the_file_of_their_own_and_no_other(desk: Desk) -> None:
    """After the common ones; the letter names and measures them, and its digest knows them."""
    made = own(desk, "p1", "p2")
    one, two = made.letter(somebody("p1")), made.letter(somebody("p2"))
    assert attached(one) == [("ohjelma.pdf", PDF), ("p1.pdf", PDF + b"p1")]
    assert attached(two) == [("ohjelma.pdf", PDF), ("p2.pdf", PDF + b"p2")]
    assert [(file.name, file.size) for file in one.attachments] == [
        ("ohjelma.pdf", 9),
        ("p1.pdf", 11),
    ]
    before = one.digest
    (desk.folder / "todistukset" / "p1.pdf").write_bytes(PDF + b"uusi")
    assert made.letter(somebody("p1")).digest != before


def test_one_personal_file_alone_makes_a_message_of_parts(desk: Desk) -> None:
    """Without calendar and common files too."""
    made = own(desk, "p1")
    alone = made.but(
        mailing=replace(made.mailing, attachments=made.mailing.attachments[1:], calendar=False)
    )
    message = parsed(alone.letter(somebody("p1")).content)
    assert [part.get_content_type() for part in message.walk()][::4] == [
        "multipart/mixed",
        "application/pdf",
    ]
    assert not [defect for part in message.walk() for defect in part.defects]


def test_a_missing_file_is_a_fault_of_that_person(desk: Desk) -> None:
    """With the key of the settings, and before anything goes."""
    made = own(desk, "p1")
    [(where, what)] = made.faults(somebody("p3"))
    assert where == KEY
    assert "todistukset/p3.pdf" in what


def test_an_empty_file_is_told(desk: Desk) -> None:
    """A common one, and a person's."""
    made = own(desk, "p1")
    (desk.folder / "todistukset" / "p1.pdf").write_bytes(b"")
    assert "empty" in made.faults(somebody("p1"))[0][1]
    (desk.folder / "ohjelma.pdf").write_bytes(b"")
    with pytest.raises(MustMend) as stopped:
        made.composer()
    assert "empty" in stopped.value.problems[0].what


@pytest.mark.parametrize(
    "cell",
    [
        "../invite",
        "..",
        "a/b",
        "a\\b",
        "/etc/passwd",
        "C:\\Windows\\win.ini",
        "..\\..\\x",
        "\x00",
        "kansio/../../x",
        "",
    ],
)
def test_a_cell_leads_to_no_other_folder(desk: Desk, cell: str) -> None:
    """Whatever a stranger's sheet holds, and nothing but a fault comes of it."""
    made = own(desk, "p1")
    (desk.folder / "invite.pdf").write_bytes(PDF)
    named = made.but(
        mailing=replace(made.mailing, attachments=("todistukset/{{ person.extra.nimi }}.pdf",))
    )
    assert named.faults(somebody("p1", extra={"nimi": cell}))


def test_people_cannot_name_files_of_the_project_itself(desk: Desk) -> None:
    """Its own folder holds settings, sheets and ledger."""
    with pytest.raises(MustMend) as stopped:
        carrying(desk, "{{ person.extra.nimi }}").composer()
    assert "liitteet/{{ person.extra.nimi }}" in stopped.value.problems[0].hint


@pytest.mark.parametrize("name", ["invite.toml", "invite.db", "INVITE.DB", "invite.db-wal"])
def test_settings_and_ledger_go_to_nobody(desk: Desk, name: str) -> None:
    """By name, whether they are there or not."""
    with pytest.raises(MustMend) as stopped:
        carrying(desk, name).composer()
    assert "own file" in stopped.value.problems[0].what


def test_what_is_wrong_with_the_path_is_told_with_its_key(desk: Desk) -> None:
    """An unknown name, a bracket that is missing."""
    for path in ("todistukset/{{ person.idd }}.pdf", "todistukset/{{ person.id .pdf"):
        with pytest.raises(MustMend) as stopped:
            carrying(desk, path).composer()
        assert {problem.where for problem in stopped.value.problems} == {KEY}


def test_files_too_large_together_are_a_fault_of_whom_they_are_for(desk: Desk) -> None:
    """A common file that is all right, and a person's that makes it too much."""
    made = own(desk, "p1", "p2")
    (desk.folder / "ohjelma.pdf").write_bytes(bytes(11_000_000))
    (desk.folder / "todistukset" / "p1.pdf").write_bytes(bytes(9_000_000))
    assert "20.0 MB" in made.faults(somebody("p1"))[0][1]
    assert made.letter(somebody("p2"))


def test_a_large_file_is_remarked_on_and_stops_nobody(desk: Desk) -> None:
    """Its size is told; above 10 MB that many will not take it."""
    (desk.folder / "ohjelma.pdf").write_bytes(PDF)
    assert carrying(desk, "ohjelma.pdf").composer().notes == (
        "Attached to every letter: ohjelma.pdf (1 kB).",
    )
    (desk.folder / "ohjelma.pdf").write_bytes(bytes(12_000_000))
    assert "(12.0 MB). That is much" in carrying(desk, "ohjelma.pdf").composer().notes[0]


def test_the_letter_can_name_what_it_carries(desk: Desk) -> None:
    """The common files and the person's."""
    made = own(desk, "p1").body("Liitteet: {{ attachments | listing }}")
    assert made.letter(somebody("p1")).text == "Liitteet: ohjelma.pdf ja p1.pdf\n"


def test_a_file_of_a_whole_region_is_read_once(desk: Desk) -> None:
    """Not once a person."""
    made = own(desk, "p1")
    shared = made.but(
        mailing=replace(made.mailing, attachments=("todistukset/{{ 'p1' }}.pdf",))
    ).composer()
    for n in range(3):
        who = somebody(f"x{n}")
        assert who.address
        from paper import STAMP

        assert isinstance(shared.compose(who, who.address, STAMP), Letter)
        (desk.folder / "todistukset" / "p1.pdf").unlink(missing_ok=True)
