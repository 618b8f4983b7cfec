"""No template takes the memory or the time of the machine, however it is written; ordinary ones
notice nothing.
"""

from __future__ import annotations

import time
import tracemalloc

import pytest
from paper import Desk

from invite.errors import MustMend
from invite.letters.model import Letter
from invite.letters.templates import limits

BOMBS = {
    "doubling with ~": "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
    "doubling with +": "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a + a %}" * 60 + "{{ a }}",
    "replace by more": (
        "{% set a = 'x' %}" + "{% set a = a | replace('x', 'xxxxxxxxxx') %}" * 20 + "{{ a }}"
    ),
    "replace nothing by more": (
        "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a | replace('', a) %}" * 20 + "{{ a }}"
    ),
    "join": "{% set a = 'x' %}" + "{% set a = range(1000) | join(a) %}" * 20 + "{{ a }}",
    "join of an attribute": (
        "{{ range(1000) | map('string') | join(range(1000) | join(range(1000) |"
        " join('xxxxxxxxxx'))) }}"
    ),
    "lists of lists": (
        "{% set a = ['x', 'x'] %}" + "{% set a = [a, a] %}" * 60 + "{{ a | string | length }}"
    ),
    "tuples of tuples": (
        "{% set a = ('x', 'x') %}" + "{% set a = (a, a) %}" * 60 + "{{ 1 if a == a }}"
    ),
    "lists through loops": "{% for a in [['x', 'x']] %}" * 10 + "{% endfor %}" * 10,
    "loops that print much": (
        "{% for a in range(1000) %}{% for b in range(19) %}"
        + "x" * 1000
        + "{% endfor %}{% endfor %}"
    ),
    "filters in loops": (
        "{% for a in range(1000) %}{% for b in range(19) %}{{ range(1000) | map('string') |"
        " map('upper') | map('lower') | join | length }}{% endfor %}{% endfor %}"
    ),
    "long ranges": (
        "{% for a in range(1000) %}" + "{{ range(1000) | sort | length }}" * 50 + "{% endfor %}"
    ),
    "power": "{{ 2 ** 999999999 }}",
    "multiplied": "{% set a = 999999999 %}" + "{% set a = a * a %}" * 60 + "{{ a }}",
    "a number of many figures": "{{ " + "9" * 20_000 + " }}",
    "format width": "{{ '%0999999999d' % 1 }}",
    "format method": "{{ '{:>999999999}'.format(1) }}",
    "center": "{{ 'x' | center(999999999) }}",
    "round": "{{ 7.5 | round(99999999, 'ceil') }}",
    "round of a whole number": "{{ 7 | round(99999999) }}",
    "round through map": "{{ [1.5] | map('round', 99999999, 'floor') | list }}",
    "decimals": "{{ 5 | number(99999999) }}",
    "a named argument": "{{ 1.5 | round(precision=99999999) }}",
    "a number of many ones": (
        "{% set a = '11111111111111111111' %}" + "{% set a = a ~ a %}" * 11 + "{{ a | int(0, 2) }}"
    ),
    "what a filter is given": (
        "{% set a = 'xxxxxxxxxx' %}"
        + "{% set a = a ~ a %}" * 12
        + "{% for n in range(1000) %}{{ '' | default(a) | length }}{% endfor %}"
    ),
    "brackets of Markdown through loops": (
        "{% for a in range(1000) %}{% for b in range(3) %}[[[[[[[[[[{% endfor %}{% endfor %}"
    ),
    "brackets": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "operators": "{{ " + "-" * 3000 + "1 }}",
    "loops in loops": "{% for a in range(1) %}" * 40 + "x" + "{% endfor %}" * 40,
    "conditions in conditions": "{% if 1 %}" * 120 + "x" + "{% endif %}" * 120,
    "quotations in quotations": ">" * 20_000 + " x",
    "brackets of Markdown": "[" * 20_000 + "x",
    "stars of Markdown": "*a " * 20_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_no_harm(desk: Desk, name: str) -> None:
    """It is told as a fault, or comes out as a letter; in seconds, in little memory, without a
    traceback.
    """
    own = desk.body(BOMBS[name])
    tracemalloc.start()
    began = time.thread_time()
    try:
        found = own.compose()
    except MustMend as stopped:
        assert all(
            problem.where.startswith("templates/kutsu.fi.md:") for problem in stopped.problems
        )
    else:
        if not isinstance(found, Letter):
            assert all(fault.where.startswith("templates/kutsu.fi.md") for fault in found)
        elif "Markdown" not in name and "quotations" not in name:
            assert len(found.text) < 60_000
    finally:
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert (
        time.thread_time() - began < 30
    )  # of the processor, under tracing; without, none takes three
    assert peak < 150_000_000


def test_a_long_letter_is_no_bomb(desk: Desk) -> None:
    """100 paragraphs, a table of 50 rows, all the filters of a real letter."""
    body = "\n\n".join(
        ["Hyvä {{ person.name | upper }}, {{ event | when }}: " + "tekstiä " * 100] * 100
    )
    body += (
        "\n\n{% for n in range(50) %}\n- {{ n }} {{ roles | sentence }} {{ ['a', 'b'] | listing"
        " }}\n{% endfor %}"
    )
    assert len(desk.body(body).letter().text) > 80_000


def test_an_elif_is_not_deep(desk: Desk) -> None:
    """Thirty regions, each with its sentence."""
    regions = "".join(f"{{% elif person.extra.x == '{n}' %}}{n}\n" for n in range(30))
    assert (
        desk.body("{% if test %}x\n" + regions + "{% else %}muu\n{% endif %}").letter().text
        == "muu\n"
    )


@pytest.mark.parametrize(
    "body",
    [
        "{{ 'x'.ljust(10 ** 9) }} {{ unknown }}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }} {{ unknown }}",
        "{% for a in roles recursive %}{{ loop(roles) }}{% endfor %} {{ unknown }}",
    ],
)
def test_what_is_refused_is_not_run_to_find_more(desk: Desk, body: str) -> None:
    """A survey of what else is wrong leaves such a template alone; the others are surveyed."""
    own = desk.body(body).but(languages=("fi", "sv"))
    survey = own.template("Ämne: A\n\n{{ unknown }}", "kutsu.sv.md").composer(survey=True)
    assert survey.ready.keys() == {"sv"}


def test_a_letter_has_its_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """For code, for its loops and for its Markdown alike."""
    for body in ("{% for n in range(3) %}x{% endfor %}", "{{ 'a' | upper }}", "*nur* Markdown"):
        own = desk.body(body)
        assert own.letter()
        with monkeypatch.context() as patch:
            patch.setattr(limits, "LONGEST", -1.0)
            assert "longer than any letter needs" in own.faults()[0][1]


def test_a_letter_has_its_size_all_parts_together(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text and its page."""
    own = desk.body("x" * 3000)
    size = len(own.letter().text)
    monkeypatch.setattr(limits, "LARGEST_LETTER", size + 2000)
    assert "the letter is longer" in own.faults()[0][1]
    monkeypatch.setattr(limits, "LARGEST_LETTER", size + 10_000)
    assert own.letter()
