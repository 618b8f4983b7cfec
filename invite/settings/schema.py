"""Every key of invite.toml in one table: its name, how it is read, its default, its words for the
one who edits it.
"""

from __future__ import annotations

from typing import Literal

from invite.delivery.model import Auth, Security
from invite.language import LANGUAGES, Language
from invite.mailing.audience import EVERYONE, Audience
from invite.settings import links, times, values
from invite.settings.values import N_, Key, Section
from invite.sources.reading import CAPS, MEGABYTE

TITLE = Key(
    "title",
    values.text,
    N_("What people are invited to."),
    '"Ohjelman päätöstilaisuus"',
    required=True,
)
STARTS = Key(
    "starts",
    times.moment,
    N_("Local date and time: year-month-day, T, the time."),
    "2027-02-11T13:00:00",
    required=True,
)
ENDS = Key("ends", times.moment, N_("Local date and time."), "2027-02-11T16:00:00", required=True)
TIMEZONE = Key(
    "timezone", times.zone, N_("Where those times hold."), '"Europe/Helsinki"', "Europe/Helsinki"
)
PLACE = Key(
    "place", values.text, N_("Where people are to come."), '"Juhlatalo, Esimerkkikatu 1, Helsinki"'
)
REPLY_BY = Key("reply_by", times.day, N_("The last day to register."), "2027-01-29")
LANGUAGE: Key[Language] = Key(
    "language",
    values.one_of(*LANGUAGES),
    N_("The language of reports, and of letters to people without another: fi, sv or en."),
    '"fi"',
    "fi",
)
REGISTRATION_URL = Key(
    "registration_url",
    links.link,
    N_(
        "Where people register. {token} becomes a personal code that nobody can guess; leave it out"
        " if not needed."
    ),
    '"https://example.org/ilmo?k={token}"',
)
CONTACT = Key(
    "contact",
    values.table,
    N_("Whom to ask."),
    '{ name = "Aino Esimerkki", email = "aino.esimerkki@example.org" }',
)
PRIVACY_URL = Key(
    "privacy_url",
    links.plain_link,
    N_("Where people read what is done with their details; every first letter names it."),
    '"https://example.org/tietosuoja"',
)
EVENT = Section(
    "event",
    N_("What people are invited to."),
    (
        TITLE,
        STARTS,
        ENDS,
        TIMEZONE,
        PLACE,
        REPLY_BY,
        LANGUAGE,
        REGISTRATION_URL,
        CONTACT,
        PRIVACY_URL,
    ),
    required=True,
)

CONTACT_NAME = Key(
    "name", values.text, N_("First and last name."), '"Aino Esimerkki"', required=True
)
CONTACT_EMAIL = Key(
    "email", links.address, N_("Their address."), '"aino.esimerkki@example.org"', required=True
)
CONTACT_SECTION = Section("contact", N_("Whom to ask."), (CONTACT_NAME, CONTACT_EMAIL))

SENDER_NAME = Key(
    "name",
    values.text,
    N_("Whose name people see the letter come from."),
    '"Kutsut"',
    required=True,
)
SENDER_ADDRESS = Key(
    "address",
    links.address,
    N_("The address it comes from."),
    '"kutsut@example.org"',
    required=True,
)
REPLY_TO = Key(
    "reply_to",
    links.address,
    N_("Where answers go, if not to the sender."),
    '"aino.esimerkki@example.org"',
)
LOGO = Key(
    "logo",
    values.path,
    N_("A picture in this folder, shown at the top of the letter."),
    '"logo.png"',
)
COLOUR = Key("colour", values.colour, N_("The colour of the button and the headings."), '"#0a3d62"')
SENDER = Section(
    "sender",
    N_("In whose name the letters go."),
    (SENDER_NAME, SENDER_ADDRESS, REPLY_TO, LOGO, COLOUR),
    required=True,
)

