"""Writes the tables of `docs/who-is-who.md` from the rules themselves; `--check` says whether they
are up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from invite.people.linkage.name_similarity import NameAgreement
from invite.people.linkage.rules import RULES, MatchVerdict
from invite.people.linkage.weights import DETAIL_WORDS, NAME_PENALTIES, NAME_WORDS, WEIGHTS

PAGE = Path(__file__).parents[1] / "docs" / "who-is-who.md"
MARK = "<!-- made by tools/rules.py: {what} -->"
THEN = {
    MatchVerdict.JOIN: "one person",
    MatchVerdict.PLACE: "one person, unless somebody else fits as well",
    MatchVerdict.LIKELY: "one person, if likely enough and nobody else fits as well; else as below",
    MatchVerdict.ASK: "a question",
    MatchVerdict.OPEN: "a question, if likely enough",
    MatchVerdict.APART: "two people",
}


def tables() -> dict[str, str]:
    """The tables by their names."""
    names = sorted(NameAgreement, key=lambda name: list(NameAgreement).index(name))
    return {
        "names": _table(
            ("name", "what it means", "takes off, in bits"),
            ((f"`{name}`", NAME_WORDS[name], f"{NAME_PENALTIES[name]:g}") for name in names),
        ),
        "rules": _table(
            ("", "names", "when", "then"),
            (
                (str(number), _all(rule.names), rule.words, THEN[rule.verdict])
                for number, rule in enumerate(RULES, 1)
            ),
        ),
        "weights": _table(
            ("finding", "weighs, in bits"),
            (
                (DETAIL_WORDS[key].replace(": {values}", ""), f"{weight:+g}")
                for key, weight in WEIGHTS.items()
            ),
        ),
    }


def _all(names: frozenset[NameAgreement]) -> str:
    if names == frozenset(NameAgreement):
        return "any"
    return ", ".join(f"`{name}`" for name in NameAgreement if name in names)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _column in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def filled(page: str) -> str:
    """The page with its tables as the rules are now."""
    for what, table in tables().items():
        begin, end = MARK.format(what=what), MARK.format(what=f"end of {what}")
        before, _begin, rest = page.partition(begin)
        _old, _end, after = rest.partition(end)
        page = f"{before}{begin}\n\n{table}\n\n{end}{after}"
    return page


def main() -> int:
    """Write the page, or compare it; returns the exit code."""
    page = PAGE.read_text(encoding="utf-8")
    if "--check" in sys.argv:
        if page == filled(page):
            return 0
        print("docs/who-is-who.md does not show the rules as they are: run python tools/rules.py")
        return 1
    PAGE.write_text(filled(page), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
