"""Mutates what strangers and coordinators give the program, and runs the commands that read it.

    python tools/audit/mutations.py [SEED]

300 files: workbooks, the parts inside them, settings, templates, registrations, returned mail.
None may end a command with a traceback or an abort, take longer or more memory than is allowed, or
leave anything in the temporary folder. Ends with 1 where one does, and says how to see it again.
"""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment

EACH = 50
SECONDS = 30.0
MEMORY = 1 << 30
FAULT = "This is a fault in the program"
PEOPLE = [
    ("Nimi", "Sähköposti", "Maakunta"),
    ("Matti Meikäläinen", "matti.meikalainen@example.org", "Kainuu"),
    ("Maija Esimerkki", "maija.esimerkki@example.org", "Lappi"),
    ("Liisa Malli", "liisa.malli@example.com", "Satakunta"),
]
SETTINGS = """\
[event]
title = "Päätöstilaisuus"
starts = 2027-02-11T13:00:00
ends = 2027-02-11T16:00:00
place = "Juhlatalo, Helsinki"
registration_url = "https://example.org/ilmo?k={token}"
contact = { name = "Aino Esimerkki", email = "aino.esimerkki@example.org" }

[sender]
name = "Alueiden aika"
address = "kutsut@example.org"

[[source]]
file = "vieraat.xlsx"
role = "planning-group"
"""
EXPORT = "Aikaleima;Nimi;Sähköposti;Osallistutko?\n" + "".join(
    f"2027-01-0{n} 12:00;{name};{address};Kyllä\n"
    for n, (name, address, _region) in enumerate(PEOPLE[1:], 1)
)
MAIL = """\
From: MAILER-DAEMON@example.net
To: kutsut@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b

matti.meikalainen@example.org: user unknown
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; matti.meikalainen@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user
--b--
"""
BITS = (
    *(
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\n" * 500,
        b" " * 50_000,
        b"9" * 400,
        b"-1",
        b'"',
        b"'",
    ),
    *(b"<", b">", b"<!--", b"]]>", b"&#0;", b"&x;", b"{{", b"}}", b"{% for a in a %}", b"{#", b"|"),
    *(b"[[", b'"""', b"=", b"\\u0000", b"../", b"XFD1048576", b"<row r='999999999'/>", b";" * 900),
    *(b"=?utf-8?q?=", b"Content-Type: ", b"boundary=", b"\r\n\r\n", "ÄÖ€🎉".encode()),
)


@dataclass(frozen=True)
class Kind:
    """What is mutated: the file, its content, and the command that reads it."""

    name: str
    file: str
    content: bytes
    command: tuple[str, ...]
    parts: bool = False


