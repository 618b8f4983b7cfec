"""Measures who is who on made rows with known truth: right, found, asked, seconds, memory; beside
Splink in the same run.

    python benchmarks/who_is_who.py [ROWS…] [--seed N] [--rough] [--rules] [--weights] [--wrong N]

Splink on DuckDB is measured where it is installed (`pip install splink duckdb`), else that is said
and left out.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import combinations, count
from math import log2
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.made_people import Made, make, roughen
from invite.people.linkage.comparison import Agreement, compare
from invite.people.linkage.features import Features, of_entry
from invite.people.model import PersonId
from invite.people.resolution.resolve import Resolution, resolve

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Measured:
    """What one program made of the rows. asked: recall with the questions answered rightly."""

    program: str
    seconds: float
    precision: float
    recall: float
    asked: float | None = None
    questions: int = 0


def pairs_of(owner: Sequence[object]) -> set[Pair]:
    """The pairs of rows that have one owner."""
    rows: defaultdict[object, list[int]] = defaultdict(list)
    for row, who in enumerate(owner):
        rows[who].append(row)
    return {pair for several in rows.values() for pair in combinations(several, 2)}


def ours(made: Made) -> tuple[Resolution, list[str]]:
    """Who is who, and the person of each row."""
    numbers = count()
    found = resolve(made.entries, new_id=lambda: PersonId(f"p{next(numbers)}"))
    by_origin = {origin: person.id for person in found.roster.people for origin in person.origins}
    return found, [
        by_origin.get(entry.origin, f"nobody {row}") for row, entry in enumerate(made.entries)
    ]


def measure_ours(made: Made, show: int = 0, rules: bool = False) -> Measured:
    """Measure `who_is_who`, and say on stdout what went wrong where that is wanted."""
    started = time.perf_counter()
    found, owner = ours(made)
    seconds = time.perf_counter() - started
    true, got = pairs_of(made.truth), pairs_of(owner)
    asked = {frozenset(question.people) for question in found.roster.questions}
    missed = true - got
    helped = {(x, y) for x, y in missed if frozenset((owner[x], owner[y])) in asked}
    if show:
        for title, several in (
            ("WRONG", got - true),
            ("MISSED", missed - helped),
            ("ASKED", helped),
        ):
            for pair in sorted(several)[:show]:
                print(title, *(f"\n    {line(made, row)}" for row in pair))
    if rules:
        by_rules(made, found)
    right = len(true & got)
    return Measured(
        "invite",
        seconds,
        right / max(1, len(got)),
        right / max(1, len(true)),
        (right + len(helped)) / max(1, len(true)),
        len(found.roster.questions),
    )


def by_rules(made: Made, found: Resolution) -> None:
    """How often each rule joined rows, and how often wrongly: what its place in the table rests
    on.
    """
    truth = {entry.origin: who for entry, who in zip(made.entries, made.truth, strict=True)}
    used: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for merge in found.merges:
        used[merge.rule] += 1
        wrong[merge.rule] += truth[merge.left[0]] != truth[merge.right[0]]
    for rule, times in used.most_common():
        print(f"{times:8} {wrong[rule]:5} wrong  {rule}")


def weights(made: Made) -> None:
    """What each finding weighs between two of one name, in bits: the measure behind
    `evidence.BITS`.
    """
    named: defaultdict[str, list[tuple[Features, int]]] = defaultdict(list)
    for entry, who in zip(made.entries, made.truth, strict=True):
        features = of_entry(entry)
        if features:
            named[features.names[0].whole].append((features, who))
    met: dict[bool, Counter[tuple[str, Agreement]]] = {True: Counter(), False: Counter()}
    for several in named.values():
        for (a, one), (b, two) in combinations(several[:60], 2):
            found = compare(a, b)
            met[one == two].update(
                [
                    ("address", found.address),
                    ("phone", found.phone),
                    ("organisation", found.organisation),
                    ("region", found.region),
                ]
            )
    for kind, tie in sorted({*met[True], *met[False]}):
        shares = [
            (met[same][kind, tie] + 0.5)
            / (sum(n for (k, t), n in met[same].items() if k == kind and t != "unknown") + 1)
            for same in (True, False)
        ]
        if tie != "unknown":
            print(
                f"{kind:13} {tie:6} {shares[0]:8.4f} {shares[1]:8.4f}"
                f" {log2(shares[0] / shares[1]):6.1f} bits"
            )


def line(made: Made, row: int) -> str:
    """A row as it can be read."""
    entry = made.entries[row]
    name = entry.name.full if entry.name else "-"
    return (
        f"{name} | {', '.join(map(str, entry.addresses))} | {entry.organisation} |"
        f" {entry.role.region} | {entry.phone}"
    )


def splink(made: Made) -> Measured:
    """Splink on DuckDB, set up as its own examples do, with the best of several thresholds."""
    library, compare = (
        importlib.import_module("splink"),
        importlib.import_module("splink.comparison_library"),
    )
    block = library.block_on
    table = ("first", "last", "email", "phone", "organisation", "region")
    rows: list[dict[str, object]] = [
        dict(
            zip(
                ("unique_id", *table),
                (
                    number,
                    entry.name.first.casefold() if entry.name else None,
                    entry.name.last.casefold() if entry.name else None,
                    entry.addresses[0].key if entry.addresses else None,
                    entry.phone,
                    entry.organisation,
                    entry.role.region,
                ),
                strict=True,
            )
        )
        for number, entry in enumerate(made.entries)
    ]
    started = time.perf_counter()
    rules = [
        block("email"),
        block("phone"),
        block("first", "last"),
        block("last", "organisation"),
        block("first", "organisation"),
    ]
    settings = library.SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=rules,
        comparisons=[
            compare.JaroWinklerAtThresholds("first", [0.92, 0.8]).configure(
                term_frequency_adjustments=True
            ),
            compare.JaroWinklerAtThresholds("last", [0.92, 0.8]).configure(
                term_frequency_adjustments=True
            ),
            compare.LevenshteinAtThresholds("email", [1, 2]),
            compare.ExactMatch("phone"),
            compare.ExactMatch("organisation"),
            compare.ExactMatch("region"),
        ],
    )
    linker = library.Linker(
        library.DuckDBAPI().register(as_table(rows)), settings, log_level="ERROR"
    )
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block("email"), block("phone")], recall=0.85
    )
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block("first", "last"))
    training.estimate_parameters_using_expectation_maximisation(block("email"))
    predicted = linker.inference.predict(threshold_match_probability=0.5)
    true = pairs_of(made.truth)
    best = (-1.0, 0.0, 0.0)
    seconds = 0.0
    for threshold in (0.5, 0.9, 0.95, 0.99, 0.999, 0.9999):
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold)
        found = clusters.as_record_list()
        seconds = seconds or time.perf_counter() - started
        owner = [0] * len(rows)
        for record in found:
            owner[int(record["unique_id"])] = record["cluster_id"]
        got = pairs_of(owner)
        precision, recall = len(true & got) / max(1, len(got)), len(true & got) / max(1, len(true))
        best = max(best, (2 * precision * recall / (precision + recall or 1), precision, recall))
    return Measured("splink", seconds, best[1], best[2])


def as_table(rows: Iterable[dict[str, object]]) -> object:
    """As Splink takes them: a pyarrow table, or a pandas one."""
    if find_spec("pyarrow"):
        return importlib.import_module("pyarrow").Table.from_pylist(list(rows))
    return importlib.import_module("pandas").DataFrame(list(rows))


def memory() -> str:
    """The most memory that this process has had; not known on Windows."""
    if not find_spec("resource"):
        return "?"
    usage = importlib.import_module("resource")
    peak = usage.getrusage(usage.RUSAGE_SELF).ru_maxrss
    return f"{peak / (1 << 20 if sys.platform == 'darwin' else 1 << 10):.0f} MB"


def main() -> None:
    """Measure and print one line a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--rough", action="store_true", help="more kinds of error, on a quarter of the rows"
    )
    parser.add_argument(
        "--rules", action="store_true", help="how often each rule joined, and how often wrongly"
    )
    parser.add_argument(
        "--weights", action="store_true", help="what each finding weighs on this data, in bits"
    )
    parser.add_argument(
        "--wrong", type=int, default=0, metavar="N", help="show so many of each kind of error"
    )
    options = parser.parse_args()
    for rows in options.rows:
        made = make(rows, options.seed)
        if options.rough:
            made = roughen(made, options.seed)
        if options.weights:
            weights(made)
        done = [measure_ours(made, options.wrong, options.rules)]
        print(f"{rows} rows, {len(set(made.truth))} people, memory so far {memory()}")
        if find_spec("splink") and find_spec("duckdb"):
            done.append(splink(made))
        else:
            print("  splink: not installed, left out")
        for one in done:
            asked = (
                f", with questions {one.asked:.4f} ({one.questions} questions)"
                if one.asked is not None
                else ""
            )
            print(
                f"  {one.program:7} {one.seconds:7.2f} s  precision {one.precision:.5f}  recall"
                f" {one.recall:.4f}{asked}"
            )


if __name__ == "__main__":
    main()
