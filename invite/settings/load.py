"""Reads invite.toml: everything that must be fixed in it at once, or the frozen settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import asdict

from invite.access.mail_account import ImapAccount
from invite.access.plain_files import NotPlain, open_plain
from invite.delivery.model import Delivery
from invite.delivery.providers import GRAPH_AT_ONCE, PROVIDERS
from invite.errors import MustMend, Problem
from invite.event import Contact, Event, EventTexts, Sender
from invite.language import LANGUAGES, Language
from invite.mailing import Mailing
from invite.people.model import Source
from invite.settings import check, delivery_schema, schema
from invite.settings.findings import Everything, Reading, SectionValues
from invite.settings.model import SETTINGS_FILE, ReturnsMailbox, Settings
from invite.settings.rules import at_graph, courier, drafts_by_imap
from invite.settings.toml import syntax
from invite.sources.caps import CAPS, MEGABYTE, Caps
from invite.words import _, ngettext, system_words

LARGEST = 1_000_000  # bytes; a settings file has a few thousand
PORTS = {"starttls": 587, "tls": 465, "none": 25}  # RFC 8314, section 7.3; RFC 6409; RFC 5321
IMAP_PORTS = {"tls": 993, "starttls": 143, "none": 143}  # RFC 8314 3.2, RFC 3501 2.1
IMAP: Mapping[str, Mapping[str, object]] = {
    "microsoft365": {"host": "outlook.office365.com", "auth": "microsoft"},
    "gmail": {"host": "imap.gmail.com"},
    "gmail-relay": {"host": "imap.gmail.com"},
}
FIRST = Mailing(name="kutsu", template="kutsu")


def load(folder: Path) -> Settings:
    """The settings of the project in `folder`. Raises MustMend with all problems in it."""
    written = syntax.parse(_bytes_of(folder / SETTINGS_FILE))
    noted = Reading(written.places, [*written.problems], [*written.warnings])
    if written.tables is not None:
        given = check.everything(written.tables, noted)
        if not noted.problems:
            return _settings(folder, given, tuple(noted.warnings))
    raise _error(noted.problems)


def _bytes_of(file: Path) -> bytes:
    try:
        with open_plain(file) as opened:
            content = opened.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise MustMend(
            _("There is no {file} in {folder}.").format(file=SETTINGS_FILE, folder=file.parent),
            hint=_("Name the project folder with --project DIR, or make one with: invite init"),
        ) from error
    except OSError as error:
        raise MustMend(
            _("{file} cannot be read: {why}").format(file=file, why=system_words(error)),
            hint=_("Put the file itself there.")
            if isinstance(error, NotPlain)
            else _("Close it in other programs, and make sure that you may open it."),
        ) from error
    if len(content) > LARGEST:
        raise MustMend(
            _("{file} is too large for a settings file.").format(file=file),
            hint=_("Check whether another file was saved under this name."),
        )
    return content


def _error(problems: list[Problem]) -> MustMend:
    """One error for all that was found, in the order of the lines."""
    return MustMend(
        ngettext(
            "{n} thing in {file} must be fixed.",
            "{n} things in {file} must be fixed.",
            len(problems),
        ).format(n=len(problems), file=SETTINGS_FILE),
        hint=_("Fix it in a text editor such as Notepad, save it, and run the command again."),
        problems=sorted(problems, key=_line),
    )


def _line(problem: Problem) -> int:
    """The line that a problem names; what is nowhere comes last."""
    found = re.search(r"\(\D*(\d+)\)$", problem.where)
    return int(found[1]) if found else LARGEST


def _settings(folder: Path, given: Everything, warnings: tuple[Problem, ...]) -> Settings:
    """The settings; every value in `given` is good."""
    names = given.translations.get(("sender", schema.SENDER_NAME.name), {})
    sender = given.sender.make(Sender, names=tuple(names.items()))
    return Settings(
        folder=folder,
        event=_event(given),
        sender=sender,
        sources=tuple(
            source.make(Source, columns=columns)
            for source, columns in zip(given.sources, given.columns, strict=True)
        ),
        mailings=tuple(_mailing(name, mailing) for name, mailing in given.mailings.items())
        or (FIRST,),
        delivery=_delivery(given, sender, folder),
        returns=_returns(given, sender, folder),
        ledger_url=given.ledger[delivery_schema.LEDGER_URL],
        retain=given.ledger.get(delivery_schema.RETAIN),
        role_words={kind: _words(role) for kind, role in given.roles.items()},
        forms={
            word: {case: str(form) for case, form in forms.values.items()}
            for word, forms in given.forms.items()
        },
        caps=_caps(given.limits),
        ignore=given.top[schema.IGNORE],
        warnings=warnings,
    )


def _event(given: Everything) -> Event:
    event, contact = given.event, given.contact
    zone = ZoneInfo(event[schema.TIMEZONE])
    texts = {
        language: {
            path[-1]: said[language]
            for path, said in given.translations.items()
            if path[0] == "event" and language in said
        }
        for language in LANGUAGES
    }
    return event.make(
        Event,
        starts=event[schema.STARTS].replace(tzinfo=zone),
        ends=event[schema.ENDS].replace(tzinfo=zone),
        contact=contact and contact.make(Contact),
        translations=tuple((language, EventTexts(**own)) for language, own in texts.items() if own),
    )


def _mailing(name: str, mailing: SectionValues) -> Mailing:
    return mailing.make(Mailing, name=name, template=mailing.get(delivery_schema.TEMPLATE) or name)


def _words(role: SectionValues) -> Mapping[Language, str]:
    return {
        language: str(role.values[language]) for language in LANGUAGES if language in role.values
    }


def _delivery(given: Everything, sender: Sender, folder: Path) -> Delivery:
    """The provider's preset where one is named, and over it what the coordinator says."""
    delivery = given.delivery
    said = {**delivery.values}
    provider = said.pop(delivery_schema.PROVIDER.name, None)
    carries = courier(delivery)
    by_graph = {"courier": carries, "auth": "microsoft", "connections": GRAPH_AT_ONCE}
    if carries == "graph":  # Microsoft's limits hold even where nobody names the provider
        preset = asdict(PROVIDERS["microsoft365"]) | by_graph
    else:
        preset = asdict(PROVIDERS[str(provider)]) if provider else {}
    preset["courier"] = carries
    if carries == "drafts":  # nothing is sent, so no limit of a sending holds
        account = _draft_account(given, sender, folder)
        preset |= {"pace": 0.0, "daily": None, "host": "", "imap": account}
        preset |= {"connections": 1 if account else GRAPH_AT_ONCE}
        preset |= {"auth": account.auth if account else "microsoft"}
    if provider and carries != delivery[delivery_schema.COURIER]:
        preset["by_provider"] = provider
    security = delivery.get(delivery_schema.SECURITY)
    if security and security != preset.get("security"):
        preset["port"] = PORTS[security]
    said |= _certificates(said, folder)
    return SectionValues(delivery.path, {"username": sender.address, **preset, **said}).make(
        Delivery
    )


