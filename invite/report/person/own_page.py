"""What is kept about somebody, for them to see (GDPR, article 15): a document for programs, or a
page in their own language.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from json import dumps
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from invite.campaign.status.output_files import Kind, OutputFile
from invite.campaign.status.person import Story
from invite.language import Language
from invite.ledger.letters.letters import LetterStory
from invite.people.model import Role
from invite.report.base.phrases import written
from invite.report.base.picture import Document
from invite.report.base.wording import moment, region, report_words, said
from invite.report.person import story
from invite.safe_text import shown, shown_lines

Facts = list[tuple[str, str]]


def export_file(path: Path) -> OutputFile[Story]:
    """Everything held on somebody, once in words and once as it lies in the ledger; by the name of
    the file for programs, or to read.
    """
    readable = path.suffix.casefold() in Kind.PAGE.value

    def content(found: Story) -> bytes:
        return (own_page(found) if readable else own_document(found)).encode()

    return OutputFile(path=path, kind=Kind.EXPORT, name="export", content=content)


def exported(found: Story, file: Path, *, json: bool) -> str | Document:
    """Where it was written: for the screen or for scripts."""
    return {"person": found.person.id, "file": str(file)} if json else next(written([file]))


def own_document(found: Story) -> str:
    """The same for programs, as JSON."""
    held = {
        "exported": found.now.isoformat(timespec="seconds"),
        "project": found.event.title,
        **story.to_document(found),
        "ledger": {name: list(rows) for name, rows in (found.tables or {}).items()},
    }
    return f"{dumps(held, ensure_ascii=False, indent=1)}\n"


def own_page(found: Story) -> str:
    """The page as HTML that needs nothing from the network: first in words, then every row of the
    ledger that is about them, as it is stored.
    """
    language = found.person.language or found.event.language
    own = report_words(language).own
    event = found.event.in_language(language)
    # Everything that comes from outside is escaped where it lands.
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["w"] = lambda key: said(own, key)
    template = environment.from_string(
        (files("invite.report") / "own_page.html").read_text(encoding="utf-8")
    )
    contact, sender = event.contact, found.sender
    return template.render(
        language=language,
        event=event,
        made=moment(found.now, language),
        contact=f"{contact.name}, {contact.email}" if contact else sender.address,
        yours=list(_yours(found, language)),
        letters=[_letter(one, found, language) for one in found.letters],
        tables={
            name: [{key: _plain(cell) for key, cell in row.items()} for row in rows]
            for name, rows in (found.tables or {}).items()
        },
    )


def _yours(found: Story, language: Language) -> Iterator[tuple[str, str]]:
    person, table = found.person, report_words(language)
    heading, own = table.headings, table.own
    yield heading["name"], shown(person.name.full)
    if person.addresses:
        yield heading["address"], "\n".join(shown(one.written) for one in person.addresses)
    for label, value in (
        (own["phone"], person.phone),
        (heading["organisation"], person.organisation),
    ):
        if value:
            yield label, shown(value)
    yield heading["language"], said(table.language_names, language)
    if person.roles:
        yield heading["role"], "\n".join(_role(role, language) for role in person.roles)
    yield own["sources"], "\n".join(shown(str(origin)) for origin in person.origins)
    if person.extra:
        extra = (f"{shown(name)}: {shown(value)}" for name, value in person.extra.items())
        yield own["more"], "\n".join(extra)
    if heard := found.heard:
        at = moment(found.local(heard.at or heard.as_of), language)
        yield heading["answer"], f"{said(table.answers, heard.reply)} ({at})"
    if found.stopped:
        yield own["stopped"], own["since"].format(at=moment(found.local(found.stopped), language))


def _role(role: Role, language: Language) -> str:
    where = region(role.region, language) if role.region else None
    kind = said(report_words(language).kinds, role.kind)
    return ", ".join(shown(part) for part in (kind, role.group, where, role.title) if part)


def _letter(letter: LetterStory, found: Story, language: Language) -> tuple[str, Facts]:
    table = report_words(language)
    own, heading = table.own, table.headings
    called = said(table.mailings, letter.mailing)
    title = own["letter"].format(mailing=called[:1].upper() + called[1:], number=letter.number)
    rows = [(own["to"], shown(letter.to)), (heading["state"], said(table.states, letter.state))]
    if letter.events:
        rows.append((heading["when"], moment(found.local(letter.events[-1].at), language)))
    rows += [(own["subject"], shown(letter.subject)), (own["text"], shown_lines(letter.text))]
    return title, rows


def _plain(cell: object) -> str:
    return "–" if cell is None else shown_lines(str(cell))
