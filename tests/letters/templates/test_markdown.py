"""Markdown is the template's language, never the data's; tags alone on their lines stay outside
paragraphs and items.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from paper import EVENT, LAB, LEAD, PLANNING, PNG, SENDER, Desk, parsed, person

from invite.errors import MustMend
from invite.language import LANGUAGES, Language
from invite.records import replace

WHO = person("Matti", "Meikäläinen", PLANNING, LAB, LEAD)


class Outline(HTMLParser):
    """The elements of an HTML text, nested, without their attributes; and its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.outline, self.links, self.words, self.open = "", list[str](), "", list[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.outline += f"<{tag}>"
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in ("br", "hr", "img", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """An element ends; it is the one that began last."""
        assert self.open.pop() == tag
        self.outline += f"</{tag}>"

    def handle_data(self, data: str) -> None:
        """Text between elements."""
        self.outline += data.strip()
        self.words += data


def inside(desk: Desk, body: str, **stamp: object) -> str:
    """The outline of a letter's body."""
    bare = desk.body(body).template("<div>{{ body }}</div>", "layout.html")
    outline = Outline(bare.letter(WHO, **stamp).html).outline
    found = re.search("<div>(.*)</div>", outline, re.DOTALL)
    assert found
    return found[1]


def test_a_loop_over_items_is_one_list(desk: Desk) -> None:
    """Items that were there before and come after belong to it."""
    roles = "<li>Kainuun suunnitteluryhmän jäsenenä</li><li>Kohtaamo-tiimin kehittäjänä</li>"
    last = "<li>Urapolku 2030 -hankkeen vastuuhenkilönä</li>"
    loop = "{% for role in roles %}\n- {{ role }}\n{% endfor %}\n"
    assert inside(desk, loop) == f"<ul>{roles}{last}</ul>"
    assert (
        inside(desk, f"- ensin\n{loop}- lopuksi")
        == f"<ul><li>ensin</li>{roles}{last}<li>lopuksi</li></ul>"
    )
    assert inside(desk, loop.replace("{% endfor", "  {% endfor")) == f"<ul>{roles}{last}</ul>"


def test_a_loop_without_turns_leaves_no_empty_list(desk: Desk) -> None:
    """Nothing of nothing."""
    assert (
        inside(desk, "x\n\n{% for role in roles[9:] %}\n- {{ role }}\n{% endfor %}") == "<p>x</p>"
    )


def test_numbers_go_on_through_a_loop_in_the_text_too(desk: Desk) -> None:
    """As they do in HTML."""
    text = (
        desk.body("1. ensin\n{% for role in roles %}\n1. {{ role }}\n{% endfor %}\n1. lopuksi")
        .letter(WHO)
        .text
    )
    assert re.findall(r"^\d\.", text, re.MULTILINE) == ["1.", "2.", "3.", "4.", "5."]


def test_each_branch_of_a_condition_has_its_own_list(desk: Desk) -> None:
    """A condition round a list, and one inside it."""
    assert inside(desk, "{% if test %}\n- a\n{% else %}\n- b\n{% endif %}") == "<ul><li>b</li></ul>"
    assert (
        inside(desk, "- a\n{% if test %}\n- b\n{% endif %}\n- c") == "<ul><li>a</li><li>c</li></ul>"
    )
    assert (
        inside(desk, "- a\n{% if test %}\n- b\n{% endif %}\n- c", test=True)
        == "<ul><li>a</li><li>b</li><li>c</li></ul>"
    )


@pytest.mark.parametrize(
    "body",
    [
        "a\n{% if test %}\nb\n{% endif %}\nc",
        "a\n\n{% if test %}\n\nb\n\n{% endif %}\n\nc",
        "a\n{%- if test -%}\nb\n{%- endif -%}\nc",
        "a\n\n{% if test %}b{% endif %}\n\nc",
        "a\n{# hm #}\n{% if test %}\nb\n{% endif %}\nc",
    ],
)
def test_a_condition_leaves_nothing_behind(desk: Desk, body: str) -> None:
    """No empty paragraph in HTML, no gap in the text."""
    assert inside(desk, body) == "<p>a</p><p>c</p>"
    assert inside(desk, body, test=True) == "<p>a</p><p>b</p><p>c</p>"
    assert desk.body(body).letter().text == "a\n\nc\n"


def test_a_condition_within_a_line_stays_in_it(desk: Desk) -> None:
    """Words of a sentence."""
    assert (
        inside(desk, "a{% if test %} **b**{% endif %} c", test=True)
        == "<p>a<strong>b</strong>c</p>"
    )
    assert inside(desk, "a{% if test %} **b**{% endif %} c") == "<p>a c</p>"


def test_a_comment_is_nowhere(desk: Desk) -> None:
    """Nor does it break a paragraph."""
    assert desk.body("a\n{# x #}\nb {# y #}c").letter().text == "a b c\n"


CELLS = (
    "**B**",
    "[x](https://example.com)",
    "<https://example.com>",
    "# A",
    "- a",
    "`c`",
    "{{ 7 * 7 }}",
    "{% raw %}",
)
MORE_CELLS = ("<b>&amp;</b>", "1. a", "\\*", "![](x)", "zqk0zqk", "<!-- x -->", "&lt;")


@pytest.mark.parametrize("cell", CELLS + MORE_CELLS)
def test_a_cell_is_only_text(desk: Desk, cell: str) -> None:
    """Neither Markdown, nor HTML, nor Jinja: it comes out as it went in, and nothing else
    changes.
    """
    own = desk.body(
        "{{ person.first_name }}\n\n- {{ person.first_name }}\n\n[{{ person.first_name"
        " }}](https://example.org)"
    )
    plain, odd = own.letter(), own.letter(person(cell))
    assert odd.text == plain.text.replace("Matti", cell)
    before, after = Outline(plain.html), Outline(odd.html)
    assert re.sub(">[^<]*<", "><", before.outline.replace("Matti", "")) == re.sub(
        ">[^<]*<", "><", after.outline.replace(cell, "")
    )
    assert after.words == before.words.replace("Matti", cell)
    assert after.links == before.links


def test_braces_of_the_text_stay_text(desk: Desk) -> None:
    """`raw`, and braces that mean nothing."""
    assert (
        desk.body("{% raw %}{{ nimi }} {x}{% endraw %} } {").letter().text == "{{ nimi }} {x} } {\n"
    )


def test_a_button_is_a_link_with_the_bare_link_beside_it(desk: Desk) -> None:
    """Readable with styles stripped; a shape in Outlook, which sees no link's padding."""
    html = desk.letter().html
    link = 'href="https://example.org/ilmo?k=t0k3n&amp;lang=fi"'
    outlook, elsewhere = re.search(
        r"<td [^>]*background-color[^>]*><!--\[if mso\]>(.*?)<!\[endif\]-->"
        r"<!--\[if !mso\]><!-->(.*?)<!--<!\[endif\]--></td>",
        html,
    ).groups()  # type: ignore[union-attr]  # it is there
    assert link in outlook
    assert outlook.startswith("<v:roundrect ")
    assert ">Ilmoittaudu mukaan</center>" in outlook
    assert re.fullmatch(
        r'<a class="button" [^>]*padding: 14px 28px[^>]*>Ilmoittaudu mukaan</a>', elsewhere
    )
    assert html.count(link) == 3
    assert f"<a {link}" in html
    assert "Ilmoittaudu mukaan:\nhttps://example.org/ilmo?k=t0k3n&lang=fi\n" in desk.letter().text


def test_the_facts_stand_on_top_of_the_page(desk: Desk) -> None:
    """What, when, where, and until when to answer, before the greeting; the text begins with it."""
    letter = desk.letter()
    page = re.sub(r"<head>.*</head>", "", letter.html, flags=re.DOTALL)
    places = [page.index(words) for words in ("<h1", "<strong>Aika:", "<strong>Paikka:", "Hei ")]
    assert places == sorted(places)
    assert page.count("<strong>Aika:") == 1
    assert letter.text.startswith("Hei Matti!")
    assert letter.text.index("Aika:") > letter.text.index("Olit mukana")


def test_facts_elsewhere_stay_where_they_are(desk: Desk) -> None:
    """Only what stands under a heading goes up; a letter without any is as it was."""
    html = desk.body("Hei\n\n{.facts}\n**Aika:** nyt\n\nLoppu").letter().html
    assert html.index("Hei") < html.index("Aika:") < html.index("Loppu")


def test_a_picture_of_the_template_travels_along(desk: Desk) -> None:
    """By its own Content-ID, no wider than the letter, with words for who does not see it."""
    (desk.folder / "kuva.png").write_bytes(PNG)
    letter = desk.body("Hei\n\n![Juhlatalo](kuva.png)").letter()
    found = re.search(r'<img src="cid:([^"]+)" alt="Juhlatalo"', letter.html)
    assert found
    (part,) = [p for p in parsed(letter.content).walk() if p.get_content_type() == "image/png"]
    assert part["Content-ID"] == f"<{found[1]}>"
    assert part.get_content() == PNG
    assert "[Juhlatalo]" in letter.text


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("![](kuva.png)", "words"),
        ("![a](https://example.org/a.png)", "elsewhere"),
        ("![a](data:image/png;base64,AA)", "elsewhere"),
        ("![a]({{ person.organisation }}.png)", "code"),
        ("![a](puuttuu.png)", "no file"),
        ("![a](../kuva.png)", "inside"),
        ("![a](kuva.svg)", "do not show"),
    ],
)
def test_a_picture_that_cannot_travel_is_a_fault(desk: Desk, written: str, what: str) -> None:
    """Each with its line, before anything is sent."""
    (desk.folder / "kuva.png").write_bytes(PNG)
    (desk.folder / "kuva.svg").write_bytes(b"<svg/>")
    with pytest.raises(MustMend) as stopped:
        desk.body(f"Hei\n\n{written}").composer()
    assert [one.where for one in stopped.value.problems] == ["templates/kutsu.fi.md:5"]
    assert what in stopped.value.problems[0].what


