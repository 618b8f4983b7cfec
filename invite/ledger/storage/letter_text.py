"""A letter's text as it is kept: the blocks of its own, and once for all letters of its shape
those that they share.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from msgspec import Struct
from msgspec.json import decode, encode

from invite.ledger.storage.store import Database


class TextShape(Struct, frozen=True):
    """What texts of one shape share. blocks: in JSON, null where each letter has its own. digest:
    of them; letters name them by it.
    """

    digest: str
    blocks: str

    @classmethod
    def of(cls, blocks: Sequence[str | None]) -> TextShape:
        """blocks: with a line's end between them; None for a letter's own."""
        written = encode(blocks)
        return cls(blake2b(written, digest_size=12).hexdigest(), written.decode())


class KeptText(Struct, frozen=True):
    """A text as it is kept. own: all of it; where it has a shape, its own blocks, in JSON."""

    own: str
    shape: TextShape | None = None

    @classmethod
    def of(cls, own: Sequence[str], shape: TextShape) -> KeptText:
        """own: in the order of their places in the shape."""
        return cls(encode(own).decode(), shape)

    @property
    def whole(self) -> str:
        """The text; lines end with LF."""
        return whole(self.own, self.shape.blocks if self.shape else None)


def whole(own: str, blocks: str | None) -> str:
    """The text of which these are kept: see `KeptText`, and `TextShape` where it has a shape."""
    if blocks is None:
        return own
    mine = iter(decode(own, type=list[str]))
    all_blocks = decode(blocks, type=list[str | None])
    return "\n".join(next(mine) if block is None else block for block in all_blocks)


def keep_texts(db: Database, texts: Sequence[tuple[str, KeptText]], *, over: bool = False) -> None:
    """Write down texts, by the ids of their letters; those of letters that are not there are passed
    over. Inside a transaction of the caller's. over: also in the place of earlier ones.
    """
    shapes = {text.shape.digest: text.shape.blocks for _letter, text in texts if text.shape}
    shared = "INSERT INTO letter_shape VALUES (?, ?) ON CONFLICT DO NOTHING"
    db.executemany(shared, sorted(shapes.items()))
    ours = "SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM letter WHERE id = ?)"
    then = "(letter) DO UPDATE SET text = excluded.text, shape = excluded.shape"
    db.executemany(
        f"INSERT INTO letter_text {ours} ON CONFLICT {then if over else 'DO NOTHING'}",
        [(id_, text.own, text.shape and text.shape.digest, id_) for id_, text in texts],
    )


def forget_unused(db: Database) -> None:
    """Forget what no letter shares any more. Inside a transaction of the caller's."""
    used = "SELECT shape FROM letter_text WHERE shape IS NOT NULL"
    db.execute(f"DELETE FROM letter_shape WHERE digest NOT IN ({used})")  # noqa: S608 - our own words