def main() -> int:
    """Mutate, run and tell."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    bad: list[str] = []
    longest, most = 0.0, 0
    with tempfile.TemporaryDirectory() as top:
        environment = _environment(Path(top))
        for kind in kinds():
            for number in range(EACH):
                dice = random.Random(f"{seed} {kind.name} {number}")
                folder = Path(top) / f"{kind.name}-{number}"
                project(folder)
                (folder / kind.file).parent.mkdir(exist_ok=True)
                change = in_a_part if kind.parts else mutated
                (folder / kind.file).write_bytes(change(kind.content, dice))
                problem, seconds = run(folder, kind.command, environment)
                longest, most = max(longest, seconds), max(most, memory())
                left = [path.name for path in Path(environment["TMPDIR"]).iterdir()]
                problem = problem or (f"left behind: {', '.join(left)}" if left else "")
                if problem:
                    bad.append(f"{kind.name} {number} (seed {seed}): {problem}")
            print(f"{kind.name}: {EACH} mutations", flush=True)
    if most > MEMORY:
        bad.append(f"a process took {most >> 20} MB")
    for one in bad:
        print(f"OVER THE BAR  {one}")
    print(
        f"{len(bad)} of {EACH * len(kinds())} findings; longest {longest:.1f} s, {most >> 20} MB."
    )
    return int(bool(bad))


def kinds() -> tuple[Kind, ...]:
    """All that is mutated."""
    book = workbook()
    template = Path(__file__).parents[2] / "templates" / "kutsu.fi.md"
    people = ("people", "--json")
    return (
        Kind("workbook", "vieraat.xlsx", book, people),
        Kind("part", "vieraat.xlsx", book, people, parts=True),
        Kind("settings", "invite.toml", SETTINGS.encode(), ("people", "--json")),
        Kind("template", "templates/kutsu.fi.md", template.read_bytes(), ("preview", "--json")),
        Kind("registrations", "ilmo.csv", EXPORT.encode(), ("registrations", "ilmo.csv")),
        Kind("mail", "a.eml", MAIL.encode(), ("bounces", "a.eml")),
    )


def workbook() -> bytes:
    """The people's sheet, with a link, a comment and a hidden row."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in PEOPLE:
        sheet.append(row)
    sheet["B2"].hyperlink = "mailto:matti.meikalainen@example.org"
    sheet["A3"].comment = Comment("Ei enää mukana", "Aino")
    sheet["D1"] = "=1+1"
    sheet.row_dimensions[4].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def project(folder: Path) -> None:
    """A project folder with all that is as it should be."""
    folder.mkdir()
    (folder / "invite.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "vieraat.xlsx").write_bytes(workbook())


def mutated(content: bytes, dice: random.Random) -> bytes:
    """The bytes with up to four places changed, cut, doubled or filled."""
    for _time in range(dice.randint(1, 4)):
        at = dice.randrange(len(content) + 1)
        end = min(len(content), at + dice.choice((0, 1, 3, 20, 200)))
        middle: bytes = dice.choice(
            (b"", dice.choice(BITS), dice.randbytes(4), content[at:end] * dice.choice((2, 500)))
        )
        content = content[:at] + middle + content[end:]
    return content


def in_a_part(content: bytes, dice: random.Random) -> bytes:
    """The workbook with one of its parts mutated; the archive itself is whole."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        chosen = dice.choice([name for name in old.namelist() if "theme" not in name])
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, mutated(part, dice) if name == chosen else part)
    return out.getvalue()


def run(
    folder: Path, command: tuple[str, ...], environment: Mapping[str, str]
) -> tuple[str, float]:
    """What is wrong with how the command ends, or nothing; and its seconds."""
    words = [sys.executable, "-m", "invite", *command]
    began = processor()
    try:
        done = subprocess.run(
            words, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
            encoding="utf-8", errors="replace", timeout=SECONDS * 5, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"did not end in {SECONDS * 5:.0f} s", SECONDS * 5
    seconds = processor() - began
    said = done.stdout + done.stderr
    if done.returncode not in (0, 2, 3):
        return f"exit {done.returncode}: {said[-300:]}", seconds
    if FAULT in said or "Traceback" in said:
        return f"a fault of ours: {said[-300:]}", seconds
    return (f"took {seconds:.0f} s" if seconds > SECONDS else ""), seconds


def processor() -> float:
    """Seconds of the processor's time that ended processes took, which a busy machine does not
    change; by the clock where the system does not say.
    """
    times = os.times()
    taken = times.children_user + times.children_system
    return taken if sys.platform != "win32" else time.monotonic()


def memory() -> int:
    """The most bytes that one of the ended processes took; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1024 if sys.platform == "linux" else 1
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit


def _environment(top: Path) -> Mapping[str, str]:
    """The program's own folders and language, away from the user's."""
    temporary, own = top / "tmp", top / "own"
    temporary.mkdir()
    own.mkdir()
    here = {"TMPDIR": temporary, "TEMP": temporary, "TMP": temporary, "HOME": own}
    more = {"XDG_DATA_HOME": own, "LOCALAPPDATA": own, "USERPROFILE": own}
    return {**os.environ, **{k: str(v) for k, v in (here | more).items()}, "LANGUAGE": "en"}


if __name__ == "__main__":
    sys.exit(main())