def test_the_senders_picture_is_over_the_letter(desk: Desk) -> None:
    """In its whole width, named by the event."""
    (desk.folder / "kuva.png").write_bytes(PNG)
    html = desk.but(sender=replace(SENDER, picture="kuva.png")).letter().html
    assert re.search(r'<img [^>]*class="picture"[^>]*src="cid:[^"]+"[^>]*alt="Esimerkki', html)
    assert "<img" not in desk.letter().html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_html_stands_in_the_text(desk: Desk, language: Language) -> None:
    """For those who read the text part."""
    letter = desk.but(languages=(language,)).letter(replace(WHO, language=language))
    links = Outline(letter.html).links
    assert links
    assert all(link in letter.text for link in links)


def test_links_of_every_kind_stand_in_the_text(desk: Desk) -> None:
    """Alone, in a sentence, by mail, by code, and those that the layout has of its own."""
    own = desk.body(
        "Katso [tästä](https://example.org/a) ja <https://example.org/b>, <{{ registration_url }}>,"
        " [kirjoita](mailto:{{ event.contact.email }}).\n\n[{{ registration_url }}]({{"
        " registration_url }})\n\n[Hae]({{ registration_url }}&nimi={{ person.name }})"
    ).template('<div>{{ body }}<a href="https://example.org/c">Alku</a></div>', "layout.html")
    letter = own.letter(person("A&B", "Ö <x>"))
    links = Outline(letter.html).links
    assert len(links) == 7
    assert all(link in letter.text for link in links)
    assert any(unquote(link).endswith("&nimi=A&B Ö <x>") and "A%26B" in link for link in links)
    assert "Alku: https://example.org/c" in letter.text
    assert letter.text.count(letter.text.split("<")[1]) >= 1


