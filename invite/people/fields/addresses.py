"""E-mail addresses as people type them: found in a cell, cleaned, judged, and suspected of a
slip.
"""

from __future__ import annotations

import re
import unicodedata

from invite.language.spelling import tidy
from invite.memo import remembered
from invite.people.model import Address
from invite.people.webmail import COMMON, WEBMAIL
from invite.words import _

# What needs no library to be seen as good: letters, digits and . _ + - ' before the @ (RFC 5321
# Dot-string), a domain behind.
_PLAIN = re.compile(
    r"(?=.{3,254}$)(?=[^@]{1,64}@)[a-z0-9_+'-]+(?:\.[a-z0-9_+'-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}",
    re.IGNORECASE | re.ASCII,
)
_AT = re.compile(
    r"\s*[(\[{<]\s*(?:at|ät|ät-merkki|a|@|miukumauku)\s*[)\]}>]\s*|\s*[＠﹫]\s*|(?<=[\w-])\s+(?:at|ät)\s+(?=[\w-]+(?:\.|\s(?:piste|dot|punkt)\s)[a-z]{2})",
    re.IGNORECASE,
)
_DOT = re.compile(r"\s*[(\[{]\s*(?:dot|piste|punkt|\.)\s*[)\]}]\s*", re.IGNORECASE)
_SPOKEN_DOT = re.compile(r"(@[\w-]+)\s(?:piste|dot|punkt)\s(?=[a-z]{2,}\b)", re.IGNORECASE)
_AROUND_AT = re.compile(r"(?<=\S)\s*@\s*(?=\S)")
_SCHEME = re.compile(
    r"\b(?:mailto|smtp|sip|e-?mail|s-?posti|sähköposti|e-?post)\s*:\s*", re.IGNORECASE
)
_QUERY = re.compile(r"(?<=\w)\?(?:subject|cc|bcc|body)=\S*", re.IGNORECASE)
_TOKEN = re.compile(r"[^\s<>()\[\]{},;:\"“”„|/\\]+@[^\s<>()\[\]{};:\"“”„|/\\]*")
_EDGES = " \t.,;:<>()[]{}\"'“”„’‘`*|/\\-–_?!"
NO_MAIL = frozenset(
    {"invalid", "localhost", "local", "localdomain", "internal", "lan", "home", "onion", "arpa"}
)

WELL_KNOWN = (
    *COMMON,
    "helsinki.fi",
    "aalto.fi",
    "tuni.fi",
    "jyu.fi",
    "oulu.fi",
    "utu.fi",
    "abo.fi",
    "uef.fi",
    "lut.fi",
    "ulapland.fi",
    "uwasa.fi",
    "aland.net",
)
"""Domains that many write at, so that one letter off is nearly always a slip; short ones are
compared by their ending alone.
"""

ENDINGS = {
    "con": "com",
    "cmo": "com",
    "ocm": "com",
    "comm": "com",
    "coom": "com",
    "cim": "com",
    "xom": "com",
    "vom": "com",
    "fii": "fi",
    "ffi": "fi",
    "fl": "fi",
    "fu": "fi",
    "gi": "fi",
    "orgg": "org",
    "ogr": "org",
    "rog": "org",
    "nett": "net",
    "ent": "net",
    "eud": "edu",
}
"""Endings that are no top-level domain (or none that Finns write at: `.gi`), and what was meant."""
_HOSTS = {"gmail", "hotmail", "outlook", "luukku", "icloud"}


def loosened(text: str) -> str:
    """The text with what stands round addresses made plain: `(at)`, spaces at the @, `mailto:`,
    zero-width characters.
    """
    if (
        text.isascii()
        and "(" not in text
        and "[" not in text
        and ":" not in text
        and " " not in text
        and "?" not in text
    ):
        return text.strip()
    text = _SCHEME.sub(
        " ", tidy(unicodedata.normalize("NFKC", text) if "＠" in text or "．" in text else text)
    )
    text = _QUERY.sub("", _AT.sub("@", text)).replace("%20", " ")
    if "@" in text:
        text = _SPOKEN_DOT.sub(r"\1.", _AROUND_AT.sub("@", _DOT.sub(".", text)))
    return text


@remembered(32768)
def is_plain(text: str) -> bool:
    """Whether a text is one good address and nothing else."""
    return text[:1].isalnum() and _PLAIN.fullmatch(text) is not None


