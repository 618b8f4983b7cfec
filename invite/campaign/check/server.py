"""How letters leave: the server reached, signed in to and shown the first envelopes."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Iterator, Sequence
from typing import assert_never

from invite.campaign.check.letters.composing import FIRST, MailingLetters
from invite.campaign.check.model import Check, Level, refused
from invite.campaign.project import OUTBOX
from invite.delivery.couriers import check, rehearsal
from invite.delivery.graph.graph_courier import WITH_PROOF
from invite.delivery.model import (
    Accepted,
    Deferred,
    Delivery,
    Outcome,
    Parcel,
    Refused,
    Unclear,
    Written,
)
from invite.delivery.outbox import OutboxCourier
from invite.delivery.rehearsal import Rehearsal
from invite.delivery.smtp.phases import LIMITS
from invite.delivery.smtp.session import shown_certificate
from invite.delivery.smtp.tls import SELF_SIGNED, ServerUntrusted
from invite.delivery.threaded import new_runner
from invite.errors import InviteError
from invite.safe_text import shown
from invite.settings import Settings
from invite.words import _

PEM = "palvelin.pem"
UNKNOWN = frozenset({SELF_SIGNED, 19, 20, 21})  # signed by itself, or by whom we do not know
WORTH_NAMING = ("SMTPUTF8", "DSN", "PIPELINING")  # of what a server offers


def server(
    settings: Settings, composed: Sequence[MailingLetters], *, needed: bool
) -> Iterator[Check]:
    """Whether letters could leave. composed: with the first letters of each mailing. needed:
    whether anything is to go now; what nothing depends on is not red.
    """
    delivery = settings.delivery
    level: Level = "red" if needed else "yellow"
    try:
        match delivery.courier:
            case "outbox":
                yield from _files(settings)
            case "smtp":
                runs = [one.parcels for one in composed if one.parcels]
                yield from _mail_server(settings, runs or [[_to_nobody(settings)]])
            case "graph":
                yield from _mailbox(settings)
            case "drafts":
                yield from _drafts(settings)
            case other:
                assert_never(other)
    except InviteError as error:
        always = delivery.courier == "outbox"  # `send` looks at its folder first
        yield from refused("server", error, "red" if always else level)
        if isinstance(error, ServerUntrusted):
            yield from _certificate(delivery, error)


def _files(settings: Settings) -> Iterator[Check]:
    OutboxCourier(settings.folder / OUTBOX).open()
    yield _green(
        _("Letters are saved as files in the folder {folder}; nobody is written to.").format(
            folder=OUTBOX
        ),
        _("Open them in your mail program, and send them there."),
    )


def _drafts(settings: Settings) -> Iterator[Check]:
    """A mailbox whose Drafts folder letters are laid into."""
    delivery, sender = settings.delivery, settings.sender.address
    check(delivery, sender=sender)
    where = delivery.imap.host if delivery.imap else "Microsoft 365"
    mailbox = delivery.imap.username if delivery.imap else sender
    what = _("Letters are put in Drafts of {mailbox} at {where}; nobody is written to.")
    hint = _("Send them there. To see which have left: {command}")
    yield _green(
        what.format(mailbox=mailbox, where=where), hint.format(command="invite status --refresh")
    )


def _to_nobody(settings: Settings) -> Parcel:
    """The envelope of a letter from the sender to the sender, where there is no letter to show."""
    sender = settings.sender.address
    return Parcel(sender=sender, recipient=sender, message_id="", content=b"", label="")


def _mail_server(settings: Settings, runs: Sequence[Sequence[Parcel]]) -> Iterator[Check]:
    """runs: the envelopes that each mailing begins with, and its largest letter's."""
    courier = rehearsal(settings.delivery)
    with new_runner() as runner:
        try:
            runner.run(courier.open())
            yield _green(_reached(courier, settings.delivery))
            taken = 0
            for parcels in runs:
                for some in (parcels[:FIRST], parcels[FIRST:]):
                    courier.begin_anew()
                    outcomes = [(parcel, runner.run(courier.rehearse(parcel))) for parcel in some]
                    taken += sum(isinstance(outcome, Accepted) for _parcel, outcome in outcomes)
                    yield from (
                        _not_taken(parcel, outcome)
                        for parcel, outcome in outcomes
                        if not isinstance(outcome, Accepted)
                    )
        finally:
            runner.run(courier.close())
    if taken:
        what = _("It takes letters from {sender}.").format(sender=settings.sender.address)
        hint = _("Whether it also accepts a letter's content, a test letter shows: {command}")
        yield _green(what, hint.format(command=f"invite send --test {settings.me}"))


