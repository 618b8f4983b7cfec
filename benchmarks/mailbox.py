"""How long a mailbox of many mails takes to be read by IMAP (a Dovecot on loopback), and once more.

    python benchmarks/mailbox.py [MAILS]

Bars (issue of returned mail): 10,000 mails in at most 60 s, and again in 2 s. Of ten mails one is a
report about a letter of ours, one about somebody else's, two are automatic answers, three are
newsletters in HTML, three are written by people. It measures, it does not judge.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

# In the place of this folder, which has a delivery.py of its own.
sys.path[0] = str(Path(__file__).resolve().parents[1] / "tests")
from delivery.servers import MailServer  # noqa: E402 - found by the line above
from desk import Desk, desk, environment  # noqa: E402
from dovecot import PASSWORD, running_dovecot  # noqa: E402
from dsn import Dsn, headers_of  # noqa: E402

PEOPLE = 1_000
GIVEN = [
    "Aino",
    "Eero",
    "Helmi",
    "Onni",
    "Saara",
    "Matti",
    "Juhani",
    "Mikko",
    "Antti",
    "Timo",
    "Kari",
    "Jukka",
    "Pekka",
    "Heikki",
    "Hannu",
    "Ville",
    "Tuomas",
    "Lauri",
    "Olli",
    "Petri",
    "Maria",
    "Anna",
    "Liisa",
    "Päivi",
    "Tiina",
    "Kaisa",
    "Riikka",
    "Johanna",
    "Minna",
    "Satu",
    "Kirsi",
    "Leena",
    "Eeva",
    "Elina",
    "Susanna",
    "Heidi",
    "Outi",
    "Helena",
    "Sanna",
    "Tuula",
]
SURNAMES = [
    "Virtanen",
    "Korhonen",
    "Mäkinen",
    "Nieminen",
    "Hämäläinen",
    "Laine",
    "Koskinen",
    "Järvinen",
    "Saarinen",
    "Heinonen",
    "Turunen",
    "Laitinen",
    "Tuominen",
    "Rantanen",
    "Karjalainen",
    "Savolainen",
    "Ahonen",
    "Ojala",
    "Hiltunen",
    "Leinonen",
    "Pitkänen",
    "Miettinen",
    "Kokkonen",
    "Huttunen",
    "Moilanen",
]
HEAD = (
    "Received: from mx1.example.net (mx1.example.net [192.0.2.7])\n\tby posti.example.org (Postfix)"
    " with ESMTPS id 4F1\n\tfor <kutsut@example.org>; Tue, 12 Jan 2027 09:14:00 +0200 (EET)\n"
    "DKIM-Signature: v=1; a=rsa-sha256; d=example.net; s=x; h=from:to; b=" + "A" * 340 + "\n"
)


def mails(letters: Mapping[str, bytes], count: int) -> Iterator[bytes]:
    """So many mails, of every sort."""
    addresses = sorted(letters)
    for n in range(count):
        to = addresses[n // 10 % len(addresses)]
        ours = headers_of(letters[to])
        match n % 10:
            case 0:
                action = ("failed", "failed", "delayed")[n // 10 % 3]
                yield bytes(Dsn(action=action, to=to, returned=ours))
            case 1:
                foreign = f"Message-ID: <{n}@example.net>\nSubject: Raportti\n"
                yield bytes(Dsn(to=f"joku{n}@example.net", returned=foreign))
            case 2 | 3:
                yield written(n, to, "Automaattinen vastaus: Kutsu", AWAY, "auto-replied")
            case 4 | 5 | 6:
                yield newsletter(n)
            case _:
                yield written(n, f"joku{n}@example.net", "Re: kokous", "Hei,\n\n" + TEXT * 8)


AWAY = "Hei! Olen lomalla 12.1. asti. Kiireellisissä asioissa: Maija, maija@example.com.\n"
TEXT = (
    "Kiitos viestistä. Palaan asiaan ensi viikolla, kun olen nähnyt luvut ja puhunut Liisan"
    " kanssa.\n"
)


def written(n: int, sender: str, subject: str, text: str, auto: str = "no") -> bytes:
    """A mail of some sort of somebody."""
    quoted = "".join(f"> {line}\n" for line in (TEXT * 20).splitlines())
    return (
        f"{HEAD}From: {sender}\nTo: kutsut@example.org\nSubject: {subject}\nMessage-ID:"
        f" <w{n}@example.net>\nAuto-Submitted: {auto}\nMIME-Version: 1.0\nContent-Type: text/plain;"
        f" charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n{quoted}"
    ).encode()


def newsletter(n: int) -> bytes:
    """Twenty kilobytes of HTML."""
    rows = "".join(
        f"<tr><td><p>{TEXT}</p><a href='https://example.net/{n}'>Lue</a></td></tr>" * 120
    )
    return (
        f"{HEAD}From: Uutiset <uutiset@example.net>\nTo: kutsut@example.org\nSubject: Viikon"
        f" uutiset {n}\nMessage-ID: <n{n}@example.net>\nMIME-Version: 1.0\nContent-Type: text/html;"
        f" charset=utf-8\n\n<html><body><table>{rows}</table></body></html>\n"
    ).encode()


def run(here: Desk, words: Sequence[str]) -> tuple[float, float, str]:
    """The seconds that the program takes by the clock and of the processor, and what it says."""
    command = [sys.executable, "-m", "invite", "-C", str(here.folder), *words]
    secret = environment(INVITE_PASSWORD=PASSWORD, PYTHON_KEYRING_BACKEND=NO_KEYRING)
    start, before = time.perf_counter(), os.times()
    done = subprocess.run(command, capture_output=True, check=True, env=secret)
    after = os.times()
    busy = after.children_user + after.children_system
    busy -= before.children_user + before.children_system
    return time.perf_counter() - start, busy, done.stdout.decode()


NO_KEYRING = "keyring.backends.null.Keyring"


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    names = itertools.islice(itertools.product(SURNAMES, GIVEN), PEOPLE)
    people = [
        f"{first};{last};henkilo{n}@example.org;Lapin liitto;Lappi"
        for n, (last, first) in enumerate(names)
    ]
    with tempfile.TemporaryDirectory() as folder, running_dovecot() as imap:
        here = desk(Path(folder), people)
        with MailServer() as server:
            here.smtp(server.port)
            run(here, ("send", "--yes", "--json"))
            letters = {held.recipients[0]: held.content for held in server.held}
        settings = here.folder / "invite.toml"
        returns = f'[returns]\nhost = "localhost"\nport = {imap.port}\n'
        settings.write_text(
            f"{settings.read_text(encoding='utf-8')}\n{returns}ca_file = '{imap.ca_file}'\n",
            encoding="utf-8",
        )
        all_ = list(mails(letters, count))
        imap.put(all_)
        size = sum(map(len, all_)) / count / 1024
        print(f"{count} mails of {size:.1f} kB, {os.cpu_count()} processors")
        for name in ("first", "again"):
            took, busy, said = run(here, ("bounces",))
            told = said.splitlines()[1]
            print(f"{name:5}  {took:6.1f} s, {busy:5.1f} s of the processor   {told}")


if __name__ == "__main__":
    main()
