"""Sending, from the coordinator's chair."""

from __future__ import annotations

import json
import math
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.at_terminal import at_terminal
from delivery.servers import HangUp, Keep, MailServer, Raw, Say, Stall
from desk import PEOPLE, Desk, desk, parsed, text_of, totals, worded


def receivers(server: MailServer) -> list[str]:
    """Who has got a letter, as the server's own record has it."""
    return sorted(recipient for letter in server.held for recipient in letter.recipients)


EVERYBODY = sorted(
    ["matti.meikalainen@example.org", "maija.esimerkki@example.org", "liisa.malli@example.com"]
)


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def test_everybody_gets_one_letter(here: Desk) -> None:
    """Every person of the sheets gets one letter, and the ledger says so."""
    with MailServer() as server:
        here.smtp(server.port)
        ran = here("send", "--yes", "--json")
    assert (ran.code, ran["sent"], ran["skipped"]) == (0, 3, 0)
    assert receivers(server) == EVERYBODY
    assert totals(here("status", "--json"))["reached"] == 3
    letter = parsed(server.held[0].content)
    assert letter["To"].addresses[0].display_name == "Matti Meikäläinen"
    assert "Kainuun suunnitteluryhmän jäsenenä" in text_of(letter)


def test_a_second_send_sends_nothing(here: Desk) -> None:
    """Running it again writes to nobody, says so, and is no failure."""
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes").code == 0
        ran = here("send", "--yes")
        again = here("send", "--yes", "--json")
    assert ran.code == again.code == 0
    assert "Nothing was sent" in ran.out
    assert (again["sent"], again["skipped"]) == (0, 3)
    assert receivers(server) == EVERYBODY


def test_a_row_that_comes_later_gets_its_letter(here: Desk) -> None:
    """A person added to the sheet is the only one whom the next send writes to."""
    with MailServer() as server:
        here.smtp(server.port)
        here("send", "--yes")
        here.sheet(*PEOPLE, "Pekka;Uusi;pekka.uusi@example.net;Lapin liitto;Lappi")
        ran = here("send", "--yes", "--json")
    assert (ran["sent"], ran["skipped"]) == (1, 3)
    assert receivers(server) == sorted([*EVERYBODY, "pekka.uusi@example.net"])


def test_nothing_is_sent_without_a_yes(here: Desk) -> None:
    """With nobody at the terminal and no --yes, nothing goes and the exit code is 2."""
    with MailServer() as server:
        here.smtp(server.port)
        ran = here("send")
    assert ran.code == 2
    assert "--yes" in ran.err
    assert not server.held


def test_the_outbox_reaches_nobody(here: Desk) -> None:
    """Letters in the outbox are drafts in files; with a real courier everybody is still to be
    written to.
    """
    ran = here("send", "--yes", "--json")
    assert (ran.code, ran["written"], ran["sent"]) == (0, 3, 0)
    files = sorted((here.folder / "outbox" / "kutsu").glob("*.eml"))
    assert len(files) == 3
    assert all(parsed(file.read_bytes())["X-Unsent"] == "1" for file in files)
    assert totals(here("status", "--json"))["reached"] == 0
    assert here("send", "--yes", "--json")["written"] == 0
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes", "--json")["sent"] == 3
    assert receivers(server) == EVERYBODY


def test_one_bad_address_harms_one_letter(here: Desk) -> None:
    """A refused recipient is failed and named; the others get their letters; the exit code says to
    look.
    """
    with MailServer({"RCPT": Say("550 5.1.1 no such user")}, times=1) as server:
        here.smtp(server.port)
        ran = here("send", "--yes", "--json")
        assert (ran.code, ran["sent"], ran["refused"]) == (1, 2, 1)
        assert here("send", "--yes", "--json")["sent"] == 0
        assert len(server.held) == 2
        # Mended on the sheet, the person is written to, at the new address.
        here.sheet(PEOPLE[0].replace("matti.meikalainen", "matti"), *PEOPLE[1:])
        ran = here("send", "--yes", "--json")
    assert (ran.code, ran["sent"]) == (0, 1)
    assert "matti@example.org" in receivers(server)
    assert totals(here("status", "--json"))["reached"] == 3


