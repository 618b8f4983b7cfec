"""The keys of invite.toml that say how letters go: mailings, what carries them, the ledger."""

from __future__ import annotations

from typing import Literal

from invite.delivery.model import Auth, Security
from invite.mailing.audience import EVERYONE, Audience
from invite.settings import formats, values
from invite.settings.values import N_, Key, Section

TEMPLATE = Key(
    "template",
    values.word,
    N_("The letter: the name of its files in templates/, without .fi.md."),
    '"kutsu"',
)
AUDIENCE: Key[Audience] = Key(
    "audience",
    values.audience,
    N_(
        "Whom it is for: everyone, registered, not registered (invited, and"
        " no answer yet), declined, attended, reached, holds old facts (got"
        " another time or place), role lab-team, region Kainuu, group"
        " Kohtaamo; with and, or, not, ( )."
    ),
    '"everyone"',
    EVERYONE,
)
ATTACHMENTS: Key[tuple[str, ...]] = Key(
    "attachments",
    values.paths,
    N_(
        "Files in this folder that go with each letter; {{ person.id }} in a path gives each "
        "person one of their own."
    ),
    '["ohjelma.pdf"]',
    (),
)
CALENDAR = Key(
    "calendar", values.flag, N_("Whether a calendar entry goes with it."), "true", default=True
)
NOT_BEFORE = Key("not_before", formats.day, N_("The first day that it goes."), "2027-01-15")
NOT_AFTER = Key("not_after", formats.day, N_("The last day that it goes."), "2027-01-29")
REPLY = Key(
    "reply",
    values.flag,
    N_("Whether mail programs show it next to the first letter."),
    "true",
    default=True,
)
MAILING = Section(
    "mailing",
    N_("A mailing; the first one here is the default. With none, kutsu goes to everyone."),
    (TEMPLATE, AUDIENCE, NOT_BEFORE, NOT_AFTER, REPLY, ATTACHMENTS, CALENDAR),
    named=True,
)

COURIER: Key[Literal["outbox", "smtp", "graph", "drafts"]] = Key(
    "courier",
    values.one_of("outbox", "smtp", "graph", "drafts"),
    N_(
        "outbox writes letters as files and sends nothing; graph sends them"
        " from Microsoft 365; smtp by a mail server; drafts puts them in the"
        " Drafts folder, for you to send."
    ),
    '"outbox"',
    "outbox",
)
PROVIDER = Key(
    "provider",
    values.provider,
    N_(
        "A known mail service; gives the lines below their values;"
        " microsoft365 also sets the courier."
    ),
    '"microsoft365"',
)
TENANT = Key(
    "tenant",
    formats.tenant,
    N_("Your organisation at Microsoft, its id or domain, as IT gives it."),
    '"example.onmicrosoft.com"',
)
CLIENT_ID = Key(
    "client_id",
    formats.client_id,
    N_("The app that IT has registered for you: invite ask-it says what to ask for."),
    '"00000000-0000-0000-0000-000000000000"',
)
SIGN_IN_AS = Key(
    "sign_in_as",
    formats.address,
    N_("Who signs in to Microsoft, where the sender's address is a shared mailbox."),
    '"aino.esimerkki@example.org"',
)
AUTHORITY = Key(
    "authority",
    formats.own_server,
    N_("To try it against a server of your own on this computer, with ca_file: where to sign in."),
    '"https://localhost:8443/tenant"',
)
GRAPH_URL = Key(
    "graph_url",
    formats.own_server,
    N_("The same: where Microsoft Graph is."),
    '"https://localhost:8444/v1.0"',
)
HOST = Key("host", formats.host, N_("The mail server."), '"smtp.example.org"')
PORT = Key("port", values.whole(1, 65535), N_("Its port."), "587")
SECURITY: Key[Security] = Key(
    "security",
    values.one_of("starttls", "tls", "none"),
    N_(
        "How the connection is protected: starttls (port 587) or tls (465); none only within this "
        "computer."
    ),
    '"starttls"',
)
AUTH: Key[Auth] = Key(
    "auth",
    values.auth,
    N_(
        "How to sign in to the mail server: password, microsoft or none. Password and sign-in are "
        "given to: invite login"
    ),
    '"password"',
)
USERNAME = Key(
    "username",
    values.text,
    N_("Who signs in, if not the sender's address."),
    '"kutsut@example.org"',
)
CA_FILE = Key(
    "ca_file",
    values.text,
    N_("A file with the certificates of your own organisation, if its server needs it."),
    '"ca.pem"',
)
PACE = Key(
    "pace", formats.pace, N_("How fast letters may leave; no limit if left out."), '"30/min"'
)
DAILY = Key(
    "daily",
    values.whole(1),
    N_("How many letters may leave in 24 hours; no limit if left out."),
    "2000",
)
CONNECTIONS = Key(
    "connections", values.whole(1, 100), N_("How many connections at the same time."), "3"
)
PATIENCE = Key(
    "patience",
    formats.span,
    N_("How long one run keeps trying letters that the server puts off."),
    '"30min"',
)
DELIVERY = Section(
    "delivery",
    N_("How letters leave."),
    (
        COURIER,
        PROVIDER,
        TENANT,
        CLIENT_ID,
        SIGN_IN_AS,
        HOST,
        PORT,
        SECURITY,
        AUTH,
        USERNAME,
        CA_FILE,
        AUTHORITY,
        GRAPH_URL,
        PACE,
        DAILY,
        CONNECTIONS,
        PATIENCE,
    ),
)

MAILBOX = Key(
    "mailbox",
    formats.address,
    N_("Whose mailbox returned mail comes to, if not the sender's."),
    '"kutsut@example.org"',
)
IMAP_HOST = Key(
    "host",
    formats.host,
    N_("The server to read it from (IMAP); if left out, where letters leave from."),
    '"imap.example.org"',
)
IMAP_SECURITY: Key[Security] = Key(
    "security",
    values.one_of("tls", "starttls", "none"),
    N_("How the connection is protected: tls (port 993) or starttls (143)."),
    '"tls"',
)
IMAP_AUTH: Key[Literal["password", "microsoft"]] = Key(
    "auth",
    values.one_of("password", "microsoft"),
    N_("How to sign in there: password or microsoft."),
    '"password"',
)
IMAP_USERNAME = Key(
    "username", values.text, N_("Who signs in, if not the mailbox."), '"kutsut@example.org"'
)
FOLDER = Key("folder", values.text, N_("The folder it comes to."), '"INBOX"')
RETURNS = Section(
    "returns",
    N_("Where returned mail and answers arrive, for: invite bounces"),
    (MAILBOX, IMAP_HOST, PORT, IMAP_SECURITY, IMAP_AUTH, IMAP_USERNAME, CA_FILE, FOLDER),
)

LEDGER_URL = Key(
    "url",
    formats.ledger_url,
    N_("Where invite keeps its memory."),
    '"sqlite:invite.db"',
    "sqlite:invite.db",
)
RETAIN = Key(
    "retain",
    formats.span,
    N_(
        "How long after the event personal details are kept; then invite"
        " reminds you of: invite purge"
    ),
    '"90d"',
)
LEDGER = Section("ledger", N_("The ledger: who got what, and when."), (LEDGER_URL, RETAIN))
