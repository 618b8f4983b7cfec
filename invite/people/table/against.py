"""What words against inviting mean in each column of a table: what some headings say by
themselves, and where nothing is said at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from invite.language.spelling import ascii_key
from invite.people.fields.remarks import is_old, speaks_against
from invite.people.table.columns import asks_consent, heads_last_days, heads_successors
from invite.people.table.inference import heads_remarks
from invite.people.table.layout import Block, Layout

WHOLE = ("organisation", "title", "group", "region")
"""Columns whose cells are names of things: words against inviting count there as the whole cell or
in brackets alone (`Eläkeliitto` and `vanha satama` hold nobody).
"""

_SURE = frozenset({"number", "unwanted", "wanted", "genitive"})

_COMING = re.compile(
    r"^(?:osallistu(?:u|minen|uko|n|tko)|tule(?:e|eko|n|tko)|tulossa|deltar|kommer|narvarande"
    r"|att?end(?:ing|s)"
    r"|(?:haluan|haluatko|aion|aiotko) (?:osallistua|tulla)"
    r"|(?:will|are|can) (?:you|i) (?:attend|com)\w*"
    r"|coming|participat(?:es|ing)|rsvp|mukana|kutsu(?:tut?|ttu|lista)"
    r"|aktii?v(?:inen|iset)?|(?:is )?active|(?:account ?)?enabled"
    r"|vieraslista|gastlista|guest list|inbju(?:den|dna|dan)|invited)\b"
)
"""Headings of columns that say whether somebody comes or was invited, as they stand in ascii_key: a
no there speaks against inviting, as in one that says who may be written to.
"""
_ELSEWHERE = re.compile(
    r"loun|illalli|ruoka|buffe|kahvi|aamiai|majoit|yopy|hotel|etana|verko(?:ssa|n)|auto(?:lla|n)"
    r"|junalla|bussi|kyyti|avec|puoliso|lunch|middag|supe|breakfast|dinner|overnat|online|remote"
    r"|distans|arvon|tutkimu|jatko|kysely"
)
"""What such a heading adds where it is of a meal, a bed, the way there, or something else."""
_ALSO_HERE = re.compile(r"paika[ln]|plats|in person|on ?site|\b(?:ei|nej|no|vai|tilaisuu\w+)\b")
"""And yet asks who comes: `Osallistuu (paikalla/etänä/ei)`."""
_GONE = re.compile(
    r"^(?:e ?mail )?bounced?\b|^palautunut\b"
    r"|^kutsu(?:ttu|n)? ?(?:\w*pvm|\w*paiva)$|^invited on$|^inbjud(?:en|an) (?:den|datum)$"
    r"|^(?:pois(?: \w+)?|bort(?:a|tagen)?|ute|gone|out|off the list|left)$"
    r"|^(?:(?:jasenyys|(?:toimi)?kausi|tyosuhde|mukanaolo|pesti) )?(?:paattyi|paattynyt)\b"
    r"|^(?:(?:medlemskapet|uppdraget) )?(?:upphorde|upphort|avslutad)\b|^(?:membership )?ended\b"
)
"""More headings that speak against inviting whoever has a mark or a day below."""
_MEETING = re.compile(
    r"\b(?:kokou\w+|palaveri\w*|moten?|sammantrade|meetings?|tyopaja\w*|workshops?)\b"
)
_TERM = re.compile(r"^(?:toimi)?kausi|^jasenyys|^mandaat|^mukana|^(?:term|membership)\b")
"""Headings of columns that say until when somebody is there."""
_OF_TERMS = re.compile(
    r"(?:toimi|jasenyys|mandaatti)?(?:kausi|kaudet)|jasenyys(?:aika)?|mandaatti"
    r"|mukana(?:olo(?:aika)?)?|term(?: of office)?|membership(?: period)?|mandatperiod"
)
"""Those over a first and a last day."""
_STARTS = re.compile(r"alk(?:aa|oi|u|aminen|u ?pvm)|aloitus|start|begins?|borjar")


class Meanings(Struct, frozen=True):
    """What words against inviting mean in each column, by its index. silent: nothing. occasions: of
    one meeting, nothing more. coming, gone: the headings that they answer. remarks: a last day
    alone says that somebody is gone. replaced: the headings over who came instead. mails: those of
    addresses, where there are several or one is called old.
    """

    names: frozenset[int]
    whole: frozenset[int]
    silent: frozenset[int]
    occasions: frozenset[int]
    coming: Mapping[int, str]
    gone: Mapping[int, str]
    last: Mapping[int, str]
    terms: Mapping[int, str]
    titles: frozenset[int]
    remarks: frozenset[int]
    replaced: Mapping[int, str]
    mails: Mapping[int, str]


@lru_cache(maxsize=8)  # the rows of a table have the same
def meanings_of(layout: Layout, block: Block) -> Meanings:
    """What the headings make of the words in each column, for the people of one block."""
    others = (i for other in layout.blocks if other is not block for i in other.names)
    mails = {column.index: column.heading for column in layout.columns if column.field == "email"}
    sure = (column.index for column in layout.columns if column.field in _SURE)
    # A bare `Päättyy` may be a project's, and is where one begins as well.
    begins = any(_STARTS.fullmatch(ascii_key(column.heading)) for column in layout.columns)
    of_groups = layout.has("group") or begins
    return Meanings(
        names=frozenset(block.names),
        whole=frozenset(block.of(*WHOLE)),
        silent=frozenset((*sure, *others)),
        occasions=frozenset(c.index for c in layout.free if _MEETING.search(ascii_key(c.heading))),
        coming={
            c.index: c.heading
            for c in layout.free
            if _asks_coming(ascii_key(c.heading)) or asks_consent(c.heading)
        },
        gone={
            c.index: c.heading
            for c in layout.free
            if _GONE.search(ascii_key(c.heading)) or speaks_against(c.heading)
        },
        last={
            c.index: c.heading
            for c in layout.free
            if heads_last_days(c.heading, of_groups=of_groups)
        },
        terms={
            c.index: c.heading for c in layout.free if _OF_TERMS.fullmatch(ascii_key(c.heading))
        },
        titles=frozenset(block.of("title")),
        remarks=frozenset(c.index for c in layout.free if _says_terms(c.heading)),
        replaced={
            c.index: c.heading
            for c in layout.columns
            if heads_successors(c.heading) and block.names != (c.index,)
        },
        mails=mails if len(mails) > 1 or any(map(is_old, mails.values())) else {},
    )


def _asks_coming(key: str) -> bool:
    if not _COMING.search(key):
        return False
    return not _ELSEWHERE.search(key) or bool(_ALSO_HERE.search(key))


def _says_terms(heading: str) -> bool:
    """Whether a last day below says until when somebody was there: `Huom`, `Toimikausi`, and where
    there is no heading.
    """
    return not heading or heads_remarks(heading) or bool(_TERM.search(ascii_key(heading)))
