"""The fakes that tests of Microsoft stand on."""

from __future__ import annotations

from access.fixtures import entra, graph, no_ca_bundles, signed

__all__ = ["entra", "graph", "no_ca_bundles", "signed"]
