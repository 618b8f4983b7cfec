"""From the bytes of invite.toml to its tables, with all faults of the writing at once.

tomllib stops at the first fault. Each is told, mended in memory, and the reading begins again, so that one run finds them all.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from invite.errors import Problem
from invite.settings.encoding import decode
from invite.settings.places import Path, places
from invite.settings.project import SETTINGS_FILE
from invite.settings.reading import Table
from invite.settings.values import Unfit
from invite.words import _

ROUNDS = 100  # more faults than anybody mends in one go
LINE_NUMBER = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the file. tables: None where it could not be made out."""

    tables: Table | None
    places: Mapping[Path, int]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def parse(content: bytes) -> Written:
    """The tables of a settings file, however it was saved and whatever is wrong in its writing."""
    decoded = decode(content)
    if isinstance(decoded, Unfit):
        return Written(None, {}, (Problem(SETTINGS_FILE, decoded.what, decoded.hint),), ())
    said = decoded.warning
    warnings = (Problem(SETTINGS_FILE, said.what, said.hint),) if said else ()
    try:
        tables = tomllib.loads(decoded.text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return _mended(decoded.text, warnings)
    return Written(tables, places(list(enumerate(decoded.text.split("\n"), 1))), (), warnings)


def _mended(text: str, warnings: tuple[Problem, ...]) -> Written:
    """What stands in a file with faults in its writing, as far as it can be made out."""
    from invite.settings.page import Page  # the table of faults is loaded for those who made some

    page = Page.of(text)
    tables = None
    for _round in range(ROUNDS):
        try:
            tables = tomllib.loads(page.text)
        except tomllib.TOMLDecodeError as error:
            found = LINE_NUMBER.search(str(error))
            page.mend(int(found[1]) - 1 if found else None, str(error))
        except RecursionError:
            page.problems.append(Problem(SETTINGS_FILE, _("The brackets go too deep."), _("Lists have one pair of brackets.")))
            break
        else:
            break
    return Written(tables, places(page.lines), tuple(page.problems), warnings)
