"""A line of tags leaves no line; every other line stays where it is in its file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite.letters.templates.source import pieces, without_tag_lines


@pytest.mark.parametrize(
    ("source", "parted"),
    [
        ("a\n{% if x %}\nb\n{% endif %}\nc", True),
        ("a\n{%- if x -%}\nb", True),
        ("{% for a in b %}\n{{ a }}\n{% endfor %}", True),
        ("**Aika:** {{ a }}\n  {% if x %} {# hm #}\n**Paikka:** {{ b }}", True),
        ("- a\n{% if x %}\n- b", False),
        ("  jatkuu\n{% endif %}\n1. b", False),
        ("| a | b |\n{% for x in y %}\n| {{ x }} | c |", False),
        ("> a\n{% if x %}\n> b", False),
        ("\n{% if x %}\n\n", False),
        ("a\n{# nothing #}\nb", False),
    ],
)
def test_a_line_of_tags_parts_paragraphs_and_nothing_else(source: str, parted: bool) -> None:
    """Between items, rows and empty lines it is not there at all."""
    tags = source.split("\n")[1 if not source.startswith("{% for") else 0].strip()
    found = without_tag_lines(source)
    kept = found[found.find("%}") :] if "%}" in tags else ""
    assert kept.removeprefix("%}").startswith("\n") == parted


PARTS = st.sampled_from(
    ("a", "- b", "\n", "\n\n", " ", "{% if x %}", "{% endif %}", "{%- set a = '%}' -%}", "{# c #}",
     "{# d\ne #}", "{{ f }}", "{{ '}}' }}", "{% raw %}\n{% x %}\n{% endraw %}", "|", "{ }")
)  # fmt: skip


@given(st.lists(PARTS, max_size=12).map("".join))
def test_no_line_moves(source: str) -> None:
    """Whatever stands on a line of the file stands on it for Jinja, so that a mistake has its
    line.
    """
    kinds = ("print", "tag", "raw")
    before = [(piece.kind, piece.line) for piece in pieces(source) if piece.kind in kinds]
    found = without_tag_lines(source)
    assert [(p.kind, p.line) for p in pieces(found) if p.kind in kinds] == before
    assert "".join(piece.text for piece in pieces(source)) == source
