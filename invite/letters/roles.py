"""What roles are called in a letter: the shipped words, the coordinator's own, and where none are
given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from invite.errors import Problem
from invite.language import Language
from invite.letters.model import LetterProblem
from invite.letters.templates.checks import ROLE_NAMES, check
from invite.letters.templates.links import check_line
from invite.letters.templates.template import CodeTemplate, Environments
from invite.letters.templates.values import Organisation, PlaceName, Roles, RoleWords, plain
from invite.people.model import Person, Role
from invite.words import _

RoleTexts = Mapping[str, Mapping[Language, str]]

SHIPPED: RoleTexts = {
    "planning-group": {
        "fi": (
            "{% if region %}{{ region | genitive }} suunnitteluryhmän{% elif group %}{{ group |"
            " compound('suunnitteluryhmän') }}{% else %}suunnitteluryhmän{% endif %} {{ title |"
            " acting | default('jäsenenä') }}"
        ),
        "sv": (
            "{{ title | acting | default('medlem') }} i planeringsgruppen{{ ' för ' ~ (region or"
            " group) if region or group }}"
        ),
        "en": (
            "{{ title | acting | default('a member') }} of the {{ (region or group) ~ ' ' if region"
            " or group }}planning group"
        ),
    },
    "lab-team": {
        "fi": (
            "{% if group %}{{ group | compound('tiimin') }} {{ title | acting |"
            " default('kehittäjänä') }}{% else %}Lab-kehittäjätiimin {{ title | acting |"
            " default('jäsenenä') }}{% endif %}"
        ),
        "sv": (
            "{{ title | acting | default('utvecklare') }} i "
            "{% if group %}{{ group | compound('teamet') }}{% else %}ett Lab-team{% endif %}"
        ),
        "en": (
            "{% if group %}{{ title | acting | default('a developer') }} {{ 'of' if title | acting"
            " else 'in' }} the {{ group | compound('team') }}{% else %}{{ title | acting |"
            " default('a member') }} of a Lab development team{% endif %}"
        ),
    },
    "project-lead": {
        "fi": (
            "{% if group %}{{ group | compound('hankkeen') }}{% else %}rahoitushankkeen{% endif %}"
            " vastuuhenkilönä"
        ),
        "sv": (
            "ansvarig för {{ group | compound('projektet') if group else 'ett av de finansierade"
            " projekten' }}"
        ),
        "en": (
            "the person in charge of {% if group %}the {{ group | compound('project') }}{% else %}a"
            " funded project{% endif %}"
        ),
    },
}


def _place(kind: str, language: Language) -> str:
    return f"invite.toml: role.{kind}.{language}"


@dataclass(slots=True)
class RoleBook:
    """The words of every kind of role in one language. Roles alike are put into words once.

    kinds: those that have words in any language. One that has none is not named in a letter, which
    the settings warn of.
    """

    language: Language
    kinds: frozenset[str]
    texts: Mapping[str, CodeTemplate]
    sources: Mapping[str, str]
    said: dict[tuple[str | None, ...], tuple[str, tuple[LetterProblem, ...]]] = field(
        default_factory=dict
    )

    @classmethod
    def of(
        cls, own: RoleTexts, language: Language, environments: Environments
    ) -> tuple[RoleBook, list[Problem]]:
        """own: `[role.KIND]` of the settings, which win over the shipped words."""
        problems: list[Problem] = []
        texts: dict[str, CodeTemplate] = {}
        sources: dict[str, str] = {}
        for kind in {**SHIPPED, **own}:
            text = own.get(kind, {}).get(language, SHIPPED.get(kind, {}).get(language))
            if text is None:
                continue
            place = _place(kind, language)
            wrong = check(environments.checked, text, place, ROLE_NAMES)
            wrong += check_line(text, place)
            problems += [Problem(place, problem.what, problem.hint) for problem in wrong]
            sources[kind] = text
            if not wrong:
                texts[kind] = environments.line(text, place)
        return cls(language, frozenset({**SHIPPED, **own}), texts, sources), problems

    def roles(self, person: Person, problems: dict[LetterProblem, None]) -> Roles:
        """A person's roles in words; the same words once. What cannot be said is added to the
        problems.
        """
        return Roles.of(
            [self._role(role, person, problems) for role in person.roles], self.language
        )

    def _role(self, role: Role, person: Person, problems: dict[LetterProblem, None]) -> RoleWords:
        organisation = plain(person.organisation)
        key = (role.kind, role.group, role.region, role.title, organisation)
        if key not in self.said:
            wrong: dict[LetterProblem, None] = {}
            self.said[key] = self._words(role, organisation, wrong), tuple(wrong)
        words, found = self.said[key]
        for problem in found:
            problems[LetterProblem(problem.where, problem.what, problem.hint, person.id)] = None
        said = RoleWords(words)
        said.kind, said.title = plain(role.kind), plain(role.title)
        said.group, said.organisation = Organisation(plain(role.group)), Organisation(organisation)
        said.region = PlaceName.of(role.region, self.language)
        return said

    def _words(self, role: Role, organisation: str, wrong: dict[LetterProblem, None]) -> str:
        if role.kind not in self.kinds:
            return ""
        text = self.texts.get(role.kind)
        if text is None:
            what = _("there are no words for the role “{kind}”").format(kind=role.kind)
            hint = _('Write them in the settings: [role.{kind}] {language} = "…"').format(
                kind=role.kind, language=self.language
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
        filled = " ".join(text.fill(variables, None, wrong).split())
        for problem in list(wrong):  # its line says nothing: the words are one line of the settings
            del wrong[problem]
            wrong[LetterProblem(_place(role.kind, self.language), problem.what, problem.hint)] = (
                None
            )
        return filled
