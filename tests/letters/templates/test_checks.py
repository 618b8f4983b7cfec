"""What is wrong with a template is said before anything is sent: with its line, all at once, and
whom it concerns.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper import PLANNING, Desk, person

from invite.errors import MustMend, Problem
from invite.event import Sender
from invite.letters.model import LetterProblem, group_problems
from invite.letters.templates import links
from invite.mailing import Mailing
from invite.people.model import PersonId, Role
from invite.records import replace


def problems(desk: Desk) -> tuple[Problem, ...]:
    """Everything that preparing says."""
    with pytest.raises(MustMend) as stopped:
        desk.composer()
    return stopped.value.problems


def places(desk: Desk) -> list[str]:
    """Where it says so."""
    return [problem.where for problem in problems(desk)]


def test_unknown_names_filters_and_parts_are_all_found_with_their_lines(desk: Desk) -> None:
    """Nobody has to mend them one by one."""
    found = problems(
        desk.template(
            "Aihe: Kutsu {{ evnt.title }}\n\nHei {{ person.fist_name }},\n\n{{ event | wen }}\n{{"
            " roles | sentense }}\n"
        )
    )
    assert [p.where for p in found] == [f"templates/kutsu.fi.md:{line}" for line in (1, 3, 5, 6)]
    assert "Did you mean “event”?" in found[0].hint
    assert "first_name" in found[1].hint
    assert "when" in found[2].hint
    assert "sentence" in found[3].hint


def test_problems_of_all_languages_layout_attachments_and_logo_come_at_once(desk: Desk) -> None:
    """One look at the list, one round of mending."""
    desk.template("Aihe: A\n\n{{ x1 }}").template("Ämne: A\n\n{{ x2 }}", "kutsu.sv.md").template(
        "<p>{{ x3 }}</p>", "layout.html"
    )
    all_wrong = desk.but(
        languages=("fi", "sv"),
        mailing=Mailing(
            name="kutsu",
            template="kutsu",
            attachments=("ohjelma.pdf", "../muualla.pdf", "C:\\x.pdf"),
        ),
        sender=Sender(name="A", address="a@example.org", logo="logo.png"),
        words={"lab-team": {"fi": "{{ x4 }}"}},
    )
    where = places(all_wrong)
    assert where.count("invite.toml: mailing.kutsu.attachments") == 3
    assert {"invite.toml: sender.logo", "invite.toml: role.lab-team.fi"} <= set(where)
    assert {"templates/kutsu.fi.md:3", "templates/kutsu.sv.md:3", "templates/layout.html:1"} <= set(
        where
    )
    assert len(where) == len(set(problems(all_wrong)))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Hei\n\nkirje", 1),
        ("Aihe:\n\nkirje", 1),
        ("Aihe: A\nKopio: x@example.org\n\nkirje", 2),
        ("Aihe: A\nkirje alkaa heti\n", 2),
        ("Aihe: A\n\n{% if event.place %}\nx\n", 3),
        ("Aihe: A\n\n\n{{ event.title \n", 4),
        ("Aihe: A\n\n{{ event.title }}\n{% endif %}\n", 4),
        ("Aihe: A\n\n[x](javascript:alert(1))\n", 3),
        ("Aihe: A\n\nrivi\n\n- [x](www.example.org)\n", 5),
        ("Aihe: A\n\nHei\n\n{{ x }} yksi\nkaksi [x](javascript:alert(1))\n", 6),
        ("Aihe: A\n\n![kuva](https://example.org/a.png)\n", 3),
        ("Aihe: A\n\n[x](<{% if test %}https://a.example{% endif %}>)\n", 3),
    ],
)
def test_every_mistake_has_its_line(desk: Desk, text: str, line: int) -> None:
    """A missing subject, a header that is none, a tag without end, a link that is none."""
    assert f"templates/kutsu.fi.md:{line}" in places(desk.template(text))


@pytest.mark.parametrize(
    "text",
    ["Subject: A\r\n\r\nHi\r\n", "\ufeffAihe: A\n\nHei", "Ämne: A\n\nHej", "OTSIKKO : A\n\nHei"],
)
def test_a_template_may_be_written_on_any_machine(desk: Desk, text: str) -> None:
    """Line ends of Windows, a BOM, the header in three languages."""
    assert desk.template(text).letter().subject == "A"


def test_a_template_that_is_no_utf_8_is_said_to_be_none(desk: Desk) -> None:
    """Notepad's old encoding is named, not guessed."""
    desk.template("")
    (desk.folder / "templates" / "kutsu.fi.md").write_bytes(
        "Aihe: Hyvää\n\npäivää".encode("cp1252")
    )
    assert "UTF-8" in problems(desk)[0].what


