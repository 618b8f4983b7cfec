"""What is too heavy for the gate: every shipped letter through SpamAssassin, html-validate,
doiuse-email, and axe in Chromium.

    make audit

Installs what it needs: Debian's chromium, spamassassin, nodejs, npm and fonts-liberation (as root,
where they are missing), and into the ignored folder audit/ the npm packages named in package.json.
Prints a table of figures and ends with 1 where one is over its bar. The screenshots go to
docs/letters/, to be looked at.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from invite.campaign.gathering.gather import gather
from invite.campaign.project import opened
from invite.campaign.sending.preview import PreviewLetter
from invite.language import LANGUAGES
from invite.letters.compose import Composer
from invite.letters.model import Letter, Stamp
from invite.letters.templates.source import shipped
from invite.mailing import Mailing
from invite.people.model import Person
from invite.records import replace
from invite.report.letters.gallery import page

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parent.parent
KEPT = HOUSE / "audit"  # ignored by git
PICTURES = HOUSE / "docs" / "letters"
TEMPLATES = ("kutsu", "muistutus", "ohjelma", "muutos", "peruutus", "kiitos")
TOOLS = {
    "chromium": "chromium",
    "spamassassin": "spamassassin",
    "node": "nodejs",
    "npm": "npm",
}  # program → Debian package
# As wide as Arial, which the letters ask for: without it Chromium takes a wider font, and the
# pictures are not what people see.
FONTS = (Path("/usr/share/fonts/truetype/liberation"), "fonts-liberation")
MOST_SPAM = 0.5

# What a mail program does not support and the letter does well without; everything else is a
# finding.
KNOWN = {
    "`border-radius` is not supported by `outlook.windows`": "the button has square corners there",
    "`white-space` is not supported by `outlook.windows`": (
        "a date may be cut at a line's end there"
    ),
    "`HTML5 semantics` is not supported by `outlook.windows`": (
        "<main> is passed over there; screen readers elsewhere use it"
    ),
    "`display:none` is not supported by `gmail.mobile-webmail`": (
        "the line for the list of mails has letters of no size there"
    ),
    "`@media` is not supported by `outlook.windows`": (
        "it has no dark colours of ours, and is never narrow"
    ),
    "`@media` is not supported by `gmail.mobile-webmail`": (
        "it makes dark colours itself; the letter is as narrow as it needs"
    ),
}


@dataclass(frozen=True)
class Made:
    """A letter that is looked at. name: `kutsu.fi`."""

    name: str
    person: Person
    letter: Letter


def main() -> int:
    """Set up, compose, look, and tell."""
    install()
    letters = KEPT / "letters"
    shutil.rmtree(letters, ignore_errors=True)
    letters.mkdir(parents=True)
    PICTURES.mkdir(parents=True, exist_ok=True)
    made = compose()
    for one in made:
        (letters / f"{one.name}.eml").write_bytes(one.letter.content)
        (letters / f"{one.name}.html").write_text(
            re.sub('cid:[^"]+', LOGO, one.letter.html), encoding="utf-8"
        )
    shown = [PreviewLetter(one.person, one.letter, one.name) for one in made]
    (letters / "gallery.html").write_text(page("kutsu", shown), encoding="utf-8")
    with ThreadPoolExecutor(2) as pool:
        spam = dict(
            zip(
                (one.name for one in made),
                pool.map(lambda one: score(letters / f"{one.name}.eml"), made),
                strict=True,
            )
        )
    chromium = shutil.which("chromium") or "chromium"
    looked = subprocess.run(
        ["node", str(HERE / "look.mjs"), str(letters), str(PICTURES), chromium],
        cwd=KEPT, stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, "NODE_PATH": str(KEPT / "node_modules")},
    )  # fmt: skip
    return told(made, spam, json.loads(looked.stdout))


def install() -> None:
    """Everything that is missing; ends the program where it cannot be had."""
    missing = sorted({package for program, package in TOOLS.items() if not shutil.which(program)})
    fonts, package = FONTS
    missing += [] if fonts.is_dir() else [package]
    if missing:
        if not shutil.which("apt-get") or os.geteuid() != 0:
            sys.exit(
                f"Needed first: {', '.join(missing)} (on Debian and Ubuntu: apt install"
                f" {' '.join(missing)})."
            )
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
            check=True,
            env=environment,
        )
    wanted = (HERE / "package.json").read_text(encoding="utf-8")
    kept = KEPT / "package.json"
    if (
        not (KEPT / "node_modules").is_dir()
        or not kept.is_file()
        or kept.read_text(encoding="utf-8") != wanted
    ):
        KEPT.mkdir(exist_ok=True)
        kept.write_text(wanted, encoding="utf-8")
        quiet = [
            "--no-audit",
            "--no-fund",
            "--no-package-lock",
            "--ignore-scripts",
            "--loglevel=error",
        ]
        subprocess.run(["npm", "install", *quiet], cwd=KEPT, check=True)


def compose() -> list[Made]:
    """Every shipped letter in every language, to people of the example project; and one with logo,
    colour and attachment.
    """
    found: list[Made] = []
    with tempfile.TemporaryDirectory() as folder:
        project_folder = Path(folder) / "project"
        shutil.copytree(
            shipped("examples"), project_folder, ignore=shutil.ignore_patterns("*.db*", "outbox")
        )
        for name in ("logo.png", "kuva.png"):
            (project_folder / name).write_bytes(PNG)
        (project_folder / "ohjelma.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n" * 50)
        with opened(project_folder, lambda: dt.datetime.now(dt.UTC)) as project:
            people = [person for person in gather(project).roster.people if person.address]
            settings = project.settings
        most = max(people, key=lambda person: len(person.roles))
        event = settings.event
        before = replace(
            event,
            starts=event.starts - dt.timedelta(days=7),
            ends=event.ends - dt.timedelta(days=7),
            place="Muualla",
        )
        own = replace(settings.sender, logo="logo.png", picture="kuva.png", colour="#c2185b")
        for name in (*TEMPLATES, "kutsu-oma"):
            mailing = Mailing(
                name=name,
                template=name.partition("-")[0],
                attachments=("ohjelma.pdf",) if "-" in name else (),
            )
            composer = Composer.prepare(
                event=event, sender=own if "-" in name else settings.sender, mailing=mailing, role_words=settings.role_words,
                forms=settings.forms, folder=project_folder, languages=LANGUAGES,
            )  # fmt: skip
            for language in LANGUAGES if "-" not in name else LANGUAGES[:1]:
                theirs = [person for person in people if (person.language or "fi") == language] or [
                    most
                ]
                person = replace(most if language == "fi" else theirs[0], language=language)
                stamp = Stamp(
                    message_id=f"<{name}.{language}@example.org>", letter_id="abcdefgh234567", token="abcdefghijklmnopqrstuvwx",
                    date=dt.datetime.now(dt.UTC), before=before.facts(),
                )  # fmt: skip
                assert person.address
                letter = composer.compose(person, person.address, stamp)
                if not isinstance(letter, Letter):
                    raise TypeError(letter)
                found.append(Made(f"{name}.{language}", person, letter))
    return found


def score(path: Path) -> float:
    """SpamAssassin's score, local tests only."""
    ran = subprocess.run(
        ["spamassassin", "-L", "-t"], stdin=path.open("rb"), stdout=subprocess.PIPE, check=True
    )
    found = re.search(rb"^X-Spam-Status:.*?score=(-?[\d.]+)", ran.stdout, re.MULTILINE)
    if not found:
        raise ValueError(f"SpamAssassin says nothing of {path.name}")
    return float(found[1])


