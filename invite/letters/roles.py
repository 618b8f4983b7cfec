"""What roles are called in a letter: the shipped words, the coordinator's own, and where none are
given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from invite.errors import Problem
from invite.language import Language
from invite.language.texts import texts
from invite.letters.model import LetterProblem
from invite.letters.templates.checks import ROLE_NAMES, check
from invite.letters.templates.links import check_line
from invite.letters.templates.template import CodeTemplate, Environments, Problems
from invite.letters.templates.values import Organisation, PlaceName, Roles, RoleWords, plain
from invite.people.model import Person, Role
from invite.words import _

RoleTexts = Mapping[str, Mapping[Language, str]]


def _place(kind: str, language: Language) -> str:
    return f"invite.toml: role.{kind}.{language}"


@dataclass(slots=True)
class RoleBook:
    """The words of every kind of role in one language. Roles alike are put into words once.

    kinds: those that have words in any language. One that has none is not named in a letter, which
    the settings warn of. templates: None for words that are wrong; the shipped ones come in when
    somebody has such a role.
    """

    language: Language
    kinds: frozenset[str]
    environments: Environments
    sources: Mapping[str, str]
    templates: dict[str, CodeTemplate | None]
    said: dict[tuple[str | None, ...], tuple[RoleWords, tuple[LetterProblem, ...]]] = field(
        default_factory=dict
    )

    @classmethod
    def of(
        cls, own: RoleTexts, language: Language, environments: Environments
    ) -> tuple[RoleBook, list[Problem]]:
        """own: `[role.KIND]` of the settings, which win over the shipped words."""
        problems: list[Problem] = []
        templates: dict[str, CodeTemplate | None] = {}
        sources: dict[str, str] = {}
        shipped = texts(language).letters.roles
        for kind in {**shipped, **own}:
            text = own.get(kind, {}).get(language, shipped.get(kind))
            if text is None:
                continue
            sources[kind] = text
            if language not in own.get(kind, {}):
                continue
            place = _place(kind, language)
            tree, wrong = check(environments.checked, text, place, ROLE_NAMES)
            wrong += check_line(text, place)
            problems += [Problem(place, problem.what, problem.hint) for problem in wrong]
            good = tree if not wrong else None
            templates[kind] = environments.code(good, text, place) if good else None
        kinds = frozenset({**shipped, **own})
        return cls(language, kinds, environments, sources, templates), problems

    def roles(self, person: Person, problems: Problems) -> Roles:
        """A person's roles in words; the same words once. What cannot be said is added to the
        problems.
        """
        said = [self.words(role, person.organisation) for role in person.roles]
        for _words, found in said:
            for problem in found:
                problems[LetterProblem(problem.where, problem.what, problem.hint, person.id)] = None
        return Roles.of([words for words, _found in said], self.language)

    def words(
        self, role: Role, organisation: str | None
    ) -> tuple[RoleWords, tuple[LetterProblem, ...]]:
        """What a letter says of a role, and what is wrong with it; for whom is not in it."""
        key = (role.kind, role.group, role.region, role.title, organisation)
        if key not in self.said:
            wrong: Problems = {}
            organisation = plain(organisation)
            words = RoleWords(self._words(role, organisation, wrong))
            words.kind, words.title = plain(role.kind), plain(role.title)
            words.group = Organisation(plain(role.group))
            words.organisation = Organisation(organisation)
            words.region = PlaceName.of(role.region, self.language)
            self.said[key] = words, tuple(wrong)
        return self.said[key]

    def _template(self, kind: str) -> CodeTemplate | None:
        if kind in self.sources and kind not in self.templates:
            text, place = self.sources[kind], _place(kind, self.language)
            tree, _nothing = check(self.environments.checked, text, place, ROLE_NAMES)
            self.templates[kind] = self.environments.code(tree, text, place) if tree else None
        return self.templates.get(kind)

    def _words(self, role: Role, organisation: str, wrong: Problems) -> str:
        if role.kind not in self.kinds:
            return ""
        text = self._template(role.kind)
        if text is None:
            what = _("there are no words for the role “{kind}”").format(kind=role.kind)
            hint = _("Write under {section}: {example}").format(
                section=f'[role."{role.kind}"]', example=f'{self.language} = "…"'
            )
            wrong[LetterProblem(_place(role.kind, self.language), what, hint)] = None
            return ""
        variables = {
            "group": Organisation(plain(role.group)),
            "region": PlaceName.of(role.region, self.language),
            "title": plain(role.title),
            "organisation": Organisation(organisation),
            "language": self.language,
        }
        filled = " ".join(text.line(variables, None, wrong).split())
        for problem in list(wrong):  # its line says nothing: the words are one line of the settings
            del wrong[problem]
            wrong[LetterProblem(_place(role.kind, self.language), problem.what, problem.hint)] = (
                None
            )
        return filled