def test_a_template_that_is_nowhere_is_named(desk: Desk) -> None:
    """The mailing's name is most often also its template's."""
    assert places(desk.but(mailing=Mailing(name="x", template="x"))) == ["templates/x.fi.md"]


def test_an_empty_value_is_a_fault_with_line_and_words(desk: Desk) -> None:
    """“Hei !” never goes out; all empty values are told at once."""
    own = desk.body(
        "Hei {{ person.first_name }},\n\n{{ person.organisation }}\n\n{{ person.extra['T-paita'] }}"
    )
    found = own.faults(replace(person(), name=replace(person().name, first="")))
    assert [where for where, _what in found] == [
        f"templates/kutsu.fi.md:{line}" for line in (3, 5, 7)
    ]
    assert "person.first_name" in found[0][1]


@pytest.mark.parametrize(
    "body",
    [
        "{% if person.organisation %}{{ person.organisation }}{% endif %}",
        "{{ person.organisation | default('–') }}",
        "{{ person.organisation or 'oma' }}",
        "{{ person.organisation if person.organisation }}",
        "{% if person.extra.koko %}{{ person.extra.koko }}{% endif %}",
        "{{ person.organisation | genitive | default('oman') }}",
        "{% for role in roles %}{{ role }}{% if not loop.last %}, {% endif %}{% endfor %}",
        "{{ ', ' if roles | length > 5 }}.",
    ],
)
def test_an_empty_value_that_was_thought_of_is_none(desk: Desk, body: str) -> None:
    """An if, a default, an or: no stricter than it must be."""
    assert desk.body(body).letter()


def test_a_fault_in_the_middle_of_a_long_template_has_its_own_line(desk: Desk) -> None:
    """Tags over several lines, comments and white space control do not move it."""
    body = (
        "{# a\nb #}\n{%- if roles\n   and true -%}\n\nx {{ roles\n | length }} y\n{%- endif %}\n\n-"
        " {{ person.organisation }}"
    )
    [(where, _what)] = desk.body(body).faults()
    assert where == "templates/kutsu.fi.md:12"


def test_an_expression_that_breaks_is_a_fault_and_not_a_traceback(desk: Desk) -> None:
    """A template can fail in any way."""
    [(where, what)] = desk.body("Hei\n\n{{ 1 / (roles | length - 1) }}").faults()
    assert where == "templates/kutsu.fi.md:5"
    assert "division by zero" in what


def test_a_broken_expression_does_not_hide_what_came_before_it(desk: Desk) -> None:
    """An empty value above it is told as well."""
    found = desk.body("Hei\n\n{{ person.organisation }}\n\n{{ 1 / 0 }}").faults()
    assert [where for where, _what in found] == [
        "templates/kutsu.fi.md:5",
        "templates/kutsu.fi.md:7",
    ]


def test_an_unsafe_personal_link_is_a_fault_of_its_row(desk: Desk) -> None:
    """A cell cannot bring a script into a letter."""
    [(where, what)] = desk.faults(person(link="javascript:alert(1)"))[:1]
    assert where == "suunnitteluryhmat.xlsx:Kainuu:12"
    assert "javascript" in what


@given(st.from_regex(links.WEB, fullmatch=True))
def test_what_is_plainly_a_link_is_one_to_a_parser_too(link: str) -> None:
    """Nothing passes for a web address that has no host, or another scheme."""
    parts = urlsplit(link)
    assert parts.scheme in ("http", "https")
    assert parts.hostname
    assert links.unsafe(link) == ""


def test_the_same_fault_of_many_is_one_problem_that_names_them() -> None:
    """Not one line a person."""
    names = {PersonId(f"p{n}"): f"Henkilö {n}" for n in range(7)}
    faults = [
        LetterProblem("templates/kutsu.fi.md:3", "“x” is empty", "hint", who) for who in names
    ]
    [problem] = group_problems([*faults, *faults], names)
    assert problem.where == "templates/kutsu.fi.md:3"
    assert problem.what.startswith("“x” is empty (7 people: Henkilö 0, ")
    assert problem.what.endswith("and 2 more)")
    [for_all] = group_problems([LetterProblem("a", "b")], names)
    assert for_all.what == "b"


def test_words_of_a_role_that_cannot_be_made_are_a_fault_of_their_key(desk: Desk) -> None:
    """An empty group in words that need one."""
    own = desk.but(words={"lab-team": {"fi": "{{ group | compound('tiimin') }} jäsenenä"}})
    [(where, _what)] = own.faults(person("A", "B", Role(kind="lab-team", origin=PLANNING.origin)))
    assert where == "invite.toml: role.lab-team.fi"
