"""Bars: how a length is shared out among the states, so that the pieces add up and nobody's
disappears.
"""

from __future__ import annotations

from collections.abc import Mapping

from invite.summary import STATES


def pieces(counts: Mapping[str, int], width: int) -> tuple[tuple[str, int], ...]:
    """Each state with its share of `width`, in the order of STATES. Whoever is there at all has at
    least 1 of it.

    width: at least as many as there are states.
    """
    there = [state for state in STATES if counts.get(state)]
    total = sum(counts[state] for state in there)
    if not total:
        return ()
    shares = {state: max(1, width * counts[state] // total) for state in there}
    # What rounding has left over goes to those who lost most by it; what it took too much of comes
    # off the longest.
    by_loss = sorted(there, key=lambda state: shares[state] - width * counts[state] / total)
    for state in (by_loss * width)[: max(0, width - sum(shares.values()))]:
        shares[state] += 1
    while sum(shares.values()) > width:
        shares[max(shares, key=lambda state: shares[state])] -= 1
    return tuple(shares.items())
