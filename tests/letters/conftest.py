"""The desk that letters are written at."""

from pathlib import Path

import pytest
from paper import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty project folder, so that the shipped templates are used."""
    return Desk(tmp_path)
