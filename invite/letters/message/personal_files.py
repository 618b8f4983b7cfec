"""Attachments that each person has of their own: `todistukset/{{ person.id }}.pdf`, filled in and
read letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from invite.errors import Problem
from invite.letters.message.attachments import AttachableFiles, File, is_personal, too_large
from invite.letters.model import LetterProblem
from invite.letters.templates.checks import LETTER_NAMES, check
from invite.letters.templates.source import pieces
from invite.letters.templates.template import CodeTemplate, Environments, Problems
from invite.people.model import PersonId
from invite.words import _

_KEPT = 8  # one file may be that of a whole region; those of single persons come once and go


class PersonalFiles(Struct, frozen=True):
    """The paths with code in them, compiled. patterns: each with the number of folders that it
    names itself.
    """

    attachable: AttachableFiles
    where: str
    patterns: tuple[tuple[CodeTemplate, int], ...]
    kept: dict[str, File] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        paths: Iterable[str],
        environments: Environments,
        attachable: AttachableFiles,
        where: str,
    ) -> tuple[PersonalFiles, list[Problem]]:
        """where: the settings' key that names the paths."""
        patterns, problems = [], []
        for path in filter(is_personal, paths):
            tree, wrong = check(environments.checked, path, where, LETTER_NAMES)
            problems += [Problem(where, problem.what, problem.hint) for problem in wrong]
            if is_personal(path.partition("/")[0]):
                # A cell could otherwise name the settings, a sheet, or anything else that lies in
                # the project's own folder.
                hint = _("Put those files into a folder, and write: {folder}/{path}").format(
                    folder="liitteet", path=path
                )
                problems.append(
                    Problem(
                        where, _("people's own files cannot be in the project folder itself"), hint
                    )
                )
            elif tree and not wrong:
                fixed = "".join(piece.text for piece in pieces(path) if piece.kind == "text")
                patterns.append((environments.code(tree, path, where), fixed.count("/")))
        return cls(attachable, where, tuple(patterns)), problems

    def read(
        self,
        variables: Mapping[str, object],
        common: tuple[File, ...],
        person: PersonId,
        problems: Problems,
    ) -> tuple[File, ...]:
        """This person's own files. What is wrong with them, or with all their attachments together,
        is added to the problems.
        """
        files: list[File] = []
        wrong: list[tuple[str, str]] = []
        for pattern, slashes in self.patterns:
            in_path: Problems = {}
            path = pattern.line(variables, person, in_path)
            wrong += [(problem.what, problem.hint) for problem in in_path]
            if in_path:
                continue
            # What a cell holds may name a file, and no other folder.
            if path.count("/") + path.count("\\") != slashes:
                what = _("“{path}” leads to another folder").format(path=path)
                hint = _("A name that an attachment's path uses cannot contain / or \\.")
                wrong.append((what, hint))
                continue
            found, in_file = self._read(path, (*common, *files))
            wrong += [(problem.what, problem.hint) for problem in in_file]
            files += [found] if found else []
        for what, hint in wrong:
            problems[LetterProblem(self.where, what, hint, person)] = None
        return tuple(files)

    def _read(self, path: str, others: tuple[File, ...]) -> tuple[File | None, list[Problem]]:
        """others: what the letter carries already, by which the file may be too much."""
        if file := self.kept.get(path):
            large = [
                Problem(self.where, *said)
                for said in too_large(sum(one.size for one in (*others, file)))
            ]
            return (None if large else file), large
        file, wrong = self.attachable.read(path, self.where, others)
        if file:
            if len(self.kept) == _KEPT:
                del self.kept[next(iter(self.kept))]
            self.kept[path] = file
        return file, wrong
