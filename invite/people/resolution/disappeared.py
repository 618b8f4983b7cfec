"""What must be asked of those who have gone from a sheet: whether somebody new there is they, under
another name or address.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from invite.people.known import KnownPerson
from invite.people.linkage.blocking import blocking_keys
from invite.people.linkage.classify import edge_between
from invite.people.linkage.clustering import Clusters
from invite.people.linkage.comparison import Agreement, compare
from invite.people.linkage.conditions import same_work
from invite.people.linkage.features import Features, of_known
from invite.people.linkage.name_similarity import JOINABLE, NameAgreement, NameKey, key_of
from invite.people.linkage.rules import MatchVerdict
from invite.people.linkage.weights import likely, words, worth_asking
from invite.people.model import Evidence, Origin, PersonId, Question
from invite.people.resolution.decisions import Decisions
from invite.people.resolution.persistent_ids import Identities
from invite.words import _

FEW = 3  # so many may go from any sheet before it counts as another sheet
# the likeliest open cases of one person that are asked about, and the only one of the other: a very
# common name is not asked about for ever
EACH = 3


def questions_of_disappeared(
    clusters: Clusters, who: Identities, said: Decisions
) -> Iterator[Question]:
    """Somebody stands where an older person, who is on no sheet any more, stood last, or has the
    name or the address: the same after a change, or another? And: has somebody who is gone from a
    sheet come back to it with another surname?
    """
    asked: set[tuple[PersonId, PersonId]] = set()
    for question in (
        *_of_the_disappeared(clusters, who, said),
        *_under_another_name(clusters, who, said),
    ):
        one, other = question.people
        if (one, other) not in asked:
            asked |= {(one, other), (other, one)}
            yield question


def _of_the_disappeared(clusters: Clusters, who: Identities, said: Decisions) -> Iterator[Question]:
    if not who.disappeared:
        return
    stood: defaultdict[object, list[KnownPerson]] = defaultdict(list)
    sheets = _missing_from(who)
    for gone in who.disappeared:
        called = (key for name in gone.names for key in _name_keys(key_of(name)))
        places = (
            origin for origin in _last_places(gone.origins) if (origin.file, origin.sheet) in sheets
        )
        for place in {*places, *gone.addresses, *called, *blocking_keys(of_known(gone))}:
            stood[place].append(gone)
    for root, identity in who.ids.items():
        features = clusters.now(root)
        since = min((known.since for known in who.known.get(root, ())), default=None)
        names = [key for name in features.names for key in _name_keys(name)]
        asked: set[PersonId] = set()
        for place in (
            *sorted(features.origins, key=str),
            *sorted(features.addresses),
            *names,
            *blocking_keys(features),
        ):
            for gone in stood.get(place, ())[:EACH]:
                # who was on the sheets at the same time is not they on their row
                together = since is not None and since <= gone.last
                if (
                    gone.id in asked
                    or (identity, gone.id) in said.apart_ids
                    or (together and isinstance(place, Origin))
                ):
                    continue
                if isinstance(place, Origin):
                    many = sheets[place.file, place.sheet] > FEW
                    question = _in_their_place(identity, features, gone, place, many)
                else:
                    question = _named_so(identity, features, gone, len(who.ids))
                if question and len(asked) < EACH:
                    asked.add(gone.id)
                    yield question


_CHANGED = frozenset({NameAgreement.SURNAME, NameAgreement.NEAR, NameAgreement.TYPO})


def _under_another_name(clusters: Clusters, who: Identities, said: Decisions) -> Iterator[Question]:
    """Who came later than somebody of the same organisation and first name (or nearly the same
    name), who stands on fewer sheets than before: the name may have changed or been put right, and
    the address with it, on some sheets or on all.
    """
    at_work: defaultdict[tuple[str, str], list[tuple[KnownPerson, PersonId, int]]] = defaultdict(
        list
    )
    for known, identity, until in _fewer_sheets(clusters, who):
        for key in _names_at_work(of_known(known)):
            at_work[key].append((known, identity, until))
    for root, identity in who.ids.items() if at_work else ():
        features = clusters.now(root)
        since = min((known.since for known in who.known.get(root, ())), default=None)
        found = [one for key in _names_at_work(features) for one in at_work.get(key, ())[:EACH]]
        for gone, before, until in found:
            came_later = since is None or since > until
            if (
                before == identity
                or not came_later
                or {(identity, before), (identity, gone.id)} & said.apart_ids
            ):
                continue
            mine = of_known(gone)
            comparison = compare(mine, features)
            if comparison.name in _CHANGED and same_work(comparison):
                text = _("{name} was on a sheet before, but is not any more")
                reason = Evidence(text.format(name=gone.names[-1].full), 6.0)
                yield Question(
                    people=(identity, before),
                    score=0.4,
                    evidence=(reason, *words(mine, features, comparison)),
                )


def _fewer_sheets(
    clusters: Clusters, who: Identities
) -> Iterator[tuple[KnownPerson, PersonId, int]]:
    """Those who do not stand on all sheets on which they were once seen, whose id they bear, and
    the reading that saw the first of those sheets last: whoever came after it may be they.
    """
    sheets = {
        root: {(origin.file, origin.sheet) for origin in clusters.now(root).origins}
        for root in who.known
    }
    still = (
        (known, who.ids[root], sheets[root])
        for root, several in who.known.items()
        for known in several
    )
    for known, identity, here in (*still, *((gone, gone.id, set()) for gone in who.disappeared)):
        left = [until for sheet, until in known.sheets.items() if sheet not in here]
        if left:
            yield known, identity, min(left)


def _names_at_work(features: Features) -> Iterator[tuple[str, str]]:
    for name in features.names:
        for word in (*name.first[:1], *name.last[-1:]):
            yield from ((word, organisation) for organisation in features.organisations)


def _missing_from(who: Identities) -> Mapping[tuple[str, str | None], int]:
    """How many have gone from each sheet where most have stayed. Where most are others, a row's
    place says nothing.
    """
    missing = Counter(
        (origin.file, origin.sheet)
        for gone in who.disappeared
        for origin in _last_places(gone.origins)
    )
    last = max(gone.last for gone in who.disappeared)
    old = [one for several in who.known.values() for one in several if one.since <= last]
    stayed = Counter(
        (origin.file, origin.sheet) for one in old for origin in _last_places(one.origins)
    )
    return {sheet: many for sheet, many in missing.items() if many <= max(FEW, stayed[sheet])}


def _name_keys(name: NameKey) -> tuple[str, ...]:
    return tuple({name.whole, " ".join(sorted(name.ends))})


def _in_their_place(
    identity: PersonId, features: Features, gone: KnownPerson, at: Origin, many: bool
) -> Question | None:
    """The question whether one who is new is one who stood on that row. many: so many have gone
    from the sheet that two on one row may be chance, unless organisation and region fit.
    """
    mine = of_known(gone)
    comparison = compare(mine, features)
    if many and Agreement.OTHER in {comparison.organisation, comparison.region}:
        return None
    text = _("is at {origin}, where {name} was, who is on no sheet any more")
    reason = Evidence(text.format(origin=at, name=gone.names[-1].full), 10.0)
    score = 0.8 if comparison.name in JOINABLE else 0.3
    return Question(
        people=(identity, gone.id),
        score=score,
        evidence=(reason, *words(mine, features, comparison)),
    )


def _named_so(
    identity: PersonId, features: Features, gone: KnownPerson, people: int
) -> Question | None:
    """The question whether one is somebody who has gone and had such a name, or the address."""
    mine = of_known(gone)
    edge = edge_between(0, 1, mine, features)
    if edge is None:
        return None
    likely_one = edge.comparison.name in JOINABLE and worth_asking(edge.weight, people)
    if edge.rule.verdict is not MatchVerdict.ASK and not likely_one:
        return None
    reason = Evidence(
        _("{name} was on a sheet before, and is on none any more").format(name=gone.names[-1].full),
        0.0,
    )
    evidence = (reason, *words(mine, features, edge.comparison))
    return Question(
        people=(identity, gone.id), score=likely(edge.weight, people), evidence=evidence
    )


def _last_places(origins: Sequence[Origin]) -> Iterable[Origin]:
    """Where somebody stood last on each sheet. origins: the newest last."""
    return {(origin.file, origin.sheet): origin for origin in origins}.values()
