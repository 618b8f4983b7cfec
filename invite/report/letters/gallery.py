"""All letters of a mailing as one page for the browser: works from the disk, without a network, and
runs nothing of theirs.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from invite.campaign.sending.preview import Preview, PreviewLetter
from invite.letters.message.attachments import File, size_words
from invite.letters.message.pictures import PictureFile
from invite.reasons import because_words
from invite.safe_text import shown, shown_lines
from invite.words import _


def preview_page(found: Preview) -> str:
    """The page of all letters of one look."""
    return page(found.mailing, found.letters, found.pictures)


def page(
    mailing: str, letters: Iterable[PreviewLetter], pictures: Iterable[PictureFile] = ()
) -> str:
    """The whole page. Letters are data in it, never markup; the browser shows each in a frame that
    may do nothing. pictures: those that the letters show.
    """
    # Letters of one template share most lines, so that a thousand take little more room than ten.
    lines: dict[str, int] = {}
    made = [_entry(one, lines) for one in letters]
    whole = {
        "letters": made,
        "lines": list(lines),
        "pictures": [[f"cid:{one.content_id}", as_data(one.file)] for one in pictures],
        "count": _("{n} of {all}"),
    }
    # "</script>" and "<!--" would end the data early; in JSON a "<" may as well be written like
    # this.
    data = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    text = files("invite.report").joinpath("gallery.html").read_text(encoding="utf-8")
    before, script, after = _parted(text)
    digest = b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src"
        f" 'sha256-{digest}'; form-action 'none'"
    )
    for name, words in {
        "policy": policy,
        "title": _("Preview: {mailing}").format(mailing=mailing),
        **_words(),
    }.items():
        before = before.replace(f"[[{name}]]", escape(words))
    return before.replace("[[data]]", data) + script + after


def as_data(file: File) -> str:
    """A file as a link that holds it (RFC 2397)."""
    return f"data:{file.kind};base64,{b64encode(file.content).decode('ascii')}"


def remarks_on(one: PreviewLetter) -> list[str]:
    """What the coordinator should know of a letter."""
    letter = one.letter
    remarks = []
    if one.skipped:
        remarks.append(_("does not go now: {why}").format(why=because_words(one.skipped)))
    if letter.language != "fi":
        remarks.append(_("language: {language}").format(language=letter.language))
    if letter.calendar:
        remarks.append(_("with the event as a calendar file"))
    return remarks + [
        _("attached: {name} ({size})").format(name=file.name, size=size_words(file.size))
        for file in letter.attachments
    ]


def _parted(text: str) -> tuple[str, str, str]:
    """The page's script, and what stands before and after it."""
    before, mark, rest = text.rpartition("<script>")
    script, end, after = rest.partition("</script>")
    return before + mark, script, end + after


def _words() -> dict[str, str]:
    return {
        "language": _("en"),  # the code of the language that these words are in
        "note": _(
            "Nothing has been sent. This page contains personal details: delete"
            " it when you are done."
        ),
        "search": _("Search"),
        "letters": _("Letters"),
        "to": _("To"),
        "subject": _("Subject"),
        "roles": _("Roles"),
        "notes": _("Note"),
        "width": _("Width"),
        "colours": _("Colours"),
        "wide": _("Wide"),
        "narrow": _("Narrow"),
        "light": _("Light"),
        "dark": _("Dark"),
        "html": _("As a mail program shows it"),
        "text": _("As plain text"),
        "none": _("No letter matches."),
    }


def _entry(one: PreviewLetter, lines: dict[str, int]) -> dict[str, str | list[str] | list[int]]:
    person, letter = one.person, one.letter
    roles = [
        " · ".join(part for part in (role.kind, role.group, role.region) if part)
        for role in person.roles
    ]
    return {
        "name": shown(person.name.full),
        "to": shown(letter.to.written),
        "subject": shown(letter.subject),
        "roles": [shown(role) for role in roles],
        "notes": [shown(remark) for remark in remarks_on(one)],
        "language": letter.language,
        "text": _numbered(shown_lines(letter.text).split("\n"), lines),
        "html": _numbered(letter.html.split("\n"), lines),
    }


def _numbered(text: Sequence[str], lines: dict[str, int]) -> list[int]:
    return [lines.setdefault(line, len(lines)) for line in text]
