"""What providers mean by the noes they are known for, and what the coordinator should ask of whom:
one table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from invite.delivery.smtp.phases import Phase
from invite.delivery.smtp.replies import SmtpReply

# gettext's own name for it: the extractor knows it, and nothing happens at import.
N_ = str


class _Advice(Struct, frozen=True):
    """One known no. status: a pattern for the enhanced code; code: the bare one or 0; words: a
    pattern for the text.

    what, hint: our sentences, in which {host}, {username} and {sender} are filled. source: who says
    so.
    """

    status: str
    what: str
    hint: str
    source: str
    code: int = 0
    words: str = ""

    def fits(self, reply: SmtpReply) -> bool:
        """Whether the reply is this no."""
        return (
            re.fullmatch(self.status, reply.enhanced) is not None
            and (not self.code or reply.code == self.code)
            and re.search(self.words, reply.words, re.IGNORECASE) is not None
        )


_BLOCKED = N_("{host} has stopped the account {username} from sending.")
_QUOTA = N_("{host} takes no more letters from {username} for now: a limit has been reached.")
_QUOTA_HINT = N_(
    "Wait 24 hours and run the command again; it continues where it"
    " stopped. `daily` and `pace` in invite.toml keep you below a limit."
)
_SMTP_AUTH = N_(
    'Ask IT to allow "Authenticated SMTP" for the mailbox {username} (Exchange admin:'
    " Set-CASMailbox -SmtpClientAuthenticationDisabled $false), or for a server that takes letters"
    " from this computer."
)
_SIGN_IN = N_("{host} does not accept the user name {username} or its password.")
_SIGN_IN_HINT = N_(
    "Check `username` in invite.toml, then give the password again:"
    " `invite login`. If you use two-step sign-in, ask IT how to send."
)

_SEND_AS = N_("{username} may not send letters as {sender}.")
_NOT_AS_ITSELF = N_(
    "{host} does not let {username} send letters, though they are from its own address."
)
_NOT_AS_ITSELF_HINT = N_(
    'Nobody was marked as failed. An account needs no permission "Send'
    " As\" for its own address: show the server's answer to IT, then run"
    " the command again."
)

# The first that fits speaks. Texts as the providers give them (Exchange Online NDRs; Gmail SMTP
# errors and codes).
_ADVICE: tuple[_Advice, ...] = (
    _Advice(
        r"5\.7\.30",
        N_("{host} takes no passwords for sending any more (Basic authentication)."),
        N_(
            "Ask IT whether SMTP AUTH with a password can be switched on again for {username}, or"
            " for a relay that takes letters from this computer; otherwise use the outbox courier"
            " and send from Outlook."
        ),
        "Exchange Team, 27 January 2026: 550 5.7.30",
    ),
    _Advice(
        r"5\.7\.139",
        N_("Sending with a password is switched off for {username} at {host}."),
        _SMTP_AUTH,
        "Exchange Online: 535 5.7.139",
        words="SmtpClientAuthentication is disabled|basic authentication is disabled",
    ),
    _Advice(
        r"5\.7\.139",
        N_(
            "{host} does not let {username} sign in from here: the account is"
            " locked, or a rule of your organisation prevents it."
        ),
        N_(
            "Ask IT about security defaults, conditional access and multi-factor sign-in for"
            " {username} and SMTP."
        ),
        "Exchange Online: 535 5.7.139",
        words="locked|security defaults|did not meet the criteria|conditional access|blocked",
    ),
    _Advice(
        r"5\.7\.57",
        N_("{host} takes no letters without a sign-in that it accepts."),
        _SMTP_AUTH,
        "Exchange Online: 530 5.7.57 Client not authenticated to send mail",
    ),
    _Advice(
        r"5\.7\.9|5\.7\.14",
        N_("Google needs an app password for {username}, not the usual one."),
        N_(
            "Make one at https://myaccount.google.com/apppasswords (2-step verification must be"
            " on), then `invite login`."
        ),
        "Gmail SMTP errors: 534 5.7.9 Application-specific password required; 5.7.14 log in through"
        " the browser",
        code=534,
    ),
    _Advice(
        r"5\.7\.60|5\.2\.252",
        _SEND_AS,
        N_(
            'Ask IT for the permission "Send As" on {sender} for {username}, or set `[sender]'
            " address` to {username}."
        ),
        "Exchange Online: 550 5.7.60, 5.2.252 SendAsDenied (said after the whole letter)",
    ),
    _Advice(
        r"5\.4\.5|5\.1\.90|5\.7\.23[23]|[45]\.7\.28",
        _QUOTA,
        _QUOTA_HINT,
        "Gmail SMTP errors; Exchange Online NDRs",
    ),
    _Advice(
        r".*",
        _QUOTA,
        _QUOTA_HINT,
        "Exchange Online; Gmail",
        words="submission quota|daily .*limit|sending (?:limit|quota)",
    ),
    _Advice(
        r"5\.1\.8|5\.7\.(?:50[1-3]|508|51[0-2]|705|708|750)",
        _BLOCKED,
        N_(
            "Only IT can open it again (Exchange admin: restricted entities,"
            " sending domain). Nobody was marked as failed."
        ),
        "Exchange Online NDRs: outbound spam, tenant blocked",
    ),
    _Advice(
        r"5\.3\.4|5\.2\.3",
        N_("The letter is too large for {host}."),
        N_("Make the attachments or the logo smaller."),
        "RFC 3463 3.4; RFC 1870",
    ),
    _Advice(
        r".*",
        N_("{host} needs a sign-in before it takes letters."),
        N_('Set `auth = "password"` in invite.toml, then `invite login`.'),
        "RFC 4954 6",
        code=530,
        words="auth",
    ),
    _Advice("", _SIGN_IN, _SIGN_IN_HINT, "RFC 4954 6", code=535),
    _Advice(
        r"5\.7\.\d+",
        _SIGN_IN,
        _SIGN_IN_HINT,
        "Exchange Online: 535 5.7.3, 5.7.139; Gmail: 535 5.7.8",
        code=535,
    ),
)

# The same noes where the sign-in was Microsoft's, and no password had any part in it.
_TOKEN_ADVICE: tuple[_Advice, ...] = (
    _Advice(
        r"5\.7\.139",
        N_("{host} takes no letters by SMTP from {username}, whatever the sign-in."),
        N_(
            'Send by Graph, which this does not concern: `provider = "microsoft365"` without'
            " `courier` in invite.toml, then `invite login`. Or ask IT to allow"
            ' "Authenticated SMTP" for the mailbox {username}.'
        ),
        "Exchange Online: 535 5.7.139; comes for XOAUTH2, too (MailKit#700)",
        words="SmtpClientAuthentication is disabled|basic authentication is disabled",
    ),
    _Advice(
        r"5\.7\.(?:3|8)|",
        N_("{host} does not accept the Microsoft sign-in for the mailbox {username}."),
        N_(
            "Sign in again: `invite login`. If it still says so, ask IT whether"
            ' whoever signs in has "Full Access" and "Send As" on {username},'
            " and whether the registered app may use SMTP.Send."
        ),
        "Exchange Online: 535 5.7.3 Authentication unsuccessful (MailKit#1733)",
        code=535,
    ),
)

# What the server says no to, where nothing better is known.
_AT: Mapping[Phase, str] = {
    Phase.GREETING: N_("The mail server {host} refuses to talk to this computer."),
    Phase.EHLO: N_("The mail server {host} refuses to talk to this computer."),
    Phase.STARTTLS: N_("The mail server {host} refuses TLS; without it nothing is sent."),
    Phase.AUTH: N_("The mail server {host} does not let {username} sign in."),
    Phase.MAIL: N_("The mail server {host} takes no letters from {sender}."),
}
_ELSE = N_("The mail server {host} does not take our letters.")
_ELSE_HINT = N_(
    "Nobody was marked as failed. Show the server's answer to IT, then run the command again."
)


def advice_for(
    phase: Phase, reply: SmtpReply, *, as_itself: bool = False, by_token: bool = False
) -> tuple[str, str]:
    """What a no to us means and what to do: two sentences, to be translated and filled with {host},
    {username} and {sender}.

    as_itself: the letters are from the account's own address, which needs no "Send As" and cannot
    be put in the sender's place. by_token: the sign-in was Microsoft's.
    """
    known = known_advice(reply, by_token=by_token)
    if known is not None and as_itself and known[0] == _SEND_AS:
        return _NOT_AS_ITSELF, _NOT_AS_ITSELF_HINT
    return known or (_AT.get(phase, _ELSE), _ELSE_HINT)


def known_advice(reply: SmtpReply, *, by_token: bool = False) -> tuple[str, str] | None:
    """The same, of a no that a provider is known for."""
    for advice in (*_TOKEN_ADVICE, *_ADVICE) if by_token else _ADVICE:
        if advice.fits(reply):
            return advice.what, advice.hint
    return None
