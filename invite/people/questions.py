"""What must be asked: people who may be one, as far as the evidence leaves it open and it is likely enough to ask."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from invite.people.answers import Told
from invite.people.cluster import Clusters
from invite.people.compare import Tie, compare
from invite.people.evidence import likely, words, worth_asking
from invite.people.identity import Known
from invite.people.likeness import JOINABLE, NameKey, key_of
from invite.people.match import Edge, edge_between
from invite.people.memory import Remembered
from invite.people.model import Evidence, Origin, PersonId, Question
from invite.people.rules import Verdict
from invite.people.traits import Traits, of_known
from invite.words import _

FEW = 3  # so many may go from any sheet before it counts as another sheet
EACH = 3  # the likeliest open cases of one person that are asked about: a very common name is not asked about for ever


@dataclass(frozen=True, slots=True)
class _Case:
    """Two clusters that may be one. against: what kept them from being joined, "" where the rules alone leave it open."""

    score: float
    pair: tuple[int, int]
    edge: Edge
    sides: tuple[Traits, Traits]
    against: str = ""


def questions_of(clusters: Clusters, edges: Iterable[Edge], who: Remembered, said: Told) -> tuple[Question, ...]:
    """The questions, the likeliest first."""
    cases = {case.pair: case for case in (*_open(clusters, edges, who, said), *_doubts(clusters, who, said))}
    counted: defaultdict[int, int] = defaultdict(int)
    asked: list[Question] = []
    for case in sorted(cases.values(), key=lambda case: (-case.score, case.pair)):
        if max(counted[place] for place in case.pair) < EACH:
            evidence = words(*case.sides, case.edge.comparison)
            against = (Evidence(case.against, -4.0),) if case.against else ()
            asked.append(Question(people=_ids(who, case.pair), score=case.score, evidence=(*evidence, *against)))
            for place in case.pair:
                counted[place] += 1
    asked += _back_again(clusters, who, said)
    return tuple(sorted(asked, key=lambda question: (-question.score, [str(person) for person in question.people])))


def _ids(who: Remembered, pair: tuple[int, int]) -> tuple[PersonId, PersonId]:
    return who.ids[pair[0]], who.ids[pair[1]]


def _settled(clusters: Clusters, pair: tuple[int, int], who: Remembered, said: Told) -> bool:
    """Whether they are one already, or were said to be two."""
    return pair[0] == pair[1] or clusters.told_apart(*pair) or _ids(who, pair) in said.apart_ids


def _open(clusters: Clusters, edges: Iterable[Edge], who: Remembered, said: Told) -> Iterator[_Case]:
    """Cases that the rules leave open, judged by all that is known of both."""
    people = len(who.ids)
    for pair, edge in {clusters.between(edge.x, edge.y): edge for edge in edges}.items():
        whole = None if _settled(clusters, pair, who, said) else clusters.whole(edge)
        if whole is not None and (whole.rule.verdict is Verdict.ASK or worth_asking(whole.weight, people)):
            yield _Case(likely(whole.weight, people), pair, whole, (clusters.traits(pair[0]), clusters.traits(pair[1])))


def _doubts(clusters: Clusters, who: Remembered, said: Told) -> Iterator[_Case]:
    """Joins that were not made because somebody else fits as well, or because something contradicts them."""
    for doubt in clusters.doubts:
        edge = doubt.edge
        pair = clusters.between(edge.x, edge.y)
        if _settled(clusters, pair, who, said):
            continue
        crowded, contradicted = _("somebody else fits as well"), _("another row of one of them has a name that contradicts it")
        sides = clusters.faces[edge.x].traits, clusters.faces[edge.y].traits
        score = min(0.9, likely(edge.weight, len(who.ids)))
        yield _Case(score, pair, edge, sides, crowded if doubt.crowded else contradicted)


def _back_again(clusters: Clusters, who: Remembered, said: Told) -> Iterator[Question]:
    """Somebody stands where an older person, who is on no sheet any more, stood last, or has the name or the address: the same
    after a change, or another?
    """
    if not who.vanished:
        return
    stood: defaultdict[object, list[Known]] = defaultdict(list)
    sheets = _missing_from(who)
    for gone in who.vanished:
        called = (key for name in gone.names for key in _name_keys(key_of(name)))
        places = (origin for origin in _last_places(gone.origins) if (origin.file, origin.sheet) in sheets)
        for place in {*places, *gone.addresses, *called}:
            stood[place].append(gone)
    for root, identity in who.ids.items():
        traits = clusters.traits(root)
        since = min((known.since for known in who.known.get(root, ())), default=None)
        names = [key for name in traits.names for key in _name_keys(name)]
        asked: set[PersonId] = set()
        for place in (*sorted(traits.origins, key=str), *sorted(traits.addresses), *names):
            for gone in stood.get(place, ())[:EACH]:
                if gone.id in asked or (identity, gone.id) in said.apart_ids:
                    continue
                if isinstance(place, Origin):
                    many = sheets[place.file, place.sheet] > FEW
                    moved_up = since is not None and since <= gone.last  # who stood on the sheet beside them
                    question = None if moved_up else _in_their_place(identity, traits, gone, place, many)
                else:
                    question = _named_so(identity, traits, gone, len(who.ids))
                if question and len(asked) < EACH:
                    asked.add(gone.id)
                    yield question


def _missing_from(who: Remembered) -> Mapping[tuple[str, str | None], int]:
    """How many have gone from each sheet where most have stayed. Where most are others, a row's place says nothing."""
    missing = Counter((origin.file, origin.sheet) for gone in who.vanished for origin in _last_places(gone.origins))
    last = max(gone.last for gone in who.vanished)
    old = [one for several in who.known.values() for one in several if one.since <= last]
    stayed = Counter((origin.file, origin.sheet) for one in old for origin in _last_places(one.origins))
    return {sheet: many for sheet, many in missing.items() if many <= max(FEW, stayed[sheet])}


