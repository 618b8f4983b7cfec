"""`invite check --dns`: the sender's domain, and whether the recipients' domains take mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from invite.campaign.check.model import Check, refused
from invite.campaign.check.nameserver import DnsSilent, Kind
from invite.delivery.model import Delivery
from invite.errors import MustMend
from invite.people.model import Person
from invite.safe_text import named, shown
from invite.settings import Settings
from invite.words import _, ngettext

# Asks the DNS, as `NameServer` does.
Ask = Callable[[str, Kind], tuple[str, ...] | None]
AT_ONCE = 8


def domains(
    settings: Settings, people: Sequence[Person], name_server: Callable[[], Ask]
) -> Iterator[Check]:
    """The sender's domain, then everybody's."""
    domain = _domain(settings.sender.address)
    try:
        ask = name_server()
        yield spf(domain, ask(domain, "TXT"), settings.delivery)
        yield dmarc(domain, _policy(domain, ask))
        yield dkim(domain, _keys(domain, settings.delivery.host, settings.delivery.courier, ask))
        yield mx_of_sender(domain, ask(domain, "MX"))
    except DnsSilent:
        yield Check(
            area="server",
            level="yellow",
            what=_("The DNS could not be asked: it does not answer."),
            hint=_("Is there a network? Then run it again: invite check --dns"),
        )
    except MustMend as error:
        yield from refused("server", error, "yellow")
    else:
        yield from _recipients(people, ask)


def _policy(domain: str, ask: Ask) -> Sequence[str]:
    """The DMARC record of the domain, or of the nearest one above it that has one (RFC 7489
    6.6.3 looks at two of these).
    """
    labels = domain.split(".")
    for at in range(len(labels) - 1):
        texts = ask("_dmarc." + ".".join(labels[at:]), "TXT") or ()
        found = [text for text in texts if text.strip().lower().startswith("v=dmarc1")]
        if found:
            return found
    return ()


def _keys(domain: str, host: str, courier: str, ask: Ask) -> bool | None:
    """Whether the domain has DKIM keys; None where that cannot be known. A key stands under a
    selector that only a signed letter tells (RFC 6376 3.1), unless the provider's is known.
    """
    selectors: tuple[str, ...] = ()
    if courier == "graph" or host.endswith("office365.com"):
        selectors = ("selector1", "selector2")
    elif host.endswith("gmail.com"):
        selectors = ("google",)
    if selectors:
        return any(ask(f"{one}._domainkey.{domain}", "TXT") for one in selectors)
    # RFC 8020: under a name that does not exist nothing does.
    return False if ask(f"_domainkey.{domain}", "TXT") is None else None


def _recipients(people: Sequence[Person], ask: Ask) -> Iterator[Check]:
    """Domains that take no mail, with the people whose addresses are there."""
    theirs: dict[str, list[Person]] = {}
    for person in people:
        if person.address is not None:
            theirs.setdefault(_domain(person.address.key), []).append(person)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = dict(zip(theirs, pool.map(lambda one: _state(one, ask), theirs), strict=True))
    words = {
        "none": _("There is no domain {domain}: {names}."),
        "null": _("{domain} says that it takes no mail (null MX, RFC 7505): {names}."),
        "nowhere": _("{domain} has no mail server: {names}."),
    }
    for domain, state in found.items():
        if state in words:
            names = named([person.name.full for person in theirs[domain]], 5)
            yield Check(
                area="letters",
                level="yellow",
                what=words[state].format(domain=shown(domain), names=names),
                hint=_(
                    "A typing error in the address? Correct it in the sheet, or:"
                    " invite correct WHO --address ADDRESS"
                ),
            )
    if silent := [domain for domain, state in found.items() if state == "silent"]:
        what = _("No answer about these domains: {names}.").format(names=named(silent))
        hint = _("Run it again later: invite check --dns")
        yield Check(area="letters", level="yellow", what=what, hint=hint)
    good = sum(state == "good" for state in found.values())
    what = ngettext(
        "{n} domain of the recipients takes mail.", "{n} domains of the recipients take mail.", good
    )
    yield Check(area="letters", level="green", what=what.format(n=good))


def _state(domain: str, ask: Ask) -> str:
    """good, none (no such domain), null (RFC 7505), nowhere (no mail server), silent."""
    try:
        found = ask(domain, "MX")
        if found is None:
            return "none"
        if any(record.split()[-1] == "." for record in found):
            return "null"
        # RFC 5321 5.1: without MX the address of the domain itself counts.
        return "good" if found or ask(domain, "A") or ask(domain, "AAAA") else "nowhere"
    except DnsSilent:
        return "silent"


def _domain(address: str) -> str:
    """The domain as the DNS has it."""
    domain = address.rpartition("@")[2].rstrip(".")
    try:
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return domain.lower()


MICROSOFT = "include:spf.protection.outlook.com"
GOOGLE = "include:_spf.google.com"


def spf(domain: str, texts: Sequence[str] | None, delivery: Delivery) -> Check:
    """Whether the domain names the servers that may send for it (RFC 7208). texts: its TXT
    records.
    """
    found = [text for text in texts or () if text.lower().split(" ")[0] == "v=spf1"]
    ask_it = _("Show this to IT: without it, letters end up in junk mail.")
    if not found:
        return _yellow(_("{domain} has no SPF record.").format(domain=domain), ask_it)
    if len(found) > 1:  # RFC 7208 4.5: permerror
        return _yellow(
            _("{domain} has {n} SPF records, and none of them counts.").format(
                domain=domain, n=len(found)
            ),
            ask_it,
        )
    terms = found[0].lower().split()
    if {"+all", "all"} & set(terms):
        return _yellow(
            _("{domain} lets every server of the world send for it (SPF +all).").format(
                domain=domain
            ),
            ask_it,
        )
    needed = _include(delivery)
    if needed and needed not in terms and not any(one.startswith("redirect=") for one in terms):
        what = _("The SPF record of {domain} does not name the server that letters leave by.")
        return _yellow(
            what.format(domain=domain),
            _("Ask IT whether `{term}` belongs in it.").format(term=needed),
        )
    return _green(_("{domain} has an SPF record.").format(domain=domain), found[0])


def _include(delivery: Delivery) -> str:
    """What the record of a domain at a known provider holds."""
    if delivery.courier == "graph" or delivery.host.endswith("office365.com"):
        return MICROSOFT
    return GOOGLE if delivery.host.endswith("gmail.com") else ""


def dmarc(domain: str, texts: Sequence[str]) -> Check:
    """What receivers are asked to do with letters that prove nothing (RFC 7489). texts: its
    records.
    """
    if not texts:
        what = _("{domain} has no DMARC record; Gmail and Microsoft ask for one.")
        return _yellow(what.format(domain=domain), _("Show this to IT."))
    if len(texts) > 1:
        what = _("{domain} has {n} DMARC records, and none of them counts.")
        return _yellow(what.format(domain=domain, n=len(texts)), _("Show this to IT."))
    return _green(_("{domain} has a DMARC record.").format(domain=domain), texts[0])


def dkim(domain: str, keys: bool | None) -> Check:
    """Whether letters can be signed. keys: whether the domain has any; None: not to be known."""
    if keys is None:
        what = _("Whether {domain} signs its letters (DKIM) could not be tried.")
        hint = _("In a test letter that has arrived, look for dkim=pass in the message source.")
        return _yellow(what.format(domain=domain), hint)
    if not keys:
        what = _("{domain} has no DKIM key: nobody can tell its letters from forged ones.")
        return _yellow(what.format(domain=domain), _("Show this to IT."))
    return _green(_("{domain} has a DKIM key.").format(domain=domain))


def mx_of_sender(domain: str, records: Sequence[str] | None) -> Check:
    """Whether answers and returned mail can arrive. records: of the sender's domain."""
    if records is None:
        what = _("There is no domain {domain}: letters from it are refused.")
        hint = _("Correct `[sender] address` in invite.toml.")
        return _yellow(what.format(domain=domain), hint)
    if not records or any(record.split()[-1] == "." for record in records):
        what = _("{domain} takes no mail: answers and returned mail are lost.")
        return _yellow(what.format(domain=domain), _("Set `[sender] reply_to`, and ask IT."))
    return _green(_("{domain} takes mail.").format(domain=domain))


def _yellow(what: str, hint: str) -> Check:
    return Check(area="server", level="yellow", what=what, hint=hint)


def _green(what: str, where: str = "") -> Check:
    return Check(area="server", level="green", what=what, where=where)
