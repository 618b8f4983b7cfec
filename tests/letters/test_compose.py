"""A person gets one letter that names all the parts they played, in their language."""

from __future__ import annotations

import re
import tomllib

import pytest
from paper import EVENT, LAB, LEAD, PLANNING, SENDER, SHEET, STAMP, Desk, parsed, person

from invite.event import EventTexts
from invite.language import Language
from invite.people.model import Name, Origin, Role, Source
from invite.records import replace


def test_one_letter_names_all_roles(desk: Desk) -> None:
    """Three parts are one sentence."""
    text = desk.letter(person("Matti", "Meikäläinen", PLANNING, LAB, LEAD)).text
    assert (
        "Olit mukana Kainuun suunnitteluryhmän jäsenenä, Kohtaamo-tiimin kehittäjänä"
        " ja Urapolku 2030 -hankkeen vastuuhenkilönä." in text
    )


def test_one_role_reads_well(desk: Desk) -> None:
    """A single part is a plain sentence."""
    assert "Olit mukana Kainuun suunnitteluryhmän jäsenenä. Lämmin kiitos" in desk.letter().text


def test_the_same_words_are_said_once(desk: Desk) -> None:
    """Two rows that say the same are one part."""
    again = replace(PLANNING, origin=Origin("toinen.xlsx", "A", 5))
    assert (
        desk.letter(person("Matti", "Meikäläinen", PLANNING, again)).text.count("suunnitteluryhmän")
        == 1
    )


def test_nobody_needs_a_role(desk: Desk) -> None:
    """Somebody added by hand has no part, and a letter all the same."""
    nobody = replace(person(), roles=(), origins=())
    text = desk.letter(nobody).text
    assert "Olit mukana tekemässä työtä" in text
    assert "lisännyt nimesi" in text


def test_a_role_without_group_or_region_is_said_in_general(desk: Desk) -> None:
    """What is not known is left out, not guessed."""
    bare = [
        Role(kind=kind, origin=PLANNING.origin)
        for kind in ("planning-group", "lab-team", "project-lead")
    ]
    text = desk.letter(person("Matti", "Meikäläinen", *bare)).text
    assert (
        "mukana suunnitteluryhmän jäsenenä, Lab-kehittäjätiimin jäsenenä ja rahoitushankkeen"
        " vastuuhenkilönä." in text
    )


def test_a_group_that_names_its_kind_does_not_name_it_twice(desk: Desk) -> None:
    """`Kohtaamo-tiimi` is not `Kohtaamo-tiimi-tiimin`."""
    roles = (replace(LAB, group="Kohtaamo-tiimi"), replace(LEAD, group="Urapolku 2030 -hanke"))
    text = desk.letter(person("Matti", "Meikäläinen", *roles)).text
    assert "Kohtaamo-tiimin kehittäjänä ja Urapolku 2030 -hankkeen vastuuhenkilönä" in text
    others = desk.but(languages=("sv", "en"))
    swedish = others.letter(person("Matti", "Meikäläinen", *roles, language="sv")).text
    assert "utvecklare i Kohtaamo-teamet och ansvarig för projektet Urapolku 2030" in swedish
    english = others.letter(person("Matti", "Meikäläinen", *roles, language="en")).text
    assert (
        "a developer in the Kohtaamo team and the person in charge of the Urapolku 2030 project"
        in english
    )


@pytest.mark.parametrize(
    ("title", "finnish", "swedish", "english"),
    [
        ("jäsen", "osallistujana", "deltagare i", "a participant of"),
        ("deltagare", "osallistujana", "deltagare i", "a participant of"),
        ("sihteeri", "sihteerinä", "sekreterare i", "the secretary of"),
        ("toimitusjohtaja", "vastuuhenkilönä", "ansvarig för", "the person in charge of"),
        (None, "vastuuhenkilönä", "ansvarig för", "the person in charge of"),
    ],
)
def test_who_only_took_part_in_a_project_was_not_in_charge_of_it(
    desk: Desk, title: str | None, finnish: str, swedish: str, english: str
) -> None:
    """Each is called what the sheet says they were, and those in charge by no title that is theirs
    elsewhere.
    """
    role = replace(LEAD, title=title)
    others = desk.but(languages=("sv", "en"))
    said = {
        language: others.letter(person("Matti", "Malli", role, language=language)).text
        for language in ("fi", "sv", "en")
    }
    assert f"Urapolku 2030 -hankkeen {finnish}." in said["fi"]
    assert f"{swedish} projektet Urapolku 2030" in said["sv"]
    assert f"{english} the Urapolku 2030 project" in said["en"]