def test_a_quote_in_a_link_stays_in_its_attribute(desk: Desk) -> None:
    """A link of a cell cannot leave its attribute."""
    link = 'https://example.org/"><script>alert(1)</script>'
    letter = desk.but(event=replace(EVENT, registration_url=None)).letter(person(link=link))
    assert "<script" not in letter.html
    assert letter.html.count("<a ") == 3


def test_the_text_part_is_a_plain_letter(desk: Desk) -> None:
    """Headings, lists, quotes, emphasis and tables read as text."""
    body = (
        "# Otsikko\n\n- *a*\n- **b**\n  jatkuu\n\n> lainaus\n\nrivi\\\ntoinen\n\n| A | B"
        " |\n|---|---|\n| c | d |\n\nloppu"
    )
    assert (
        desk.body(body).letter().text
        == "Otsikko\n\n- a\n- b jatkuu\n\n> lainaus\n\nrivi\ntoinen\n\nA – B\nc – d\n\nloppu\n"
    )


def test_the_layouts_tags_stay_in_its_tables(desk: Desk) -> None:
    """An HTML parser moves bare words out of tables; the styles are brought to each element all the
    same.
    """
    layout = (
        "<html><head><title>{{ subject }}</title><style>td { color: {{ link_colour }} }@media"
        " (prefers-color-scheme: dark) { td { color: #fff } }</style></head><body><table>{% for"
        " role in roles %}<tr><td>{{ role }}</td></tr>{% endfor %}</table>{{ body }}</body></html>"
    )
    html = desk.template(layout, "layout.html").letter(WHO).html
    assert re.search(
        r"<table><tbody>(<tr><td style=\"color: #1f4e79;?\">[^<]*</td></tr>){3}</tbody></table>",
        html,
    )
    assert "<title>Kutsu: Esimerkkihankkeen päätöstilaisuus</title>" in html
    assert "@media" in html
