"""What `invite preview` shows: letter by letter, or where they are to be looked at instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from invite.campaign.sending.preview import Preview, PreviewLetter
from invite.report.base.picture import Document, Remark
from invite.report.base.tables import table_of
from invite.report.letters import outgoing
from invite.report.letters.gallery import remarks_on
from invite.safe_text import shown
from invite.words import _, ngettext


def letters(found: Preview, *, drawn: bool) -> list[RenderableType]:
    """Each letter for the terminal. drawn: in a frame; on paper and in pipes nothing is drawn and
    no line is cut.
    """
    draw = outgoing.letter if drawn else outgoing.plain_letter
    return [
        draw(
            one.person,
            one.letter.to.written,
            one.letter.subject,
            one.letter.text,
            remarks_on(one),
            _sender(found, one),
        )
        for one in found.letters
    ]


def _sender(found: Preview, one: PreviewLetter) -> str:
    sender = found.sender.in_language(one.letter.language)
    return f"{sender.name} <{sender.address}>"


def elsewhere(found: Preview, *, forms: bool) -> Iterator[RenderableType]:
    """The forms of names, where they were asked for, and where the letters lie."""
    if forms:
        yield _forms(found.forms)
    if found.eml is not None:
        n = len(found.eml)
        words = ngettext(
            "{n} letter to look at in {folder}.", "{n} letters to look at in {folder}.", n
        )
        yield words.format(n=n, folder=found.folder)
    if found.page:
        yield _("The letters to look at: {path}").format(path=found.page)


def _forms(forms: Mapping[tuple[str, str], str]) -> RenderableType:
    """Forms of names that a rule made and no table holds, for somebody to read; and how to put a
    wrong one right: by a line of the settings to copy, made of the first of them.
    """
    if not forms:
        return Text(_("Every form of a name in these letters is known; none was made by rule."))
    table = table_of(_("Name"), _("Case"), _("In the letters"))
    for (name, case), form in sorted(forms.items()):
        table.add_row(Text(shown(name)), Text(case), Text(shown(form), style="bold"))
    (name, case), form = min(forms.items())
    hint = _("These forms were made by rule. Correct a wrong one in invite.toml, under [forms]:")
    example = f'  "{shown(name)}" = {{ {case} = "{shown(form)}" }}'
    return Group(table, Text(), Text(hint), Text(example))


def remarks(found: Preview) -> Iterator[Remark]:
    """What is worth knowing of them all."""
    yield from map(Remark, found.notes)
    if found.silent:
        yield Remark(_("{n} without an address: no letter.").format(n=found.silent))


def to_document(found: Preview, *, forms: bool) -> Document:
    """`invite preview --json`."""
    elsewhere: Document = {}
    if found.page:
        elsewhere["gallery"] = str(found.page)
    if found.eml is not None:
        elsewhere["eml"] = list(found.eml)
    if forms:
        elsewhere["forms"] = [
            {"name": name, "case": case, "form": form}
            for (name, case), form in sorted(found.forms.items())
        ]
    return {"letters": [_letter(one, found.mailing) for one in found.letters], **elsewhere}


def _letter(one: PreviewLetter, mailing: str) -> Document:
    letter = one.letter
    return {
        "person": letter.person,
        "mailing": mailing,
        "to": letter.to.written,
        "subject": letter.subject,
        "text": letter.text,
        "html": letter.html,
        "calendar": letter.calendar,
        "language": letter.language,
        "skipped": one.skipped.value if one.skipped else None,
        "attachments": [{"name": file.name, "size": file.size} for file in letter.attachments],
    }
