"""Letters' texts come back whole, what they share is kept once, and none of it outlives them."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from begin import begin, take
from hypothesis import given
from hypothesis import strategies as st
from ledgers import clock, new_letter
from made import person
from postgres import Postgres, needs_postgres

from invite.ledger.ledger import Ledger
from invite.ledger.letters.claims import NewLetter
from invite.ledger.storage.letter_text import KeptText, TextShape
from invite.ledger.storage.location import Place, open_store
from invite.ledger.storage.postgres import server_schema, upgrade
from invite.people.linkage.name_similarity import spelling_key
from invite.people.model import PersonId
from invite.records import replace

# Three letters sent by the last version that kept each text whole (7 migrations).
BEFORE = Path(__file__).parents[2] / "data" / "ledgers" / "whole-texts.db.gz"
SHAPE = TextShape.of((None, 'Tervetuloa \x00 "juhlaan"!\n\n– Me', None, ""))
WHOLE = 'Hei Matti!\nTervetuloa \x00 "juhlaan"!\n\n– Me\nk=1\n'


def text(name: str, shape: TextShape = SHAPE) -> KeptText:
    """The text of a letter to them."""
    return KeptText.of((f"Hei {name}!", "k=1"), shape)


def kept(place: Place) -> tuple[Sequence[object], Sequence[object]]:
    """The rows of what texts share, and of texts."""
    with closing(open_store(place, None)) as store, store.reading() as db:
        tables = ("letter_shape", "letter_text")
        shapes, texts = (db.execute(f"SELECT * FROM {one}").fetchall() for one in tables)
    return shapes, texts


def told(ledger: Ledger, id_: str = "p1") -> list[str]:
    """What their letters said."""
    return [story.text for story in ledger.letters.letters_of(PersonId(id_))]


def letters(ledger: Ledger) -> tuple[NewLetter, NewLetter]:
    """To two people, of one shape."""
    ledger.persons.record_reading([(person(), None), (person("p2", "Maija Muu"), None)], [], [])
    first, second = new_letter(ledger), new_letter(ledger, "p2@example.org", id_="p2")
    return replace(first, text=text("Matti")), replace(second, text=text("Maija"))


@given(st.lists(st.tuples(st.text(), st.booleans())))
def test_a_text_comes_back_whole(blocks: list[tuple[str, bool]]) -> None:
    """Whatever stands in its blocks, whichever are shared."""
    own = [block for block, shared in blocks if not shared]
    shape = TextShape.of([block if shared else None for block, shared in blocks])
    assert KeptText.of(own, shape).whole == "\n".join(block for block, _shared in blocks)


def test_what_texts_share_is_kept_once(ledger: Ledger, place: Place) -> None:
    """Of two letters of one shape; each is told whole, and the person sees theirs whole."""
    for letter in letters(ledger):
        assert begin(ledger, letter)
    shapes, texts = kept(place)
    assert (len(shapes), len(texts)) == (1, 2)
    assert told(ledger) == [WHOLE]
    assert told(ledger, "p2") == [WHOLE.replace("Matti", "Maija")]
    (row,) = ledger.holding.everything(PersonId("p1"))["letter_text"]
    assert row == {"letter": new_letter(ledger).id, "text": WHOLE}


def test_a_letter_that_is_written_again_has_its_new_text(ledger: Ledger, place: Place) -> None:
    """Prepared with one text and begun with another, of a shape or of none."""
    letter, _other = letters(ledger)
    ledger.claims.prepare([letter])
    for digest, new in (("e", KeptText("Hei!")), ("f", text("Matti", TextShape.of((None, None))))):
        other = replace(letter, text=new, digest=digest)
        write = lambda: ("outbox/1.eml", "mark")  # noqa: E731 - a place that nobody looks at
        assert ledger.claims.write_down(
            replace(other, deliberate=True), courier="outbox", write=write
        )
        assert told(ledger) == [new.whole]
    assert len(kept(place)[1]) == 1


def test_whoever_claims_writes_down_nothing_that_others_share(ledger: Ledger, place: Place) -> None:
    """Senders claim side by side, each in an order of its own: two that wrote what both need would
    wait for each other. A letter that is claimed with another text than it was prepared with has
    it whole.
    """
    letter, other = letters(ledger)
    ledger.claims.prepare([letter, other])
    ledger.letting_go.erase(PersonId("p2"), (), spelling_key)  # from now on each is looked at
    new = replace(letter, text=text("Matti", TextShape.of((None, "Uusi", None))), digest="e")
    with ledger.sender(courier="smtp", pace=0.0, daily=None) as session:
        assert take(session, [new]).draft is not None
    assert told(ledger) == [new.text.whole]
    assert "Uusi" not in str(kept(place)[0])


def test_what_nobody_shares_any_more_is_erased(ledger: Ledger, place: Place) -> None:
    """With the last letter that has it; not sooner."""
    for letter in letters(ledger):
        assert begin(ledger, letter)
    ledger.letting_go.erase(PersonId("p1"), (), spelling_key)
    assert [len(rows) for rows in kept(place)] == [1, 1]
    assert told(ledger, "p2") == [WHOLE.replace("Matti", "Maija")]
    ledger.letting_go.erase(PersonId("p2"), (), spelling_key)
    assert kept(place) == ([], [])


def test_the_purge_leaves_neither(ledger: Ledger, place: Place) -> None:
    """And a program that was running then brings none back."""
    first, second = letters(ledger)
    assert begin(ledger, first)
    ledger.letting_go.purge()
    assert kept(place) == ([], [])
    with pytest.raises(Exception, match="purged"):
        ledger.claims.prepare([second])
    assert kept(place) == ([], [])


def test_a_ledger_of_whole_texts_is_brought_up_to_date(tmp_path: Path) -> None:
    """A file of the version before opens, tells its letters as before, takes new ones, and forgets
    an old one.
    """
    path = tmp_path / "invite.db"
    path.write_bytes(gzip.decompress(BEFORE.read_bytes()))
    with Ledger(path, clock) as ledger:
        found = {known.names[0].first: known.id for known in ledger.persons.known()}
        before = {name: told(ledger, id_) for name, id_ in found.items()}
        for name, (whole,) in before.items():
            assert whole.startswith(f"Hei {name}!\n\n")
            assert "Olit mukana Kainuun suunnitteluryhmän jäsenenä." in whole
        again = new_letter(ledger, "matti@example.org", number=2, id_=found["Matti"])
        assert begin(ledger, replace(again, text=text("Matti")))
        assert told(ledger, found["Matti"]) == [*before["Matti"], WHOLE]
        assert not ledger.problems()
        ledger.letting_go.erase(found["Maija"], (), spelling_key)
        ledger.letting_go.swept()
        assert told(ledger, found["Maija"]) == [""]
    assert b"maija" not in path.read_bytes().lower()
    assert b"Teppo" in path.read_bytes()


@needs_postgres
def test_so_is_one_on_a_server(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what it knew; who only sends may write into the new table."""
    name = postgres.new()
    postgres.sql("DROP SCHEMA invite CASCADE", database=name)
    place = postgres.place(name)
    with monkeypatch.context() as old:
        old.setattr(upgrade, "MIGRATIONS", server_schema.MIGRATIONS[:1])
        with closing(open_store(place, None)) as store, store.writing() as db:
            db.execute("INSERT INTO person VALUES ('p1', 1, NULL, 0)")
            db.execute("INSERT INTO letter VALUES ('l1', 'p1', 'kutsu', 1, '<1@example.org>')")
            db.execute("INSERT INTO letter_text VALUES ('l1', 'Hei Matti!')")
            db.execute(
                "INSERT INTO fact (letter, kind, at, code, courier, sender) VALUES"
                " ('l1', 'accepted', '2026-12-01T12:00:00+00:00', '', 'smtp', '')"
            )
    with Ledger(place, clock) as ledger:
        assert told(ledger) == ["Hei Matti!"]
        assert begin(ledger, letters(ledger)[1])
        assert told(ledger, "p2") == [WHOLE.replace("Matti", "Maija")]
