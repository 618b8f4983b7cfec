"""How tables in this package mark the sentences that are translated when they are used."""

from __future__ import annotations

# gettext's own name for it: the extractor knows it, and nothing happens at import.
N_ = str
