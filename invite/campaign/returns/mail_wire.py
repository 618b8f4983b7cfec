"""How a mail that was read travels from the process that reads mails: as JSON, which runs nothing
at the other end.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict

from invite.people.model import PersonId
from invite.returned.model import (
    Absence,
    AnswerKind,
    AnswerSource,
    Cause,
    InboundMail,
    LetterMarks,
    LetterVerdict,
    MailKind,
    PersonalAnswer,
    RecipientReport,
)


def packed(mail: InboundMail) -> bytes:
    """A mail as bytes."""
    return json.dumps(asdict(mail), default=_written).encode()


def unpacked(content: bytes) -> InboundMail:
    """The mail again. Raises ValueError, TypeError or LookupError for what is none of `packed`."""
    said = json.loads(content)
    return InboundMail(
        kind=MailKind(said["kind"]),
        sender=str(said["sender"]),
        subject=str(said["subject"]),
        message_id=str(said["message_id"]),
        at=dt.datetime.fromisoformat(said["at"]) if said["at"] else None,
        recipients=tuple(map(_recipient, said["recipients"])),
        marks=_marks(said["marks"]),
        absence=_absence(said["absence"]),
        answers=tuple(map(_answer, said["answers"])),
        words=str(said["words"]),
        cut=bool(said["cut"]),
    )


def _written(value: object) -> str:
    if isinstance(value, dt.date):  # a datetime is one
        return value.isoformat()
    raise TypeError(value)


def _recipient(said: Mapping[str, object]) -> RecipientReport:
    letter, cause = said["letter"], said["cause"]
    return RecipientReport(
        address=str(said["address"]),
        also=_texts(said["also"]),
        letter=LetterVerdict(str(letter)) if letter else None,
        cause=Cause(str(cause)) if cause else None,
        status=str(said["status"]),
        reply=str(said["reply"]),
    )


def _marks(said: Mapping[str, object]) -> LetterMarks:
    return LetterMarks(
        plus=_texts(said["plus"]),
        envelope_ids=_texts(said["envelope_ids"]),
        invite_ids=_texts(said["invite_ids"]),
        message_ids=_texts(said["message_ids"]),
        persons=tuple(map(PersonId, _texts(said["persons"]))),
        subject=str(said["subject"]),
    )


def _absence(said: Mapping[str, str] | None) -> Absence | None:
    return Absence(_day(said["last_day"]), _day(said["back"])) if said else None


def _answer(said: Mapping[str, object]) -> PersonalAnswer:
    return PersonalAnswer(
        kind=AnswerKind(str(said["kind"])),
        source=AnswerSource(str(said["source"])),
        address=str(said["address"]),
        uid=str(said["uid"]),
        person=PersonId(str(said["person"])) if said["person"] else None,
    )


def _day(said: str | None) -> dt.date | None:
    return dt.date.fromisoformat(said) if said else None


def _texts(said: object) -> tuple[str, ...]:
    if not isinstance(said, list):
        raise TypeError(said)
    return tuple(map(str, said))
