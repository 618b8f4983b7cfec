"""What reading a source gives: its sheets, what was wrong with its files, and which files they
were.
"""

from __future__ import annotations

from msgspec import Struct

from invite.people.model import Flaw, Origin, ReadFile, Severity, Sheet


class SourceReading(Struct, frozen=True, kw_only=True):
    """All that a source's files hold. A file that could not be read is a flaw with severity `error`
    and field `file`.
    """

    sheets: tuple[Sheet, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    files: tuple[ReadFile, ...] = ()


def file_flaw(
    file: str,
    problem: str,
    hint: str,
    severity: Severity = Severity.ERROR,
    sheet: str | None = None,
) -> Flaw:
    """What is wrong with a whole file or sheet. problem, hint: sentences on the screen. sheet: its
    name, where it is not about all of the file.
    """
    return Flaw(
        origin=Origin(file, sheet),
        field="file",
        value=sheet or file,
        problem=problem,
        hint=hint,
        severity=severity,
    )
