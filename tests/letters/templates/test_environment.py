"""A template reads its variables and nothing else, cannot loop for ever, and is no stricter than it
must be.
"""

from __future__ import annotations

import time

import pytest
from paper import Desk, person

from invite.errors import MustMend
from invite.letters.model import Letter


def goes(desk: Desk, body: str) -> str | None:
    """The text of the letter, or None where it cannot be made."""
    own = desk.body(body)
    try:
        found = own.compose()
    except MustMend:
        return None
    return found.text if isinstance(found, Letter) else None


@pytest.mark.parametrize(
    "body",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ event.__class__ }}",
        "{{ event.title.__class__ }}",
        "{{ event['__class__'] }}",
        "{{ person.extra._cells }}",
        "{{ self }}",
        "{{ lipsum.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ 'a'.format(1) }}",
        "{{ '%s' % event }}",
        "{{ event | attr('__class__') }}",
        "{{ roles | map(attribute='__class__') | list }}",
        "{% include 'kutsu.sv.md' %}",
        "{% extends 'x' %}",
        "{% import 'x' as y %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for a in roles recursive %}{{ loop(roles) }}{% endfor %}",
        "{% set person.email = 'x' %}",
        "{{ roles.append(1) }}",
        "{{ event.title | safe }}",
        "{{ _numbers }}",
        "{{ _watch }}",
    ],
)
def test_nothing_but_the_variables_can_be_read(desk: Desk, body: str) -> None:
    """No class, no file, no other template, no call, no markup."""
    assert goes(desk, body) is None


@pytest.mark.parametrize(
    "body",
    [
        (
            "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}x{%"
            " endfor %}{% endfor %}{% endfor %}"
        ),
        "{% for a in range(999999999) %}x{% endfor %}",
        "{{ 'x' * 9999999999 }}",
        "{{ roles * 9999999999 }}",
        "{{ 9 ** 9 ** 9 ** 9 }}",
        (
            "{% for a in range(1000) %}{{ range(1000) | join }}{{ 'x' | replace('', 'xxxxxxxxx')"
            " }}{% endfor %}{% for a in range(1000) %}{% for b in range(1000) %}x{% endfor %}{%"
            " endfor %}"
        ),
    ],
)
def test_no_template_runs_for_ever(desk: Desk, body: str) -> None:
    """Loops, ranges and numbers have their ends."""
    began = time.thread_time()
    assert goes(desk, body) is None
    assert time.thread_time() - began < 20


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{% for n in range(3) %}{{ n }}{% endfor %}", "012"),
        ("{% set x = person.last_name | upper %}{{ x }}", "MEIKÄLÄINEN"),
        ("{{ person.name ~ '!' }}", "Matti Meikäläinen!"),
        ("{{ roles | length + 1 }}", "2"),
        ("{{ 1234567 | number }} {{ '1 234,5' | number(1) }}", "1\u00a0234\u00a0567 1\u00a0234,5"),
        ("{{ person.id }}", "p1"),
        ("{{ roles | map(attribute='kind') | join(', ') }}", "planning-group"),
        ("{{ (roles | first).region }}", "Kainuu"),
        ("{{ roles | selectattr('kind', 'equalto', 'planning-group') | list | length }}", "1"),
        ("{% if person.email is string and 'x' in person.email %}a{% else %}b{% endif %}", "a"),
        ("{% with a = 1 %}{{ a }}{% endwith %}", "1"),
        ("{{ person.first_name + ' ' + person.last_name }}", "Matti Meikäläinen"),
        ("{{ ['a', 'b', 'c'] | listing }}", "a, b ja c"),
        ("{{ event.starts | date }}", "torstaina 11. helmikuuta 2027"),
        ("{{ event.starts | time }}", "klo 13"),
        ("{{ event | time }}", "klo 13–16"),
        ("{{ event.reply_by | date }}", "perjantaina 29. tammikuuta 2027"),
        ("{{ 'Kuusamo' | where }}, {{ 'Uusimaa' | where_from }}", "Kuusamossa, Uudeltamaalta"),
        ("{{ 'Eilä' | where_to }}", "paikkakunnalle Eilä"),
        ("{{ person.extra.Koko }}{{ person.extra['koko '] }}", "XLXL"),
        ("{{ roles }}", "Kainuun suunnitteluryhmän jäsenenä"),
        # What all letters share is put in when a template is compiled, but not where the template
        # gives its name to another.
        ("{% set language = person.first_name %}{{ language }}", "Matti"),
        ("{% for language in ['a', 'b'] %}{{ language }}{% endfor %}", "ab"),
    ],
)  # fmt: skip
def test_what_a_letter_needs_works(desk: Desk, body: str, text: str) -> None:
    """Loops, conditions, variables, joins, parts of roles, the sheet's own columns."""
    assert desk.body(body).letter(person(extra={"Koko": "XL"})).text == f"{text}\n"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("{% autoescape false %}{{ person.name }}{% endautoescape %}", "autoescape"),
        ("{% filter upper %}x{% endfilter %}", "filter"),
        ("{% set x %}y{% endset %}", "set … endset"),
        ("{% macro m() %}x{% endmacro %}", "macro"),
        ("{% include 'kutsu.sv.md' %}", "include"),
        ("{% block b %}x{% endblock %}", "block"),
    ],
)
def test_a_tag_that_no_letter_needs_is_named_with_its_line(
    desk: Desk, body: str, word: str
) -> None:
    """A sentence, and no traceback."""
    with pytest.raises(MustMend) as stopped:
        desk.body(f"Hei\n\n{body}").composer()
    [problem] = stopped.value.problems
    assert problem.where == "templates/kutsu.fi.md:5"
    assert f"“{word}”" in problem.what


def test_a_filter_that_does_not_suit_is_a_fault(desk: Desk) -> None:
    """A date of a name."""
    [(where, what)] = desk.body("{{ person.name | date }}").faults()
    assert where == "templates/kutsu.fi.md:3"
    assert "date" in what


def test_a_finnish_case_in_a_swedish_letter_is_a_fault(desk: Desk) -> None:
    """Nothing is inflected in the wrong language."""
    own = desk.template("Ämne: A\n\n{{ person.name | illative }}\n", "kutsu.sv.md").but(
        languages=("sv",)
    )
    [(where, _what)] = own.faults(person(language="sv"))
    assert where == "templates/kutsu.sv.md:3"
    own.template(
        "Ämne: A\n\n{{ person.name | genitive }} {{ 'Nyland' | where }} {{ 'Ahvenanmaa' | where"
        " }}\n",
        "kutsu.sv.md",
    )
    assert own.letter(person(language="sv")).text == "Matti Meikäläinens i Nyland på Åland\n"
