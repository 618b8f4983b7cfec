"""Reads the small XML parts of a workbook, and no entity ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from xml.parsers import expat

from invite.sources.caps import Unreadable
from invite.words import _

MOST = 1_000_000
"""Elements; a million of them take some 300 MB."""


class Element:
    """One element: its name and its attributes' without the namespace's prefix, and the text inside
    it.
    """

    __slots__ = ("attributes", "children", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.text = ""
        self.children: list[Element] = []

    def walk(self, name: str) -> Iterator[Element]:
        """All elements of that name inside this one, in their order."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.walk(name)

    def first(self, name: str) -> Element | None:
        """The first element of that name inside this one."""
        return next(self.walk(name), None)


def parse(data: bytes) -> Element:
    """The document as a tree; an empty one where there is none.

    Raises Unreadable for a document type, which workbooks never have and entity bombs always need,
    and for broken XML.
    """
    top = Element("", {})
    stack = [top]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(stack) > 100 or count > MOST:
            raise Unreadable(
                _("The file is damaged: its parts are nested too deeply, or are too many.")
            )
        element = Element(local_name(name), {local_name(k): v for k, v in attributes.items()})
        stack[-1].children.append(element)
        stack.append(element)

    def end(_name: str) -> None:
        stack.pop()

    def text(data: str) -> None:
        stack[-1].text += data

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    with _errors_as_unreadable():
        parser.Parse(data, True)
    return top


def checked(
    parser: expat.XMLParserType, pieces: Iterable[bytes | bytearray], *, or_nothing: bool = False
) -> None:
    """Puts a part through a parser with handlers of its own. Raises Unreadable for a document type
    and for broken XML. or_nothing: a part that is not there is none.
    """
    parser.StartDoctypeDeclHandler = _refuse
    with _errors_as_unreadable():
        some = False
        for piece in pieces:
            some = some or bool(piece)
            parser.Parse(piece, False)
        if some or not or_nothing:
            parser.Parse(b"", True)


@contextmanager
def _errors_as_unreadable() -> Iterator[None]:
    try:
        yield
    except (expat.ExpatError, ValueError, LookupError) as error:
        problem, hint = (
            _("The file is damaged: one of its parts is not XML."),
            _("Open it in the spreadsheet program and save it again."),
        )
        raise Unreadable(problem, hint) from error


def _refuse(*_args: object) -> None:
    raise Unreadable(
        _("The file holds a document type declaration, which no spreadsheet program writes.")
    )


def local_name(name: str) -> str:
    """An element's or attribute's name without the prefix of its namespace."""
    return name.rpartition(":")[2]
