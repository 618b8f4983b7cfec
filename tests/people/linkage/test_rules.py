"""Evidence decides who is one: the table joins, asks or keeps apart, and no crowd makes it slow."""

from __future__ import annotations

import pytest
from records import outcome

from invite.people.linkage.name_similarity import NameAgreement
from invite.people.linkage.rules import RULES, MatchVerdict


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Matti Virtanen|mv@example.org", "Virtanen Matti|mv@example.org|Muu Oy|Lappi", "one"),
        ("Matti Virtanen|mv@example.org", "Liisa Korhonen|mv@example.org", "apart"),
        ("Matti Virtanen|toimisto@example.org", "M. Virtanen|toimisto@example.org", "one"),
        (
            "Matti Virtanen|matti.virtanen@example.org",
            "Matti Vartiainen|matti.virtanen@example.org",
            "asked",
        ),
        (
            "Matti Virtanen|matti.virtanen@example.org",
            "Matti Virtane|matti.virtanen@example.org",
            "one",
        ),
        (
            "Matti Virtanen||Oy A|Lappi|044 7083846",
            "Matti Virtanen|||Kainuu|+358 44 708 3846",
            "one",
        ),
        (
            "Matti Virtanen|matti.virtanen@aho.example|Oy Aho Ab|Lappi",
            "Matti Virtanen|matti.virtanen@b.example|Aho Oy|Lappi",
            "one",
        ),
        # a common name, and an organisation that neither address is at: is it one at all?
        (
            "Matti Virtanen|matti.virtanen@a.example|Sekalaiset|Lappi",
            "Matti Virtanen|matti.virtanen@b.example|Sekalaiset|Lappi",
            "asked",
        ),
        # the same telephone alone does not make one of two names that are only alike
        (
            "Matti Aho||Aho Oy|Lappi|044 7083846",
            "Matias Aho||Oja Oy|Kainuu|044 7083846",
            "asked",
        ),
        # an address a slip away, where nothing else tells
        (
            "Matti Virtanen|matti.virtanen@gmail.com||Lappi",
            "Matti Virtanen|matti.virtamen@gmail.com||Lappi",
            "one",
        ),
        (
            "M. Virtanen|matti.virtanen@a.example|Aho Oy|Lappi",
            "Matti Virtanen|matti.virtanem@a.example|Aho Oy|Lappi",
            "one",
        ),
        # initials: of a double name at one organisation, at another place, in one region
        ("K-E Berg|kp.berg@a.example", "Karl-Erik Berg|karl-erik.berg@a.example", "asked"),
        ("K. Berg|kp.berg@a.example|Aho Oy", "Karl Berg|karl.berg2@a.example|Aho Oy", "apart"),
        (
            "M. Virtanen|matti.virtanen@a.example|Oja Oy|Kainuu",
            "Matti Virtanen|matti.virtanen@b.example|Aho Oy|Lappi",
            "asked",
        ),
        ("M. Virtanen|||Lappi", "Matti Virtanen|matti.virtanen@a.example||Lappi", "asked"),
        # how rare a name must be to be one's without anything else
        ("Aatu Uusitalo|||", "Aatu Uusitalo|aatu.uusitalo@a.example|Aho Oy|Lappi", "asked"),
        ("Aatu Soini|||", "Aatu Soini|aatu.soini@a.example|Aho Oy|Lappi", "one"),
        ("Ahti Uotila|ahti.uotila@a.example|Aho Oy|Lappi", "Ahti Uotila||Aho Oy|Lappi", "one"),
        (
            "Ahti Uotila|ahti.uotila@a.example|Aho Oy|Lappi",
            "Ahti Uotila|ahti.uotila2@a.example|Aho Oy|Lappi",
            "asked",
        ),
        (
            "Ahti Uotila|ahti.uotila@a.example|Aho Oy|Lappi",
            "Ahti Uotila|ahti.uotilla@a.example|Aho Oy|Lappi",
            "one",
        ),
        (
            "Ahti Uotila|ahti.uotila@a.example|Aho Oy|Lappi",
            "Ahti Uotila|ahti.uotila@b.example|Oja Oy|Kainuu",
            "asked",
        ),
        (
            "Ahti Uotila|a@a.example|Yrittäjä|Lappi",
            "Ahti Uotila|b@b.example|Yrittäjä|Kainuu",
            "asked",
        ),
        (
            "Liisa Virtanen|liisa.virtanen@a.example|Aho Oy",
            "Liisa Korhonen|liisa.virtanen@a.example|Aho Oy",
            "one",
        ),
        ("Liisa Virtanen|toimisto@a.example", "Liisa Korhonen|toimisto@a.example", "asked"),
        ("Liisa Virtanen|liisa@a.example|Aho Oy", "Liisa Korhonen|liisa@b.example|Aho Oy", "apart"),
        ("Matti J. Virtanen|toimisto@a.example", "Matti K. Virtanen|toimisto@a.example", "asked"),
        (
            "Leena Aho|helena.aho@a.example|Oy A|Lappi|044 7083846",
            "Helena Aho|helena.aho@a.example|Oy A|Lappi|0447083846",
            "one",
        ),
        (
            "Nöpö Aho|helena.aho@a.example|Oy A|Lappi|044 7083846",
            "Helena Aho|helena.aho@a.example|Oy A|Lappi|0447083846",
            "asked",
        ),
        ("Leena Aho|aho@gmail.com", "Helmi Aho|aho@gmail.com", "apart"),
        # father and son at the family's address, as far as anybody can tell
        (
            "Matti Virtanen|virtaset@a.example|Oja Oy|Lappi",
            "Matti Virtanen|virtaset@a.example|Aho Oy|Kainuu",
            "asked",
        ),
        # called by the second given name
        (
            "Matti Juhani Virtanen|juhani.virtanen@a.example",
            "Juhani Virtanen|juhani.virtanen@a.example",
            "one",
        ),
        (
            "Matti Juhani Virtanen||Aho Oy|Lappi",
            "Juhani Virtanen|juhani.virtanen@a.example|Aho Oy|Lappi",
            "asked",
        ),
        (
            "Matti Juhani Kotka||Aho Oy|Lappi",
            "Juhani Kotka|juhani.kotka@a.example|Aho Oy|Lappi",
            "one",
        ),
        (
            "Veli-Matti Aho|veli.aho@gmail.com||Lappi|044 7083846",
            "Matti Aho|veli.aho@gmail.com||Kainuu|050 3977582",
            "asked",
        ),
        # the address says what the name leaves out
        (
            "M. Virtanen|matti.virtanen@a.example|Aho Oy|Lappi",
            "Matti Virtanen||Aho Oy|Lappi",
            "one",
        ),
        (
            "M. Virtanen||Aho Oy|Lappi",
            "Matti Virtanen|matti.virtanen@a.example|Aho Oy|Lappi",
            "asked",
        ),
        (
            "Liisa|liisa@a.example|Aho Oy|Lappi",
            "Liisa Korhonen|liisa.korhonen@a.example|Aho Oy|Lappi",
            "asked",
        ),
        ("Liisa||Aho Oy|Lappi", "Liisa||Aho Oy|Lappi|044 7083846", "asked"),
        # one letter tells two people apart, in the address as in the name
        (
            "L. Virtanen|laura.virtanen@a.example|Aho Oy|Lappi",
            "Lauri Virtanen|lauri.virtanen@a.example|Aho Oy|Lappi",
            "apart",
        ),
        (
            "Marja Aho|maria.aho@a.example|Aho Oy|Lappi",
            "Maria Aho|maria.aho@a.example|Aho Oy|Lappi",
            "one",
        ),
        (
            "Juha Heikkilä|juha.heikkila@a.example|Aho Oy|Lappi",
            "Juha-Pekka Heikkilä|juha.pekka.heikkila@a.example|Aho Oy|Lappi",
            "asked",
        ),
        # a changed surname, told by the address of one
        (
            "Noora Laine|noora.salonen@a.example|Aho Oy|Lappi",
            "Noora Salonen||Aho Oy|Lappi",
            "asked",
        ),
        # how common a name is decides where nothing else does
        ("Aatu Kotka|||", "Aatu Kotka|aatu.kotka@a.example|Aho Oy|Lappi", "one"),
        ("Matti Virtanen|||", "Matti Virtanen|matti.virtanen@a.example|Aho Oy|Lappi", "asked"),
        (
            "Aatu Kotka|aatu.kotka@a.example|Aho Oy|Lappi",
            "Aatu Kotka|aatu.kotka@b.example|Oja Oy|Lappi",
            "asked",
        ),
        (
            "Sari Hietala|sari.hietala@a.example|Aho Oy|Lappi",
            "Sari Hietala|sari.hietala@b.example|Oja Oy|Lappi",
            "asked",
        ),
        (
            "Sari Hietala|sari.hietala@a.example|Aho Oy|Lappi",
            "Sari Hietala|sari.hietala@b.example||Lappi",
            "one",
        ),
        # what contradicts is asked about, however well name and place fit
        (
            "Matti Virtanen|matti.virtanen@a.example|Aho Oy|Lappi|0447083846",
            "Matti Virtanen|matti.virtanen@b.example|Aho Oy|Lappi|0503977582",
            "asked",
        ),
        (
            "Toni Huotari||Aho Oy|Lappi|0447083846",
            "Toni Huotari|t@a.example|Aho Oy|Lappi|0503977582",
            "asked",
        ),
        (
            "Kari Virtanen|karhu@b.example|Aho Oy|Lappi",
            "Kari Virtanen|kari.virtanen@aho.example|Aho Oy|Lappi",
            "asked",
        ),
        (
            "Kari Virtanen|k.virtanen77@gmail.com|Aho Oy|Lappi",
            "Kari Virtanen|kari.virtanen@aho.example|Aho Oy|Lappi",
            "one",
        ),
        (
            "Kari Virtanen|toimisto@a.example|Aho Oy|Lappi",
            "Kari Virtanen|kari.virtanen@a.example|Aho Oy|Lappi",
            "one",
        ),
        ("Tuomo Karvinen|susi@gmail.com||Lappi", "Tuomo Karvinen|kettu@luukku.com||Lappi", "asked"),
        ("Kaisa Hakola|kaisa.hakola@a.example|THL|Lappi", "Kaisa Hakolla||THL|Kainuu", "asked"),
        # a letter more in a mailbox of the same organisation tells two of one name apart; a slip
        # does not
        (
            "Matti Aho|matti.aho@a.example|Aho Oy|Lappi",
            "Matti Aho|mattij.aho@a.example|Aho Oy|Lappi",
            "asked",
        ),
        (
            "Matti Aho|matti.aho@a.example|Aho Oy|Lappi",
            "Matti Aho|matti.ahok@a.example|Aho Oy|Lappi",
            "asked",
        ),
        (
            "Matti Aho|matti.aho@a.example|Aho Oy|Lappi",
            "Matti Aho|mattii.aho@a.example|Aho Oy|Lappi",
            "one",
        ),
        (
            "Matti Virtanen|matti.j.virtanen@a.example|Aho Oy|Lappi",
            "Matti Virtanen|mvirtane@a.example|Aho Oy|Lappi",
            "asked",
        ),
        (
            "Hussein Ali|hussein.ali@a.example|Aho Oy|Lappi",
            "Ali Hussein|ali.hussein@a.example|Aho Oy|Lappi",
            "asked",
        ),
        # a letter off, and both are names: a slip or another, where nothing else can tell
        ("Anna Aho|anna.aho@a.example|Aho Oy|Lappi", "Anne Aho||Aho Oy|Lappi", "asked"),
        (
            "Anna Aho|anna.aho@a.example|Aho Oy|Lappi",
            "Anne Aho|anne.aho@a.example|Aho Oy|Lappi",
            "apart",
        ),
        ("Anna Aho|anna.aho@a.example|Aho Oy|Lappi", "Anne Aho||Oja Oy|Lappi", "apart"),
        # an initial or a call name at a mailbox of several
        (
            "M. Aho|toimisto@a.example|Aho Oy|Lappi|0447083846",
            "Matti Aho|toimisto@a.example|Aho Oy|Lappi|0503977582",
            "asked",
        ),
        (
            "Matti Aho|perhe.aho@gmail.com||Lappi|0447083846",
            "Matias Aho|perhe.aho@gmail.com||Lappi|0447083846",
            "asked",
        ),
        # ä, ö and ü as some write them
        ("Jürgen Müller|j@a.example|Aho Oy|Lappi", "Juergen Mueller||Aho Oy|Lappi", "one"),
    ],
)
def test_the_table_joins_asks_and_keeps_apart(one: str, other: str, expected: str) -> None:
    """What the rule table promises, on two rows."""
    assert outcome(one, other) == expected
    assert outcome(other, one) == expected


def test_every_rule_has_words_and_the_table_ends_with_an_answer() -> None:
    """The documentation shows the table: each line says something of its own, and no pair is left
    without one.
    """
    words = [rule.words for rule in RULES]
    assert len(set(words)) == len(words)
    assert all(words)
    assert RULES[-1].names == frozenset(NameAgreement)
    assert {rule.verdict for rule in RULES} == set(MatchVerdict)
