"""Text that was meant as a placeholder stops the sending; text that only looks so does not."""

from __future__ import annotations

import pytest
from paper import EVENT, SENDER, Desk, person

from invite.errors import MustMend, Problem
from invite.event import Contact, Event
from invite.letters.templates.leftovers import placeholder
from invite.records import replace


def problems(desk: Desk) -> tuple[Problem, ...]:
    """What stops the sending."""
    with pytest.raises(MustMend) as stopped:
        desk.composer()
    return stopped.value.problems


# Public cases: Mailtrain 510, BeWelcome 174 ("Dear %Tincho%"), and mail merges by hand.
@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("«Etunimi»", "{{ person.first_name }}"),
        ("<<Förnamn>>", "{{ person.first_name }}"),
        ("[NIMI]", "{{ person.name }}"),
        ("[first name]", "{{ person.first_name }}"),
        ("*|FNAME|*", "{{ person.first_name }}"),
        ("%ETUNIMI%", "{{ person.first_name }}"),
        ("%Tincho%", ""),
        ("%%LastName%%", "{{ person.last_name }}"),
        ("((sukunimi))", "{{ person.last_name }}"),
        ("${nimi}", "{{ person.name }}"),
        ("#NIMI#", "{{ person.name }}"),
        ("{etunimi}", "{{ person.first_name }}"),
        ("{ event.title }", "{{ event.title }}"),
        ("{person.first_name}", "{{ person.first_name }}"),
        ("{päivämäärä}", "{{ event | when }}"),
        ("{etunimi", "{{ person.first_name }}"),
        ("{{{ person.name }}}", ""),
        ("{{ person.name }}}}", "brace"),
        ("{% raw %}x{% endraw %} %}", "brace"),
        ("[[etunimi]]", "{{ person.first_name }}"),
        ("<nimi>", "{{ person.name }}"),
        ("<%= nimi %>", ""),
        ("[% namn %]", ""),
        ("$etunimi", "{{ person.first_name }}"),
        ("{!Contact.Name}", ""),
        ("{ }", ""),
        ("[Osallistujan nimi]", ""),
        ("[fyll i plats]", ""),
        ("[Kirjoita tähän tervehdys]", ""),
        ("[TAPAHTUMA]", ""),
        ("&lt;Your name&gt;", ""),
        ("pp.kk.vvvv", ""),
        ("x.x.2027", ""),
        ("kl. xx", ""),
        ("Lorem ipsum dolor", ""),
        ("[Ilmoittaudu](https://example.org/a b)", "[words](<https://…>)"),
        ("[Ilmoittaudu] (https://example.org) {.button}", "{.button}"),
    ],
)
def test_a_placeholder_of_another_program_is_a_problem_of_its_line(
    desk: Desk, text: str, instead: str
) -> None:
    """In the letter and in its subject, with what to write."""
    found = problems(desk.body(f"Hei {{{{ person.first_name }}}},\n\nHyvä {text} kaikki"))
    assert {problem.where for problem in found} == {"templates/kutsu.fi.md:5"}
    assert any(instead in problem.hint for problem in found)
    assert all(problem.hint for problem in found)
    if "](" not in text and "{." not in text:
        found = problems(desk.template(f"Aihe: Hei {text} kaikki\n\nkirje"))
        assert {problem.where for problem in found} == {"templates/kutsu.fi.md:1"}


def test_every_placeholder_of_a_letter_is_named_at_once(desk: Desk) -> None:
    """The public case as it was."""
    found = problems(
        desk.body(
            "Hei «Etunimi» ja [NIMI],\n\n*|FNAME|* %ETUNIMI% ((etunimi)) ${nimi} #NIMI# {etunimi}"
            "\n\ntervetuloa {{ event | when }}.\n\n[Ilmoittaudu](<{{ registration_url }}>){.button}"
        )
    )
    assert [problem.where.rpartition(":")[2] for problem in found] == ["3"] * 2 + ["5"] * 6


