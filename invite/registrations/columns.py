"""Which column of an export holds the answer, the cancellation, the presence and the time: told by
headings and contents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from invite.language.spelling import ascii_key
from invite.registrations.answers import read_answer
from invite.registrations.times import read_times

FIELDS = ("answer", "cancelled", "attended", "time")
_ENOUGH = 0.5  # so much of what stands in a column must be of the kind that its heading promises

_ANSWER = re.compile(
    r"(?:osallistumis\w*|ilmoittautumis\w*|osallistujan|vastauksen|registration|attendance|participation|participant|response"
    r"|anmalnings?\w*|deltagar\w*|deltagande)?"
    r" ?(?:status|tila|state|stat)|vastaus|vastasi|osallistuminen|osallistun|osallistuu"
    r"|ilmoittautuminen|ilmoittautunut|ilmoittautumistieto|osallistumistieto|reaktio|reagointi|reaction|response|reply|rsvp"
    r"|attending|attendance|participation|answer|registered|svar|deltagande|deltar|anmalan|anmald"
)
_QUESTION = re.compile(
    r"\b(?:osallistu(?:t|tko|tteko|n|mi)\w*|osallistuuko|tulet(?:ko|teko)|tulen|paas(?:et|en)\w*|oletko"
    r" (?:mukana"
    r"|tulossa)|ilmoittaudu\w*"
    r"|saavutko"
    r"|will you (?:be )?(?:attend|join|com(?:e|ing)|participat|there)\w*|do you"
    r" (?:attend|participate)\w*|are you (?:coming"
    r"|attending|joining)"
    r"|i (?:will )?attend|attend(?:ing)?|can you (?:come|attend|join|make it)\w*|deltar du|kommer"
    r" du|kan du (?:delta|komma)"
    r"|jag deltar|deltar)\b"
)
# Questions of something else: who comes to lunch is asked of those who come.
_OTHER = re.compile(
    r"lounas|lounaa|illal|iltaohj|iltatil|jatko|kahvi|ruoka|ruokai|allerg|kuljetus|bussi|majoit|hotel|tyopaja"
    r"|ryhmatyo|valokuv|lupa"
    r"|suostu|tietosuoja|lunch|dinner|middag|coffee|kaffe|food|mat\b|transport|buss|bus\b|accommodation|workshop"
    r"|photo|foto|consent"
    r"|samtycke|miten|kuinka|mihin|missa|mita|millä|etana|verkossa|paikan"
    r" paalla|how|which|what|where|online|hur"
    r"|vilk\w+|distans|seuralai|avec"
)
_CANCELLED = re.compile(
    r"(?:on )?peru(?:ttu|utettu|nut|utus\w*)|cancel\w*|avbok\w*|avanmal\w*|annuller\w*"
)
_ATTENDED = re.compile(
    r"osallistui|saapu(?:nut|i|minen|misaika)|paikalla|lasna(?:olo)?|tuli(?:"
    r" paikalle)?|attended|check(?:ed)? ?in\w*"
    r"|showed up|present"
    r"|narvar\w*|deltog|incheck\w*|ankom\w*"
)
# The later in the list the less: what was changed last counts, when the form was opened hardly.
_TIMES = tuple(
    map(
        re.compile,
        (
            r"(?:viimeksi )?muok\w*|paivit\w*|last modif\w*|modified\w*|updated\w*|last"
            r" updat\w*|(?:senast )?(?:andrad"
            r"|uppdaterad)\w*",
            r"valmistumis\w*|paattymis\w*|completion\w*|completed\w*|slutforande\w*|sluttid|submi\w*|lahety?s?\w*"
            r"|vastaus(?:aika|paiva|pvm)\w*"
            r"|vastattu|reag\w*|react\w*|svars\w+|inskick\w*|response (?:time|date)|answered\w*",
            r"ilmoittautu\w*|rekisteroity?\w*|registr?\w*|anmal\w*|ilmo\w*",
            r"aikaleima|timestamp|tidss?tampel|date|pvm|paiva|paivamaara|aika|datum|tid|time|creat\w*|luotu|luonti\w*"
            r"|skapad\w*",
            r"alkamis\w*|aloitus\w*|start\w*",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns' indexes; None where there is no such."""

    answer: int | None = None
    cancelled: int | None = None
    attended: int | None = None
    time: int | None = None


def find_columns(
    headings: Mapping[int, str], rows: Sequence[Sequence[str]], given: Mapping[str, str]
) -> Columns:
    """Which column is which. rows: the cells below the headings. given: headings by field, where
    the guess is wrong.
    """
    keys = {
        index: " ".join(re.sub(r"[^a-z0-9 ]+", " ", ascii_key(text)).split())
        for index, text in headings.items()
    }
    cells = {
        index: [row[index].strip() for row in rows if index < len(row) and row[index].strip()]
        for index in keys
    }
    said = {field: _named(heading, headings) for field, heading in given.items()}
    found = Columns(
        answer=_answer(keys, cells),
        cancelled=_first(
            keys, lambda index, key: bool(_CANCELLED.match(key)) and not _OTHER.search(key)
        ),
        attended=_first(keys, lambda index, key: bool(_ATTENDED.fullmatch(key))),
        time=_time(keys, cells),
    )
    return Columns(
        answer=said.get("answer", found.answer),
        cancelled=said.get("cancelled", found.cancelled),
        attended=said.get("attended", found.attended),
        time=said.get("time", found.time),
    )


def _named(heading: str, headings: Mapping[int, str]) -> int | None:
    return next(
        (index for index, text in headings.items() if ascii_key(text) == ascii_key(heading)), None
    )


def _first(keys: Mapping[int, str], fits: Callable[[int, str], bool]) -> int | None:
    return next((index for index, key in keys.items() if fits(index, key)), None)


def _answer(keys: Mapping[int, str], cells: Mapping[int, list[str]]) -> int | None:
    def holds(index: int) -> bool:
        known = [
            read_answer(text) is not None and not any(read_times([text])) for text in cells[index]
        ]
        return bool(known) and sum(known) >= _ENOUGH * len(known)

    plain = _first(keys, lambda index, key: bool(_ANSWER.fullmatch(key)) and holds(index))
    if plain is not None:
        return plain
    return _first(
        keys,
        lambda index, key: bool(_QUESTION.search(key)) and not _OTHER.search(key) and holds(index),
    )


def _time(keys: Mapping[int, str], cells: Mapping[int, list[str]]) -> int | None:
    def holds(index: int) -> bool:
        times = read_times(cells[index])
        return bool(times) and sum(time is not None for time in times) >= _ENOUGH * len(times)

    ranked = (
        (rank, index)
        for index, key in keys.items()
        if not _CANCELLED.match(key) and not _ATTENDED.fullmatch(key)
        for rank, pattern in enumerate(_TIMES)
        if pattern.match(key)
    )
    return next((index for _rank, index in sorted(ranked) if holds(index)), None)
