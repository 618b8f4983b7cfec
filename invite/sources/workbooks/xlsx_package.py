"""How the parts of an .xlsx refer to each other, and which of its styles and strings are struck
through.
"""

from __future__ import annotations

import posixpath

from invite.sources.workbooks.archive import Archive
from invite.sources.workbooks.model import NO_RICH, Rich
from invite.sources.workbooks.xml import Element, parse


def relations(archive: Archive, part: str) -> list[tuple[str, str, str]]:
    """(id, kind, target) of all that a part refers to; a target inside the archive as its full
    name.
    """
    folder, name = posixpath.split(part)
    found = []
    for relation in parse(archive.whole(f"{folder}/_rels/{name}.rels") or b"<r/>").walk(
        "Relationship"
    ):
        target = relation.attributes.get("Target", "")
        if relation.attributes.get("TargetMode") != "External":
            target = (
                posixpath.normpath(posixpath.join(folder, target))
                if target[:1] != "/"
                else target[1:]
            )
        found.append(
            (
                relation.attributes.get("Id", ""),
                relation.attributes.get("Type", "").rpartition("/")[2],
                target,
            )
        )
    return found


def book_of(archive: Archive) -> str:
    """The workbook's part; xl/workbook.xml unless the archive says otherwise."""
    found = (target for _id, kind, target in relations(archive, "") if kind == "officeDocument")
    return next(found, "xl/workbook.xml")


def sheets_of(archive: Archive, book: str) -> list[tuple[str, str]]:
    """(name, part) of each sheet."""
    targets = {key: target for key, _kind, target in relations(archive, book)}
    sheets = parse(archive.whole(book) or b"<w/>").walk("sheet")
    return [
        (s.attributes.get("name", ""), targets.get(s.attributes.get("id", ""), "")) for s in sheets
    ]


def _is_on(element: Element | None) -> bool:
    return element is not None and element.attributes.get("val", "1") not in ("0", "false")


def struck_styles(archive: Archive) -> frozenset[str]:
    """The numbers of the cell styles whose font is struck through."""
    content = archive.whole("xl/styles.xml")
    if b"strike" not in content:
        return frozenset()
    tree = parse(content)
    fonts = tree.first("fonts")
    struck = (
        {str(i) for i, font in enumerate(fonts.children) if _is_on(font.first("strike"))}
        if fonts
        else set()
    )
    styles = tree.first("cellXfs")
    return frozenset(
        str(i)
        for i, xf in enumerate(styles.children if styles else ())
        if xf.attributes.get("fontId") in struck
    )


def rich_strings(archive: Archive) -> Rich:
    """The shared strings with struck-through runs; they are read as a tree only if there are such
    runs at all.
    """
    name = "xl/sharedStrings.xml"
    if not any(b"strike" in piece for piece in archive.pieces(name)):
        return NO_RICH
    whole: set[int] = set()
    kept: dict[int, str] = {}
    for i, item in enumerate(parse(archive.whole(name)).walk("si")):
        text = struck_text(item)
        if text == "":
            whole.add(i)
        elif text is not None:
            kept[i] = text
    return Rich(frozenset(whole), kept)


def struck_text(item: Element) -> str | None:
    """What of a rich text is not struck through: "" where all is, None where nothing is."""
    runs = list(item.walk("r"))
    texts = ["".join(t.text for t in run.walk("t")) for run in runs]
    struck = [_is_on(run.first("strike")) for run in runs]
    if not any(s and t.strip() for s, t in zip(struck, texts, strict=True)):
        return None
    return "".join(t for s, t in zip(struck, texts, strict=True) if not s).strip()
