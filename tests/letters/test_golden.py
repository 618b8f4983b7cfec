"""The letters that ship with invite stay as they were agreed, whatever is done to the code."""

from __future__ import annotations

import json
from itertools import product

import pytest

from invite.language import LANGUAGES, Language

from .golden import FOLDER, MAILINGS, READ, all_letters, digests, readable


@pytest.mark.parametrize(("mailing", "language"), [*product(MAILINGS, LANGUAGES)])
def test_the_shipped_letters_are_as_agreed(mailing: str, language: Language) -> None:
    """Subject, text and calendar byte for byte, HTML but for white space between tags; for 24
    people and three events, most of them hostile.
    """
    agreed = json.loads(FOLDER.joinpath("digests.json").read_text("utf-8"))[f"{mailing}.{language}"]
    for event, made in all_letters(mailing, language):
        for n, letter in enumerate(made):
            name = f"{mailing}.{language}", event, n
            if name in READ:
                path = FOLDER / f"{mailing}.{language}.{event}.{n}.txt"
                assert readable(letter) == path.read_text("utf-8"), name
            assert digests(letter) == agreed[event][n], (name, letter.text)
