"""The folder on this computer that is the user's own, where a ledger may stand and where the
witnesses of all ledgers do.
"""

from __future__ import annotations

from pathlib import Path

import platformdirs


def own_folder() -> Path:
    """Local to this computer and this user, and not synchronised."""
    return platformdirs.user_data_path("invite", appauthor=False)
