"""What every test stands on."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from postgres import Postgres, running_postgres

from invite.access.child.reading_process import ReadingProcess
from invite.access.child.start import KEPT

# A shell that starts the tests in the background has them ignore Ctrl-C, and so would every program
# that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# What a test quotes is English, whatever the language of the computer that it runs on.
os.environ["LANGUAGE"] = "en"

# A busy machine is no fault of the program: no test is judged by the clock. The gate tries the same
# examples each time, so that it is red for a change and not for a dice; HYPOTHESIS_PROFILE=wide
# tries others.
settings.register_profile(
    "gate",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("wide", settings.get_profile("gate"), derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))
if settings.get_current_profile_name() == "gate":
    # Hypothesis also tries the constants of all modules loaded so far, and those are others for
    # each worker and after each change. No setting turns that off.
    providers._get_local_constants = lambda: providers._local_constants


@pytest.fixture(autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own data folder, for each test a new one: never that of whoever runs the tests.
    The programs that a test starts have it from the environment.
    """
    folder = tmp_path_factory.mktemp("own")
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setenv("LOCALAPPDATA", str(folder))
    return folder / "invite"


@pytest.fixture(scope="session")
def readers() -> Iterator[dict[tuple[str, ...], subprocess.Popen[bytes]]]:
    """The processes that read files, kept from command to command, by what they inherit."""
    kept: dict[tuple[str, ...], subprocess.Popen[bytes]] = {}
    yield kept
    for process in kept.values():
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()


@pytest.fixture(autouse=True)
def kept_readers(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    readers: dict[tuple[str, ...], subprocess.Popen[bytes]],
) -> None:
    """A command that a test runs in its own process does not start one that reads files, if the
    last one left it in good health: a thousand tests would start a thousand. The tests of reading
    and of children have each its own, and so has every program that a test starts.
    """
    if {"sources", "access"} & {*request.path.parts} or request.path.stem == "test_one_reader":
        return
    begin, close = ReadingProcess._begin, ReadingProcess.close

    def inherited(self: ReadingProcess) -> tuple[str, ...]:
        return (self._module, *(f"{name}={os.environ.get(name)}" for name in sorted(KEPT)))

    def take(self: ReadingProcess) -> subprocess.Popen[bytes] | None:
        process = readers.pop(inherited(self), None)
        if process is None or process.poll() is not None:
            return begin(self)
        self._process = process
        return process

    def keep(self: ReadingProcess) -> None:
        process, key = self._process, inherited(self)
        if process is None or process.poll() is not None or key in readers:
            close(self)
            return
        self._process, readers[key] = None, process

    monkeypatch.setattr(ReadingProcess, "_begin", take)
    monkeypatch.setattr(ReadingProcess, "close", keep)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL for all tests of a process; see `postgres.needs_postgres`."""
    with running_postgres() as running:
        yield running
