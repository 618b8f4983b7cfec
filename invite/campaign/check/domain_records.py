"""What the records of the sender's domain mean for our letters: SPF, DKIM, DMARC, MX."""

from __future__ import annotations

from collections.abc import Sequence

from invite.campaign.check.model import Check
from invite.delivery.model import Delivery
from invite.words import _

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
