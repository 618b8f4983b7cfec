"""Attachments' names, for clients that know RFC 2231 and for those that do not."""

from __future__ import annotations

import email
import email.policy
import tomllib
from email.header import decode_header, make_header
from pathlib import Path

from cases.outcome import case


def test_names_for_every_client(tmp_path: Path) -> None:
    """Case 61: RFC 2231 in Content-Disposition, and `name=` as an encoded word in Content-Type for
    clients of old.
    """
    here = case(tmp_path, "61-attachment-names")
    names = tomllib.loads((tmp_path / "invite.toml").read_text(encoding="utf-8"))["mailing"][
        "kutsu"
    ]["attachments"]
    for name in names:
        (tmp_path / name).write_bytes(b"%PDF-1.4 example\n")
    assert here("send", "--yes").code == 0
    (path,) = tmp_path.glob("outbox/kutsu/*.eml")
    letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    parts = [
        part
        for part in letter.walk()
        if part.get_content_disposition() == "attachment"
        and part.get_content_type() == "application/pdf"
    ]
    assert [part.get_filename() for part in parts] == names
    raw = email.message_from_bytes(path.read_bytes(), policy=email.policy.compat32)
    of_old = [
        part.get_param("name")
        for part in raw.walk()
        if part.get_content_type() == "application/pdf"
    ]
    assert [str(make_header(decode_header(str(one)))) for one in of_old] == names