def _reached(courier: Rehearsal, delivery: Delivery) -> str:
    """What the server is and offers."""
    offered, said = courier.offered, []
    said.append(courier.tls or _("without TLS, on this computer"))
    if delivery.auth == "none":
        said.append(_("no sign-in"))
    else:
        said.append(_("signed in as {name}").format(name=delivery.username))
    most = offered.get("SIZE", "").strip()
    if most.isascii() and most.isdigit() and int(most[:18]):
        said.append(_("letters of up to {n} MB").format(n=int(most[:18]) // 1_000_000))
    said += [name for name in WORTH_NAMING if name in offered]
    what = _("Letters leave by {host}:{port}: {facts}.")
    return what.format(host=delivery.host, port=delivery.port, facts=", ".join(said))


def _not_taken(parcel: Parcel, outcome: Outcome) -> Check:
    """A no to one letter: the run goes on with the others."""
    match outcome:
        case Refused(reply):
            what = _("The server refuses the letter to {to}: {reply}")
        case Deferred(reply) | Unclear(reply):
            what = _("The server takes the letter to {to} later: {reply}")
        case Accepted(reply) | Written(reply):
            what = _("It takes the letter to {to}: {reply}")
        case _:
            assert_never(outcome)
    return Check(
        area="server",
        level="yellow",
        what=what.format(to=shown(parcel.recipient), reply=shown(reply)),
        hint=_("The other letters go. To look again: invite check"),
    )


def _mailbox(settings: Settings) -> Iterator[Check]:
    """A mailbox that letters leave from, at Microsoft."""
    delivery, sender = settings.delivery, settings.sender
    proves = check(delivery, sender=sender.address) == WITH_PROOF
    what = _("Letters leave by Microsoft 365: signed in as {account}, from the mailbox {sender}.")
    yield _green(what.format(account=delivery.account, sender=sender.address), _sample(settings))
    if proves:
        yield _green(_("The mailbox shows what became of each letter."))
    else:
        yield Check(
            area="server",
            level="yellow",
            what=_("The sign-in may send, but not read the mailbox: it cannot show what went."),
            hint=_("Ask IT for Mail.ReadWrite: `invite ask-it` writes the letter."),
        )


def _sample(settings: Settings) -> str:
    return _("Whether this account may send as {sender}, a test letter shows: {command}").format(
        sender=settings.sender.address, command=f"invite send --test {settings.me}"
    )


def _green(what: str, hint: str = "") -> Check:
    return Check(area="server", level="green", what=what, hint=hint)


def _certificate(delivery: Delivery, error: ServerUntrusted) -> Iterator[Check]:
    """The certificate that was not trusted. Only a human who compares the fingerprint by another
    way than this network can say that it is the right one.
    """
    if error.code not in UNKNOWN:
        return  # expired, or for another name: nobody should trust it
    with new_runner() as runner:
        certificate = runner.run(shown_certificate(delivery, LIMITS))
    if not certificate:
        return
    what = _("The certificate of {host} has the SHA-256 fingerprint {fingerprint}.").format(
        host=delivery.host, fingerprint=fingerprint(certificate)
    )
    if error.code == SELF_SIGNED:
        hint = _(
            "Ask IT by telephone which fingerprint is right. Only if it is this"
            " one: save the lines below as {file} in the project folder, and"
            " write in invite.toml under [delivery]: {setting}"
        ).format(file=PEM, setting=f'ca_file = "{PEM}"')
        hint += "\n" + ssl.DER_cert_to_PEM_cert(certificate).rstrip()
    else:
        hint = _(
            "Ask IT by telephone whether that is right, and for the file (PEM) of"
            " the authority that signed it. Put it in the project folder as"
            " {file}, and write in invite.toml under [delivery]: {setting}"
        ).format(file=PEM, setting=f'ca_file = "{PEM}"')
    yield Check(area="server", level="yellow", what=what, hint=hint)


def fingerprint(der: bytes) -> str:
    """SHA-256 of a certificate as programs and people compare it: pairs of digits, colons."""
    digest = hashlib.sha256(der).hexdigest().upper()
    return ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))
