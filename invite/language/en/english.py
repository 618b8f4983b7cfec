"""What English names need in a letter: the genitive, and compounds."""

from __future__ import annotations

import re

from invite.language.spelling import ends_with, without_noun


def genitive(name: str) -> str:
    """`Matti Virtanen’s`, `James’`."""
    return f"{name}’" if name.casefold().endswith("s") else f"{name}’s"


def compound(first: str, head: str) -> str:
    """A name before a noun: `Kohtaamo team`. A name that ends with the noun stays as it is."""
    name = without_noun(first)
    return name if ends_with(name, rf"\b{re.escape(head)}") else f"{name} {head}"