@pytest.mark.parametrize(
    ("language", "group", "words"),
    [
        ("fi", "Tiimi 3", "mukana Tiimi 3:n kehittäjänä"),
        ("sv", "Digital Team", "utvecklare i Digital Team."),
        ("en", "Team 3", "a developer in the Team 3."),
        ("en", "Steam", "a developer in the Steam team."),
        ("en", "Kohtaamo tiimi", "a developer in the Kohtaamo team."),
    ],
)
def test_a_team_of_a_number_is_not_a_team_twice(
    desk: Desk, language: Language, group: str, words: str
) -> None:
    """A noun that stands before the number, or at the end in another language, is not said
    again.
    """
    letters = desk.but(languages=(language,))
    assert (
        words
        in letters.letter(
            person("Matti", "Meikäläinen", replace(LAB, group=group), language=language)
        ).text
    )


def test_a_chair_is_thanked_as_one(desk: Desk) -> None:
    """A title that is known is said, any other one is not inflected by guess."""
    assert (
        "suunnitteluryhmän puheenjohtajana"
        in desk.letter(person("A", "B", replace(PLANNING, title="Puheenjohtaja"))).text
    )
    assert (
        "suunnitteluryhmän varapuheenjohtajana"
        in desk.letter(person("A", "B", replace(PLANNING, title="Vpj."))).text
    )
    assert (
        "suunnitteluryhmän jäsenenä"
        in desk.letter(person("A", "B", replace(PLANNING, title="vtj"))).text
    )


def test_a_title_is_said_in_every_language(desk: Desk) -> None:
    """A team's chair is its chair in Swedish and English too."""
    words = {
        "fi": "Kohtaamo-tiimin puheenjohtajana",
        "sv": "som ordförande i Kohtaamo-teamet",
        "en": "as the chair of the Kohtaamo team",
    }
    for language, said in words.items():
        chair = person("A", "B", replace(LAB, title="Puheenjohtaja"), language=language)
        assert said in desk.but(languages=(language,)).letter(chair).text


def test_own_words_for_a_role_win(desk: Desk) -> None:
    """`[role.lab-team] fi` replaces the shipped words."""
    own = desk.but(words={"lab-team": {"fi": "{{ group | compound('joukon') }} ytimessä"}})
    assert "Olit mukana Kohtaamo-joukon ytimessä." in own.letter(person("A", "B", LAB)).text


def test_a_kind_without_words_is_not_named_and_the_letter_reads_well(desk: Desk) -> None:
    """The settings have warned of it; nobody is left without a letter for that."""
    speaker = Role(kind="speaker", origin=PLANNING.origin)
    assert "Olit mukana tekemässä työtä" in desk.letter(person("A", "B", speaker)).text
    assert (
        "Olit mukana Kainuun suunnitteluryhmän jäsenenä. "
        in desk.letter(person("A", "B", speaker, PLANNING)).text
    )


def test_the_key_to_write_for_a_role_with_a_space_is_toml(desk: Desk) -> None:
    """What the fault says to write, written as two lines, is read as the words of that role."""
    kind = "pilotin yhteyshenkilö"
    guide = person("A", "B", Role(kind=kind, origin=PLANNING.origin))
    book = desk.but(words={kind: {"sv": "kontaktperson"}})
    found = book.compose(guide)
    assert isinstance(found, tuple)
    (said,) = re.findall(r"Write under (\[.*\]): (.*)", found[0].hint)
    section, example = said
    assert tomllib.loads(f"{section}\n{example}") == {"role": {kind: {"fi": "…"}}}