def unlinked(letter: Letter) -> list[str]:
    """Links of the HTML that the text lacks."""
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="([^"]*)"', letter.html)}
    return sorted(link for link in links if link not in letter.text)


def told(made: list[Made], spam: dict[str, float], looked: dict[str, dict[str, list[str]]]) -> int:
    """The table, and every finding under it."""
    letters = {one.name: one.letter for one in made}
    columns = ("html-validate", "unsupported", "axe light", "axe dark")
    print(
        f"{'letter':<14}{'HTML kB':>8}{'spam':>6}{'links':>6}{'valid':>6}{'unsup.':>7}{'light':>6}{'dark':>5}"
    )
    bad: list[str] = []
    explained: set[str] = set()
    for file, findings in looked.items():
        name = file.removesuffix(".html")
        letter = letters.get(name)
        lost = unlinked(letter) if letter else []
        counts = []
        for column in columns:
            over = [
                one
                for one in findings[column]
                if not (column == "unsupported" and any(word in one for word in KNOWN))
            ]
            explained |= {
                word
                for one in findings[column]
                for word in KNOWN
                if column == "unsupported" and word in one
            }
            counts.append(len(over))
            bad += [f"{name}: {column}: {one}" for one in over]
        bad += [f"{name}: the text lacks {link}" for link in lost]
        points = spam.get(name, 0.0)
        bad += (
            [f"{name}: SpamAssassin gives {points}, the bar is {MOST_SPAM}"]
            if points >= MOST_SPAM
            else []
        )
        size = int(str(findings["bytes"])) / 1000
        print(
            f"{name:<14}{size:>8.1f}{points:>6.1f}{len(lost):>6}{counts[0]:>6}{counts[1]:>7}{counts[2]:>6}{counts[3]:>5}"
        )
    print("\nNot supported somewhere, and done without:")
    for word in sorted(explained):
        print(f"  {word}: {KNOWN[word]}")
    print(f"\nScreenshots to look at: {PICTURES.relative_to(HOUSE)}/")
    for one in bad:
        print(f"OVER THE BAR  {one}")
    print(f"\n{len(made)} letters, {len(bad)} findings over the bar.")
    return int(bool(bad))


def picture() -> bytes:
    """A logo: three discs side by side, 168 × 56, as a PNG."""
    rows = b""
    for y in range(56):
        row = b""
        for x in range(168):
            inside = (x % 56 - 27.5) ** 2 + (y - 27.5) ** 2 < 26**2
            row += (
                bytes(((194, 24, 91), (31, 78, 121), (46, 125, 50))[x // 56] + (255,))
                if inside
                else b"\0\0\0\0"
            )
        rows += b"\0" + row
    head = struct.pack(">IIBBBBB", 168, 56, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


PNG = picture()
LOGO = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"

if __name__ == "__main__":
    sys.exit(main())
