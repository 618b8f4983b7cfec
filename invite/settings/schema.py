"""Every key of invite.toml: its name, how it is read, its default, its words for who edits it."""

from __future__ import annotations

from invite.language import LANGUAGES, Language
from invite.settings import formats, values
from invite.settings.delivery_schema import DELIVERY, LEDGER, MAILING, RETURNS
from invite.settings.values import N_, Key, Section
from invite.sources.caps import CAPS, MEGABYTE

TITLE = Key(
    "title",
    values.text,
    N_("What people are invited to."),
    '"Ohjelman päätöstilaisuus"',
    required=True,
    translated=True,
)
STARTS = Key(
    "starts",
    formats.moment,
    N_("Local date and time: year-month-day, T, the time."),
    "2027-02-11T13:00:00",
    required=True,
)
ENDS = Key("ends", formats.moment, N_("Local date and time."), "2027-02-11T16:00:00", required=True)
TIMEZONE = Key(
    "timezone",
    formats.zone,
    N_("The time zone of those times."),
    '"Europe/Helsinki"',
    "Europe/Helsinki",
)
PLACE = Key(
    "place",
    values.text,
    N_("Where people should come."),
    '"Juhlatalo, Esimerkkikatu 1, Helsinki"',
    translated=True,
)
REPLY_BY = Key("reply_by", formats.day, N_("The last day to register."), "2027-01-29")
LANGUAGE: Key[Language] = Key(
    "language",
    values.one_of(*LANGUAGES),
    N_("The language of reports, and of letters to people without another one: fi, sv or en."),
    '"fi"',
    "fi",
)
REGISTRATION_URL = Key(
    "registration_url",
    formats.link,
    N_(
        "Where people register. {token} becomes a personal code that nobody can guess; leave it "
        "out if not needed."
    ),
    '"https://example.org/ilmo?k={token}"',
    translated=True,
)
CONTACT = Key(
    "contact",
    values.table,
    N_("The contact person."),
    '{ name = "Aino Esimerkki", email = "aino.esimerkki@example.org" }',
)
PRIVACY_URL = Key(
    "privacy_url",
    formats.plain_link,
    N_("Where people read what is done with their details; every first letter links to it."),
    '"https://example.org/tietosuoja"',
    translated=True,
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
    "email",
    formats.address,
    N_("The contact person's address."),
    '"aino.esimerkki@example.org"',
    required=True,
)
CONTACT_SECTION = Section("contact", N_("The contact person."), (CONTACT_NAME, CONTACT_EMAIL))

SENDER_NAME = Key(
    "name",
    values.text,
    N_("The sender's name that people see."),
    '"Kutsut"',
    required=True,
    translated=True,
)
SENDER_ADDRESS = Key(
    "address", formats.address, N_("The sender's address."), '"kutsut@example.org"', required=True
)
REPLY_TO = Key(
    "reply_to",
    formats.address,
    N_("Where answers go, if not to the sender."),
    '"aino.esimerkki@example.org"',
)
LOGO = Key(
    "logo",
    values.path,
    N_("A picture in this folder, shown at the top of the letter."),
    '"logo.png"',
)
PICTURE = Key(
    "picture",
    values.path,
    N_("A picture in this folder, shown above the letter at full width."),
    '"tilaisuus.jpg"',
)
COLOUR = Key("colour", values.colour, N_("The colour of the button and the headings."), '"#0a3d62"')
SENDER = Section(
    "sender",
    N_("The name that the letters come from."),
    (SENDER_NAME, SENDER_ADDRESS, REPLY_TO, LOGO, PICTURE, COLOUR),
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
    N_("What the people in it were: planning-group, lab-team, project-lead, or your own word."),
    '"planning-group"',
    required=True,
)
CALLED = Key(
    "called",
    values.text,
    N_("What the letter calls this list, where it says where the address came from."),
    '"suunnitteluryhmien yhteystiedot"',
)
REGION = Key(
    "region",
    values.text,
    N_(
        'Their region: "sheet" (its name), "file" (its name), a column\'s heading, or one for '
        "all. Guessed if left out."
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
    formats.address,
    N_("Who keeps this sheet and can fix it."),
    '"matti.esimerkki@example.org"',
)
SOURCE = Section(
    "source",
    N_("A spreadsheet, and what it is about. One such part for each."),
    (
        FILE,
        ROLE,
        CALLED,
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

ROLE_FI = Key(
    "fi",
    values.text,
    N_("In Finnish, as in the sentence: olit mukana …"),
    "\"{{ group | compound('tiimin') }} kehittäjänä\"",
)
ROLE_SV = Key("sv", values.text, N_("In Swedish."), '"utvecklare i teamet {{ group }}"')
ROLE_EN = Key("en", values.text, N_("In English."), '"a developer in the {{ group }} team"')
ROLE_WORDS = Section(
    "role",
    N_("A role in words, where the standard words do not fit."),
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
    "forms", N_("Forms of words that invite would get wrong; put the word in quotes."), FORM_KEYS
)

UNPACKED = Key(
    "max_megabytes",
    values.whole(1, 100_000),
    N_("How many megabytes a file may unpack to."),
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
    "max_rows",
    values.whole(1, 1_048_576),
    N_("How many rows a sheet may have."),
    "120000",
    CAPS.rows,
)
WIDTH = Key(
    "max_columns",
    values.whole(1, 16_384),
    N_("How many columns a sheet may have."),
    "702",
    CAPS.columns,
)
LIMITS = Section(
    "limits", N_("How large a spreadsheet is still read."), (UNPACKED, RATIO, ROWS, WIDTH)
)

IGNORE: Key[tuple[str, ...]] = Key(
    "ignore",
    values.texts,
    N_("Files and folders here that have nobody to invite."),
    '["vanhat.xlsx", "vanhat/*"]',
    (),
)
TOP = Section("", N_("What comes before any part."), (IGNORE,))

SECTIONS: tuple[Section, ...] = (
    EVENT,
    SENDER,
    SOURCE,
    ROLE_WORDS,
    MAILING,
    DELIVERY,
    RETURNS,
    LEDGER,
    FORMS,
    LIMITS,
)