def _draft_account(given: Everything, sender: Sender, folder: Path) -> ImapAccount | None:
    """Where drafts are laid by IMAP: at the host of `[delivery]` or of a provider with IMAP, else
    at that of `[returns]`; None: by Graph.
    """
    delivery = given.delivery
    if not drafts_by_imap(given):
        return None
    preset = IMAP.get(str(delivery.get(delivery_schema.PROVIDER) or ""), {})
    if not (delivery.get(delivery_schema.HOST) or preset):
        returns = _returns(given, sender, folder).imap
        assert returns is not None
        return returns
    names = {"host", "port", "security", "auth", "username", "ca_file"}
    said = {name: value for name, value in delivery.values.items() if name in names}
    said |= _certificates(said, folder)
    port = IMAP_PORTS[delivery.get(delivery_schema.SECURITY) or "tls"]
    wanted = {"port": port, "security": "tls", "username": sender.address, **preset, **said}
    section = {"section": "[delivery]", "auth": wanted.get("auth", "password")}
    return SectionValues(delivery.path, {**wanted, **section}).make(ImapAccount)


def _certificates(said: Mapping[str, object], folder: Path) -> Mapping[str, object]:
    """The file of certificates, where one is named: a relative path starts from the project."""
    name = delivery_schema.CA_FILE.name
    return {name: str(folder / str(said[name]))} if name in said else {}


def _returns(given: Everything, sender: Sender, folder: Path) -> ReturnsMailbox:
    """Where returned mail arrives: the provider's server where one is known, and over it what the
    coordinator says.
    """
    said = {**given.returns.values, **_certificates(given.returns.values, folder)}
    address = str(said.pop(delivery_schema.MAILBOX.name, sender.address))
    preset = IMAP.get(str(given.delivery.get(delivery_schema.PROVIDER) or ""), {})
    by_graph = at_graph(given)
    if delivery_schema.IMAP_HOST.name not in said and (by_graph or not preset):
        return ReturnsMailbox(address=address)
    port = IMAP_PORTS[given.returns.get(delivery_schema.IMAP_SECURITY) or "tls"]
    wanted = {"port": port, "security": "tls", "username": address, **preset, **said}
    return ReturnsMailbox(
        address=address, imap=SectionValues(given.returns.path, wanted).make(ImapAccount)
    )


def _caps(limits: SectionValues) -> Caps:
    """The caps on spreadsheets; more rows or bytes allow cells and a file to match."""
    unzipped, rows = limits[schema.UNPACKED] * MEGABYTE, limits[schema.ROWS]
    return CAPS._replace(
        unzipped=unzipped,
        file=max(CAPS.file, unzipped),
        small=min(max(CAPS.small, unzipped // 8), unzipped),
        ratio=limits[schema.RATIO],
        rows=rows,
        columns=limits[schema.WIDTH],
        cells=CAPS.cells * max(1, rows // CAPS.rows),
    )