@pytest.mark.parametrize("phase", ["MAIL", "."])
def test_a_no_to_us_marks_nobody(here: Desk, phase: str) -> None:
    """When the server refuses the sender, the run stops with 4, nobody is failed, and a later run
    reaches everybody.
    """
    with MailServer({phase: Say("550 5.7.60 not allowed to send as this sender")}) as server:
        here.smtp(server.port)
        ran = here("send", "--yes", "--json")
    assert ran.code == 4
    assert ran["refused"] == ran["sent"] == 0
    assert "error" in ran.document
    assert totals(here("status", "--json"))["ready"] == 3
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes", "--json")["sent"] == 3
    assert receivers(server) == EVERYBODY


def test_a_lost_answer_is_unclear_and_never_sent_again(here: Desk) -> None:
    """When the server takes the letter and the answer is lost, only a human may decide: it is
    listed, not repeated.
    """

    with MailServer({".": Keep(HangUp())}, times=1) as server:
        here.smtp(server.port)
        ran = here("send", "--yes", "--json")
        assert (ran.code, ran["sent"], ran["unclear"]) == (1, 2, 1)
        again = here("send", "--yes", "--json")
        assert (again.code, again["sent"], again["unclear"]) == (1, 0, 1)
    assert receivers(server) == EVERYBODY
    assert totals(here("status", "--json"))["unclear"] == 1
    assert "unclear" in here("status").out


def test_a_deferred_letter_waits_for_the_next_run(here: Desk) -> None:
    """A temporary no leaves the letter waiting, and the next send takes it up."""
    with MailServer({"RCPT": Say("450 4.2.0 greylisted, come back later")}, times=3) as server:
        here.smtp(server.port, 'patience = "1s"\n')
        ran = here("send", "--yes", "--json")
        assert (ran.code, ran["waiting"]) == (1, 3)
        assert here("send", "--yes", "--json")["sent"] == 3
    assert receivers(server) == EVERYBODY


def test_a_dry_run_never_says_sent(here: Desk) -> None:
    """The plan is shown and nothing happens: not at the server, not in the ledger."""
    with MailServer() as server:
        here.smtp(server.port)
        ran = here("send", "--dry-run", "--json")
        words = here("send", "--dry-run").out
    assert (ran.code, ran["ready"], ran["sent"]) == (0, 3, 0)
    assert "sent" not in words.casefold()
    assert not server.held
    assert totals(here("status", "--json"))["ready"] == 3


def test_a_limit_writes_to_so_many(here: Desk) -> None:
    """With --limit the first so many are written to, and the next run goes on with the others."""
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes", "--limit", "2", "--json")["sent"] == 2
        assert here("send", "--yes", "--json")["sent"] == 1
    assert receivers(server) == EVERYBODY


def test_filters_choose(here: Desk) -> None:
    """--region, --only and --except choose who is written to; the others have their line all the
    same.
    """
    with MailServer() as server:
        here.smtp(server.port)
        ran = here("send", "--yes", "--region", "Lapin liitto", "--json")
        assert (ran["sent"], ran["skipped"]) == (1, 2)
        assert receivers(server) == ["maija.esimerkki@example.org"]
        here("send", "--yes", "--only", "Malli Liisa")
        here("send", "--yes", "--except", "matti")
    assert receivers(server) == sorted(["maija.esimerkki@example.org", "liisa.malli@example.com"])


