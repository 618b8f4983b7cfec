"""`invite demo`: the whole main job on the shipped example, in a minute."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from invite.cli import boundary, options, progress, terminal
from invite.words import _

Folder = Annotated[
    Path | None, typer.Argument(metavar="[DIR]", help=_("A new folder to try it in."))
]


def demo(folder: Folder = None, json: options.Json = False) -> int:
    """Run the whole main job on an example project, with letters written to files and nothing
    sent.
    """
    from invite.campaign.sending.demo import demo
    from invite.report.status import demo as report

    # `make demo` puts the program where no shell looks for it.
    called = Path(sys.argv[0])
    found = shutil.which("invite") or called.stem != "invite"
    done = demo(folder, where=Path.cwd(), watching=progress.watching)
    program = None if found else called.absolute()
    terminal.show(*((report.to_document(done),) if json else report.screen(done, program)))
    return boundary.finish(done.stopped) if done.stopped else done.exit_code