def _name_keys(name: NameKey) -> tuple[str, ...]:
    return tuple({name.whole, " ".join(sorted(name.ends))})


def _in_their_place(identity: PersonId, traits: Traits, gone: Known, at: Origin, many: bool) -> Question | None:
    """The question whether one who is new is one who stood on that row. many: so many have gone from the sheet that two on one
    row may be chance, unless organisation and region fit.
    """
    mine = of_known(gone)
    comparison = compare(mine, traits)
    if many and Tie.OTHER in {comparison.organisation, comparison.region}:
        return None
    text = _("stands at {origin}, where {name} stood, who is on no sheet any more")
    reason = Evidence(text.format(origin=at, name=gone.names[-1].full), 10.0)
    score = 0.8 if comparison.name in JOINABLE else 0.3
    return Question(people=(identity, gone.id), score=score, evidence=(reason, *words(mine, traits, comparison)))


def _named_so(identity: PersonId, traits: Traits, gone: Known, people: int) -> Question | None:
    """The question whether one is somebody who has gone and had such a name, or the address."""
    mine = of_known(gone)
    edge = edge_between(0, 1, mine, traits)
    if edge is None:
        return None
    likely_one = edge.comparison.name in JOINABLE and worth_asking(edge.weight, people)
    if edge.rule.verdict is not Verdict.ASK and not likely_one:
        return None
    reason = Evidence(_("{name} was on a sheet before, and is on none any more").format(name=gone.names[-1].full), 0.0)
    evidence = (reason, *words(mine, traits, edge.comparison))
    return Question(people=(identity, gone.id), score=likely(edge.weight, people), evidence=evidence)


def _last_places(origins: Sequence[Origin]) -> Iterable[Origin]:
    """Where somebody stood last on each sheet. origins: the newest last."""
    return {(origin.file, origin.sheet): origin for origin in origins}.values()
