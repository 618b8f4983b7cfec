"""What keys must be to each other: times in order, links that work, a server reached safely."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from invite.delivery.providers import GRAPH_AT_ONCE, PROVIDERS
from invite.mailing.audience import LOOKS_BACK, Has, PartOf, leaves, words
from invite.people.lookup import plain
from invite.settings import delivery_schema, formats, schema
from invite.settings.findings import Everything, Reading, SectionValues
from invite.settings.values import Unfit, word
from invite.words import _, near

SHIPPED_ROLES = ("planning-group", "lab-team", "project-lead")
# A role may be the coordinator's own: only what can hardly be anything else is a slip of these.
SURELY_ALIKE = 0.8


def check(given: Everything, reading: Reading) -> None:
    """Every rule that looks at more than one key, or that only warns."""
    _times(given.event, reading)
    _links(given.event, reading)
    _roles(given, reading)
    _mailings(given, reading)
    _delivery(given.delivery, reading)
    _microsoft(given, reading)
    _returns(given.returns, reading, by_graph=at_graph(given))


def _times(event: SectionValues, reading: Reading) -> None:
    starts, ends, reply_by = (
        event.get(schema.STARTS),
        event.get(schema.ENDS),
        event.get(schema.REPLY_BY),
    )
    if starts and ends and ends <= starts:
        reading.problem(
            event.at(schema.ENDS),
            _("The event ends before it starts."),
            _("Write a time after {starts}.").format(starts=starts.isoformat()),
        )
    if starts and reply_by and reply_by > starts.date():
        reading.warn(
            event.at(schema.REPLY_BY), _("The last day to register is after the event starts.")
        )
    zone = ZoneInfo(event[schema.TIMEZONE])
    for key in (schema.STARTS, schema.ENDS):
        time = event.get(key)
        if time and not exists(time, zone):
            reading.problem(
                event.at(key),
                _("There is no such time on that day: the clocks go forward."),
                _("Write the time you mean."),
            )


def exists(local: datetime, zone: ZoneInfo) -> bool:
    """Whether a clock in that zone ever shows this time."""
    return local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local


def _links(event: SectionValues, reading: Reading) -> None:
    for key in (schema.REGISTRATION_URL, schema.PRIVACY_URL):
        url = event.get(key)
        if url and url.casefold().startswith("http:"):
            reading.warn(
                event.at(key),
                _("This link is not protected."),
                _("Write https:// if the site supports it."),
            )
    url = event.get(schema.REGISTRATION_URL)
    if schema.REGISTRATION_URL.name in event.values and url and "{token}" not in url:
        reading.warn(
            event.at(schema.REGISTRATION_URL),
            _("The link is the same for everyone."),
            _("Add {token} where the registration system takes a personal code, if it does."),
        )
    if url is None and not any(
        problem.where == reading.where(event.at(schema.REGISTRATION_URL))
        for problem in reading.problems
    ):
        reading.warn(
            event.at(schema.REGISTRATION_URL),
            _("There is no registration link."),
            _("Letters will go without one."),
        )


def _roles(given: Everything, reading: Reading) -> None:
    """A role without words cannot be named in a letter; a slip would leave people without it."""
    for source in given.sources:
        role = source.get(schema.ROLE)
        if role is None or role in SHIPPED_ROLES or role in given.roles:
            continue
        if meant := near(role, (*SHIPPED_ROLES, *given.roles), alike=SURELY_ALIKE):
            reading.problem(
                source.at(schema.ROLE),
                _("The role `{role}` is not known.").format(role=role),
                _("Did you mean {name}?").format(name=f"`{meant}`"),
            )
        else:
            reading.warn(
                source.at(schema.ROLE),
                _("The role `{role}` has no words of its own for the letter.").format(role=role),
                _("Write under {section}: {example}").format(
                    section=f'[role."{role}"]', example='fi = "…"'
                ),
            )


def _mailings(given: Everything, reading: Reading) -> None:
    for place, (name, mailing) in enumerate(given.mailings.items()):
        unfit = word(name)
        if isinstance(unfit, Unfit):
            reading.problem(mailing.path, unfit.what, unfit.hint)
        _roles_asked(mailing, given, reading)
        if not place and words(mailing[delivery_schema.AUDIENCE]) & LOOKS_BACK:
            reading.warn(
                mailing.at(delivery_schema.AUDIENCE),
                _("The first mailing depends on an earlier one, and there is none."),
                _("Put the invitation first: its [mailing.NAME] before this one."),
            )
        first, last = (
            mailing.get(delivery_schema.NOT_BEFORE),
            mailing.get(delivery_schema.NOT_AFTER),
        )
        if first and last and last < first:
            reading.problem(
                mailing.at(delivery_schema.NOT_AFTER),
                _("The last day is before the first."),
                _("Write {first} or a later day.").format(first=first.isoformat()),
            )


def _roles_asked(mailing: SectionValues, given: Everything, reading: Reading) -> None:
    """A role in an audience that no source has would leave people out silently."""
    own = filter(None, (source.get(schema.ROLE) for source in given.sources))
    known = tuple(dict.fromkeys((*own, *given.roles, *SHIPPED_ROLES)))
    asked = (
        leaf
        for leaf in leaves(mailing[delivery_schema.AUDIENCE])
        if isinstance(leaf, Has) and leaf.part is PartOf.ROLE
    )
    for leaf in asked:
        if plain(leaf.value) not in map(plain, known):
            meant = near(leaf.value, known)
            hint = _("Did you mean {name}?").format(name=f"`{meant}`") if meant else ""
            reading.problem(
                mailing.at(delivery_schema.AUDIENCE),
                _("Nobody has the role `{role}`.").format(role=leaf.value),
                hint or _("There is: {names}.").format(names=", ".join(known)),
            )


def _delivery(delivery: SectionValues, reading: Reading) -> None:
    host, security = delivery.get(delivery_schema.HOST), delivery.get(delivery_schema.SECURITY)
    if security == "none" and not (host and formats.loopback(host)):
        reading.problem(
            delivery.at(delivery_schema.SECURITY),
            _("Letters never leave this computer unprotected."),
            _(
                'Write "starttls" (port 587) or "tls" (port 465). "none" is for a server on this '
                'computer: host = "localhost"'
            ),
        )
    told = {"host", "provider"} & {*delivery.values} or any(
        "delivery.host" in p.where or "delivery.provider" in p.where for p in reading.problems
    )
    if delivery.get(delivery_schema.COURIER) == "smtp" and not told:
        reading.problem(
            delivery.at(delivery_schema.HOST),
            _("The mail server is missing."),
            _(
                'Write provider = "microsoft365" (or another that is known), or host = '
                '"smtp.example.org"'
            ),
        )


def _microsoft(given: Everything, reading: Reading) -> None:
    """What sending from Microsoft 365 needs, and reading there."""
    delivery = given.delivery
    by_graph = at_graph(given)
    signs_in = (delivery.get(delivery_schema.AUTH), given.returns.get(delivery_schema.IMAP_AUTH))
    if by_graph or "microsoft" in signs_in:
        for key in (delivery_schema.TENANT, delivery_schema.CLIENT_ID):
            complained = any(f"delivery.{key.name}" in p.where for p in reading.problems)
            if delivery.get(key) is None and not complained:
                reading.problem(
                    delivery.at(key),
                    _("To sign in to Microsoft, `{key}` is needed.").format(key=key.name),
                    _(
                        'IT gives it to you. Until then write courier = "outbox", which'
                        " makes files; `invite ask-it` writes the letter that asks IT."
                    ),
                )
    if by_graph and (delivery.get(delivery_schema.CONNECTIONS) or 0) > GRAPH_AT_ONCE:
        reading.problem(
            delivery.at(delivery_schema.CONNECTIONS),
            _("Microsoft Graph takes at most {n} requests at once.").format(n=GRAPH_AT_ONCE),
            _("Write connections = {n}, or leave it out.").format(n=GRAPH_AT_ONCE),
        )
    for own in (delivery_schema.AUTHORITY, delivery_schema.GRAPH_URL):
        if delivery.get(own) and not delivery.get(delivery_schema.CA_FILE):
            reading.problem(
                delivery.at(own),
                _("A server of your own needs `ca_file`: who has signed its certificate."),
                _('Write ca_file = "ca.pem"'),
            )


def courier(delivery: SectionValues) -> str:
    """What carries the letters: what is said, or what the provider stands for."""
    provider = delivery.get(delivery_schema.PROVIDER)
    if delivery_schema.COURIER.name in delivery.values or not provider:
        return str(delivery[delivery_schema.COURIER])
    return PROVIDERS[provider].courier


def at_graph(given: Everything) -> bool:
    """Whether letters go through a mailbox at Microsoft Graph, to be sent or as drafts."""
    carries = courier(given.delivery)
    return carries == "graph" or (carries == "drafts" and not drafts_by_imap(given))


def drafts_by_imap(given: Everything) -> bool:
    """Whether drafts are laid by IMAP: a host is named, or a provider that is not Microsoft; or the
    mailbox of returned mail has one, and nothing of Microsoft's is named.
    """
    delivery = given.delivery
    provider = delivery.get(delivery_schema.PROVIDER)
    if delivery.get(delivery_schema.HOST) or (provider and provider != "microsoft365"):
        return True
    microsoft = provider or delivery.get(delivery_schema.TENANT)
    return bool(given.returns.get(delivery_schema.IMAP_HOST)) and not microsoft


def _returns(returns: SectionValues, reading: Reading, *, by_graph: bool) -> None:
    host = returns.get(delivery_schema.IMAP_HOST)
    security = returns.get(delivery_schema.IMAP_SECURITY)
    folder = returns.get(delivery_schema.FOLDER)
    if by_graph and folder and not host:
        reading.problem(
            returns.at(delivery_schema.FOLDER),
            _("By Microsoft Graph only the Inbox can be read."),
            _("Leave `folder` out, or let a rule of Outlook leave reports in the Inbox."),
        )
    if security == "none" and not (host and formats.loopback(host)):
        reading.problem(
            returns.at(delivery_schema.IMAP_SECURITY),
            _("Mail is never read over an unprotected connection."),
            _('Write "tls" (port 993) or "starttls" (port 143).'),
        )
