"""What Swedish names need in a letter: the genitive, and compounds."""

from __future__ import annotations

import re

from invite.language.spelling import ends_with, without_noun


def genitive(name: str) -> str:
    """`Matti Virtanens`, `Kajanalands`; a name that ends in s, x or z stays as it is (Svenska
    skrivregler).
    """
    return (
        name if name.casefold().rstrip("\"”’').").endswith(("s", "x", "z")) else name + _after(name)
    )


def _after(name: str) -> str:
    """An abbreviation in capitals, or one that ends in a figure or a point, takes a colon: `THL:s`,
    `Urapolku 2030:s`.
    """
    last = name.split()[-1] if name.split() else ""
    return ":s" if last and (not last[-1].isalpha() or (len(last) > 1 and last.isupper())) else "s"


def compound(first: str, head: str) -> str:
    """A name with a noun: `Kohtaamo-teamet`; behind the noun where it has several words, as
    `teamet Tekstiilit talteen` (Svenska skrivregler). A name that ends with the noun stays as it
    is.
    """
    name = without_noun(first).strip().rstrip("-– ")
    if ends_with(name, rf"{re.escape(head)}|\b{re.escape(head[:-2])}"):
        return name
    if " " in name:
        return f"{head} {name}"
    return f"{name}-{head}" if name else head
