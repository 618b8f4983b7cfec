"""Real reports, made by a real Postfix: from `invite send` to `status` and to the next step."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from delivery.servers import MailServer, Say
from desk import Desk, Ran, desk
from postfix import Post, free_port, needs_postfix, running_postfix

pytestmark = needs_postfix

PEOPLE = (
    "Matti;Meikäläinen;matti.meikalainen@example.org, matti@example.org;Kainuun liitto;Kainuu",
    "Maija;Esimerkki;maija.esimerkki@example.org;Lapin liitto;Lappi",
    "Liisa;Malli;liisa.malli@example.com;Satakuntaliitto;Satakunta",
    "Lauri;Hidas;lauri.hidas@example.net;Lapin liitto;Lappi",
)
OTHER = "matti@example.org"
MATTI, MAIJA, LIISA, LAURI = (row.split(";")[2].partition(",")[0] for row in PEOPLE)
US = "kutsut@example.org"
FULL = Say("552 5.2.2 Mailbox full, user is over quota")


def arrived(here: Desk, post: Post, most: float = 60) -> Mapping[str, list[Mapping[str, Any]]]:
    """The mails in the sender's box, read until Lauri's letter has expired; by person's address."""
    end = time.monotonic() + most
    found: list[Mapping[str, Any]] = []
    while True:
        ran = here("bounces", str(post.box(US)), "--json") if post.box(US).is_dir() else None
        found = ran["mails"] if ran else []
        failed = [mail for mail in found if mail["letter"] == "failed"]
        if {LAURI, LIISA, MATTI} <= {mail["recipients"][0] for mail in failed}:
            break
        assert time.monotonic() < end, (post.folder / "log").read_text(encoding="utf-8")
        time.sleep(0.5)
    return {
        address: [mail for mail in found if address in mail["recipients"]]
        for address in (MATTI, MAIJA, LIISA, LAURI)
    }


def states(ran: Ran) -> Mapping[str, str]:
    """Where everybody stands, by address."""
    (mailing,) = ran.document["mailings"]
    return {letter["to"]: letter["state"] for letter in mailing["letters"]}


def test_bounces_delays_and_expiries_of_a_real_server(tmp_path: Path) -> None:
    """Nobody there, a full mailbox, a server that does not answer: each report finds its letter,
    and says what is the matter; who has it is left alone, and who has another address gets it there.
    """
    here = desk(tmp_path, PEOPLE)
    with MailServer({"RCPT": FULL}) as full:
        hops = {LIISA: full.port, LAURI: free_port()}
        with running_postfix([US, MAIJA, OTHER], relay=hops) as post:
            here.smtp(post.port)
            sent = here("send", "--yes", "--json")
            assert (sent.code, sent["sent"]) == (0, 4), sent.err
            mails = arrived(here, post)
            assert len(list((post.box(MAIJA) / "new").iterdir())) == 1
            stand = here("status", "--json")
            screen = here("status").out
            again = here("resend", "--bounced", "--yes", "--json")
            assert (again.code, again["sent"]) == (0, 1), again.err
            end = time.monotonic() + 20
            while not post.box(OTHER).is_dir() or not list((post.box(OTHER) / "new").iterdir()):
                assert time.monotonic() < end
                time.sleep(0.1)
    assert [(m["letter"], m["address"], m["applied"]) for m in mails[MATTI]] == [
        ("failed", "dead", True)
    ]
    assert [(m["letter"], m["address"]) for m in mails[LIISA]] == [("failed", "temporary")]
    kinds = [mail["kind"] for mail in mails[LAURI]]
    assert kinds[-1] == "bounce"
    assert "delay" in kinds
    assert mails[LAURI][-1]["address"] == "temporary"
    assert mails[MAIJA] == []
    assert states(stand) == {MATTI: "failed", MAIJA: "sent", LIISA: "failed", LAURI: "failed"}
    assert "over quota" in screen
    after = {OTHER: "sent", MAIJA: "sent", LIISA: "failed", LAURI: "failed"}
    assert states(here("status", "--json")) == after
