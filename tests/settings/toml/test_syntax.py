"""The settings are read to their end, however they were saved and whatever is wrong in them."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from settings.project_file import GOOD, loaded, only_problem, problems, spoilt

from invite.errors import MustMend

TITLE = '"Juhla"'
ROLE = 'role = "lab-team"'


def test_a_part_written_twice_is_read_as_one() -> None:
    """The second [event] is complained of; what stands under it is neither lost nor unknown."""
    problem = only_problem(GOOD + '\n[event]\nplace = "Kainuu"\n')
    assert problem.where == "invite.toml: event (line 15)"


def test_braces_may_go_over_several_lines() -> None:
    """As TOML 1.1 has it, so that a contact may be written one line a key."""
    contact = 'contact = {\n  name = "Aino Esimerkki", # hän\n  email = "aino@example.org",\n}\n'
    event = loaded(spoilt("[sender]", contact + "[sender]")).event
    assert event.contact is not None
    assert event.contact.email == "aino@example.org"


@pytest.mark.parametrize(
    "content",
    [
        GOOD.replace("Juhla", "Jühlä").encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + GOOD.replace("Juhla", "Jühlä").encode("utf-16-le"),
        codecs.BOM_UTF16_BE + GOOD.replace("Juhla", "Jühlä").encode("utf-16-be"),
        GOOD.replace("Juhla", "Jühlä").encode("utf-16-le"),
        GOOD.replace("Juhla", "Jühlä").encode("cp1252"),
        GOOD.replace("Juhla", "Jühlä").replace("\n", "\r\n").encode(),
        GOOD.replace("Juhla", "Jühlä").replace("\n", "\r").encode(),
        GOOD.replace("Juhla", "Jühlä").replace(" = ", "\u00a0=\u00a0").encode(),
    ],
)
def test_any_way_of_saving_is_read(content: bytes) -> None:
    """UTF-8 with a mark, UTF-16, ANSI, any line ends, and spaces that came with a copied line."""
    assert loaded(content).event.title == "Jühlä"


def test_ansi_is_read_with_a_warning() -> None:
    """What is only very likely is said."""
    assert "UTF-8" in loaded(GOOD.replace("Juhla", "Jühlä").encode("cp1252")).warnings[0].what


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04\x00\x00\x00\x00\xff\xfe\x81" * 30, b"\x81\x8d\x8f", b"a = " + b"[" * 900],
)
def test_what_is_no_settings_file_is_said_once(content: bytes) -> None:
    """A workbook under the name, or brackets without end: one problem, no traceback."""
    assert len(problems(content)) == 1


def test_each_heading_of_several_sources_is_told() -> None:
    """[source] in one bracket, twice: both are read, each heading is said to need two."""
    text = spoilt("[[source]]", "[source]") + '\n[source]\nfile = "b.xlsx"\nrole = "lab-team"\n'
    assert [(problem.where, problem.hint) for problem in problems(text)] == [
        ("invite.toml: source (line 11)", "Write: [[source]]"),
        ("invite.toml: source (line 15)", "Write: [[source]]"),
    ]


def test_parts_below_a_source_belong_to_that_source() -> None:
    """No stricter than it must be: two sources may each have [source.columns]."""
    columns = '[source.columns]\nemail = "S-posti"\n'
    source = '[[source]]\nfile = "b.xlsx"\nrole = "lab-team"\n'
    assert (
        only_problem(spoilt(TITLE, "Juhla") + columns + source + columns).where
        == "invite.toml: event.title (line 2)"
    )


def test_a_line_that_is_there_twice_is_told_once() -> None:
    """Whatever else is wrong with the second one: it goes anyway."""
    assert (
        "second time"
        in only_problem(spoilt(f"title = {TITLE}", f"title = {TITLE}\ntitle: Juhla")).what
    )


def test_lines_that_contradict_each_other_are_told() -> None:
    """A contact in braces and in a part of its own cannot both be."""
    contact = '[event.contact]\nname = "Aino"\nemail = "aino@example.org"\n'
    found = problems(spoilt("[sender]", 'contact = { name = "Aino" }\n[sender]') + contact)
    assert [problem.where for problem in found] == ["invite.toml (line 15)"]


def test_a_number_beyond_all_measure_is_told() -> None:
    """Python itself refuses a number of 5,000 digits: it is a line that is too long."""
    problem = only_problem(spoilt(ROLE, f"{ROLE}\nheader_row = {'9' * 5000}"))
    assert problem.where == "invite.toml: source.header_row (line 14)"


def test_a_file_full_of_faults_ends_soon() -> None:
    """A hundred faults are told; what was not looked at is not called missing."""
    found = problems("Hei kaikille, tervetuloa juhlaan!\n" * 5000 + GOOD)
    assert len(found) == 100
    assert all("cannot be understood" in problem.what for problem in found)


@settings(max_examples=120)
@given(st.data())
def test_nothing_typed_into_the_file_makes_the_program_stumble(data: st.DataObject) -> None:
    """Whatever is deleted from or typed into the file, it loads or says what must be mended."""
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 30)))
    typed = data.draw(
        st.text(st.sampled_from(list("\"'[]{}=#,.\\\n\t:ab1 ä“”\u00a0\0\ufffd")), max_size=12)
    )
    try:
        loaded(GOOD[:start] + typed + GOOD[end:])
    except MustMend as error:
        assert error.problems