def test_a_kind_without_words_in_this_language_is_a_fault_that_names_its_key(desk: Desk) -> None:
    """Finnish readers are told of a part that Swedish readers would not be."""
    speaker = person("A", "B", Role(kind="speaker", origin=PLANNING.origin))
    [(where, what)] = desk.but(words={"speaker": {"sv": "talare"}}).faults(speaker)
    assert where == "invite.toml: role.speaker.fi"
    assert "speaker" in what
    assert (
        "Olit mukana puhujana."
        in desk.but(words={"speaker": {"fi": "puhujana"}}).letter(speaker).text
    )


def test_the_persons_language_picks_template_dates_list_and_region(desk: Desk) -> None:
    """Swedish and English all through, Finnish for those without a language."""
    all_three = desk.but(languages=("sv", "en"))
    swedish = all_three.letter(person("Åke", "Holm", PLANNING, LAB, language="sv"))
    assert (
        "medlem i planeringsgruppen för Kajanaland och utvecklare i Kohtaamo-teamet" in swedish.text
    )
    assert "torsdagen den 11 februari 2027 kl. 13–16" in swedish.text
    english = all_three.letter(person("Ann", "Lee", PLANNING, LAB, language="en"))
    assert (
        "as a member of the Kainuu planning group and a developer in the Kohtaamo team"
        in english.text
    )
    assert "Thursday 11 February 2027, 13:00–16:00" in english.text
    assert all_three.letter().language == "fi"


def test_without_a_template_in_their_language_they_get_the_events(desk: Desk) -> None:
    """The whole letter is then in that language, and a note says so."""
    own = desk.template("Aihe: Oma\n\nHei {{ person.name }}, {{ event | when }}\n", "oma.fi.md")
    own = own.but(mailing=replace(desk.mailing, template="oma"), languages=("fi", "sv"))
    letter = own.letter(person("Åke", "Holm", language="sv"))
    assert letter.language == "fi"
    assert "torstaina 11. helmikuuta" in letter.text
    [note] = own.composer().notes
    assert "templates/oma.sv.md" in note


def test_the_first_letter_says_where_the_address_came_from(desk: Desk) -> None:
    """GDPR article 14: the source and the privacy notice, in the first letter only."""
    lists = (
        Source(file=SHEET.file, role="planning-group", called="ryhmien yhteystiedot"),
        Source(file="hankkeet.csv", role="project-lead", called="hankkeiden vastuuhenkilöt"),
    )
    desk = desk.but(sources=lists)
    first = desk.letter(person("A", "B", PLANNING, LEAD)).text
    assert "yhteystietoluetteloista (ryhmien yhteystiedot ja hankkeiden vastuuhenkilöt)" in first
    assert "<https://example.org/tietosuoja>" in first
    assert "tietosuoja" not in desk.letter(first=False).text


def test_an_event_that_has_nothing_but_a_time_has_a_letter(desk: Desk) -> None:
    """No place, no link, no contact, no reply-by: each sentence is left out."""
    bare = replace(
        EVENT, place=None, reply_by=None, registration_url=None, contact=None, privacy_url=None
    )
    text = desk.but(event=bare).letter().text
    assert "Ilmoittaudu vastaamalla tähän viestiin." in text
    assert "Paikka" not in text
    assert "None" not in text
    assert "\n\n\n" not in text


def test_somebody_with_one_name_is_greeted_by_it(desk: Desk) -> None:
    """A name may have one part only."""
    assert "Hei Cher!" in desk.letter(replace(person(), name=Name("", "Cher"))).text


def test_a_persons_own_link_wins(desk: Desk) -> None:
    """A link column of the sheet is that person's."""
    assert "https://example.org/oma/7" in desk.letter(person(link="https://example.org/oma/7")).text


