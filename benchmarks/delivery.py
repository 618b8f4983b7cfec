"""The whole job, from .xlsx to "accepted" on a durable ledger, beside Postfix's smtp-source and the
CLI mailmerge, in one run.

    python benchmarks/delivery.py [whole] [tls] [far] [growth] [--people 10000]

Needs Debian's postfix (smtp-source, smtp-sink; for `tls` a real Postfix, as root). mailmerge comes
into a venv in a temporary folder. Figures are ratios of one run on one machine. The bars: at least
12 × mailmerge a letter and 0.2 × smtp-source; STARTTLS at most 1.3 × the time without; 20 ms away
at most 3 round trips a letter; 100,000 letters at most 1.2 × the cost of 1,000 each; at most 150 MB
while sending.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
class Sent:
    """One whole run. seconds: from the program's start to its end. memory: its greatest, in MB, all
    processes together.
    """

    letters: int
    seconds: float
    memory: float

    @property
    def each(self) -> float:
        """Milliseconds a letter."""
        return 1000 * self.seconds / self.letters


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


def send(folder: Path, port: int, connections: int, *, more: str = "") -> Sent:
    """Run `invite send` on a fresh ledger."""
    for old in folder.glob("invite.db*"):
        old.unlink()
    shutil.rmtree(folder / "backups", ignore_errors=True)  # they would tell of the run before
    server = f"port = {port}\nconnections = {connections}\n{more or 'security = ' + repr('none')}\n"
    (folder / "invite.toml").write_text(
        SETTINGS.replace("{{", "{").replace("}}", "}") + server, encoding="utf-8"
    )
    command = [sys.executable, "-m", "invite", "-C", str(folder), "send", "--yes", "--json"]
    begun = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        # A ledger that is new is no lost one: the user's own data folder is new too.
        own = tempfile.mkdtemp(dir=folder)
        there = {**os.environ, "XDG_DATA_HOME": own, "LOCALAPPDATA": own}
        run = subprocess.Popen(command, stdout=out, stdin=subprocess.DEVNULL, env=there)
        memory = 0.0
        while run.poll() is None:
            memory = max(memory, _resident(run.pid))
            time.sleep(0.05)
        seconds = time.perf_counter() - begun
        out.seek(0)
        sent = json.load(out)["sent"]
    return Sent(int(sent), seconds, memory)


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


def smtp_source(port: int, letters: int) -> float:
    """Milliseconds a letter."""
    begun = time.perf_counter()
    subprocess.run(
        [SOURCE, "-d", "-s", "4", "-l", str(SIZE), "-m", str(letters), f"{HOST}:{port}"], check=True
    )
    return 1000 * (time.perf_counter() - begun) / letters


def mailmerge(folder: Path, port: int, letters: int) -> float:
    """Milliseconds a letter like ours: Finnish, with text, HTML and a calendar file, as long as
    ours on the wire.
    """
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
    begun = time.perf_counter()
    subprocess.run(
        [str(tool), "--no-dry-run", "--no-limit"], cwd=folder, check=True, stdout=subprocess.DEVNULL
    )
    return 1000 * (time.perf_counter() - begun) / letters


def whole(folder: Path, people: int) -> None:
    """One run, beside the others."""
    project(folder, people)
    with sink() as port:
        source = min(smtp_source(port, people) for _ in range(2))
        other = mailmerge(folder, port, max(100, people // 20))
        one = send(folder, port, 16)
    print(f"smtp-source -d -s 4        {source:7.3f} ms a letter")
    print(f"mailmerge                  {other:7.3f} ms")
    print(
        f"invite                     {one.each:7.3f} ms   {other / one.each:5.1f} × mailmerge  "
        f" {source / one.each:.2f} × smtp-source   {one.letters} letters   {one.memory:.0f} MB"
    )
    print(
        f"bars: 12 × ({other / one.each:.1f}), 0.2 × ({source / one.each:.2f}), 150 MB"
        f" ({one.memory:.0f})"
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
    """The cost a letter at 1,000 and at 100,000, and the memory."""
    found = []
    for people in (1000, 100_000):
        inside = folder / str(people)
        inside.mkdir()
        project(inside, people)
        with sink() as port:
            found.append(send(inside, port, 4))
        print(f"{people:7} letters: {found[-1].each:.3f} ms each, {found[-1].memory:.0f} MB")
    print(
        f"growth: {found[1].each / found[0].each:.2f} × (bar: 1.2); memory {found[1].memory:.0f} MB"
        " (bar: 150)"
    )


PARTS: dict[str, Callable[[Path, int], None]] = {
    "whole": whole,
    "tls": tls,
    "far": distance,
    "growth": growth,
}


def main() -> None:
    """Measure what is asked for."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("parts", nargs="*", default=["whole", "tls", "far"])
    options.add_argument("--people", type=int, default=10_000)
    given = options.parse_args()
    for part in given.parts:
        with tempfile.TemporaryDirectory() as folder:
            PARTS[part](Path(folder), given.people)


if __name__ == "__main__":
    main()
