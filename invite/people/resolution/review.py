"""What must be asked: people who may be one, as far as the evidence leaves it open and it is likely
enough to ask.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from invite.people.linkage.classify import Edge
from invite.people.linkage.clustering import Clusters
from invite.people.linkage.features import Features
from invite.people.linkage.rules import MatchVerdict
from invite.people.linkage.weights import likely, words, worth_asking
from invite.people.model import Evidence, PersonId, Question
from invite.people.resolution.decisions import Decisions
from invite.people.resolution.disappeared import EACH, questions_of_disappeared
from invite.people.resolution.persistent_ids import Identities
from invite.words import _


class _Case(Struct, frozen=True):
    """Two clusters that may be one. against: what kept them from being joined, "" where the rules
    alone leave it open.
    """

    score: float
    pair: tuple[int, int]
    edge: Edge
    sides: tuple[Features, Features]
    against: str = ""


def questions_of(
    clusters: Clusters, edges: Iterable[Edge], who: Identities, said: Decisions
) -> tuple[Question, ...]:
    """The questions, the likeliest first."""
    cases = {
        case.pair: case
        for case in (*_open(clusters, edges, who, said), *_doubts(clusters, who, said))
    }
    counted: defaultdict[int, int] = defaultdict(int)
    asked: list[Question] = []
    for case in sorted(cases.values(), key=lambda case: (-case.score, case.pair)):
        # nobody's only question is left out: unasked, both would get a letter
        so_far = [counted[place] for place in case.pair]
        if max(so_far) < EACH or min(so_far) == 0:
            evidence = words(*case.sides, case.edge.comparison)
            against = (Evidence(case.against, -4.0),) if case.against else ()
            asked.append(
                Question(
                    people=_ids(who, case.pair), score=case.score, evidence=(*evidence, *against)
                )
            )
            for place in case.pair:
                counted[place] += 1
    asked += questions_of_disappeared(clusters, who, said)
    return tuple(
        sorted(
            asked,
            key=lambda question: (-question.score, [str(person) for person in question.people]),
        )
    )


def _ids(who: Identities, pair: tuple[int, int]) -> tuple[PersonId, PersonId]:
    return who.ids[pair[0]], who.ids[pair[1]]


def _settled(clusters: Clusters, pair: tuple[int, int], who: Identities, said: Decisions) -> bool:
    """Whether they are one already, or were said to be two."""
    return pair[0] == pair[1] or clusters.separated(*pair) or _ids(who, pair) in said.apart_ids


def _open(
    clusters: Clusters, edges: Iterable[Edge], who: Identities, said: Decisions
) -> Iterator[_Case]:
    """Cases that the rules leave open, judged by all that is known of both."""
    people = len(who.ids)
    for pair, edge in {
        clusters.between(edge.x, edge.y): edge for edge in edges if not edge.comparison.known
    }.items():
        whole = None if _settled(clusters, pair, who, said) else clusters.whole(edge)
        if whole is not None and (
            whole.rule.verdict is MatchVerdict.ASK or worth_asking(whole.weight, people)
        ):
            yield _Case(
                likely(whole.weight, people),
                pair,
                whole,
                (clusters.features(pair[0]), clusters.features(pair[1])),
            )


def _doubts(clusters: Clusters, who: Identities, said: Decisions) -> Iterator[_Case]:
    """Joins that were not made because somebody else fits as well, or because something contradicts
    them.
    """
    for doubt in clusters.doubts:
        edge = doubt.edge
        pair = clusters.between(edge.x, edge.y)
        if _settled(clusters, pair, who, said):
            continue
        crowded, contradicted = (
            _("somebody else fits as well"),
            _("another row of one of them has a name that does not fit"),
        )
        sides = clusters.records[edge.x].features, clusters.records[edge.y].features
        score = min(0.9, likely(edge.weight, len(who.ids)))
        yield _Case(score, pair, edge, sides, crowded if doubt.crowded else contradicted)
