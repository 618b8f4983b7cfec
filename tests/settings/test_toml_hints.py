"""The settings are for people who use Notepad."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from settings.project_file import GOOD, loaded, only_problem, problems, spoilt

from invite.errors import MustMend

TITLE = '"Juhla"'
STARTS = "2027-02-11T13:00:00"
FILE = '"vieraat.xlsx"'
ROLE = 'role = "lab-team"'


@pytest.mark.parametrize(
    ("right", "wrong", "where", "hint"),
    [
        (TITLE, "“Juhla”", "event.title (line 2)", 'Write: title = "Juhla"'),
        (TITLE, "”Juhla”", "event.title (line 2)", 'Write: title = "Juhla"'),
        (TITLE, "»Juhla»", "event.title (line 2)", 'Write: title = "Juhla"'),
        (TITLE, "’Juhla’", "event.title (line 2)", 'Write: title = "Juhla"'),
        (TITLE, '"Juhla”', "event.title (line 2)", 'Write: title = "Juhla"'),
        (
            TITLE,
            "“Sanottu ”näin” nyt”",
            "event.title (line 2)",
            'Write: title = "Sanottu ”näin” nyt"',
        ),
        (
            TITLE,
            '"Sanottu "näin" nyt"',
            "event.title (line 2)",
            "Write: title = 'Sanottu \"näin\" nyt'",
        ),
        (TITLE, "Juhla ja kahvit", "event.title (line 2)", 'Write: title = "Juhla ja kahvit"'),
        (TITLE, '"Juhla', "event.title (line 2)", 'Write: title = "Juhla"'),
        (TITLE, 'Juhla"', "event.title (line 2)", 'Write: title = "Juhla"'),
        (TITLE, '"Juhla",', "event.title (line 2)", 'Write: title = "Juhla"'),
        (TITLE, '"Juhla";', "event.title (line 2)", 'Write: title = "Juhla"'),
        (TITLE, "", "event.title (line 2)", "Write it like this: title ="),
        (TITLE, '"""Juhla', "event.title (line 2)", "Write it like this: title ="),
        (f"title = {TITLE}", f"title {TITLE}", "event.title (line 2)", 'Write: title = "Juhla"'),
        (f"title = {TITLE}", f"title: {TITLE}", "event.title (line 2)", 'Write: title = "Juhla"'),
        (
            f"title = {TITLE}",
            f"title = {TITLE}\ntitle = {TITLE}",
            "event.title (line 3)",
            "Keep one",
        ),
        (
            FILE,
            '"alueet\\kainuu.xlsx"',
            "source.file (line 12)",
            'Write: file = "alueet/kainuu.xlsx"',
        ),
        (
            FILE,
            '"alueet\\uusimaa.xlsx"',
            "source.file (line 12)",
            'Write: file = "alueet/uusimaa.xlsx"',
        ),
        (FILE, '"alueet\\new.xlsx"', "source.file (line 12)", "In a path write /"),
        (
            STARTS,
            "11.2.2027 klo 13",
            "event.starts (line 3)",
            "Write: starts = 2027-02-11T13:00:00",
        ),
        (
            STARTS,
            "11.2.2027 klo 13.30",
            "event.starts (line 3)",
            "Write: starts = 2027-02-11T13:30:00",
        ),
        (STARTS, '"11.2.2027 klo 13.30"', "event.starts (line 3)", "Write 2027-02-11T13:30:00"),
        (STARTS, "2027-2-11 klo 9", "event.starts (line 3)", "Write: starts = 2027-02-11T09:00:00"),
        (
            STARTS,
            "2027-02-11T13.00",
            "event.starts (line 3)",
            "Write: starts = 2027-02-11T13:00:00",
        ),
        (STARTS, "2027-02-30T13:00:00", "event.starts (line 3)", "Write it like this: starts = "),
        (STARTS, "11. helmikuuta 2027", "event.starts (line 3)", "Write it like this: starts = "),
        (STARTS, '"torstaina"', "event.starts (line 3)", "Write it like this: 2027-"),
        ("[event]", "[event", "event (line 1)", "Write: [event]"),
        ("[event]", "event]", "event (line 1)", "Write: [event]"),
        ("[event]", "event", "event (line 1)", "Write: [event]"),
        ("[event]", "[[event]]", "event (line 1)", "Write [event]"),
        ("[[source]]", "[[source]", "source (line 11)", "Write: [[source]]"),
        ("[[source]]", "[source]", "source (line 11)", "Write [[source]]"),
        (
            ROLE,
            f"{ROLE}\nheader_row = 1,5",
            "source.header_row (line 14)",
            "Write it without quotes",
        ),
        (
            ROLE,
            f"{ROLE}\ninclude_hidden = True",
            "source.include_hidden (line 14)",
            "Write: include_hidden = true",
        ),
        (
            ROLE,
            f"{ROLE}\ninclude_hidden = kyllä",
            "source.include_hidden (line 14)",
            "Write: include_hidden = true",
        ),
        (
            ROLE,
            f"{ROLE}\nsheets = [“A”, “B”]",
            "source.sheets (line 14)",
            'Write: sheets = ["A", "B"]',
        ),
        (
            ROLE,
            f'{ROLE}\nsheets = ["A" "B"]',
            "source.sheets (line 14)",
            'Write: sheets = ["A", "B"]',
        ),
        (
            ROLE,
            f'{ROLE}\nsheets = ["A", "B"\nregion = "sheet"',
            "source.sheets (line 14)",
            "Write ]",
        ),
        (
            ROLE,
            f'{ROLE}\nsheets = [\n  "A"\n  "B"\n]',
            "source.sheets (line 15)",
            "at the end of this line",
        ),
        (
            ROLE,
            f'{ROLE}\n[forms]\nÅbo = {{ genitive = "Åbon" }}',
            "forms.Åbo (line 15)",
            'Write: "Åbo" = ',
        ),
        (
            ROLE,
            f'{ROLE}\n[role.ohjausryhmä]\nfi = "x"',
            "role.ohjausryhmä (line 14)",
            'Write: [role."ohjausryhmä"]',
        ),
        (ROLE, f"{ROLE}\n// huomaa", "source (line 14)", "Write: # huomaa"),
        (ROLE, f"{ROLE}\nTerveisin Aino", "source (line 14)", "A line is written like this"),
    ],
)
def test_what_notepad_makes_of_it_is_told_with_what_to_write(
    right: str, wrong: str, where: str, hint: str
) -> None:
    """Each slip is one sentence or two at its line, with the line as it should be."""
    found = problems(spoilt(right, wrong))
    assert {problem.where for problem in found} == {f"invite.toml: {where}"}
    assert any(hint in problem.hint for problem in found), found