FILE = Key(
    "file",
    values.path,
    N_("A spreadsheet in this folder, or a pattern such as alueet/*.xlsx."),
    '"vieraat.xlsx"',
    required=True,
)
ROLE = Key(
    "role",
    values.text,
    N_(
        "What the people in it were: planning-group, lab-team, project-lead, or a word of your own."
    ),
    '"planning-group"',
    required=True,
)
REGION = Key(
    "region",
    values.text,
    N_(
        'Their region: "sheet" (its name), "file" (its name), a column\'s heading, or one for all.'
        " Guessed if left out."
    ),
    '"sheet"',
)
GROUP = Key("group", values.text, N_("Their group, team or project; in the same ways."), '"Tiimi"')
ORGANISATION = Key(
    "organisation", values.text, N_("Their organisation; in the same ways."), '"Työpaikka"'
)
SOURCE_LANGUAGE = Key("language", values.text, N_("Their language; in the same ways."), '"sv"')
COLUMNS = Key(
    "columns",
    values.table,
    N_("What a column is headed, where it is not recognised."),
    '{ email = "S-posti" }',
)
HEADER_ROW = Key(
    "header_row",
    values.whole(1, 1_048_576),
    N_("The row of the headings, where it is not found."),
    "3",
)
SHEETS = Key("sheets", values.texts, N_("Only these sheets."), '["Kainuu", "Lappi"]')
INCLUDE_HIDDEN = Key(
    "include_hidden", values.flag, N_("Take hidden rows and sheets too."), "true", default=False
)
INCLUDE_STRUCK = Key(
    "include_struck",
    values.flag,
    N_("Take rows that are struck through too."),
    "true",
    default=False,
)
OWNER = Key(
    "owner",
    links.address,
    N_("Who keeps this sheet and can mend it."),
    '"matti.esimerkki@example.org"',
)
SOURCE = Section(
    "source",
    N_("A spreadsheet, and what it is about. One such part for each."),
    (
        FILE,
        ROLE,
        REGION,
        GROUP,
        ORGANISATION,
        SOURCE_LANGUAGE,
        COLUMNS,
        HEADER_ROW,
        SHEETS,
        INCLUDE_HIDDEN,
        INCLUDE_STRUCK,
        OWNER,
    ),
    required=True,
    many=True,
)

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
        "Whom it is for: everyone, registered, not registered (invited, and no answer yet),"
        " declined, attended, reached, holds old facts (was told another time or place), role"
        " lab-team, region Kainuu, group Kohtaamo; with and, or, not, ( )."
    ),
    '"everyone"',
    EVERYONE,
)
ATTACHMENTS: Key[tuple[str, ...]] = Key(
    "attachments",
    values.paths,
    N_(
        "Files in this folder that go with each letter; {{ person.id }} in a path gives each person"
        " one of their own."
    ),
    '["ohjelma.pdf"]',
    (),
)
CALENDAR = Key(
    "calendar", values.flag, N_("Whether a calendar entry goes with it."), "true", default=True
)
NOT_BEFORE = Key("not_before", times.day, N_("The first day that it goes."), "2027-01-15")
NOT_AFTER = Key("not_after", times.day, N_("The last day that it goes."), "2027-01-29")
REPLY = Key(
    "reply",
    values.flag,
    N_("Whether mail programs show it beside the first letter."),
    "true",
    default=True,
)
MAILING = Section(
    "mailing",
    N_("A round of letters; the first here is the usual one. With none, kutsu goes to everyone."),
    (TEMPLATE, AUDIENCE, NOT_BEFORE, NOT_AFTER, REPLY, ATTACHMENTS, CALENDAR),
    named=True,
)

