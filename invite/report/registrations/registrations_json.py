"""The registrations for scripts: `invite registrations --json`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from invite.campaign.registrations.standing import RegistrationStatus, days_old
from invite.ledger.registrations import ReadExport, StoredLine
from invite.mailing.reply import Heard, How, Reply
from invite.report.base import document
from invite.report.base.picture import Document

Local = Callable[[datetime], datetime]


def to_document(one: RegistrationStatus) -> Document:
    """`invite registrations --json`."""
    now, local = one.now, one.local
    counts = Counter(heard.reply for heard in one.heard.values())
    return {
        "export": _export(one.export, now, local) if one.export else None,
        "exports": [_export(export, now, local) for export in one.exports],
        "older": one.older,
        "columns": dict(one.headings or {}),
        "matched": {how.value: one.hows[how] for how in How},
        "registered": counts[Reply.REGISTERED],
        "declined": counts[Reply.DECLINED],
        "attended": counts[Reply.ATTENDED],
        "unclear": counts[Reply.UNCLEAR],
        "cancelled": sum(heard.cancelled for heard in one.heard.values()),
        "registrations": [
            {"person": id_, "name": one.people[id_].name.full, **_heard(heard, local)}
            for id_, heard in one.heard.items()
            if id_ in one.people and heard.reply is not Reply.UNCLEAR
        ],
        "changes": [
            {
                "person": change.person.id,
                "name": change.person.name.full,
                "before": _value(change.before),
                "now": _value(change.now),
            }
            for change in one.changes
        ],
        "questions": [
            *(_line(kept, local) | {"about": "person"} for kept in one.questions),
            *(_line(kept, local) | {"about": "answer"} for kept in one.unclear),
        ],
        "strangers": [_line(kept, local) for kept in one.strangers],
        "missing": [_line(kept, local) for kept in one.missing],
        "otherwise": [
            {
                "person": person.id,
                "name": person.name.full,
                "marked": marked.reply.value,
                "export": said.reply.value,
            }
            for person, marked, said in one.contradictions
        ],
        "flaws": [document.flaw(flaw) for flaw in one.flaws],
        "erased": one.erased,
    }


def _export(export: ReadExport, now: datetime, local: Local) -> Document:
    return {
        "file": export.file,
        "lines": export.lines,
        "saved": local(export.made).isoformat(timespec="seconds"),
        "days_old": days_old(export, now),
        "newest": local(export.newest).isoformat(timespec="seconds") if export.newest else None,
        "tokens": export.tokens,
    }


def _line(kept: StoredLine, local: Local) -> Document:
    line, heard = kept.matched.line, kept.heard
    return {
        "row": line.row,
        "name": line.name.full if line.name else None,
        "email": line.addresses[0].written if line.addresses else None,
        "how": kept.matched.how.value,
        "person": kept.matched.person,
        "people": list(kept.matched.others),
        "said": line.said,
        "why": line.why.value if line.why else None,
        **(
            _heard(heard, local)
            if heard
            else {"reply": None, "cancelled": False, "at": None, "by_hand": False}
        ),
    }


def _heard(heard: Heard, local: Local) -> Document:
    return {
        "reply": heard.reply.value,
        "cancelled": heard.cancelled,
        "at": local(heard.at).isoformat(timespec="seconds") if heard.at else None,
        "by_hand": heard.by_hand,
    }


def _value(heard: Heard | None) -> str | None:
    return heard.reply.value if heard else None