def test_all_slips_are_told_at_once_and_in_order() -> None:
    """A file with slips in five lines needs one run to learn of all five, and the values are looked
    at as well.
    """
    text = (
        spoilt(TITLE, "“Juhla”")
        .replace("[sender]", "[sender")
        .replace('name = "Kutsut"', "name Kutsut")
        .replace("kutsut@example.org", "kutsut.example.org")
        .replace("vieraat.xlsx", "C:\\Users\\aino\\vieraat.xlsx")
    )
    assert [problem.where.partition(": ")[2] for problem in problems(text)] == [
        "event.title (line 2)",
        "sender (line 7)",
        "sender.name (line 8)",
        "sender.address (line 9)",
        "source.file (line 12)",
        "source.file (line 12)",
    ]


def test_a_line_that_was_complained_of_is_not_called_missing() -> None:
    """One fault, one sentence: the key of a line that cannot be read counts as given."""
    assert "cannot be understood" in only_problem(spoilt(TITLE, "[[{")).what


def test_a_part_written_twice_is_read_as_one() -> None:
    """The second [event] is complained of; what stands under it is neither lost nor unknown."""
    problem = only_problem(GOOD + '\n[event]\nplace = "Kainuu"\n')
    assert problem.where == "invite.toml: event (line 15)"


@pytest.mark.parametrize(
    "written",
    [
        "2027-02-11 13:00:00",
        "2027-02-11T13:00",
        "2027-02-11 13:00",
        '"2027-02-11 13:00"',
        '"2027-02-11T13:00:00"',
        "2027-02-11T13:00 # klo",
    ],
)
def test_a_time_that_can_mean_one_thing_only_is_taken(written: str) -> None:
    """No stricter than it must be: seconds may be left out, and quotes may stand around a date."""
    assert loaded(spoilt(STARTS, written)).event.starts.isoformat() == "2027-02-11T13:00:00+02:00"


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
    """A workbook saved under the name, or brackets without end, are one problem and no
    traceback.
    """
    assert len(problems(content)) == 1


@settings(max_examples=300)
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