COURIER: Key[Literal["outbox", "smtp", "graph"]] = Key(
    "courier",
    values.one_of("outbox", "smtp", "graph"),
    N_(
        "outbox writes letters as files and sends nothing; graph sends them from Microsoft 365;"
        " smtp by a mail server."
    ),
    '"outbox"',
    "outbox",
)
PROVIDER = Key(
    "provider",
    values.provider,
    N_("A known mail service; gives the lines below their values, microsoft365 the courier, too."),
    '"microsoft365"',
)
TENANT = Key(
    "tenant",
    links.tenant,
    N_("Your organisation at Microsoft, its id or domain, as IT gives it."),
    '"example.onmicrosoft.com"',
)
CLIENT_ID = Key(
    "client_id",
    links.client_id,
    N_("The app that IT has registered for you: invite ask-it says what to ask for."),
    '"00000000-0000-0000-0000-000000000000"',
)
SIGN_IN_AS = Key(
    "sign_in_as",
    links.address,
    N_("Who signs in to Microsoft, if not the sender's address: the one is a shared mailbox."),
    '"aino.esimerkki@example.org"',
)
AUTHORITY = Key(
    "authority",
    links.own_server,
    N_("For trying against a server of your own on this computer, with ca_file: where to sign in."),
    '"https://localhost:8443/tenant"',
)
GRAPH_URL = Key(
    "graph_url",
    links.own_server,
    N_("The same: where Microsoft Graph is."),
    '"https://localhost:8444/v1.0"',
)
HOST = Key("host", links.host, N_("The mail server."), '"smtp.example.org"')
PORT = Key("port", values.whole(1, 65535), N_("Its port."), "587")
SECURITY: Key[Security] = Key(
    "security",
    values.one_of("starttls", "tls", "none"),
    N_(
        "How the connection is protected: starttls (port 587) or tls (465); none only within this"
        " computer."
    ),
    '"starttls"',
)
AUTH: Key[Auth] = Key(
    "auth",
    values.auth,
    N_(
        "How to sign in to the mail server: password, microsoft or none. Password and sign-in are"
        " given to: invite login"
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
PACE = Key("pace", times.pace, N_("How fast letters may leave; no limit if left out."), '"30/min"')
DAILY = Key(
    "daily",
    values.whole(1),
    N_("How many letters may leave in 24 hours; no limit if left out."),
    "2000",
)
CONNECTIONS = Key(
    "connections", values.whole(1, 100), N_("How many connections at once, all together."), "3"
)
PATIENCE = Key(
    "patience",
    times.span,
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

LEDGER_URL = Key(
    "url",
    links.ledger_url,
    N_("Where invite keeps its memory."),
    '"sqlite:invite.db"',
    "sqlite:invite.db",
)
RETAIN = Key(
    "retain",
    times.span,
    N_(
        "How long after the event people's details are kept; then invite reminds you of: invite"
        " purge"
    ),
    '"90d"',
)
LEDGER = Section("ledger", N_("The memory: who got what, and when."), (LEDGER_URL, RETAIN))

ROLE_FI = Key(
    "fi",
    values.text,
    N_("In Finnish, as it stands in a sentence: olit mukana …"),
    "\"{{ group | compound('tiimin') }} kehittäjänä\"",
)
ROLE_SV = Key("sv", values.text, N_("In Swedish."), '"utvecklare i teamet {{ group }}"')
ROLE_EN = Key("en", values.text, N_("In English."), '"a developer in the {{ group }} team"')
ROLE_WORDS = Section(
    "role",
    N_("A role in words, where the shipped ones do not do."),
    (ROLE_FI, ROLE_SV, ROLE_EN),
    named=True,
)

FORM_KEYS: tuple[Key[object], ...] = tuple(
    Key(case, values.text, N_("The word in this case."), f'"{example}"')
    for case, example in (
        ("genitive", "Salmen"),
        ("illative", "Salmeen"),
        ("adessive", "Salmella"),
        ("ablative", "Salmelta"),
        ("allative", "Salmelle"),
        ("inessive", "Salmessa"),
        ("elative", "Salmesta"),
        ("where", "Salmessa"),
        ("where_from", "Salmesta"),
        ("where_to", "Salmeen"),
    )
)
FORMS = Section(
    "forms", N_("Forms of words that invite would get wrong; quote the word."), FORM_KEYS
)

UNPACKED = Key(
    "max_megabytes",
    values.whole(1, 100_000),
    N_("Megabytes that a file may unpack to."),
    "256",
    CAPS.unzipped // MEGABYTE,
)
RATIO = Key(
    "max_ratio",
    values.whole(1, 100_000),
    N_("How many times its size a file may unpack to."),
    "250",
    CAPS.ratio,
)
ROWS = Key(
    "max_rows", values.whole(1, 1_048_576), N_("Rows that a sheet may have."), "120000", CAPS.rows
)
WIDTH = Key(
    "max_columns",
    values.whole(1, 16_384),
    N_("Columns that a sheet may have."),
    "702",
    CAPS.columns,
)
LIMITS = Section(
    "limits", N_("How large a spreadsheet is still read."), (UNPACKED, RATIO, ROWS, WIDTH)
)

SECTIONS: tuple[Section, ...] = (
    EVENT,
    SENDER,
    SOURCE,
    ROLE_WORDS,
    MAILING,
    DELIVERY,
    LEDGER,
    FORMS,
    LIMITS,
)
