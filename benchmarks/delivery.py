"""The whole job, from .xlsx to "accepted" on a durable ledger, next to Postfix's smtp-source and
the CLI mailmerge, in one run.

    python benchmarks/delivery.py [whole] [real] [tls] [far] [growth] [--people 10000]

Needs Debian's postfix (smtp-source, smtp-sink; for `tls` a real Postfix, as root). mailmerge comes
into a venv in a temporary folder. Figures are ratios of one run on one machine, medians of three
turns, with the machine's load before and after. The bars: at least 12 × mailmerge a letter by wall
time and 13 × by processor time, and 0.2 × smtp-source; `real`, 400 people: at most 2 × smtp-source
and 0.6 s; STARTTLS at most 1.3 × the time without; 20 ms away at most 3 round trips a letter;
100,000 letters at most 1.2 × the cost of 1,000 each; at most 400 MB over the run and 250 MB while
letters leave.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl import Workbook

ROOT = Path(__file__).parents[1]
sys.path[0] = str(
    ROOT / "tests"
)  # instead of this folder, whose delivery.py would stand before theirs
from postfix import (  # noqa: E402 - it is found by the line above
    HOST,
    PLACES,
    far,
    free_port,
    running_postfix,
    wait_for,
)

SIZE = 20_000  # bytes of a letter
TURNS = 3
SINK, SOURCE = (shutil.which(name, path=PLACES) or name for name in ("smtp-sink", "smtp-source"))
SETTINGS = """\
[event]
title = "Yhteinen päätöstilaisuus"
starts = 2027-02-11T13:00:00
ends = 2027-02-11T16:00:00
place = "Juhlatalo, Helsinki"
registration_url = "https://example.org/ilmo?k={{token}}"
contact = {{ name = "Aino Esimerkki", email = "aino.esimerkki@example.org" }}
privacy_url = "https://example.org/tietosuoja"
[sender]
name = "Alueiden aika"
address = "kutsut@example.org"
[[source]]
file = "vieraat.xlsx"
role = "planning-group"
[delivery]
courier = "smtp"
host = "localhost"
auth = "none"
"""
PARAGRAPH = (
    "Kahden vuoden aikana syntyi paljon: verkostoja, kokeiluja ja uusia tapoja tehdä työtä yhdessä."
    " Siitä on hyvä jatkaa, ja siksi haluamme kiittää kaikkia, jotka olivat mukana.\n\n"
)
REGIONS = ("Kainuu", "Lappi", "Satakunta", "Uusimaa", "Pirkanmaa")


@dataclass(frozen=True, slots=True)
class Cost:
    """What letters took. seconds and processor: from the program's start to its end, in seconds.

    memory: the most, in MB, all processes together. leaving: the most while letters leave.
    """

    letters: int
    seconds: float
    processor: float
    memory: float = 0.0
    leaving: float = 0.0

    @property
    def each(self) -> float:
        """Milliseconds a letter."""
        return 1000 * self.seconds / self.letters

    @property
    def each_processor(self) -> float:
        """Milliseconds of processor time a letter."""
        return 1000 * self.processor / self.letters


def _of_children() -> float:
    """The processor time, in seconds, of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def project(folder: Path, people: int) -> None:
    """A workbook with so many people, no two alike, and the shipped letter made longer until a
    message has 20 kB.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Vieraat")
    sheet.append(["Etunimi", "Sukunimi", "Sähköposti", "Organisaatio", "Maakunta"])
    for n in range(people):
        name = f"{_letters(n)}nen"
        sheet.append(
            [
                f"Etu{_letters(n % 977)}",
                name,
                f"etu.{name}{n}@example.org",
                f"Kunta {n % 300}",
                REGIONS[n % 5],
            ]
        )
    book.save(folder / "vieraat.xlsx")
    letter = (ROOT / "templates" / "kutsu.fi.md").read_text(encoding="utf-8")
    (folder / "templates").mkdir()
    longer = letter.replace("# {{ event.title }}", PARAGRAPH * 26 + "# {{ event.title }}")
    (folder / "templates" / "kutsu.fi.md").write_text(longer, encoding="utf-8")


def _letters(n: int) -> str:
    """A number as letters, so that names differ as names do."""
    return "".join("aeioukstlm"[int(digit)] for digit in f"{n:06}").capitalize()


def send(folder: Path, port: int, connections: int, *, more: str = "") -> Cost:
    """Run `invite send` on a fresh ledger."""
    for old in folder.glob("invite.db*"):
        old.unlink()
    shutil.rmtree(folder / "backups", ignore_errors=True)  # they would tell of the run before
    server = f"port = {port}\nconnections = {connections}\n{more or 'security = ' + repr('none')}\n"
    (folder / "invite.toml").write_text(
        SETTINGS.replace("{{", "{").replace("}}", "}") + server, encoding="utf-8"
    )
    command = [sys.executable, "-m", "invite", "-C", str(folder), "send", "--yes", "--json"]
    begun, used = time.perf_counter(), _of_children()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        # A ledger that is new is no lost one: the user's own data folder is new too.
        own = tempfile.mkdtemp(dir=folder)
        there = {**os.environ, "XDG_DATA_HOME": own, "LOCALAPPDATA": own}
        run = subprocess.Popen(command, stdout=out, stdin=subprocess.DEVNULL, env=there)
        memory = leaving = 0.0
        while run.poll() is None:
            now = _resident(run.pid)
            memory = max(memory, now)
            if _talks(port):
                leaving = max(leaving, now)
            time.sleep(0.05)
        seconds = time.perf_counter() - begun
        out.seek(0)
        sent = json.load(out)["sent"]
    return Cost(int(sent), seconds, _of_children() - used, memory, leaving)


def _talks(port: int) -> bool:
    """Whether somebody is connected to a port of ours (Linux)."""
    rows = (line.split() for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:])
    return any(row[2].endswith(f":{port:04X}") and row[3] == "01" for row in rows)


def _resident(pid: int) -> float:
    """The memory of a process and its children, in MB (Linux)."""
    total = 0
    waiting = [pid]
    while waiting:
        one = Path("/proc") / str(waiting.pop())
        try:
            waiting += [
                int(child)
                for child in (
                    (one / "task" / one.name / "children").read_text(encoding="ascii").split()
                )
            ]
            total += int((one / "statm").read_text(encoding="ascii").split()[1])
        except OSError:
            continue
    return total * 4096 / 1e6


@contextmanager
def sink() -> Iterator[int]:
    """smtp-sink, which throws all letters away."""
    port = free_port()
    with subprocess.Popen(
        [SINK, "-u", "nobody", f"{HOST}:{port}", "100"], stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_for(port)
            yield port
        finally:
            process.terminate()


def smtp_source(port: int, letters: int) -> Cost:
    """Letters of the same size, made once, with nothing written down."""
    words = [SOURCE, "-d", "-s", "4", "-l", str(SIZE), "-m", str(letters), f"{HOST}:{port}"]
    return _cost(words, letters)


def _cost(command: list[str], letters: int, folder: Path | None = None) -> Cost:
    """What a program takes that sends so many letters."""
    begun, used = time.perf_counter(), _of_children()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return Cost(letters, time.perf_counter() - begun, _of_children() - used)


def mailmerge(folder: Path, port: int, letters: int) -> Cost:
    """Letters like ours: Finnish, with text, HTML and a calendar file, and as long."""
    tool = folder / "venv" / "bin" / "mailmerge"
    if not tool.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        subprocess.run(
            [str(tool.with_name("python")), "-m", "pip", "install", "--quiet", "mailmerge"],
            check=True,
        )
    head = (
        "TO: {{email}}\nSUBJECT: Kutsu päätöstilaisuuteen\nFROM: kutsut@example.org\nATTACHMENT:"
        " kutsu.ics\n"
    )
    text = head + "CONTENT-TYPE: text/markdown\n\nHei {{name}},\n\n" + PARAGRAPH * 35
    (folder / "mailmerge_template.txt").write_text(text, encoding="utf-8")
    calendar = "BEGIN:VCALENDAR\n" + "X-LINE:Kutsu\n" * 80 + "END:VCALENDAR\n"
    (folder / "kutsu.ics").write_text(calendar, encoding="utf-8")
    (folder / "mailmerge_server.conf").write_text(
        f"[smtp_server]\nhost = {HOST}\nport = {port}\n", encoding="utf-8"
    )
    with (folder / "mailmerge_database.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("email", "name"), *((f"p{n}@example.org", f"Matti {n}") for n in range(letters))]
        )
    return _cost([str(tool), "--no-dry-run", "--no-limit"], letters, folder)


def _median(costs: list[Cost]) -> Cost:
    """The run in the middle by wall time, with the median of the processor times."""
    middle = sorted(costs, key=lambda one: one.seconds)[len(costs) // 2]
    return replace(middle, processor=statistics.median(one.processor for one in costs))


def whole(folder: Path, people: int) -> None:
    """Ours, and the others, in turns."""
    project(folder, people)
    costs: dict[str, list[Cost]] = {"smtp-source -d -s 4": [], "mailmerge": [], "invite": []}
    print(f"load before: {os.getloadavg()[0]:.1f}")
    with sink() as port:
        mailmerge(folder, port, 10)  # its venv is made
        for _ in range(TURNS):
            costs["smtp-source -d -s 4"].append(smtp_source(port, people))
            costs["mailmerge"].append(mailmerge(folder, port, max(100, people // 20)))
            costs["invite"].append(send(folder, port, 16))
    found = {name: _median(some) for name, some in costs.items()}
    for name, cost in found.items():
        print(
            f"{name:20} {cost.each:7.3f} ms a letter, {cost.each_processor:7.3f} of the processor,"
            f" {cost.letters} letters"
        )
    source, other, ours = found.values()
    print(
        f"wall: {other.each / ours.each:.1f} × mailmerge (bar: 12), {source.each / ours.each:.2f} ×"
        f" smtp-source (0.2); processor: {other.each_processor / ours.each_processor:.1f} ×"
        f" mailmerge (13); {ours.memory:.0f} MB; load after: {os.getloadavg()[0]:.1f}"
    )


def real(folder: Path, _people: int) -> None:
    """The real job: 400 people, everything to accepted."""
    people = 400
    project(folder, people)
    with sink() as port:
        turns = [(smtp_source(port, people), send(folder, port, 16)) for _ in range(TURNS)]
    source = _median([one for one, _ours in turns]).seconds
    ours = _median([one for _source, one in turns])
    print(
        f"{ours.letters} letters: {ours.seconds:.2f} s; smtp-source {source:.3f} s (bar: 2 × and"
        f" 0.6 s, that is {2 * source + 0.6:.2f} s)"
    )


def tls(folder: Path, people: int) -> None:
    """A real Postfix that throws all letters away, with STARTTLS and without."""
    people = min(people, 3000)
    project(folder, people)
    with running_postfix((), discard=True) as post:
        secure = f'security = "starttls"\nca_file = "{post.ca_file}"'
        times = {"plain": 1e9, "STARTTLS": 1e9}
        for _ in range(2):
            times["plain"] = min(times["plain"], send(folder, post.port, 3).each)
            times["STARTTLS"] = min(times["STARTTLS"], send(folder, post.port, 3, more=secure).each)
    print(f"Postfix: {times['plain']:.3f} ms plain, {times['STARTTLS']:.3f} ms by STARTTLS:"
          f" {times['STARTTLS'] / times['plain']:.2f} × (bar: 1.3)")  # fmt: skip


def distance(folder: Path, people: int) -> None:
    """A server 20 ms away, three connections."""
    people = min(people, 1000)
    project(folder, people)
    with sink() as port, far(port, 0.010) as there:
        near, away = send(folder, port, 3), send(folder, there, 3)
    trips = 3 * (away.seconds - near.seconds) / people / 0.020
    print(
        f"20 ms away: {away.each:.2f} ms a letter ({near.each:.2f} near): {trips:.2f} round trips a"
        " letter (bar: 3)"
    )


def growth(folder: Path, _people: int) -> None:
    """The cost a letter at 1,000 and at 100,000, and the memory; what ten letters take is the
    start.
    """
    found = []
    for people in (10, 1000, 100_000):
        inside = folder / str(people)
        inside.mkdir()
        project(inside, people)
        with sink() as port:
            found.append(send(inside, port, 4))
        print(
            f"{people:7} letters: {found[-1].each:.3f} ms each, {found[-1].memory:.0f} MB,"
            f" {found[-1].leaving:.0f} MB while letters leave"
        )
    start, few, many = found
    each = [1000 * (one.seconds - start.seconds) / one.letters for one in (few, many)]
    print(
        f"growth, start apart: {each[1] / each[0]:.2f} × (bar: 1.2); memory {many.memory:.0f} MB"
        f" (400), {many.leaving:.0f} MB while letters leave (250)"
    )


PARTS: dict[str, Callable[[Path, int], None]] = {
    "whole": whole,
    "real": real,
    "tls": tls,
    "far": distance,
    "growth": growth,
}


def main() -> None:
    """Measure what is asked for."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("parts", nargs="*", default=["whole", "real", "tls", "far"])
    options.add_argument("--people", type=int, default=10_000)
    given = options.parse_args()
    for part in given.parts:
        with tempfile.TemporaryDirectory() as folder:
            PARTS[part](Path(folder), given.people)


if __name__ == "__main__":
    main()
