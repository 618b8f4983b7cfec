"""Leaving cells out of a sheet's XML changes nothing of what is known of the sheet."""

from __future__ import annotations

import re
from unittest import mock

import pytest
from cases.workbook import book
from hypothesis import given, settings
from hypothesis import strategies as st

from invite.sources.caps import CAPS, Caps, Unreadable
from invite.sources.workbooks.archive import Archive
from invite.sources.workbooks.model import NO_RICH, SheetMarks
from invite.sources.workbooks.xlsx_outline import outline
from invite.sources.workbooks.xlsx_sheet import SheetXml

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROWS = (
    "",
    ' r="{n}"',
    " r='{n}' hidden='1'",
    ' r="{n}" hidden = "1" ',
    '\n r="{n}"\thidden="0"',
    ' r="{n}" hidden="&#49;"',
    ' r="{n}" ht="0" customHeight="1"',
    ' r="{n}" spans="1:&gt;3" x=">" hidden="true"',
    ' spans="/>" r="{n}" hidden="1"',
    ' x="it\'s>" y=\'"/>\' hidden="1"',
    ' ä="1" hidden="1"',
    ' r="999999"',
)
CELLS = (
    '<c r="A{n}"><v>1</v></c>',
    '<c r="A{n}" t="s"><v>0</v></c>',
    "<c><v>1</v></c>",
    "<c/>",
    '<c t="inlineStr"><is><t>Matti! Onko? &amp; "e" :f &lt;f></t></is></c>',
    '<c r="B{n}" t="e"><v>#N/A</v></c>',
    "<c r='B{n}' t='e'><v>#REF!</v></c>",
    '<c t="&#101;"><v>#N/A</v></c>',
    '<c r="C{n}"><f>1+1</f></c>',
    "<c><f/></c>",
    "<c ><f >1+1</f ><v>2</v></c >",
    '<c r="D{n}"><f>HYPERLINK("mailto:m@example.org","M")</f><v>M</v></c>',
    '<c t="inlineStr"><is><r><rPr><strike/></rPr><t>Matti</t></r><r><t>Maija</t></r></is></c>',
    '<c r="E{n}" s="7"><v>1</v></c>',
    "<c s='7'><v>1</v></c>",
    "<x:c><x:f>1</x:f></x:c>",
    "<!-- <row r='1' hidden='1'> --><c/>",
    "<c><v><![CDATA[<f>]]></v></c>",
    "<?row hidden='1'?><c/>",
)
HEADS = (
    "",
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    "<?xml version='1.0' encoding='iso-8859-1'?>",
    "\ufeff<?xml version='1.0' encoding='utf-8'?>",
)
TAILS = ('<hyperlinks><hyperlink ref="A1" location="S!A1"/></hyperlinks>', "<rowBreaks/>", "")
FEW = CAPS._replace(rows=1000)


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    """A sheet of rows and cells, each written in one of a few ways."""
    lines = []
    kinds = draw(st.lists(st.sampled_from(CELLS), min_size=1, max_size=3))
    for n in range(1, draw(st.integers(1, 8))):
        cells = "".join(draw(st.lists(st.sampled_from(kinds), max_size=4))).replace("{n}", str(n))
        tag = "row" + draw(st.sampled_from(ROWS)).replace("{n}", str(n))
        short = not cells and draw(st.booleans())
        lines.append(f"<{tag}/>" if short else f"<{tag}>{cells}</row>")
    inside = draw(st.sampled_from(('<cols><col min="2" max="3" hidden="1"/></cols>', "")))
    text = f"{inside}<sheetData>{''.join(lines)}</sheetData>{draw(st.sampled_from(TAILS))}"
    head = draw(st.sampled_from(HEADS))
    whole = f'{head}<worksheet xmlns="{MAIN}" xmlns:x="{MAIN}">{text}</worksheet>'
    return whole.encode("latin-1" if "8859" in head else "utf-8")


def marks(content: bytes, caps: Caps = FEW) -> dict[str, object] | str:
    """What is known of the sheet; of one that is refused, the sentence without its numbers: of many
    far cells one is named.
    """
    zipped = book(content.decode("latin-1"))
    archive = Archive(zipped, caps)
    with mock.patch.object(archive, "content", lambda _part: bytearray(content)):
        try:
            found = SheetXml(archive, frozenset({"7"}), NO_RICH, caps).read("xl/worksheets/s.xml")
        except Unreadable as error:
            return re.sub(r"[0-9]+", "", error.problem)
    return {name: getattr(found, name) for name in SheetMarks.__slots__}


@settings(max_examples=250, deadline=None)
@given(sheets())
def test_the_same_with_and_without(content: bytes) -> None:
    """Whatever a sheet's rows and cells look like, its marks are those that the whole XML gives."""
    short = marks(content)
    where = "invite.sources.workbooks.xlsx_sheet.outline"
    with mock.patch(where, lambda whole, _values: whole):
        assert short == marks(content)


def of_rows(rows: str) -> bytearray:
    return bytearray(f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode())


def test_cells_are_left_out() -> None:
    """Of a plain row nothing but its tag is read, next to one that is read whole."""
    plain = "<row r='1'><c><v>1</v></c></row>"
    computed = "<row r='2'><c><f>1</f></c></row>"
    found = bytes(outline(of_rows(plain + computed + plain), ()))
    assert found == bytes(of_rows(f"<row r='1'/>{computed}<row r='1'/>"))


@pytest.mark.parametrize("rows", ["<row><c>", "<row><c></row></c>", '<row x="<row>"/>', "<row &/>"])
def test_no_xml_is_refused(rows: str) -> None:
    """What an XML reader does not take is refused, not cut at what looks like a row."""
    with pytest.raises(Unreadable):
        outline(of_rows(rows), ())


def test_its_time_grows_with_its_size() -> None:
    """A row's tag of a megabyte of blanks or attributes is read as fast as others are."""
    wide = " " * 500_000 + " ".join(f'a{n}="{n}"' for n in range(50_000))
    found = outline(of_rows(f"<row{wide}><c/></row>" + f"<row{wide} r='1'/>"), ())
    assert found.count(b"<c/>") == 0
