"""Letters come back from the spool as they were laid in; what they share takes room once."""

from __future__ import annotations

import random
from collections.abc import Sequence

from made import person
from paper import EVENT

from invite.campaign.delivery.spool import Draft, Spool
from invite.plan import Send

MATTI = person("p1")
SAME = random.Random(1).randbytes(20_000)  # of all letters
Blocks = Sequence[bytes]


def draft(spool: Spool, text: Blocks, content: Blocks) -> Draft:
    """A letter that was laid in."""
    assert MATTI.address
    offset, length = spool.put("Kutsu", text, content)
    return Draft(
        send=Send(MATTI, MATTI.address, 1),
        mailing="kutsu",
        id="l1",
        message_id="<1@example.org>",
        digest="d",
        frame="f",
        event=EVENT.facts(),
        recipient="p1@example.org",
        smtputf8=False,
        settled=True,
        offset=offset,
        length=length,
    )


def letters(own: Sequence[bytes]) -> list[tuple[Blocks, Blocks]]:
    """Letters with a line of their own, in text and content; none; and nothing but their own."""
    made: list[tuple[Blocks, Blocks]] = [
        ((b"Hei", one, b""), (b"A: b\r\n", one, SAME, one, b"", SAME)) for one in own
    ]
    return [*made, ((b"",), ()), ((), (b"", b"\r\n")), *(((one,), (one,)) for one in own)]


def test_letters_come_back_as_they_were_laid_in() -> None:
    """Byte for byte, in any order, whatever they share and however often it comes in one."""
    laid = letters([f"rivi {n} ä".encode() for n in range(50)])
    with Spool() as spool:
        drafts = [draft(spool, *letter) for letter in laid]
        for n in random.Random(2).sample(range(len(laid)), len(laid)):
            text, content = laid[n]
            assert spool.take(drafts[n]) == b"".join(content)
            assert spool.letter(drafts[n]).text.whole == b"\n".join(text).decode()
        assert spool.largest == max(len(b"".join(content)) for _text, content in laid)


def test_what_letters_share_is_written_once() -> None:
    """An attachment of all goes to the disk with the first letters only; a person's own with its
    letter, and stays in memory for nobody.
    """
    with Spool() as spool:
        alike = [draft(spool, (), (b"%d\r\n" % n, SAME)) for n in range(100)]
        assert sum(one.length for one in alike[3:]) < 4_000
        own = [draft(spool, (), (SAME[n:] + SAME[:n],)) for n in range(1, 101)]
        assert min(one.length for one in own) > len(SAME)
        assert sum(map(len, spool._shared)) == len(SAME)
        assert [len(spool.take(one)) for one in own] == [len(SAME)] * 100
