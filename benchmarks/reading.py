"""How fast and in how much memory spreadsheets are read, beside python-calamine's own time and
openpyxl's, as ratios of one run.

    python benchmarks/reading.py [ROWS]

Bars (design, section 8): reading .xlsx at most 3 × python-calamine's own time on the same file;
100,000 rows in at most 400 MB.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from invite.people.extraction.extract import understand
from invite.people.model import Source
from invite.sources.read import read

COLUMNS = (
    "Nro",
    "Etunimi",
    "Sukunimi",
    "Organisaatio",
    "Sähköposti",
    "Puhelin",
    "Maakunta",
    "Tehtävä",
    "Ruokavalio",
    "Huomautus",
)
REGIONS = ("Kainuu", "Uusimaa", "Lappi", "Satakunta", "Pirkanmaa")
FIRST = ("Matti", "Maija", "Päivi", "Juhani", "Åsa", "Liisa", "Kalle")
LAST = ("Virtanen", "Korhonen", "Mäkinen", "Lindström", "Nieminen")
ASCII = str.maketrans("äöå", "aoa")
MEMORY = """
import sys
from pathlib import Path
from invite.people.model import Source
from invite.sources.read import read
reading = read(Source(file=sys.argv[1], role="lab-team"), Path("."))
rows = sum(len(sheet.rows) for sheet in reading.sheets)
try:
    import resource
    unit = 1024 if sys.platform == "linux" else 1 << 20
    ours, child = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    peak = (ours.ru_maxrss + child.ru_maxrss) // unit
except ImportError:
    peak = -1
print(rows, peak)
"""


def make(path: Path, rows: int) -> None:
    """A workbook of that many people with ten columns, every tenth with a mailto: link, every
    hundredth row hidden.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Jäsenet")
    sheet.append(COLUMNS)
    for n in range(rows):
        first, last = FIRST[n % len(FIRST)], LAST[n % len(LAST)]
        mail = f"{first}.{last}{n}@example.org".lower().translate(ASCII)
        cell = WriteOnlyCell(sheet, value=mail)
        if n % 100 == 0:
            sheet.row_dimensions[n + 2].hidden = True
        region, phone = REGIONS[n % len(REGIONS)], f"+358 40 {1_000_000 + n}"
        sheet.append(
            (
                n,
                first,
                last,
                f"Yhteisö {n % 97} ry",
                cell,
                phone,
                region,
                "jäsen",
                None,
                f"rivi {n}",
            )
        )
    book.save(path)


def measure(*whats: Callable[[], object], times: int = 5) -> tuple[float, ...]:
    """The shortest of some runs of each, in seconds of the processor's time, that of child
    processes with it, in turns: a busy machine weighs on all alike.
    """
    best = [float("inf")] * len(whats)
    for _ in range(times):
        for n, what in enumerate(whats):
            start = processor()
            what()
            best[n] = min(best[n], processor() - start)
    return tuple(best)


def processor() -> float:
    """Seconds of the processor's time that this process and its ended children have taken."""
    try:
        import resource
    except ImportError:  # Windows: which does not tell of children
        return time.process_time()
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def calamine(path: Path) -> None:
    """The library's own reading: all sheets to Python values."""
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(path) as book:
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def openpyxl(path: Path) -> None:
    """openpyxl's faster mode, which tells no hyperlinks either."""
    from openpyxl import load_workbook

    for sheet in load_workbook(path, read_only=True).worksheets:
        for _row in sheet.iter_rows(values_only=True):
            pass


def main() -> None:
    """Prints the figures, one a line."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "jasenet.xlsx"
        make(path, rows)
        source = Source(file=path.name, role="lab-team")
        empty = Path(folder) / "tyhja.csv"
        empty.write_text("Nimi", encoding="utf-8")
        bare = Source(file=empty.name, role="lab-team")
        own, ours, start = measure(
            lambda: calamine(path),
            lambda: read(source, path.parent),
            lambda: read(bare, path.parent),
        )
        sheet = read(source, path.parent).sheets[0]
        print(f"rows: {rows}")
        print(f"python-calamine alone: {own * 1000:.0f} ms")
        print(f"invite reads: {ours / own:.2f} x calamine (bar 3), {ours * 1000:.0f} ms")
        print(
            f"of which the process that reads, once for all files: {start * 1000:.0f} ms;"
            f" without it {(ours - start) / own:.2f} x"
        )
        print(
            f"openpyxl, read-only: {measure(lambda: openpyxl(path), times=1)[0] / own:.1f} x"
            " calamine"
        )
        print(
            f"understanding: {measure(lambda: understand(sheet, source), times=1)[0] / own:.1f} x"
            " calamine"
        )
        big = Path(folder) / "suuri.xlsx"
        make(big, 100_000)
        all_of_it = Source(file=big.name, role="lab-team")
        own, ours = measure(lambda: calamine(big), lambda: read(all_of_it, big.parent), times=2)
        print(f"100,000 rows: {ours / own:.2f} x calamine (bar 3), {ours * 1000:.0f} ms")
        out = subprocess.run(
            [sys.executable, "-c", MEMORY, str(big)], capture_output=True, text=True, check=True
        ).stdout.split()
        print(f"100,000 rows: {out[1]} MB at most, both processes (bar 400); {out[0]} rows read")


if __name__ == "__main__":
    main()
