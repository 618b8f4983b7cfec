"""The one sentence of a letter that names a part played, before there is a letter; and the words
for a kind of role out of the words for one person.
"""

from __future__ import annotations

import re

from msgspec import Struct

from invite.language import Language
from invite.language.texts import texts
from invite.letters.roles import RoleBook, RoleTexts
from invite.letters.templates.filters import Uncertain, filters_for
from invite.letters.templates.template import Environments
from invite.letters.templates.values import PlaceName, plain
from invite.people.model import Role

_CODE = "{{ %s }}"


class RoleSentence(Struct, frozen=True):
    """What a letter would say. words: without its beginning; "" where there are none, or they
    cannot be filled (`wrong` says why).
    """

    words: str
    language: Language
    wrong: str = ""

    @property
    def whole(self) -> str:
        """`Olit mukana Kainuun suunnitteluryhmän jäsenenä.`"""
        return texts(self.language).letters.took_part.format(roles=self.words)


def role_sentence(
    role: Role, organisation: str | None, language: Language, own: RoleTexts
) -> RoleSentence:
    """The sentence for whoever played this part. own: the coordinator's words for roles."""
    environments = Environments.of(filters_for(language, {}, Uncertain()), {})
    book, problems = RoleBook.of(own, language, environments)
    theirs = f"role.{role.kind}.{language}"
    wrong = [problem.what for problem in problems if theirs in problem.where]
    if wrong:
        return RoleSentence("", language, wrong[0])
    words, found = book.words(role, organisation)
    return RoleSentence(words, language, found[0].what if found else "")


def for_everybody(words: str, role: Role, language: Language) -> str:
    """Words that were typed for one person, for all of that kind: where theirs name the person's
    own region or group, everybody's says their own, and a member's those of a chair. Words with
    code in them stay as they are.

    `Lapin jaoston vetäjänä` → `{% if region %}{{ region | genitive }} {% endif %}jaoston vetäjänä`.
    """
    if "{{" in words or "{%" in words:
        return words
    if role.group:
        group = re.escape(plain(role.group))
        words = re.sub(
            rf"(?<!\w){group}(?:\s?-\s?|\s(?=-))(\w+)",
            r"{% if group %}{{ group | compound('\1') }}{% else %}\1{% endif %}",
            words,
        )
        if "{{ group" not in words:
            words = re.sub(rf"(?<!\w){group}(?!\w)", _CODE % "group", words)
    member = texts(language).letters.member
    words = re.sub(
        rf"(?<!\w){re.escape(member)}(?!\w)",
        lambda _found: _CODE % f"title | acting | default('{member}')",
        words,
    )
    for form, code in _region_forms(role, language).items():
        filled = _CODE % code
        if code != "region":  # a Finnish case, which stands by itself: without it the rest is whole
            filled = f"{{% if region %}}{filled}\\1{{% endif %}}"
        else:
            filled += r"\1"
        words = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)( ?)", filled, words)
    return words


def _region_forms(role: Role, language: Language) -> dict[str, str]:
    """How a region stands in a sentence → the code for it, longest first."""
    if not role.region:
        return {}
    region = PlaceName.of(role.region, language)
    filters = filters_for(language, {}, Uncertain())
    codes = ("where", "where_from", "where_to", "genitive") if language == "fi" else ()
    forms = {str(filters[code](region)): f"region | {code}" for code in codes}
    forms.setdefault(str(region), "region")
    return dict(sorted(forms.items(), key=lambda form: -len(form[0])))
