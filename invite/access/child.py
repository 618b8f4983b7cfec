"""Starts a process of our own for what strangers made: apart, within limits, without secrets.

One function starts every child. It never looks for modules in the current folder (a file
`json.py` in a shared project folder would run with the coordinator's rights), and of our
environment it sees what it needs to run and to speak the user's language, and no password.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from pathlib import Path

if sys.platform != "win32":
    import resource

KEPT = frozenset(
    {"SYSTEMROOT", "WINDIR", "TEMP", "TMP", "TMPDIR", "HOME", "USERPROFILE"}
    | {"LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "TZ"}
)
"""The only variables that a child inherits."""
FLAG = "--child-process"
"""What a frozen program, which is its own interpreter, is started with to become a child."""
_BOOT = (
    "import json, runpy, sys;"
    "sys.path += json.loads(sys.argv[1]);"
    "sys.argv = sys.argv[2:];"
    "runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)"
)


def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a module of ours in a process of its own, with pipes to its input and output.

    Signals at the terminal do not reach it. Raises OSError where no process can be started.
    """
    if getattr(sys, "frozen", False):
        command = [sys.executable, FLAG, module, *arguments]
    else:
        paths = json.dumps(_own_paths())
        command = [sys.executable, "-I", "-c", _BOOT, paths, module, *arguments]
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    else:
        flags = 0
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(sys.executable).parent,
        env={name: value for name, value in os.environ.items() if name.upper() in KEPT},
        creationflags=flags,
        start_new_session=sys.platform != "win32",
    )


def _own_paths() -> list[str]:
    """Where our own modules and the libraries are found: never the current folder, unless our own
    code lies there.
    """
    own = str(Path(__file__).resolve().parents[2])
    here = Path.cwd()
    others = [
        path
        for path in sys.path
        if path and Path(path).is_absolute() and Path(path) != here and Path(path).exists()
    ]
    return list(dict.fromkeys((own, *others)))


def hold(memory: int) -> None:
    """Hold this process, a child, to so many bytes of memory, where the system can.

    Linux keeps to the limit of the address space; on Windows a job object does. macOS takes such a
    limit and does not keep it: there the parent looks at the child's size (`size_of`).
    """
    if sys.platform == "win32":
        _hold_by_job(memory)
        return
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ValueError, OSError):  # macOS refuses, or the process is held to less already
        return


def size_of(pid: int) -> int:
    """The bytes of memory that a process of ours takes on macOS; 0 where they are not known."""
    if sys.platform == "darwin":
        done = subprocess.run(  # noqa: S603 - a number that we know
            ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        kilobytes = done.stdout.strip()
        return int(kilobytes) * 1024 if kilobytes.isdecimal() else 0
    return 0


_EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
_PROCESS_MEMORY = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("per_process_user_time", ctypes.c_int64),
        ("per_job_user_time", ctypes.c_int64),
        ("limit_flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_process_limit", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (
        ("basic", _BasicLimits),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def _hold_by_job(memory: int) -> None:
    """Hold this process to so many bytes. Where Windows refuses, it goes on without a limit."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        job = kernel.CreateJobObjectW(None, None)
        limits = _ExtendedLimits()
        limits.basic.limit_flags = _PROCESS_MEMORY
        limits.process_memory = memory
        size = ctypes.sizeof(limits)
        if job and kernel.SetInformationJobObject(
            ctypes.c_void_p(job), _EXTENDED_LIMITS, ctypes.byref(limits), size
        ):
            kernel.AssignProcessToJobObject(
                ctypes.c_void_p(job), ctypes.c_void_p(kernel.GetCurrentProcess())
            )