@pytest.mark.parametrize(
    "words",
    [
        ("--only", "Olematon"),
        ("--except", "Olematon"),
        ("--region", "Savo"),
        ("--role", "kummi"),
        ("--state", "kadonnut"),
        ("--mailing", "olematon"),
        ("--limit", "0"),
    ],
)
def test_a_slip_in_a_filter_stops(here: Desk, words: tuple[str, str]) -> None:
    """A name, region, role, state or mailing that does not exist is said and nothing goes: nobody
    is left out silently.
    """
    with MailServer() as server:
        here.smtp(server.port)
        ran = here("send", "--yes", *words)
    assert ran.code == 2
    assert not server.held


def test_samples_leave_no_trace(here: Desk) -> None:
    """--test sends samples to one address, marked and with a dead token, and nobody counts as
    written to.
    """
    with MailServer() as server:
        here.smtp(server.port)
        ran = here("send", "--test", "johtaja@example.org", "--json")
    assert (ran.code, ran["test"]) == (0, "johtaja@example.org")
    assert set(receivers(server)) == {"johtaja@example.org"}
    assert 1 <= len(server.held) <= 5
    for held in server.held:
        letter = parsed(held.content)
        assert letter["Subject"].startswith("[TESTI]")
    person, *_others = here("people", "--json").document["people"]
    assert here("preview", person["id"], "--json").code == 0
    assert totals(here("status", "--json"))["ready"] == 3


def test_pace_is_kept(here: Desk) -> None:
    """Letters leave no faster than the settings say."""
    with MailServer() as server:
        here.smtp(server.port, 'pace = "4/s"\n')
        before = time.monotonic()
        assert here("send", "--yes", "--json")["sent"] == 3
    assert time.monotonic() - before >= 0.5


@pytest.mark.parametrize("seed", range(4))
def test_killed_in_the_middle_it_goes_on(tmp_path: Path, seed: int) -> None:
    """kill -9 at a random moment of a run with one connection, then send again: nobody two, nobody
    none, at most one unclear.
    """
    people = [
        f"Etu{worded(n)};Suku{worded(n)};henkilo{n}@example.org;Lapin liitto;Lappi"
        for n in range(30)
    ]
    here = desk(tmp_path, people)
    with MailServer() as server:
        here.smtp(server.port, 'pace = "60/s"\nconnections = 1\n')
        run = here.begin("send", "--yes")
        deadline = time.monotonic() + 30
        wanted = random.Random(seed).randrange(1, 25)
        server.record.enough = wanted + 4
        while len(server.held) < wanted and time.monotonic() < deadline:
            time.sleep(0.002)
        run.kill()
        run.communicate()
        killed_at = len(server.held)
        server.record.enough = math.inf
        ran = here("send", "--yes", "--json")
        unclear = totals(here("status", "--json"))["unclear"]
    got = receivers(server)
    assert wanted <= killed_at < 30
    assert len(got) == len(set(got))
    assert unclear <= 1
    assert 30 - unclear <= len(got) <= 30
    assert ran.code == (1 if unclear else 0)


def test_interrupted_it_finishes_the_letter_in_hand(tmp_path: Path) -> None:
    """Ctrl-C once ends the run after the letter in hand with 130; nothing is unclear, and the next
    run goes on.
    """
    people = [
        f"Etu{worded(n)};Suku{worded(n)};henkilo{n}@example.org;Lapin liitto;Lappi"
        for n in range(30)
    ]
    here = desk(tmp_path, people)
    with MailServer() as server:
        here.smtp(server.port, 'pace = "30/s"\n')
        run = here.begin("send", "--yes")
        while len(server.held) < 3 and run.poll() is None:
            time.sleep(0.002)
        run.send_signal(signal.SIGINT)
        _out, err = run.communicate(timeout=30)
        assert run.returncode == 130, err.decode()
        found = totals(here("status", "--json"))
        assert (found["unclear"], found["sent"]) == (0, len(server.held))
        assert here("send", "--yes").code == 0
    assert len(receivers(server)) == len(set(receivers(server))) == 30


