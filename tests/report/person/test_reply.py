"""A reply to paste: whole sentences in three languages, for every case and every mailing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import person

from invite.campaign.status.verdict import MailingVerdict, VerdictCase
from invite.language import LANGUAGES, Language
from invite.language.texts import texts
from invite.mailing.reply import Reply
from invite.plan import Because
from invite.records import replace
from invite.report.base.phrases import pieces
from invite.report.person.reply import answer
from invite.summary import STATES

AT = datetime(2027, 1, 12, 9, 14, tzinfo=UTC)
MATTI = person()
SENT = MailingVerdict(
    mailing="kutsu",
    case=VerdictCase.SENT,
    at=AT,
    to="m@example.org",
    first_at=AT - timedelta(days=7),
    first_to="old@example.org",
)
MAILINGS = ("kutsu", "muistutus", "ohjelma", "muutos", "peruutus", "kiitos", "lehdistötilaisuus")


def body(found: MailingVerdict, language: Language, now: datetime = AT) -> str:
    text = answer(found, MATTI, language, "Aino Esimerkki", now)
    assert text is not None
    return text.split("\n\n")[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mailing", MAILINGS)
@pytest.mark.parametrize("key", texts("fi").replies.sentences)
def test_whole_sentences(key: str, mailing: str, language: Language) -> None:
    """Whatever the case, the mailing and the language: no gap is left, it begins large and ends as
    a sentence.
    """
    case = VerdictCase(key) if key in set(VerdictCase) else VerdictCase.SKIPPED
    for now in (AT, AT + timedelta(days=3)):
        text = body(
            replace(
                SENT, mailing=mailing, case=case, because=key if case is VerdictCase.SKIPPED else ""
            ),
            language,
            now,
        )
        assert not re.search(r"[{}]|  | [.,;?]|\bNone\b", text)
        assert text[0].isupper()
        assert text[-1] in ".?!"


def test_as_it_is_said() -> None:
    """The sentences as somebody gets them."""
    assert (
        body(replace(SENT, case=VerdictCase.AGAIN, first_to="m@example.org"), "fi")
        == "Kutsu lähti 5.1. klo 9.14 osoitteeseen m@example.org; lähetin sen nyt uudelleen samaan"
        " osoitteeseen."
    )
    later = AT + timedelta(days=2)
    assert (
        body(replace(SENT, case=VerdictCase.AGAIN), "fi", later)
        == "Kutsu lähti 5.1. klo 9.14 osoitteeseen old@example.org; lähetin sen uudelleen"
        " osoitteeseen m@example.org 12.1. klo 9.14."
    )
    assert (
        body(replace(SENT, case=VerdictCase.AGAIN), "sv")
        == "Inbjudan skickades 5.1 kl. 9.14 till adressen old@example.org; jag skickade den nu på"
        " nytt till adressen m@example.org."
    )
    assert (
        body(replace(SENT, case=VerdictCase.AGAIN), "en", later)
        == "The invitation was sent to old@example.org on 5 January at 9:14; I sent it again to"
        " m@example.org on 12 January at 9:14."
    )
    assert (
        body(replace(SENT, case=VerdictCase.BOUNCED, mailing="ohjelma"), "sv")
        == "Programmet skickades 12.1 kl. 9.14 till adressen m@example.org men kom i retur. Till"
        " vilken adress kan jag skicka det?"
    )


@pytest.mark.parametrize("because", [Because.UNWANTED, Because.STOPPED, Because.GONE])
def test_nothing_is_said_for_the_coordinator(because: Because) -> None:
    """Whoever is left out on purpose is answered by a human."""
    assert (
        answer(replace(SENT, case=VerdictCase.SKIPPED, because=because.value), MATTI, "fi", "A", AT)
        is None
    )


def test_who_has_answered_hears_so() -> None:
    """Whoever has registered is told that it has arrived, whatever became of the letter."""
    text = answer(
        replace(SENT, case=VerdictCase.UNCLEAR), MATTI, "fi", "Aino", AT, reply=Reply.REGISTERED
    )
    assert (
        text == "Hei Matti!\n\nIlmoittautumisesi on tullut perille. Kiitos siitä!\n\nYstävällisin"
        " terveisin\nAino\n"
    )


@given(
    st.dictionaries(st.sampled_from(STATES), st.integers(0, 10_000)), st.integers(len(STATES), 1000)
)
def test_bars_add_up(counts: dict[str, int], width: int) -> None:
    """The pieces of a bar fill it, and nobody who is there is missing from it."""
    found = dict(pieces(counts, width))
    assert set(found) == {state for state, n in counts.items() if n}
    assert sum(found.values()) == (width if found else 0)
    assert all(length >= 1 for length in found.values())