def test_a_sample_carries_nothing_that_works(desk: Desk) -> None:
    """[TESTI] before the subject, a dead token, another calendar entry, and no link of the person's
    own.
    """
    real, sample = desk.letter(), desk.letter(test=True, token="dead")
    assert sample.subject == f"[TESTI] {real.subject}"
    assert "t0k3n" not in sample.content.decode()
    assert uid(sample.calendar) != uid(real.calendar)
    unlinked = desk.but(event=replace(EVENT, registration_url=None))
    assert (
        "/oma/7"
        not in unlinked.letter(person(link="https://example.org/oma/7"), test=True).content.decode()
    )


def test_a_preface_stands_after_the_salutation(desk: Desk) -> None:
    """In the shipped letter, and in one that does not think of it."""
    for own in (desk, desk.body("Hei {{ person.first_name }},\n\ntervetuloa.")):
        text = own.letter(preface="Anteeksi!\nOsoite oli väärä.").text
        assert (
            text.index("Hei Matti")
            < text.index("Anteeksi!\nOsoite oli väärä.")
            < text.index("tervetuloa")
        )
        assert "Anteeksi!<br>" in own.letter(preface="Anteeksi!\nOsoite <b>oli</b> väärä.").html
        assert "<b>" not in own.letter(preface="Osoite <b>oli</b> väärä.").html


def test_the_digest_is_of_what_the_reader_sees(desk: Desk) -> None:
    """Another moment or Message-ID leaves it, another word, link or recipient changes it."""
    digest = desk.letter().digest
    later = replace(
        STAMP, message_id="<2@example.org>", letter_id="L2", date=STAMP.date.replace(hour=20)
    )
    assert (
        desk.letter(message_id=later.message_id, letter_id=later.letter_id, date=later.date).digest
        == digest
    )
    assert desk.letter(token="another").digest != digest
    assert desk.letter(person("Maija")).digest != digest
    assert desk.but(event=replace(EVENT, place="Muualla")).letter().digest != digest


def test_forms_that_a_rule_made_are_remembered(desk: Desk) -> None:
    """So that somebody looks at them; a form of the settings needs no look."""
    own = desk.body("{{ person.name | genitive }}")
    composer = own.composer()
    who = person("Matti", "Qvortrupp")
    assert who.address
    composer.compose(who, who.address, STAMP)
    assert ("Matti Qvortrupp", "genitive") in composer.uncertain
    told = own.but(forms={"Qvortrupp": {"genitive": "Qvortruppin"}}).composer()
    letter = told.compose(who, who.address, STAMP)
    assert "Matti Qvortruppin" in getattr(letter, "text", "")
    assert not told.uncertain


def test_a_genitive_column_wins(desk: Desk) -> None:
    """The coordinator knows how their people are called."""
    who = replace(person(), name=Name("Satu", "Laine", genitive="Satu Laineen"))
    assert "Satu Laineen" in desk.body("{{ person.name | genitive }}").letter(who).text


def test_the_other_cases_follow_a_persons_own_genitive(desk: Desk) -> None:
    """Who is Salmin is not Salmella; what the settings say of a case itself wins."""
    body = desk.body("{{ person.name | illative }}, {{ person.name | adessive }}")
    by_column = replace(person(), name=Name("Satu", "Salmi", genitive="Satu Salmin"))
    assert body.letter(by_column).text == "Satu Salmiin, Satu Salmilla\n"
    own = body.but(forms={"Salmi": {"genitive": "Salmin", "adessive": "Salmell’"}})
    assert own.letter(person("Satu", "Salmi")).text == "Satu Salmiin, Satu Salmell’\n"
    assert body.letter(person("Satu", "Salmi")).text == "Satu Salmeen, Satu Salmella\n"


