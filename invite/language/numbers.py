"""Numbers as a Finnish, Swedish or English text writes them."""

from __future__ import annotations

from invite.language import Language

_NO_BREAK = "\u00a0"


def number(value: float, language: Language, *, decimals: int = 0) -> str:
    """`1 200`, `2,5` in Finnish and Swedish, with a no-break space between thousands; `1,200`,
    `2.5` in English.

    decimals: how many are shown. A minus is a minus sign, not a hyphen.
    """
    english = f"{abs(value):,.{decimals}f}"
    figures = (
        english if language == "en" else english.translate({ord(","): _NO_BREAK, ord("."): ","})
    )
    negative = value < 0 and any(c in "123456789" for c in figures)
    return f"−{figures}" if negative else figures
