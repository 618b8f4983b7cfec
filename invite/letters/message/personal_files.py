"""Attachments that each person has of their own: `todistukset/{{ person.id }}.pdf`, filled in and
read letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from invite.errors import Problem
from invite.letters.message.attachments import File, is_personal, read_file, too_large
from invite.letters.model import LetterProblem
from invite.letters.templates.checks import LETTER_NAMES, check
from invite.letters.templates.source import pieces
from invite.letters.templates.template import CodeTemplate, Environments
from invite.people.model import PersonId
from invite.words import _

_KEPT = 8  # one file may be that of a whole region; those of single persons come once and go


@dataclass(frozen=True, slots=True)
class PersonalFiles:
    """The paths with code in them, compiled. patterns: each with the number of folders that it
    names itself.
    """

    folder: Path
    where: str
    patterns: tuple[tuple[CodeTemplate, int], ...]
    kept: dict[str, tuple[File | None, list[Problem]]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, paths: Iterable[str], environments: Environments, folder: Path, where: str
    ) -> tuple[PersonalFiles, list[Problem]]:
        """where: the settings' key that names the paths."""
        patterns, problems = [], []
        for path in filter(is_personal, paths):
            wrong = check(environments.checked, path, where, LETTER_NAMES)
            problems += [Problem(where, problem.what, problem.hint) for problem in wrong]
            if is_personal(path.partition("/")[0]):
                # A cell could otherwise name the settings, a sheet, or anything else that lies in
                # the project's own folder.
                hint = _("Put those files into a folder, and write: {folder}/{path}").format(
                    folder="liitteet", path=path
                )
                problems.append(
                    Problem(
                        where, _("people's own files cannot lie in the project folder itself"), hint
                    )
                )
            elif not wrong:
                fixed = "".join(piece.text for piece in pieces(path) if piece.kind == "text")
                patterns.append((environments.line(path, where), fixed.count("/")))
        return cls(folder, where, tuple(patterns)), problems

    def read(
        self,
        variables: Mapping[str, object],
        common: tuple[File, ...],
        person: PersonId,
        faults: dict[LetterProblem, None],
    ) -> tuple[File, ...]:
        """This person's own files. What is wrong with them, or with all their attachments together,
        is added to the faults.
        """
        files: list[File] = []
        for pattern, slashes in self.patterns:
            wrong: dict[LetterProblem, None] = {}
            path = pattern.fill(variables, person, wrong)
            faults.update(
                {LetterProblem(self.where, fault.what, fault.hint, person): None for fault in wrong}
            )
            if wrong:
                continue
            if (
                path.count("/") + path.count("\\") != slashes
            ):  # what a cell holds may name a file, and no other folder
                what, hint = (
                    _("“{path}” leads to another folder"),
                    _("A name that an attachment's path takes in cannot hold / or \\."),
                )
                faults[LetterProblem(self.where, what.format(path=path), hint, person)] = None
                continue
            found, problems = self._read(path)
            faults.update(
                {
                    LetterProblem(self.where, problem.what, problem.hint, person): None
                    for problem in problems
                }
            )
            files += [found] if found else []
        if files:
            faults.update(
                {
                    LetterProblem(self.where, what, hint, person): None
                    for what, hint in too_large((*common, *files))
                }
            )
        return tuple(files)

    def _read(self, path: str) -> tuple[File | None, list[Problem]]:
        if path not in self.kept:
            if len(self.kept) == _KEPT:
                del self.kept[next(iter(self.kept))]
            self.kept[path] = read_file(self.folder, path, self.where)
        return self.kept[path]
