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

# A busy machine is no fault of the program: no test is judged by the clock.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


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


OPEN_CLAIMS = Path(__file__).parent / "cases" / "open.txt"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Claims that do not hold yet run only when they are asked for."""
    parser.addoption("--open-claims", action="store_true", help="run the claims of cases/open.txt")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the open claims; pytest counts them as deselected."""
    if config.getoption("--open-claims"):
        return
    lines = OPEN_CLAIMS.read_text(encoding="utf-8").splitlines()
    claims = tuple(line for line in lines if line and not line.startswith("#"))
    still = [item for item in items if item.nodeid.startswith(claims)]
    config.hook.pytest_deselected(items=still)
    items[:] = [item for item in items if not item.nodeid.startswith(claims)]
