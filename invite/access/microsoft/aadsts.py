"""What Microsoft's sign-in means by the noes it is known for: one table from AADSTS code to
words.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from msgspec import Struct

from invite.words import N_


class Next(Enum):
    """What can be tried. LESS: fewer scopes. OTHER_WAY: another way of signing in. AGAIN: signing
    in once more. NOTHING: only somebody else can change it.
    """

    LESS = auto()
    OTHER_WAY = auto()
    AGAIN = auto()
    NOTHING = auto()


class SignInNo(Struct, frozen=True):
    """One known no. what: what it means. hint: whom to ask, what for."""

    what: str
    hint: str
    next: Next


_CONSENT = SignInNo(
    N_("Your organisation has not yet allowed this program to send mail in your name."),
    N_("Ask IT for admin consent: `invite ask-it` writes the letter, with the link to open."),
    Next.LESS,
)
_POLICY = SignInNo(
    N_("A rule of your organisation (conditional access) does not allow this way of signing in."),
    N_("Ask IT which way of signing in is allowed for this program, or to make an exception."),
    Next.OTHER_WAY,
)
_AGAIN = N_("Sign in again: `invite login`.")

# learn.microsoft.com, "Microsoft Entra authentication & authorization error codes".
KNOWN: dict[str, SignInNo] = {
    "65001": _CONSENT,
    "90094": _CONSENT,
    "65004": SignInNo(
        N_("You or your organisation said no to what this program asks for."),
        N_("Sign in again and accept; if that is not offered, `invite ask-it` asks IT."),
        Next.LESS,
    ),
    "50105": SignInNo(
        N_("Your account has not been assigned to this program."),
        N_('Ask IT to add you under "Users and groups" of the registered app.'),
        Next.NOTHING,
    ),
    "53003": _POLICY,
    "530084": SignInNo(
        N_("Your organisation allows sign-in only from managed computers (token protection)."),
        N_("Use the organisation's own Windows computer, or ask IT for an exception."),
        Next.OTHER_WAY,
    ),
    "53000": SignInNo(
        N_("Your organisation allows sign-in only from computers that it manages."),
        N_("Use the organisation's own computer, or ask IT whether this one can be enrolled."),
        Next.OTHER_WAY,
    ),
    "50011": SignInNo(
        N_("The registered app does not know the address that the sign-in returns to."),
        N_(
            'Ask IT to add the redirects under "Mobile and desktop applications": '
            "`invite ask-it` names them."
        ),
        Next.OTHER_WAY,
    ),
    "700016": SignInNo(
        N_("No app with this `client_id` is registered in your organisation."),
        N_("Check `client_id` and `tenant` in invite.toml with IT."),
        Next.NOTHING,
    ),
    "7000112": SignInNo(
        N_("The registered app has been switched off."),
        N_("Ask IT why, and to enable it again or register another."),
        Next.NOTHING,
    ),
    "7000218": SignInNo(
        N_("The registered app does not allow sign-in with a code on another device."),
        N_('Ask IT to set "Allow public client flows" to yes, or sign in through the browser.'),
        Next.OTHER_WAY,
    ),
    "70011": SignInNo(
        N_("The sign-in does not know a permission that this program asks for."),
        N_("Check `tenant` in invite.toml: it must be your organisation's."),
        Next.LESS,
    ),
    "50076": SignInNo(
        N_("Your organisation requires a second step (multi-factor sign-in)."), _AGAIN, Next.AGAIN
    ),
    "50079": SignInNo(
        N_("Your account has no second step for signing in yet, and one is needed."),
        N_("Set one up at https://aka.ms/mfasetup, then sign in again: `invite login`."),
        Next.AGAIN,
    ),
    "700082": SignInNo(
        N_("The sign-in has expired: it was not used for long."), _AGAIN, Next.AGAIN
    ),
    "50173": SignInNo(
        N_("The sign-in is no longer valid: the password was changed, or it was revoked."),
        _AGAIN,
        Next.AGAIN,
    ),
    "50020": SignInNo(
        N_("This account belongs to another organisation than `tenant` in invite.toml says."),
        N_("Sign in with the organisation's account, or put its tenant into `tenant`."),
        Next.NOTHING,
    ),
    "90002": SignInNo(
        N_("Microsoft does not know the organisation that `tenant` in invite.toml names."),
        N_("Write the id or domain that IT gives."),
        Next.NOTHING,
    ),
}
UNKNOWN = SignInNo(
    N_("Microsoft does not let you sign in."),
    N_("Show the answer to IT, then try again: `invite login`."),
    Next.OTHER_WAY,
)
_CODE = re.compile(r"AADSTS(\d+)")
_DENIED = ("access_denied", "consent_required", "consent_declined")


def code_of(words: str) -> str:
    """The code in Microsoft's words, as `65001`, or nothing."""
    found = _CODE.search(words)
    return found[1] if found else ""


def known(error: str, suberror: str, words: str) -> SignInNo:
    """What a no means. error, suberror: OAuth's (RFC 6749 5.2); words: Microsoft's description."""
    code = code_of(words)
    if code in KNOWN:
        return KNOWN[code]
    if suberror in _DENIED or error in _DENIED:
        return _CONSENT
    return UNKNOWN
