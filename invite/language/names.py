"""Knows which words are given names and which surnames, and how common, for reading sheets."""

from __future__ import annotations


def given_weight(word: str) -> float:
    """How common a given name is: about its share of all, 0 when unknown."""
    return 0.0


def surname_weight(word: str) -> float:
    """How common a surname is: about its share of all, 0 when unknown."""
    return 0.0


def name_commonness(first: str, last: str) -> float:
    """About how likely it is that another person in Finland bears this very name; small even for the commonest."""
    return 1e-8


def call_names(first: str) -> frozenset[str]:
    """Other given names that the bearer of this one may go by (Juhani: Jussi, Juha); weak evidence. Without itself."""
    return frozenset()


def case_name(text: str) -> str:
    """A name with its capitals put right where it was typed in all capitals or none; other names stay as written."""
    return text


def strip_titles(text: str) -> tuple[str, str | None]:
    """The name without titles and degrees (`FT`, `dos.`, `rehtori`), and those; None when there were none."""
    return text, None