@pytest.mark.parametrize(
    "text",
    [
        "50 % ja 20 %, 100%:n tuki",
        "»sitaatti» ja ”toinen”",
        "katso [liite] ja [1]",
        "a < b ja b > a",
        "(ks. (myös) tämä)",
        "puh. 040 123 | 050 456",
        "#päätös #Tilaisuus @yhdistys 5 $ tai $10",
        "[NATO], [sic], [ks. ohje], [x] tulen ja […]",
        "{ehkä jo aiemmin} ja «hyvä yhteistyö»",
        "luokka X.X, koko XXL, MMXX ja XX vuotta",
        "Matti <matti@example.org>",
        "hymy :-} ja }",
        "[Ilmoittaudu](https://example.org/a){.button}",
        "[tästä](<{{ registration_url }}>)",
        "1 500 €, 20.–21.5. klo 9–16",
        "\\{etunimi\\} ja \\[NIMI\\]",
        "{% raw %}{etunimi} ja {{ nimi }}{% endraw %}",
        "{{ '{etunimi}' }}",
        "`{etunimi}`",
        "{# {etunimi} #}kirje",
    ],
)
def test_text_that_is_meant_goes(desk: Desk, text: str) -> None:
    """Quotations, shares, references, and whatever its author has marked as meant."""
    assert desk.body(text).letter()


@pytest.mark.parametrize(
    ("event", "key"),
    [
        (replace(EVENT, title="Juhla {vuosi}"), "event.title"),
        (replace(EVENT, place="[PAIKKA]"), "event.place"),
        (replace(EVENT, contact=Contact(name="«Nimi»", email="a@example.org")), "event.contact"),
        (replace(EVENT, registration_url="https://example.org/?k={id}"), "event.registration_url"),
        (replace(EVENT, privacy_url="https://example.org/${kieli}"), "event.privacy_url"),
    ],
)
def test_a_placeholder_of_the_settings_is_a_problem_of_its_key(
    desk: Desk, event: Event, key: str
) -> None:
    """It would be in every letter, its button and its calendar."""
    assert f"invite.toml: {key}" in [problem.where for problem in problems(desk.but(event=event))]


def test_a_placeholder_of_the_senders_name_is_one(desk: Desk) -> None:
    """It is what people see first."""
    own = desk.but(sender=replace(SENDER, name="${lähettäjä}"))
    assert [problem.where for problem in problems(own)] == ["invite.toml: sender.name"]


def test_a_placeholder_in_the_roles_words_is_a_problem_of_their_key(desk: Desk) -> None:
    """They are templates too."""
    own = desk.but(words={"lab-team": {"fi": "tiimin {ryhmä} jäsenenä"}})
    assert [problem.where for problem in problems(own)] == ["invite.toml: role.lab-team.fi"]


def test_a_placeholder_in_the_layout_is_a_problem_of_its_line(desk: Desk) -> None:
    """Its styles have braces, and may."""
    page = "<style>p { color: red }</style>\n<p>{footer}</p>\n{{ body }}"
    own = desk.template(page, "layout.html")
    assert [problem.where for problem in problems(own)] == ["templates/layout.html:2"]
    assert desk.template(page.replace("{footer}", "loppu"), "layout.html").letter()


@pytest.mark.parametrize(
    "cell", ["«Etunimi»", "{{ etunimi }}", "[NIMI]", "%FIRSTNAME%", "*|FNAME|*", "${name}"]
)
def test_a_sheet_that_a_program_failed_to_fill_holds_its_people(desk: Desk, cell: str) -> None:
    """“Hei {{ etunimi }}!” goes to nobody, wherever the words come from."""
    assert placeholder(cell)
    found = desk.body("x\n\nHei {{ person.first_name }}").faults(person(cell))
    assert [where for where, _what in found] == ["templates/kutsu.fi.md:5"]
    assert cell in found[0][1]


@pytest.mark.parametrize(
    "cell", ["«Toivo» ry", "Matti {Masa}", "{{ 7 * 7 }}", "[ry]", "A#B", "100 % villaa", "<3"]
)
def test_a_cell_that_is_only_odd_goes(desk: Desk, cell: str) -> None:
    """What people write is only text."""
    assert desk.body("Hei {{ person.first_name }}").letter(person(cell)).text == f"Hei {cell}\n"
