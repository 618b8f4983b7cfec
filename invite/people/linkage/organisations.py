"""What names an organisation, and whether two names, or a name and a domain, are of one."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from invite.language.spelling import ascii_key
from invite.memo import remembered
from invite.people.fields.no_value import is_nothing

# "Organisations" that are no organisation, so that two people having one are no nearer each other.
_VAGUE = (
    "yrittaja yrittajat yrittajana elakelainen elakkeella elake opiskelija freelancer freelance"
    " itsenainen itse oma kunta kaupunki yritys yhdistys jarjesto koulu tyoton tyonhakija kotona"
    " kotiaiti yksityinen yksityishenkilo yksityishlo toiminimi foretagare egenforetagare pensionar"
    " studerande arbetslos arbetssokande privat privatperson privatpersoner kommun stad skola"
    " entrepreneur selfemployed student retired unemployed private none self company ei tyhja muu"
    " ingen annan annat other"
)
_NO_ORGANISATION = frozenset(_VAGUE.split())
_FORMS = "oy oyj ab abp ry rf rs sr ky ay tmi osk ltd inc gmbh as oyab"
_LEGAL_FORMS = frozenset(_FORMS.split())


@remembered(65536)
def organisation_key(written: str) -> str:
    """An organisation's name for comparing: without its legal form; "" where it names none."""
    words = [
        word
        for word in ascii_key(written).replace("(", " ").replace(")", " ").split()
        if word not in _LEGAL_FORMS
    ]
    key = " ".join(words)
    if key.replace(" ", "") in _NO_ORGANISATION or not any(ch.isalpha() for ch in key):
        return ""
    return "" if is_nothing(written) else key


@remembered(131072)
def same_organisation(x: str, y: str) -> bool:
    """Whether two keys name one organisation: one is part of the other, its initials or a slip."""
    one, two = x.replace(" ", ""), y.replace(" ", "")
    if one == two:
        return True
    if [ch for ch in one if ch.isdigit()] != [ch for ch in two if ch.isdigit()]:
        return False
    words, words2 = set(x.split()), set(y.split())
    if min(len(words), len(words2)) > 1 and (words <= words2 or words2 <= words):
        return True
    shorter = min(len(one), len(two))
    if (
        shorter >= 8
        and one[0] == two[0]
        and OSA.distance(one, two, score_cutoff=2) <= (1 if shorter < 16 else 2)
    ):
        return True
    return _short_for(one, y) or _short_for(two, x)


def _short_for(short: str, full: str) -> bool:
    words = [word for word in full.split() if word not in {"ja", "och", "and", "of"}]
    return len(words) > 1 and short == "".join(word[0] for word in words)


@remembered(65536)
def named_after(organisation: str, domain: str) -> bool:
    """Whether a domain bears the name of an organisation (as `organisation_key` gives it), its
    beginning or its initials: `kainuu.fi` is Kainuun liitto's.
    """
    name = organisation.replace(" ", "")
    words = organisation.split()
    initials = "".join(word[0] for word in words) if len(words) > 1 else name
    for label in domain.replace("-", "").split(".")[:-1]:
        if label in (name, initials) or (len(name) >= 5 and name in label):
            return True
        if len(label) >= 4 and name.startswith(label):
            return True
    return False
