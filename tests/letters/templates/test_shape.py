"""Words become values, escaped by their place, and nothing that anybody wrote is read again."""

from __future__ import annotations

import re

import pytest
from paper import LAB, LEAD, PLANNING, STAMP, Desk, person

from invite.letters.compose import Composer
from invite.letters.templates.shape import HTML, TEXT, Gaps, placed, word


def test_a_value_that_holds_a_word_is_only_text(desk: Desk) -> None:
    """Even if somebody could guess the words of this process."""
    name = f"{word(0)} {word(1)} {word(2, 'l')}"
    letter = desk.body("Hei {{ person.first_name }} {{ person.last_name }}").letter(person(name))
    assert letter.text == f"Hei {name} Meikäläinen\n"
    assert f"Hei {name} Meikäläinen" in letter.html


def test_a_value_is_escaped_by_its_place() -> None:
    """In words, in an attribute, in a title, as a link and within one."""
    name, link = word(0), word(1)
    page = placed(f'<title>{name}</title><a title="{name}" href="{link}&amp;b={name}">{name}</a>')
    (filled,) = Gaps.of(page, HTML, ()).fill(('"<&>', 'https://example.org/"?a=ä'))
    quoted = "https://example.org/%22?a=%C3%A4&amp;b=%22%3C%26%3E"
    shown = "&#34;&lt;&amp;&gt;"
    page = f'<title>{shown}</title><a title="{shown}" href="{quoted}">{shown}</a>'
    assert filled == page.encode()
    assert Gaps.of(word(0), TEXT, ()).fill(('"<&>',)) == (b'"<&>',)


def test_values_that_all_letters_share_are_put_in_once() -> None:
    """What is left open is each person's own; lines without gaps are the same in each letter."""
    gaps = Gaps.of(f"{word(0)}\n\na {word(0)} b {word(1)} c {word(1)}\nä\n", TEXT, ("x",))
    one, other = gaps.fill(("x", "y")), gaps.fill(("x", "z"))
    assert one == (b"x\n", b"a x b y c y", "ä\n".encode())
    assert other == (b"x\n", b"a x b z c z", "ä\n".encode())
    assert one[0] is other[0]


def test_markup_of_a_value_stays_out_of_attributes_and_titles(desk: Desk) -> None:
    """A date is held together by a span in words, and is plain elsewhere."""
    page = (
        "<html><head><title>{{ event | when }}</title></head><body>"
        '<p title="{{ event | when }}">{{ event | when }}</p>{{ body }}</body></html>'
    )
    html = desk.template(page, "layout.html").letter().html
    words = "torstaina 11. helmikuuta 2027 klo 13–16"
    assert f"<title>{words}</title>" in html
    assert f'title="{words}"' in html
    assert re.search(r'<p title="[^"]*">torstaina <span', html)


@pytest.mark.parametrize("count", [2, 40])
def test_people_of_the_same_form_share_a_shape(desk: Desk, count: int) -> None:
    """Markdown is read once for them, whatever they are called."""
    composer: Composer = desk.composer()
    for n in range(count):
        who = person(f"A{n}", "*B*", *(PLANNING, LAB, LEAD)[: n % 4])
        composer.compose(who, who.addresses[0], STAMP)
    assert len(composer.ready["fi"].letter.shapes) == 1


def test_a_link_of_a_value_is_checked_for_each_person(desk: Desk) -> None:
    """With its line; the same link shown as words is harmless."""
    own = desk.body("[{{ person.extra.a }}]({{ person.extra.a }})\n\n<{{ person.extra.a }}>")
    found = own.faults(person(extra={"a": "javascript:alert(1)"}))
    assert [where for where, _what in found] == ["templates/kutsu.fi.md:3"]
    assert own.letter(person(extra={"a": "https://example.org/ä"})).text == (
        "https://example.org/%C3%A4\n\nhttps://example.org/%C3%A4\n"
    )
    assert desk.body("{{ person.extra.a }}").letter(person(extra={"a": "javascript:alert(1)"}))


def test_no_link_is_put_together_from_pieces(desk: Desk) -> None:
    """What each branch hides is seen in what they come to."""
    body = "{% raw %}[x](javascript:alert(1)){% endraw %}"
    assert "javascript" in desk.body(body).faults()[0][1]
