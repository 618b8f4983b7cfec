"""The settings are for people who use Notepad."""

from __future__ import annotations

import pytest
from settings.project_file import loaded, only_problem, problems, spoilt

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
    """One run tells of slips in all five lines, and the values are looked at as well."""
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


def test_lines_that_belong_together_are_fixed_together() -> None:
    """Curly quotes in a contact of several lines: one sentence, with the whole of it put right."""
    contact = "contact = {\n  name = ”Aino”, # hän\n  email = ”aino@example.org”\n}\n[sender]"
    problem = only_problem(spoilt("[sender]", contact))
    assert problem.where == "invite.toml: event.contact (line 7)"
    assert problem.hint == 'Write: contact = { name = "Aino", email = "aino@example.org" }'
