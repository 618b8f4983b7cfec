"""Holds a process that was started for what strangers made to its memory, where the system can."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    from invite.access.child.windows_job import hold_by_job
else:
    import resource
if sys.platform == "darwin":
    import subprocess


def hold(memory: int) -> None:
    """Hold this process, a child, to so many bytes of memory.

    Linux keeps to the limit of the address space; on Windows a job object does. macOS takes such a
    limit and does not keep it: there the parent looks at the child's size (`size_of`).
    """
    if sys.platform == "win32":
        hold_by_job(memory)
        return
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ValueError, OSError):  # macOS refuses, or the process is held to less already
        return


def size_of(pid: int) -> int:
    """The bytes of memory that a process of ours takes on macOS; 0 where they are not known, or
    need not be, since the system holds it.
    """
    if sys.platform == "darwin":
        done = subprocess.run(  # noqa: S603 - a number that we know
            ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        kilobytes = done.stdout.strip()
        return int(kilobytes) * 1024 if kilobytes.isdecimal() else 0
    return 0
