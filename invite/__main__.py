"""`python -m invite`, and what a frozen program begins with: itself, or a child process of it."""

import runpy
import sys

from invite.cli.main import run

if __name__ == "__main__":
    if getattr(sys, "frozen", False) and sys.argv[1:2] == ["--child-process"]:
        sys.argv = sys.argv[2:]
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    else:
        run()
