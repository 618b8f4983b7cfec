"""Writes the tables of `docs/delivery.md` from the tables that deliver; `--check` says whether they
are up to date.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from invite.delivery.smtp.phases import PHASES, Meaning, Rule
from invite.delivery.smtp.status_codes import CASES

PAGE = Path(__file__).parents[1] / "docs" / "delivery.md"
MARK = "<!-- made by tools/phases.py: {what} -->"
LONG = 80  # characters of a pattern that still say something to a reader
WORDS = {
    Meaning.DEFERRED: "waiting",
    Meaning.REFUSED: "failed",
    Meaning.POLICY: "failed; three running: we are refused",
    Meaning.US: "we are refused",
    Meaning.UNREACHABLE: "no server",
    Meaning.UNCLEAR: "unclear",
    Meaning.AGAIN: "a new connection",
    Meaning.BY_STATUS: "by the status code",
    Meaning.NOTHING: "nothing",
}


def phases() -> str:
    """One row for each phase."""
    rows = [
        "| phase | time limit | 4yz | 5yz | connection lost, too slow or no SMTP | source |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join(
        rows
        + [
            f"| {phase} | {rule.limit:g} s | {_noes(rule)} | {rule.source} |"
            for phase, rule in PHASES.items()
        ]
    )


def _noes(rule: Rule) -> str:
    temporary, permanent = (
        (WORDS[rule.temporary], WORDS[rule.permanent]) if rule.good else ("–", "–")
    )
    return (
        f"{temporary} | {permanent} |"
        f" {'once more on a new one, then ' if rule.again else ''}{WORDS[rule.lost]}"
    )


def cases() -> str:
    """One row for each kind of permanent no at RCPT or later."""
    rows = [
        "| status code | code | words | at | then | source |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for case in CASES:
        at = ", ".join(phase for phase in PHASES if phase in case.phases)
        codes = ", ".join(str(code) for code in sorted(case.codes)) or "any"
        status, words = (
            f"`{text}`".replace("|", "\\|") if text else "" for text in (case.status, case.words)
        )
        if len(words) > LONG:
            words = "many, see the table in the code"
        rows.append(
            f"| {status or 'none'} | {codes} | {words} | {at} | {WORDS[case.meaning]} |"
            f" {case.source} |"
        )
    return "\n".join(rows)


def filled(page: str) -> str:
    """The page with its tables as they are now."""
    for what, table in {"phases": phases(), "cases": cases()}.items():
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
        print("docs/delivery.md does not show the tables as they are: run python tools/phases.py")
        return 1
    PAGE.write_text(filled(page), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
