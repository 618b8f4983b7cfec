"""How a value is made that differs from another in a field or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

# Values are msgspec's Structs: frozen dataclasses are made ten times as slowly, and to make their
# classes took a fifth of a command's start. Its `replace` does what that of dataclasses does, whose
# names and types are checked. Those of which a long list has 100,000 say `gc=False`: what is frozen
# makes no circles that Python's collector would have to look for, and each takes 16 bytes less.
if TYPE_CHECKING:
    from dataclasses import replace
else:
    from msgspec.structs import replace

__all__ = ("replace",)
