"""Writes `invite/locale/invite.pot`, every sentence on the screen, for translators; `--check` says
whether it is up to date.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

HOUSE = Path(__file__).parents[1] / "invite"
CATALOGUE = HOUSE / "locale" / "invite.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def catalogue() -> str:
    """All sentences, sorted, without places and dates, so that it changes only when a sentence
    does.
    """
    found = Catalog(project="invite", charset="utf-8")
    for _path, _line, message, comments, context in extract_from_dir(
        HOUSE, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        found.add(message, auto_comments=comments, context=context)
    out = io.BytesIO()
    write_po(out, found, no_location=True, omit_header=True, sort_output=True, width=120)
    return out.getvalue().decode()


def main() -> int:
    """Write the catalogue, or compare it; returns the exit code."""
    words = catalogue()
    if "--check" in sys.argv:
        if CATALOGUE.exists() and CATALOGUE.read_text(encoding="utf-8") == words:
            return 0
        print(
            "invite/locale/invite.pot does not hold the sentences of the program: run `make words`."
        )
        return 1
    CATALOGUE.parent.mkdir(exist_ok=True)
    CATALOGUE.write_text(words, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