def test_no_line_of_the_html_ends_inside_a_time_or_before_a_word_of_a_compound(desk: Desk) -> None:
    """ "klo 13–" and "16", "Urapolku 2030 -" and "hankkeen" are not for two lines; the text is as
    it was.
    """
    letter = desk.letter(person("A", "B", LEAD))
    kept = re.findall('<span style="white-space: nowrap">(.*?)</span>', letter.html)
    assert {"-hankkeen", "11. helmikuuta", "klo 13–16", "29. tammikuuta"} <= set(kept)
    assert "torstaina 11. helmikuuta 2027 klo 13–16" in letter.text
    assert "<span" not in re.findall("<title>.*</title>", letter.html)[0]
    in_html = re.sub("<[^>]*>", "", letter.html)
    assert "Urapolku 2030 -hankkeen vastuuhenkilönä" in in_html


def uid(calendar: str | None) -> str:
    """The UID of a calendar file."""
    return next(line for line in (calendar or "").splitlines() if line.startswith("UID:"))


def test_a_list_is_called_by_its_words(desk: Desk) -> None:
    """What the settings call a source; never the name of a file."""
    called = Source(file="*.xlsx", role="planning-group", called="suunnitteluryhmien yhteystiedot")
    text = desk.but(sources=(called,)).letter().text
    assert "yhteystietoluettelosta (suunnitteluryhmien yhteystiedot)." in text
    assert ".xlsx" not in text


def test_a_list_without_words_is_not_named(desk: Desk) -> None:
    """The sentence is whole without them."""
    plain = Source(file="suunnitteluryhmat.xlsx", role="planning-group")
    text = desk.but(sources=(plain,)).letter().text
    assert "on saatu järjestäjän yhteystietoluettelosta." in text
    assert ".xlsx" not in text


def test_a_source_knows_its_files() -> None:
    """One file, a folder or a pattern; a file of the same name elsewhere is another."""
    pattern, folder = Source(file="alueet/*.xlsx", role="r"), Source(file="alueet", role="r")
    single = Source(file="vieraat.xlsx", role="r")
    assert pattern.names("alueet/Kainuu.xlsx")
    assert folder.names("alueet/Kainuu.xlsx")
    assert single.names("vieraat.xlsx")
    assert not pattern.names("Kainuu.xlsx")
    assert not pattern.names("alueet/vanhat/Kainuu.xlsx")
    assert not single.names("alueet/vieraat.xlsx")


@pytest.mark.parametrize(
    ("language", "title", "sender"),
    [("fi", EVENT.title, SENDER.name), ("sv", "Avslutning", "Exempel"), ("en", EVENT.title, "Us")],
)
def test_texts_of_the_readers_own_language(
    desk: Desk, language: Language, title: str, sender: str
) -> None:
    """Title, links and the sender's name, in the letter, its calendar and its From."""
    texts = EventTexts(title="Avslutning", registration_url="https://example.org/sv?k={token}")
    there = desk.but(
        event=replace(EVENT, translations=(("sv", texts),)),
        sender=replace(SENDER, names=(("sv", "Exempel"), ("en", "Us"))),
        languages=("fi", "sv", "en"),
    )
    letter = there.letter(person(language=language))
    assert title in letter.subject
    assert f"SUMMARY;LANGUAGE={language}:{title}" in (letter.calendar or "")
    assert parsed(letter.content)["From"].startswith(sender)
    assert ("https://example.org/sv?k=" in letter.text) == (language == "sv")


def test_one_entry_in_all_languages(desk: Desk) -> None:
    """Two people who read different languages have the same event in their calendars."""
    texts = EventTexts(title="Avslutning")
    there = desk.but(event=replace(EVENT, translations=(("sv", texts),)), languages=("fi", "sv"))
    found = [there.letter(person(language=language)).calendar or "" for language in ("fi", "sv")]
    assert len({re.search("UID:.*", calendar)[0] for calendar in found}) == 1  # type: ignore[index]  # a calendar has one


def test_what_changed_is_told_in_the_old_words(desk: Desk) -> None:
    """A title that was changed had another translation, which nobody has kept."""
    now = replace(EVENT, title="Uusi", translations=(("sv", EventTexts(title="Ny", place="Hus")),))
    before = now.as_told(replace(now.facts(), title="Vanha")).in_language("sv")
    assert (before.title, before.place) == ("Vanha", "Hus")
    assert now.as_told(now.facts()) == now
