"""The group and region of each row: from its own cells, the heading above it, the sheet, or the
settings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from invite.language.spelling import ascii_key
from invite.people.extraction.flaws import RowFlaws, SheetFlaws
from invite.people.fields.no_value import is_error, is_nothing
from invite.people.model import Severity, Sheet, Source
from invite.people.table.block_row import BlockRow
from invite.people.table.captions import (
    fixed_or_named,
    group_name,
    group_of_heading,
    group_of_title,
    guess_group,
    guess_region,
    region_in,
    region_of_file,
    regions_in,
    stem,
)
from invite.people.table.layout import Layout
from invite.people.table.line_types import is_number
from invite.people.table.parts import heads_people, leader_in_heading, title_of_heading
from invite.people.table.sheet_names import names_other_body, names_those_gone
from invite.words import _, ngettext


@dataclass(slots=True)
class RowContext:
    """Remembers, going down a sheet, what the lines above a row say of it. carried: the group's
    last first row. gone: the words of the sheet's name or a heading that speak against inviting
    whoever is below. other_body: those that name another body than a planning group.
    each_says: each row says its group, so that an empty cell is not as the one above.
    """

    sheet: Sheet
    source: Source
    layout: Layout
    flaws: SheetFlaws
    region: str | None = None
    group: str | None = None
    heading_region: str | None = None
    heading_group: str | None = None
    over_groups: bool = False
    heading_title: str = ""
    heads_one: bool = False
    gone: str = ""
    other_body: str = ""
    carried: dict[str, str] = field(default_factory=dict)
    filled_down: int = 0
    each_says: bool = False

    def begin(self, titles: Sequence[str]) -> None:
        """The region and group of the whole sheet. titles: the lines above the header."""
        self.gone = self._sheet_of_those_gone()
        self.other_body = self._sheet_of_other_body(titles)
        self.heading_title = self._title_of_sheet()
        self.each_says = self._says_groups_again()
        rule = self.source.region
        if rule is None:
            self.region = guess_region(self.sheet, titles)
        elif "region" not in self.layout.ruled:
            named = fixed_or_named(rule, self.sheet)
            self.region = region_of_file(self.sheet.file) if rule == "file" else region_in(named)
            if self.region is None:
                self._say_unknown(named)
        if self.source.group is None:
            named = next((group for title in titles if (group := group_of_title(title))), None)
            self.group = (
                None if self.layout.has("group") else named or guess_group(self.sheet, self.source)
            )
        elif "group" not in self.layout.ruled:
            self.group = group_name(fixed_or_named(self.source.group, self.sheet) or "")

    def _say_unknown(self, named: str | None) -> None:
        problem = _("No name here says which region.")
        if named:
            problem = _("There is no region called {name}.").format(name=named)
        hint = _("Say it in the settings: {example}.").format(example='region = "Kainuu"')
        self.flaws.say("region", problem, hint, value=named)

    def heading(self, number: int, cells: Sequence[tuple[int, str]]) -> None:
        """A line that names what follows: a group, a region, or both. number: its row."""
        block = self.layout.blocks[0]
        groups, regions = block.of("group"), block.of("region")
        self.heading_title, self.heads_one = self._title_of_sheet(), False
        self.gone, self.other_body = self._sheet_of_those_gone(), ""
        if {i for i, _text in cells} <= {*groups, *regions}:
            own = [next((t for i, t in cells if i in of), "") for of in (groups, regions)]
            self.heading_group = group_name(own[0]) or self.heading_group
            self.heading_region = region_in(own[1]) or self.heading_region
            return
        text = next(t for _i, t in cells if not is_number(t))
        if led := leader_in_heading(text):
            text, who = led
            problem = _("The heading names somebody, who is not read as one of the people.")
            hint = _("If they are to be invited, write their name on a row of its own.")
            self.flaws.row(number).say("name", who, problem, hint)
        if heads_people(text) or title_of_heading(text)[0]:
            self.heading_title, self.heads_one = title_of_heading(text)
        if names_those_gone(text):
            self.gone = text
            return
        if names_other_body(text):
            self.other_body = text
        if heads_people(text):
            return
        region = region_in(text)
        if region and _only_region(text, region):
            self.heading_region, self.over_groups = region, True
            if self.source.role == "planning-group":
                self.heading_group = None
            return
        group = group_of_heading(text)
        if not group and not region:
            return
        self.heading_group = None if region and self.source.role == "planning-group" else group
        # A heading that is but a region holds for all groups below it; one that a group's heading
        # names, for that group.
        if region or not self.over_groups:
            self.heading_region, self.over_groups = region, False

    def _sheet_of_those_gone(self) -> str:
        names = (self.sheet.name or "", stem(self.sheet.file))
        return next(filter(names_those_gone, names), "")

    def _sheet_of_other_body(self, titles: Sequence[str]) -> str:
        """What names another body over a whole sheet that the settings do not name by itself."""
        names = [self.sheet.name or ""] if self.source.sheets is None else []
        return next(filter(names_other_body, [*names, *titles]), "")

    def say_other_body(self, line: BlockRow, flaws: RowFlaws) -> None:
        """Says of a row of a planning group's sheet that what stands over it names another body."""
        title = line.block.title
        body = title if title and names_other_body(title) else self.other_body
        if body and self.source.role == "planning-group":
            problem = _("{name} is over this row, and the sheet is of planning groups.")
            hint = _("If they are in the planning group too, say so there; if not, take them out.")
            flaws.say("group", body, problem.format(name=body), hint, Severity.ERROR)

    def _title_of_sheet(self) -> str:
        """The title that a sheet's or its file's name gives all its people: `Varajäsenet`."""
        names = (self.sheet.name or "", stem(self.sheet.file).replace("_", " "))
        heads = next(filter(heads_people, names), names[0])
        return title_of_heading(heads)[0]

    def gap(self) -> None:
        """An empty line: what a group's first row said holds no further."""
        self.carried.clear()

    def title_of(self, found: int) -> str:
        """The title that the heading above gives a row of so many people; a heading for one person
        is for the first row below it alone.
        """
        title = self.heading_title if found == 1 or not self.heads_one else ""
        if self.heads_one and found:
            self.heading_title = ""
        return title

    def remember(self, first: BlockRow) -> None:
        """What a group's first row says holds for the rows right below it that say nothing."""
        for name in ("group", "region"):
            if text := first.cell(name):
                self.carried[name] = text

    def _says_groups_again(self) -> bool:
        columns = self.layout.blocks[0].of("group")
        cells = [
            row.cells[i].strip() for i in columns[:1] for row in self.sheet.rows if row.cells[i:]
        ]
        again = sum(one == other != "" for one, other in pairwise(cells))
        return again > cells.count("")

    def group_of(self, line: BlockRow, flaws: RowFlaws) -> str | None:
        """The group of a row; none where it is empty and each other row says its own."""
        if self.source.group and "group" not in self.layout.ruled:
            return self.group
        text = line.cell("group")
        if not text and "group" in self.carried and "group" in line.block.columns:
            if self.each_says:
                problem = _("The group is empty here, and each other row says its own.")
                flaws.say("group", "", problem, _("Write it in the sheet."), Severity.ERROR)
                return None
            text = self.carried["group"]
            self.filled_down += not is_nothing(text)
        if is_error(text):
            return None
        named = ("" if is_nothing(text) else text) or line.block.title
        if named and self.source.role == "planning-group" and region_in(named):
            return None  # it is named by its region, which needs no name beside it
        return (named and group_name(named)) or self.heading_group or self.group

    def region_of(self, line: BlockRow, flaws: RowFlaws) -> str | None:
        """The region of a row; what stands in its cell and is none is a flaw."""
        if self.source.region and "region" not in self.layout.ruled:
            return self.region or self.heading_region
        columns = line.block.of("region")
        text = line.cell("region")
        if (
            not text
            and columns
            and self.carried.keys() >= {"group", "region"}
            and not line.cell("group")
        ):
            text = self.carried["region"]
        elif not text and columns and "region" in self.carried and self._heads_rows(columns[0]):
            text = self.carried["region"]
            self.filled_down += not is_nothing(text)
        if is_error(text):
            return None
        if not text or is_nothing(text):
            # `Suunnitteluryhmä | Kainuu`: such a group is named by its region.
            return (
                region_in(line.cell("group") or line.block.title)
                or self.heading_region
                or self.region
            )
        several = regions_in(text)
        region = several[0] if several else region_in(text)
        if len(several) > 1:
            problem = _("Several regions are named here; the first one, {name}, is used.").format(
                name=region
            )
            hint = _("Leave the one in the sheet that they belong to.")
            # It names the planning group, of which the letter would leave one out.
            planning = self.source.role == "planning-group"
            flaws.say(
                "region", text, problem, hint, Severity.ERROR if planning else Severity.WARNING
            )
        elif region is None:
            problem = _("There is no region called {name}.").format(name=text)
            flaws.say("region", text, problem, _("Write the region's name in the sheet."))
        return region or self.heading_region or self.region

    def _heads_rows(self, column: int) -> bool:
        """Whether a planning group's region is written once before its rows, as merged cells are
        when saved as text.
        """
        names = self.layout.blocks[0].names
        return (
            self.source.role == "planning-group"
            and not self.layout.has("group")
            and column < min(names, default=0)
        )

    def end(self) -> None:
        """Says once what was taken from rows above."""
        if not self.filled_down:
            return
        problem = ngettext(
            "In {n} row the group or region is empty; the one above it is used.",
            "In {n} rows the group or region is empty; the one above them is used.",
            self.filled_down,
        ).format(n=self.filled_down)
        self.flaws.say("group", problem, _("Check that it is theirs."), Severity.NOTE)


def _only_region(text: str, region: str) -> bool:
    """Whether a heading says a region and nothing more, so that it names no group."""
    beside = {"maakunta", "alue", "sr", "landskap", "region", "liitto", "maakunnan", "alueen"}
    return len([w for w in ascii_key(text).split() if w not in beside]) <= len(
        ascii_key(region).split()
    )
