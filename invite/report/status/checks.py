"""What was looked at before the yes: on the screen, worst first, and for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from invite.campaign.check.model import LEVELS, Area, Check, Checklist, Level
from invite.report.base.picture import Document, Line, Picture, words
from invite.safe_text import shown, shown_lines
from invite.words import _, ngettext

STYLES = {"green": "green", "yellow": "yellow", "red": "bold red"}
SIGNS = {"green": "✓", "yellow": "!", "red": "✗"}


def screen(found: Checklist) -> Picture:
    """`invite check`: how many of each, then every line with where and what to do."""
    summary = ", ".join(_counted(level, n) for level in LEVELS if (n := found.count(level)))
    return Picture((words(summary, "bold"), (), *_lines(found.checks, areas=True)))


def picture(found: Sequence[Check]) -> Picture:
    """Some lines, all of one area."""
    return Picture(tuple(_lines(found, areas=False)))


def _lines(found: Sequence[Check], *, areas: bool) -> Iterator[Line]:
    for one in found:
        style = STYLES[one.level]
        area = f"{area_words(one.area)}: " if areas else ""
        yield ((f"{SIGNS[one.level]} ", style), (area, "dim"), (shown(one.what), style))
        if one.where:
            yield words(f"    {shown(one.where)}", "dim")
        for line in shown_lines(one.hint).splitlines():
            yield words(f"    {line}")


def area_words(area: Area) -> str:
    """What a line is about."""
    return {
        "sheets": _("Sheets"),
        "letters": _("Letters"),
        "server": _("Server"),
        "ledger": _("Ledger"),
    }[area]


def _counted(level: Level, n: int) -> str:
    match level:
        case "red":
            return ngettext(
                "{n} red: nothing is sent before it is fixed",
                "{n} red: nothing is sent before they are fixed",
                n,
            ).format(n=n)
        case "yellow":
            return ngettext("{n} yellow: look at it", "{n} yellow: look at them", n).format(n=n)
        case "green":
            return ngettext("{n} green", "{n} green", n).format(n=n)


def to_document(found: Sequence[Check]) -> Document:
    """`invite check --json`, and `invite ledger check --json`."""
    return {
        "checks": [
            {
                "area": one.area,
                "level": one.level,
                "what": one.what,
                "hint": one.hint,
                "where": one.where,
            }
            for one in found
        ]
    }