def test_two_who_begin_at_once_write_to_nobody_twice(tmp_path: Path) -> None:
    """Three programs that send at once from sheets never read before agree on who is who: everybody
    gets exactly one letter.
    """
    people = [
        f"Etu{worded(n)};Suku{worded(n)};henkilo{n}@example.org;Lapin liitto;Lappi"
        for n in range(200)
    ]
    here = desk(tmp_path, people)
    with MailServer() as server:
        here.smtp(server.port)
        runs = [here.begin("send", "--yes") for _ in range(3)]
        ends = [(run.communicate(timeout=120)[1].decode(), run.returncode) for run in runs]
    # Who sees a letter that is in the hand of another at that instant says so with 1.
    assert {code for _words, code in ends} <= {0, 1}, ends
    got = receivers(server)
    assert len(got) == len(set(got)) == 200


def test_a_synchronised_project_that_is_renamed_writes_to_nobody_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger of a synchronised folder is found after a rename; on a computer without it nothing
    goes, with 5.
    """
    own = tmp_path / "oma"
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_names, **_options: own)
    folder = tmp_path / "OneDrive - Kunta" / "kutsut"
    folder.mkdir(parents=True)
    here = desk(folder)
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes", "--json")["sent"] == 3
        renamed = Desk(folder.rename(folder.with_name("juhlakutsut")))
        assert renamed("send", "--yes", "--json")["sent"] == 0
        own.rename(tmp_path / "muualla")
        ran = renamed("send", "--yes")
    assert ran.code == 5
    assert receivers(server) == EVERYBODY


def test_samples_of_a_dry_run_stay_here(here: Desk) -> None:
    """--test with --dry-run says which samples would go, and sends none."""
    with MailServer() as server:
        here.smtp(server.port)
        words = here("send", "--test", "johtaja@example.org", "--dry-run")
        ran = here("send", "--test", "johtaja@example.org", "--dry-run", "--json")
    assert not server.held
    assert "would go to johtaja@example.org" in words.out
    assert (ran["dry_run"], ran["sent"], ran["test"]) == (True, 0, "johtaja@example.org")
    assert {letter["state"] for letter in ran["letters"]} == {"ready"}


def test_each_test_is_seen(here: Desk) -> None:
    """A second test has Message-IDs of its own, since mail programs hide what they have seen; one
    sample is as a resend is.
    """
    with MailServer() as server:
        here.smtp(server.port)
        here("send", "--test", "johtaja@example.org")
        here("send", "--test", "johtaja@example.org")
    found = [parsed(held.content) for held in server.held]
    assert len({letter["Message-ID"] for letter in found}) == len(found) <= 10
    assert sum("Tässä kohdassa on saate" in text_of(letter) for letter in found) == 2


def test_samples_of_one_person(tmp_path: Path) -> None:
    """Where there is but one person, both samples are theirs, and both are told of."""
    here = desk(tmp_path, PEOPLE[:1])
    with MailServer() as server:
        here.smtp(server.port)
        ran = here("send", "--test", "johtaja@example.org", "--json")
    assert (ran["sent"], len(server.held)) == (2, 2)


def test_samples_in_each_language(here: Desk) -> None:
    """Each language that letters go in has its sample, however many other things the letters of
    others show.
    """
    aku, ville = "Aku;Yksi;aku@example.org;suomi", "Ville;Viisi;ville@example.org;"
    rows = {
        "puhuja": (aku,),
        "tuki": (aku,),
        "ohjaus": (ville,),
        "vieras": (ville,),
        "avustaja": ("Iida;Kuusi;iida@example.org;",),
        "kokki": ("Eva;Ett;eva@example.org;svenska",),
        "soittaja": ("Oiva;Kaksi;oiva@example.org;",),
        "laulaja": ("Emma;One;emma@example.org;English",),
    }
    head = "Etunimi;Sukunimi;Sähköposti;Kieli"
    guests = "".join(
        f'\n[[source]]\nfile = "{kind}.csv"\nrole = "{role}"\n[role.{kind}]\nfi = "{kind}"\nsv ='
        f' "{kind}"\nen = "{kind}"\n'
        for kind, role in ((kind, "puhuja" if kind == "laulaja" else kind) for kind in rows)
    )
    for name, people in rows.items():
        (here.folder / f"{name}.csv").write_text("\n".join((head, *people, "")), encoding="utf-8")
    with MailServer() as server:
        here.smtp(server.port, guests)
        assert here("send", "--test", "johtaja@example.org").code == 0
    asks = {"fi": "Ilmoittaudu", "sv": "Anmäl", "en": "Register"}
    texts = [text_of(parsed(held.content)) for held in server.held]
    found = {language for language, word in asks.items() if any(word in text for text in texts)}
    assert len(server.held) <= 5
    assert found == asks.keys()


def test_a_row_of_refusals_is_a_no_to_us(here: Desk) -> None:
    """When one recipient after the other is refused for a policy reason, nobody counts as refused,
    in the run or after it.
    """
    with MailServer({"RCPT": Say("550 5.7.1 relaying denied")}) as server:
        here.smtp(server.port)
        ran = here("send", "--yes", "--json")
        words = here("send", "--yes")
    assert (ran.code, ran["refused"], ran["ready"]) == (4, 0, 3)
    assert totals(here("status", "--json"))["ready"] == 3
    assert "Nothing was sent" in words.out
    assert "there is nobody" not in words.out


def until(found: Callable[[], bool]) -> None:
    """Wait for something to come true."""
    deadline = time.monotonic() + 30
    while not found() and time.monotonic() < deadline:
        time.sleep(0.002)
    assert found()


def test_twice_interrupted_it_says_what_is_unclear(here: Desk) -> None:
    """Ctrl-C twice ends at once with 130; the letter in hand is unclear in the run's account, and
    words say so.
    """
    with MailServer({".": Keep(Stall())}) as server:
        here.smtp(server.port)
        run = here.begin("send", "--yes", "--json")
        until(lambda: len(server.held) == 1)
        run.send_signal(signal.SIGINT)
        time.sleep(0.5)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=10)
    assert run.returncode == 130, err.decode()
    found = json.loads(out)
    assert (found["unclear"], found["sent"], found["ready"]) == (1, 0, 2)
    assert found["error"]["exit"] == 130
    assert "unclear" in err.decode()
    assert totals(here("status", "--json"))["unclear"] == 1


def test_interrupted_at_the_last_letter_it_is_done(tmp_path: Path) -> None:
    """Ctrl-C while the last letter is in hand leaves nothing to go on with, and does not say that
    there is.
    """
    here = desk(tmp_path, PEOPLE[:1])
    with MailServer({".": Keep(Raw(b"250 2.0.0 Ok: kept\r\n", pause=0.05))}) as server:
        here.smtp(server.port)
        run = here.begin("send", "--yes")
        until(lambda: len(server.held) == 1)
        run.send_signal(signal.SIGINT)
        _out, err = run.communicate(timeout=30)
    assert run.returncode == 0, err.decode()
    assert "Run the command again" not in err.decode()


def test_interrupted_in_a_pause_it_stops_at_once(here: Desk) -> None:
    """Ctrl-C between two letters of a slow pace does not wait for the next one; the pace is not
    told as the server's wish.
    """
    with MailServer() as server:
        here.smtp(server.port, 'pace = "1/min"\n')
        run = here.begin("send", "--yes")
        until(lambda: len(server.held) == 1)
        time.sleep(0.5)
        before = time.monotonic()
        run.send_signal(signal.SIGINT)
        _out, err = run.communicate(timeout=30)
    assert run.returncode == 130
    assert b"slow down" not in err
    assert time.monotonic() - before < 5
    assert len(server.held) == 1


def test_who_is_held_is_not_to_go(here: Desk) -> None:
    """A letter that waits is not told as to go when its person may not be written to any more; nor
    does anything send it.
    """
    with MailServer({"RCPT": Say("450 4.2.0 come back later")}, times=1) as server:
        here.smtp(server.port, 'patience = "1s"\n')
        assert here("send", "--yes", "--only", "Malli", "--json")["waiting"] == 1
        here("correct", "Malli", "--left")
        found = totals(here("status", "--json"))
        assert (found["waiting"], found["skipped"]) == (0, 1)
        (line,) = here("status", "--only", "Malli", "--json").document["mailings"][0]["letters"]
        assert (line["state"], line["because"]) == ("skipped", "do-not-invite")
        here("send", "--yes")
    assert "liisa.malli@example.com" not in receivers(server)


def test_a_corrected_address_makes_a_failed_letter_ready(here: Desk) -> None:
    """Who was refused and has another address since is told as ready, as the next send will write
    to them.
    """
    with MailServer({"RCPT": Say("550 5.1.1 no such user")}, times=1) as server:
        here.smtp(server.port)
        here("send", "--yes")
        assert totals(here("status", "--json"))["failed"] == 1
        here("correct", "Meikäläinen", "--address", "matti@example.net")
        found = totals(here("status", "--json"))
        assert (found["failed"], found["ready"], found["sent"]) == (0, 1, 2)
        assert here("send", "--yes", "--json")["sent"] == 1


def test_after_the_outbox_a_real_courier_has_everybody_to_go(here: Desk) -> None:
    """What lies in the outbox counts for the outbox alone: with smtp everybody is ready."""
    here("send", "--yes")
    assert totals(here("status", "--json"))["written"] == 3
    here.smtp(2525)
    found = totals(here("status", "--json"))
    assert (found["written"], found["ready"]) == (0, 3)


def test_warnings_come_before_the_yes(here: Desk) -> None:
    """What the settings had better be looked at for is said before letters go."""
    path = here.folder / "invite.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "https://example.org/ilmo", "http://example.org/ilmo"
        ),
        "utf-8",
    )
    assert "not protected" in here("send", "--dry-run").err


def test_held_means_the_same_everywhere(here: Desk) -> None:
    """`people` and `send` count the same as held back; who is not to be invited is not among
    them.
    """
    here.sheet(*PEOPLE, "Pekka;Osoitteeton;;Lapin liitto;Lappi")
    here("people")
    here("correct", "Malli", "--left")
    assert "1 person is held" in here("people").out
    assert "1 is held" in here("send", "--dry-run").out


def test_a_no_at_the_terminal_is_json_too(here: Desk) -> None:
    """Answering no to `send --json` prints the document of a dry run, and nothing goes."""
    talk = at_terminal(here.folder, ("send", "--json"), ("[y/N]", "n\n"))
    assert talk.code == 0
    found = json.loads(talk.screen[talk.screen.index("\n{") : talk.screen.rindex("}") + 1])
    assert (found["dry_run"], found["ready"], found["written"]) == (True, 3, 0)
    assert not (here.folder / "outbox").exists()


def test_a_fault_of_ours_is_json_too(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the program stumbles, a script that asked for JSON gets a document that says so."""

    def stumble(*_arguments: object, **_options: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("invite.campaign.people.listing.gather", stumble)
    ran = here("people", "--json")
    assert ran.code == 3
    assert "RuntimeError" in ran["error"]["what"]


def test_a_server_that_says_nothing(here: Desk) -> None:
    """While no answer comes, the terminal shows for how long, and that Ctrl-C is safe; the first
    Ctrl-C then ends the run without a letter of which nobody knows whether it went.
    """
    with MailServer({"EHLO": Stall()}) as server:
        here.smtp(server.port)
        silent = ("no answer from the server yet, 0:0", "\x03")
        talk = at_terminal(
            here.folder, ("send", "--yes"), silent, ("which may leave", "\x03"), columns=80
        )
    assert "Ctrl-C is safe" in talk.screen
    assert totals(here("status", "--json"))["unclear"] == 0
