"""Renews the screens that the pages show, by running the commands on the example project at a fixed
moment; `--check` says which are out of date.

A screen is a block of code under a line such as `<!-- screen sent: invite status -->`: the stage
that the project is at, and the command. With ` | 4. Who +3` only the line that begins so is shown,
and three more; several of these are parted by `…`.
"""

from __future__ import annotations

import io
import os
import random
import re
import secrets
import shlex
import sys
import tempfile
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout, suppress
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

from invite import __main__ as program
from invite.campaign import project
from invite.cli import terminal
from invite.ledger.storage.sqlite import connection

HOUSE = Path(__file__).parents[1]
COLUMNS = 80
NOW = datetime(2027, 4, 7, 6, 50, tzinfo=UTC)  # six weeks before the example's event
FOLDER = "~/juhla"  # stands where the project is
PAGES = (HOUSE / "README.md", *sorted((HOUSE / "docs").glob("*.md")))
BLOCK = re.compile(
    r"(?P<mark><!-- screen (?P<stage>\w+): (?P<command>[^|\n]+?)(?P<parts>(?: \| [^|\n]+?)*) -->\n)"
    r"\n?```\n(?P<screen>.*?)```\n",
    re.DOTALL,
)
EXPORT = """\
Nimi;Sähköposti;Osallistutko?
Kirsi Ojala;kirsi.ojala@seinajoenkampus.example.org;Kyllä
Eero Heikkinen;eero.heikkinen@kainuuntaitokeskus.example.org;Kyllä
Tuula Karppinen;tuula.karppinen@kajaaninkehitys.example.org;En pääse
Reetta Savolainen;reetta.savolainen@kuhmonkansalaisopisto.example.org;Kyllä
"""
# What is done to get from one stage to the next.
STAGES: Mapping[str, tuple[str, ...]] = {
    "nothing": (),
    "demo": ("invite demo .",),
    "sent": ("invite settle --outbox --sent",),
    "answered": ("invite registrations ilmo.csv", "invite stop Moilanen"),
}


def main() -> None:
    """Write the screens into the pages, or say which are not as they would be now."""
    checking = "--check" in sys.argv[1:]
    texts = {page: page.read_text(encoding="utf-8") for page in PAGES}
    wanted = {
        (found["stage"], found["command"])
        for text in texts.values()
        for found in BLOCK.finditer(text)
    }
    made = screens(wanted)
    old = 0
    for page, text in texts.items():
        new = BLOCK.sub(lambda found: _block(found, made), text)
        if new != text and checking:
            print(f"{page.relative_to(HOUSE)}: a screen is out of date: make screens")
            old += 1
        elif new != text:
            page.write_text(new, encoding="utf-8")
    sys.exit(bool(old))


def screens(wanted: set[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """What each command shows at its stage. wanted: stages and commands."""
    shown: dict[tuple[str, str], str] = {}
    with tempfile.TemporaryDirectory() as folder, chdir(folder), _still():
        for stage, steps in STAGES.items():
            for step in steps:
                if step.startswith("invite registrations"):
                    Path("ilmo.csv").write_text(EXPORT, encoding="utf-8")
                    os.utime("ilmo.csv", (NOW.timestamp(), NOW.timestamp()))
                said = _said(step)
                shown[stage, step] = said
            for at, command in sorted(wanted - shown.keys()):
                if at == stage:
                    shown[at, command] = _said(command)
    return shown


@contextmanager
def _still() -> Iterator[None]:
    """The same moment, ids and tokens each time, in English, at a terminal's width."""
    fixed = random.Random(1)
    with (
        mock.patch.dict(os.environ, {"INVITE_LANGUAGE": "en", "XDG_DATA_HOME": str(Path.cwd())}),
        mock.patch.object(project, "system_clock", lambda: NOW),
        mock.patch.object(connection, "_system_clock", lambda: NOW),
        mock.patch.object(terminal, "PIPED_WIDTH", COLUMNS),
        mock.patch.object(secrets, "randbelow", fixed.randrange),
        mock.patch.object(secrets, "token_bytes", lambda n=32: fixed.randbytes(n)),
    ):
        yield


def _said(command: str) -> str:
    """What stands on the screen, errors and remarks with the rest, in lines of COLUMNS at most."""
    out = io.StringIO()
    argv = shlex.split(command)
    here = (redirect_stdout(out), redirect_stderr(out), mock.patch.object(sys, "argv", argv))
    with here[0], here[1], here[2], suppress(SystemExit):
        program.run()
    text = out.getvalue().replace(str(Path.cwd()), FOLDER)
    lines = (line.rstrip() for line in text.strip("\n").splitlines())
    return "\n".join(part for line in lines for part in _wrapped(line)) + "\n"


def _wrapped(line: str) -> Iterator[str]:
    if len(line) <= COLUMNS:
        yield line
    else:
        yield from textwrap.wrap(line, COLUMNS, break_on_hyphens=False)


def _block(found: re.Match[str], made: Mapping[tuple[str, str], str]) -> str:
    screen = made[found["stage"], found["command"]]
    if found["parts"]:
        pieces = [_piece(screen, part) for part in found["parts"].split(" | ")[1:]]
        screen = "…\n".join(pieces)
    return f"{found['mark']}```\n{screen}```\n"


def _piece(screen: str, part: str) -> str:
    """`4. Who +3`: the line that begins so, and three more."""
    begins, _plus, more = part.rpartition(" +")
    lines = screen.splitlines(keepends=True)
    first = next(i for i, line in enumerate(lines) if line.startswith(begins))
    return "".join(lines[first : first + 1 + int(more)])


if __name__ == "__main__":
    main()
