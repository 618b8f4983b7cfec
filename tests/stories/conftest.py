"""What stories of Microsoft 365 stand on."""

from __future__ import annotations

from access.fixtures import entra, graph, signed

__all__ = ["entra", "graph", "signed"]
