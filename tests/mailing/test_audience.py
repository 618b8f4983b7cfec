"""Whom a mailing is for: the little language, and whom it means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import person

from invite.mailing.audience import Circumstances, Has, Is, Not, Or, PartOf, Word, means
from invite.mailing.language import NoAudience, read_audience
from invite.mailing.reply import Reply

NOBODY = Circumstances()
INVITED = Circumstances(reached=True)


def asked(
    text: str,
    now: Circumstances,
    kind: str = "planning-group",
    region: str = "Kainuu",
    group: str | None = None,
) -> bool:
    return means(read_audience(text), person(kind=kind, region=region, group=group), now)


@pytest.mark.parametrize(
    ("text", "reply", "meant"),
    [
        ("everyone", None, True),
        ("registered", None, False),
        ("registered", Reply.REGISTERED, True),
        ("registered", Reply.DECLINED, False),
        ("registered", Reply.ATTENDED, True),
        ("not registered", None, True),
        ("not registered", Reply.REGISTERED, False),
        ("not registered", Reply.DECLINED, False),
        ("not registered", Reply.ATTENDED, False),
        ("declined", Reply.DECLINED, True),
        ("attended", Reply.ATTENDED, True),
        ("attended", Reply.REGISTERED, False),
        ("registered and not attended", Reply.REGISTERED, True),
        ("registered and not attended", Reply.ATTENDED, False),
        ("not declined", None, True),
        ("not declined", Reply.DECLINED, False),
    ],
)
def test_what_the_words_ask(text: str, reply: Reply | None, meant: bool) -> None:
    """Each word asks what it says of somebody who was invited."""
    assert asked(text, Circumstances(reached=True, reply=reply)) is meant


def test_a_reminder_is_for_who_was_invited() -> None:
    """`not registered` does not mean somebody who never got the invitation; in parentheses it is
    plain logic.
    """
    assert asked("not registered", INVITED)
    assert not asked("not registered", NOBODY)
    assert asked("not (registered)", NOBODY)


def test_reached_means_one_thing() -> None:
    """Who was invited is who was reached: a letter that lies as a draft has done neither."""
    assert asked("not registered", INVITED) is asked("reached", INVITED) is True
    assert asked("not registered", NOBODY) is asked("reached", NOBODY) is False
    assert asked("not reached", NOBODY)


def test_by_part() -> None:
    """By role, region and group, however they are spelled; a region in any case and language of its
    name.
    """
    about = {"kind": "lab-team", "region": "Etelä-Savo", "group": "Urapolku 2030"}
    for text in (
        "role lab-team",
        "ROLE Lab-Team",
        "region Etelä-Savo",
        "region etelä-savon",
        'group "Urapolku 2030"',
        "group Urapolku 2030",
        "group urapolku 2030 and role lab-team",
        "role planning-group or region 'Etelä-Savo'",
        "not (role planning-group or region Kainuu)",
    ):
        assert asked(text, NOBODY, **about), text
    assert not asked("role lab-team and region Kainuu", NOBODY, **about)


def test_and_binds_closer_than_or() -> None:
    """`a or b and c` is `a or (b and c)`; `not` binds closest."""
    assert read_audience("attended or declined and role x") == read_audience(
        "attended or (declined and role x)"
    )
    assert read_audience("not attended and declined") == read_audience(
        "(not attended) and declined"
    )
    assert read_audience("not not registered") == Not(Is(Word.NO_ANSWER))
    assert read_audience("registered or region Kainuu") == Or(
        (Is(Word.REGISTERED), Has(PartOf.REGION, "Kainuu"))
    )


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("registred", 0, "“registered”"),
        ("everyone adn attended", 9, "“and”"),
        ("registered declined", 11, "“and” or “or”"),
        ("role", 0, "role lab-team"),
        ("role and attended", 0, "role lab-team"),
        ("region Kainu", 7, "“Kainuu”"),
        ("region Atlantis", 7, "Uusimaa"),
        ("(registered", 0, ")"),
        ("registered)", 10, "role lab-team"),
        ("registered and", 14, "Known are"),
        ('group "Kohtaamo', 6, "Close it"),
        ("not", 3, "Known are"),
        ("and registered", 0, "role lab-team"),
    ],
)
def test_what_is_no_audience(text: str, at: int, said: str) -> None:
    """The place, and what to write instead."""
    with pytest.raises(NoAudience) as wrong:
        read_audience(text)
    assert wrong.value.at == at
    assert said in wrong.value.hint


@given(
    st.lists(
        st.sampled_from(
            [
                "registered",
                "not",
                "and",
                "or",
                "(",
                ")",
                "role",
                "x",
                '"',
                "region Kainuu",
                "é",
                "  ",
            ]
        )
    )
)
def test_any_text_is_read_or_refused(pieces: list[str]) -> None:
    """Whatever is written there, it is an audience or a NoAudience with a place inside the text."""
    text = " ".join(pieces)
    try:
        read_audience(text)
    except NoAudience as wrong:
        assert 0 <= wrong.at <= len(text)
