"""What every test stands on."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from postgres import Postgres, running_postgres

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
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL for all tests of a process; see `postgres.needs_postgres`."""
    with running_postgres() as running:
        yield running
