"""What keys must be to each other: times in order, links that work, a server that can be reached
safely.
"""

from __future__ import annotations

from datetime import UTC, datetime
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from invite.delivery.providers import GRAPH_AT_ONCE, PROVIDERS
from invite.mailing.audience import LOOKS_BACK, Has, PartOf, leaves, words
from invite.people.lookup import plain
from invite.settings import links, schema
from invite.settings.findings import Everything, Given, Reading
from invite.settings.values import Unfit, word
from invite.words import _

SHIPPED_ROLES = ("planning-group", "lab-team", "project-lead")


def check(given: Everything, reading: Reading) -> None:
    """Every rule that looks at more than one key, or that only warns."""
    _times(given.event, reading)
    _links(given.event, reading)
    _roles(given, reading)
    _mailings(given, reading)
    _delivery(given.delivery, reading)


def _times(event: Given, reading: Reading) -> None:
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
            event.at(schema.REPLY_BY), _("The last day to register is after the event has begun.")
        )
    zone = ZoneInfo(event[schema.TIMEZONE])
    for key in (schema.STARTS, schema.ENDS):
        time = event.get(key)
        if time and not exists(time, zone):
            reading.problem(
                event.at(key),
                _("There is no such time on that day: the clocks are put forward."),
                _("Write the time that you mean."),
            )


def exists(local: datetime, zone: ZoneInfo) -> bool:
    """Whether a clock in that zone ever shows this time."""
    return local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local


def _links(event: Given, reading: Reading) -> None:
    for key in (schema.REGISTRATION_URL, schema.PRIVACY_URL):
        url = event.get(key)
        if url and url.casefold().startswith("http:"):
            reading.warn(
                event.at(key),
                _("This link is not protected."),
                _("Write https:// if the site has it."),
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
    """A role without words of its own cannot be named in a letter; a slip in one would leave people
    without it.
    """
    for source in given.sources:
        role = source.get(schema.ROLE)
        if role is None or role in SHIPPED_ROLES or role in given.roles:
            continue
        near = get_close_matches(
            role.casefold().replace("_", "-").replace(" ", "-"),
            (*SHIPPED_ROLES, *given.roles),
            n=1,
            cutoff=0.8,
        )
        if near:
            reading.problem(
                source.at(schema.ROLE),
                _("The role `{role}` is not known.").format(role=role),
                _("Did you mean `{name}`?").format(name=near[0]),
            )
        else:
            reading.warn(
                source.at(schema.ROLE),
                _("The role `{role}` has no words of its own for the letter.").format(role=role),
                _('Give it some: [role."{role}"] fi = "…"').format(role=role),
            )


def _mailings(given: Everything, reading: Reading) -> None:
    for place, (name, mailing) in enumerate(given.mailings.items()):
        unfit = word(name)
        if isinstance(unfit, Unfit):
            reading.problem(mailing.path, unfit.what, unfit.hint)
        _roles_asked(mailing, given, reading)
        if not place and words(mailing[schema.AUDIENCE]) & LOOKS_BACK:
            reading.warn(
                mailing.at(schema.AUDIENCE),
                _("The first mailing asks for what an earlier one has done, and there is none."),
                _("Put the invitation first: its [mailing.NAME] before this one."),
            )
        first, last = mailing.get(schema.NOT_BEFORE), mailing.get(schema.NOT_AFTER)
        if first and last and last < first:
            reading.problem(
                mailing.at(schema.NOT_AFTER),
                _("The last day is before the first."),
                _("Write a day from {first} on.").format(first=first.isoformat()),
            )


def _roles_asked(mailing: Given, given: Everything, reading: Reading) -> None:
    """A role in an audience that no source has would leave people out silently."""
    known = tuple(
        dict.fromkeys(
            (
                *(source.get(schema.ROLE) or "" for source in given.sources),
                *given.roles,
                *SHIPPED_ROLES,
            )
        )
    )
    asked = (
        leaf
        for leaf in leaves(mailing[schema.AUDIENCE])
        if isinstance(leaf, Has) and leaf.part is PartOf.ROLE
    )
    for leaf in asked:
        if plain(leaf.value) not in map(plain, known):
            near = get_close_matches(
                plain(leaf.value), {plain(name): name for name in known}, n=1, cutoff=0.6
            )
            names = [name for name in known if plain(name) in near] or [
                name for name in known if name
            ]
            hint = _("Did you mean {name}?").format(name=f"`{names[0]}`") if near else ""
            reading.problem(
                mailing.at(schema.AUDIENCE),
                _("Nobody has the role `{role}`.").format(role=leaf.value),
                hint or _("There is: {names}.").format(names=", ".join(names)),
            )


def _delivery(delivery: Given, reading: Reading) -> None:
    host, security = delivery.get(schema.HOST), delivery.get(schema.SECURITY)
    if security == "none" and not (host and links.loopback(host)):
        reading.problem(
            delivery.at(schema.SECURITY),
            _("Letters never leave this computer unprotected."),
            _(
                'Write "starttls" (port 587) or "tls" (port 465). "none" is for a server on this'
                ' computer: host = "localhost"'
            ),
        )
    told = {"host", "provider"} & {*delivery.values} or any(
        "delivery.host" in p.where or "delivery.provider" in p.where for p in reading.problems
    )
    if delivery.get(schema.COURIER) == "smtp" and not told:
        reading.problem(
            delivery.at(schema.HOST),
            _("The mail server is not named."),
            _(
                'Write provider = "microsoft365" (or another that is known), or host ='
                ' "smtp.example.org"'
            ),
        )
    _microsoft(delivery, reading)


def _microsoft(delivery: Given, reading: Reading) -> None:
    """What sending from Microsoft 365 needs."""
    by_graph = courier(delivery) == "graph"
    if by_graph or delivery.get(schema.AUTH) == "microsoft":
        for key, whose in ((schema.TENANT, "tenant"), (schema.CLIENT_ID, "client_id")):
            complained = any(f"delivery.{whose}" in p.where for p in reading.problems)
            if delivery.get(key) is None and not complained:
                reading.problem(
                    delivery.at(key),
                    _("To sign in to Microsoft, `{key}` is needed.").format(key=whose),
                    _(
                        "IT gives it: `docs/microsoft365.md` says what to ask for. Until then, write"
                        ' courier = "outbox" to get letters as files.'
                    ),
                )
    if by_graph and (delivery.get(schema.CONNECTIONS) or 0) > GRAPH_AT_ONCE:
        reading.problem(
            delivery.at(schema.CONNECTIONS),
            _("Microsoft Graph takes {n} requests at once, and no more.").format(n=GRAPH_AT_ONCE),
            _("Write connections = {n}, or leave it out.").format(n=GRAPH_AT_ONCE),
        )
    for key in (schema.AUTHORITY, schema.GRAPH_URL):
        if delivery.get(key) and not delivery.get(schema.CA_FILE):
            reading.problem(
                delivery.at(key),
                _("A server of your own needs `ca_file`: who has signed its certificate."),
                _('Write ca_file = "ca.pem"'),
            )


def courier(delivery: Given) -> str:
    """What carries the letters: what is said, or what the provider stands for."""
    if schema.COURIER.name in delivery.values or not delivery.get(schema.PROVIDER):
        return str(delivery[schema.COURIER])
    return PROVIDERS[str(delivery.get(schema.PROVIDER))].courier
