"""Links of a template: their targets are checked, and filled in the same way in the HTML and in the text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence

from markdown_it.token import Token

from invite.errors import Problem
from invite.letters.codes import Code, Codes
from invite.letters.sandbox import unsafe
from invite.words import _

Line = Callable[[Token], int]
_ATTRIBUTE = re.compile(r"""\b(href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


def settle_links(tokens: Iterable[Token], codes: Codes, lines: Sequence[int], where: str) -> list[Problem]:
    """Every link's target becomes one piece of code (or checked text), the same for HTML and text; what is wrong with them.

    lines: the file's line for each line that was read. where: the file.
    """
    found: list[Problem] = []
    for token in tokens:
        at = token.map[0] if token.map else 0
        for child in token.children or ():
            at += child.type in ("softbreak", "hardbreak")
            line = lines[min(at, len(lines) - 1)] if token.map else 1
            if child.type == "image":
                what, hint = _("a picture cannot stand in a letter"), _("Give the sender's logo in the settings: [sender] logo.")
                found.append(Problem(f"{where}:{line}", what, hint))
            if child.type == "link_open":
                target, wrong = settled(str(child.attrs["href"]), codes, line)
                child.attrs["href"] = target
                if wrong:
                    found.append(Problem(f"{where}:{line}", wrong, _("Write the whole address: [text](https://…).")))
    return found


def settle_attributes(html: str, codes: Codes, where: str) -> tuple[str, list[Problem]]:
    """The same for the `href` and `src` of a layout."""
    found: list[Problem] = []

    def settle(match: re.Match[str]) -> str:
        target = match[2] if match[2] is not None else match[3]
        line = html.count("\n", 0, match.start()) + 1
        if not target.startswith("cid:") and not _is_logo(target, codes):
            target, wrong = settled(target, codes, line)
            if not wrong and match[1].lower() == "src":
                wrong = _("a picture from elsewhere tells who reads the letter, and is not shown by most mail programs")
            if wrong:
                found.append(Problem(f"{where}:{line}", wrong))
        return f'{match[1]}="{target}"'

    return _ATTRIBUTE.sub(settle, html), found


def _is_logo(target: str, codes: Codes) -> bool:
    parts = [part for part in codes.split(target) if part]
    return len(parts) == 1 and isinstance(parts[0], Code) and parts[0].code == "logo"


def settled(target: str, codes: Codes, line: int) -> tuple[str, str]:
    """The target as text or as one word for its code; and what is wrong with it, or "".

    A piece of code that begins the target is a link itself; one that stands further on is a value inside it, and is quoted.
    """
    parts = [part for part in codes.split(target) if part]
    if not any(isinstance(part, Code) for part in parts):
        return target, unsafe(target)
    if any(isinstance(part, Code) and part.kind == "tag" for part in parts):
        return target, _("a condition cannot stand inside a link's target; put it round the whole link")
    code = " ~ ".join(_expression(part, first=n == 0) for n, part in enumerate(parts))
    shown = "".join(part if isinstance(part, str) else f"{{{{ {part.shown} }}}}" for part in parts)
    pieces = [part for part in parts if isinstance(part, Code)]
    wrong = unsafe(parts[0] + "x") if isinstance(parts[0], str) else ""
    first = pieces[0]
    return codes.put(Code("print", code, first.line, first.shown if len(parts) == 1 else shown, first.where)), wrong


def _expression(part: str | Code, *, first: bool) -> str:
    if isinstance(part, str):
        return json.dumps(part)
    return f"(({part.code}) | {'_url' if first else '_part'})"