def tokens(text: str) -> list[tuple[int, int, str]]:
    """What looks like an address in a loosened text: its beginning, its end, and itself without
    marks round it.
    """
    if "@" not in text:
        return []
    if is_plain(text):
        return [(0, len(text), text)]
    return [
        (m.start(), m.end(), m[0].strip(_EDGES))
        for m in _TOKEN.finditer(_commas(text))
        if m[0].strip(_EDGES)
    ]


def _commas(text: str) -> str:
    """A comma that parts two things made a space; one inside a domain (`x@example,org`) stays, to
    be told.
    """
    return re.sub(r",(?!(?:com|fi|org|net|se|eu)\b)", " ", text, flags=re.IGNORECASE)


def parse_address(text: str) -> Address | str:
    """One address as anybody may have typed it, or a sentence that says what is wrong with it.

    Cleans what surely does not belong to it (spaces, `mailto:`, `<…>`, a trailing `;`). Judged by
    RFC 5321 and 5322, without asking the network, so that `example.org` and `.test` are good. What
    is good but doubtful is told by `doubts`.
    """
    loose = loosened(text)
    found = tokens(loose)
    if not loose.strip(_EDGES):
        return _("There is no address.")
    if len(found) > 1:
        return _("There is more than one address here.")
    return judge(found[0][2] if found else loose.strip(_EDGES))


@remembered(4096)
def judge(written: str) -> Address | str:
    """An address that is clean already; or what is wrong with it."""
    if is_plain(written) or _PLAIN.fullmatch(written):
        return Address(written, written.casefold())
    if "@" not in written:
        return _("This is not an e-mail address: it has no @.")
    if written.count("@") > 1:
        return _("This is not an e-mail address: it has more than one @.")
    local, _at, domain = written.rpartition("@")
    if not local or not domain:
        return _("This is not an e-mail address: something is missing next to the @.")
    if "," in domain:
        return _("This is not an e-mail address: there is a comma where a dot belongs.")
    if "." not in domain:
        return _("This is not an e-mail address: its domain has no dot.")
    return _by_library(written)


def _by_library(written: str) -> Address | str:
    from email_validator import EmailNotValidError, validate_email

    try:
        good = validate_email(written, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        return _("This e-mail address cannot be written to: {reason}").format(reason=str(error))
    key = f"{good.local_part}@{good.ascii_domain}".casefold()
    return Address(
        good.normalized,
        key,
        good.smtputf8,
    )


def doubts(address: Address) -> tuple[str, str] | None:
    """What is doubtful about an address that could be written to, and what to do; None where
    nothing is.
    """
    local, _at, domain = address.key.rpartition("@")
    if suggestion := slip(domain):
        problem = _("The domain {domain} looks like a typing error for {suggestion}.").format(
            domain=domain, suggestion=suggestion
        )
        return problem, _("If it is, write {address} in the sheet.").format(
            address=f"{local}@{suggestion}"
        )
    if address.smtputf8:
        return _beyond_ascii(address)
    if domain.rpartition(".")[2] in NO_MAIL:
        return _("No mail can reach the domain {domain} from outside.").format(domain=domain), _(
            "Ask for another address."
        )
    return None


def _beyond_ascii(address: Address) -> tuple[str, str]:
    from anyascii import anyascii

    local, _at, domain = address.written.rpartition("@")
    scripts = {unicodedata.name(ch, "?").split()[0] for ch in local if ch.isalpha()}
    if len(scripts) > 1:
        problem = _(
            "The address mixes letters of different scripts, which look alike and are not the same."
        )
    else:
        problem = _(
            "The address has letters such as ä or ö before the @, which is nearly always a mistake."
        )
    return problem, _("Is it {address}?").format(address=f"{anyascii(local).lower()}@{domain}")


@remembered(4096)
def slip(domain: str) -> str | None:
    """The well-known domain that was probably meant (`hotmail.con` → `hotmail.com`); None for any
    that may well be real.
    """
    if domain in WELL_KNOWN or domain in WEBMAIL:
        return None
    head, _dot, ending = domain.rpartition(".")
    if meant := ENDINGS.get(ending):
        return slip(f"{head}.{meant}") or f"{head}.{meant}"
    if head in _HOSTS and ending in ("co", "om", "cm", "c", "net", "org"):
        return f"{head}.com"
    return _one_off(domain)


def _one_off(domain: str) -> str | None:
    from rapidfuzz.distance import OSA

    for known in WELL_KNOWN:
        # One letter of a short domain makes another's; `gmail` with one letter more or less is
        # nobody's.
        if (
            len(known) >= 9
            and OSA.distance(domain, known, score_cutoff=1) == 1
            and not domain.endswith("." + known)
        ):
            return known
    return None
