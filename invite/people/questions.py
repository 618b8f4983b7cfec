"""What must be asked: people who may be one, as far as the evidence leaves it open and it is likely enough to ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from invite.people.answers import Told
from invite.people.cluster import Clusters
from invite.people.evidence import likely, words
from invite.people.identity import Known
from invite.people.likeness import JOINABLE
from invite.people.match import Edge, edge_between
from invite.people.memory import Remembered
from invite.people.model import Evidence, Origin, PersonId, Question
from invite.people.rules import LEAST, Verdict
from invite.people.traits import of_known
from invite.words import _

EACH = 3  # the likeliest open cases of one person that are asked about: a very common name is not asked about for ever


def questions_of(clusters: Clusters, pairs: Iterable[tuple[int, int]], who: Remembered, said: Told) -> tuple[Question, ...]:
    """The questions, the likeliest first."""
    found = {
        **_open(clusters, pairs, who, said),
        **_doubts(clusters, who, said),
    }
    asked = [*found.values(), *_replaced(clusters, who, said)]
    return tuple(sorted(asked, key=lambda question: (-question.score, [str(person) for person in question.people])))


def _between(clusters: Clusters, x: int, y: int) -> tuple[int, int]:
    """The clusters of two faces, in order."""
    one, two = clusters.find(x), clusters.find(y)
    return (one, two) if one < two else (two, one)


def _ids(who: Remembered, pair: tuple[int, int]) -> tuple[PersonId, PersonId]:
    return who.ids[pair[0]], who.ids[pair[1]]


def _open(clusters: Clusters, pairs: Iterable[tuple[int, int]], who: Remembered, said: Told) -> dict[tuple[int, int], Question]:
    """Cases that the rules leave open, judged by all that is known of both."""
    people = len(who.ids)
    judged: list[tuple[float, tuple[int, int], Edge]] = []
    for pair in {_between(clusters, *pair) for pair in pairs}:
        x, y = pair
        if x == y or clusters.told_apart(x, y) or _ids(who, pair) in said.apart_ids:
            continue
        edge = edge_between(x, y, clusters.traits(x), clusters.traits(y))
        if edge is None:
            continue
        score = likely(edge.weight, people)
        if score >= LEAST or edge.rule.verdict is Verdict.ASK:
            judged.append((score, pair, edge))
    counted: defaultdict[int, int] = defaultdict(int)
    kept: dict[tuple[int, int], Question] = {}
    for score, pair, edge in sorted(judged, key=lambda case: (-case[0], case[1])):
        if max(counted[pair[0]], counted[pair[1]]) < EACH:
            evidence = words(clusters.traits(pair[0]), clusters.traits(pair[1]), edge.comparison)
            kept[pair] = Question(people=_ids(who, pair), score=score, evidence=evidence)
            counted[pair[0]] += 1
            counted[pair[1]] += 1
    return kept


def _doubts(clusters: Clusters, who: Remembered, said: Told) -> dict[tuple[int, int], Question]:
    """Joins that were not made because somebody else fits as well, or because something contradicts them."""
    found: dict[tuple[int, int], Question] = {}
    for edge in clusters.doubts:
        pair = _between(clusters, edge.x, edge.y)
        x, y = pair
        if x == y or pair in found or clusters.told_apart(x, y) or _ids(who, pair) in said.apart_ids:
            continue
        a, b = clusters.faces[edge.x].traits, clusters.faces[edge.y].traits
        evidence = (*words(a, b, edge.comparison), Evidence(_("somebody else fits as well"), -4.0))
        score = min(0.9, likely(edge.weight, len(who.ids)))
        found[pair] = Question(people=_ids(who, pair), score=score, evidence=evidence)
    return found


def _replaced(clusters: Clusters, who: Remembered, said: Told) -> Iterable[Question]:
    """Somebody stands where an older person, who is on no sheet any more, stood last: the same under a new name, or another."""
    if not who.vanished:
        return
    stood: defaultdict[Origin, list[Known]] = defaultdict(list)
    for gone in who.vanished:
        for origin in _last_places(gone.origins):
            stood[origin].append(gone)
    for root, identity in who.ids.items():
        traits = clusters.traits(root)
        before = who.known.get(root, ())
        first = {origin for known in before[:1] for origin in _first_places(known.origins)}
        for origin in sorted(traits.origins, key=str):
            for gone in stood.get(origin, ()):
                if before and origin not in first:
                    continue  # they stood elsewhere before, and only moved up
                if (identity, gone.id) in said.apart_ids:
                    continue
                mine = replace(of_known(gone), known=gone.id)
                edge = edge_between(0, 1, mine, traits)
                evidence = words(mine, traits, edge.comparison) if edge else ()
                place = Evidence(
                    _("stands at {origin}, where {name} stood, who is on no sheet any more").format(
                        origin=origin, name=gone.names[-1].full
                    ),
                    10.0,
                )
                likelihood = 0.8 if edge and edge.comparison.name in JOINABLE else 0.3
                yield Question(people=(identity, gone.id), score=likelihood, evidence=(place, *evidence))


def _last_places(origins: Sequence[Origin]) -> Iterable[Origin]:
    """Where somebody stood last on each sheet. origins: the newest last."""
    return {(origin.file, origin.sheet): origin for origin in origins}.values()


def _first_places(origins: Sequence[Origin]) -> Iterable[Origin]:
    """Where somebody stood first on each sheet."""
    return {(origin.file, origin.sheet): origin for origin in reversed(origins)}.values()
