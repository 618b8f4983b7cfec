"""Shows what a letter will say of one real person of each role, and asks for the words where they
do not fit or where there are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from invite.campaign.setup.dialogue import LETTERS_IN, Talk
from invite.campaign.setup.discover import Proposal
from invite.campaign.setup.role_guess import OWN
from invite.language import LANGUAGES, Language
from invite.language.texts import texts
from invite.letters.role_sentence import RoleSentence, for_everybody, role_sentence
from invite.people.model import Entry
from invite.people.table.parts import title_of
from invite.safe_text import shown
from invite.settings.rules import SHIPPED_ROLES
from invite.words import N_, _

OTHERS = 2  # people that new words are tried on as well
SHORTEST = 2  # letters: "k", "e" and "no" are no words for a role
LANGUAGE_NAMES: Mapping[Language, str] = {
    "fi": N_("In Finnish"),
    "sv": N_("In Swedish"),
    "en": N_("In English"),
}


def role_words(proposals: Sequence[Proposal], talk: Talk) -> dict[str, dict[Language, str]]:
    """The coordinator's words for each kind of role that needs some, by language.

    For a shipped kind the sentence is shown, and asked for where it does not fit. A kind of the
    coordinator's own is asked for in each language that its people read.
    """
    words: dict[str, dict[Language, str]] = {}
    for kind in dict.fromkeys(one.source.role for one in proposals):
        people = _People.of(kind, proposals)
        if not people.entries:
            continue
        for language in _asked_in(people):
            if found := _settled(people, language, talk):
                words.setdefault(kind, {})[language] = found
    return words


class _People(Struct, frozen=True):
    """The people of one kind of role."""

    kind: str
    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, kind: str, proposals: Sequence[Proposal]) -> _People:
        return cls(
            kind,
            tuple(
                entry
                for one in proposals
                if one.source.role == kind
                for sheet in one.understandings
                for entry in sheet.entries
                if entry.name and not entry.holds
            ),
        )

    def examples(self, language: Language) -> Iterator[Entry]:
        """People to show a sentence for: first somebody who reads that language and of whom most is
        known, then somebody with a title, then others whose region or group is another.
        """
        first, *rest = sorted(
            self.entries, key=lambda one: (one.language != language, -_known(one))
        )
        yield first
        seen = {(first.role.region, first.role.group)}
        if titled := next((one for one in rest if title_of(one.role.title or "")), None):
            yield titled
        for one in rest:
            part = (one.role.region, one.role.group)
            if part not in seen:
                seen.add(part)
                yield one


def _known(entry: Entry) -> int:
    return bool(entry.role.region) + bool(entry.role.group) - bool(entry.role.title)


def _asked_in(people: _People) -> tuple[Language, ...]:
    """The languages to show a sentence in: for a shipped kind, which has words in all of them, the
    event's alone.
    """
    if people.kind in SHIPPED_ROLES:
        return (LETTERS_IN,)
    read = {LETTERS_IN} | {entry.language for entry in people.entries if entry.language}
    return tuple(one for one in LANGUAGES if one in read)


def _settled(people: _People, language: Language, talk: Talk) -> str | None:
    """The coordinator's words; None where the shipped ones are right, or where it is left open."""
    words = texts(language).letters.own_role if people.kind == OWN else ""
    typed = False
    while True:
        person = next(people.examples(language))
        if not words and people.kind not in SHIPPED_ROLES:
            answer = talk.ask(_open_question(person, language))
            if not answer:
                return None
        else:
            objection = _objection(people, language, words, talk, many=typed)
            if objection is None:
                return words or None
            person, answer = objection
        words, typed = for_everybody(_bare(answer, language), person.role, language), True


def _open_question(person: Entry, language: Language) -> str:
    question = _(
        "{language}, what comes after “{beginning}…” for {name}? Enter leaves it open:"
    ).format(
        language=_(LANGUAGE_NAMES[language]),
        beginning=_around(language)[0],
        name=_with_part(person),
    )
    return f"{question} "


def _objection(
    people: _People, language: Language, words: str, talk: Talk, *, many: bool
) -> tuple[Entry, str] | None:
    """Whose sentence is not right, and how it should be; None where the coordinator finds it right,
    of one person or, where the words are new, of others too.
    """
    said: set[str] = set()
    for person in islice(people.examples(language), OTHERS + 1 if many else 1):
        sentence = _sentence(people.kind, person, language, words)
        if sentence.words in said:
            continue
        said.add(sentence.words)
        line = _("{name}: “{sentence}”")
        talk.say("  " + line.format(name=_with_part(person), sentence=shown(sentence.whole)))
        if sentence.wrong:
            talk.say("  " + shown(sentence.wrong))
        while answer := talk.ask(_("Enter if that is right; if not, write it as it should be: ")):
            if len(answer) > SHORTEST:
                return person, answer
    return None


def _bare(typed: str, language: Language) -> str:
    """What was typed, without the beginning and the point of the sentence."""
    beginning, end = _around(language)
    if typed.casefold().startswith(beginning.casefold()):
        typed = typed[len(beginning) :]
    return typed.strip().removesuffix(end).strip()


def _around(language: Language) -> tuple[str, str]:
    beginning, _roles, end = texts(language).letters.took_part.partition("{roles}")
    return beginning, end


def _sentence(kind: str, person: Entry, language: Language, words: str) -> RoleSentence:
    own = {kind: {language: words}} if words else {}
    return role_sentence(person.role, person.organisation, language, own)


def _with_part(person: Entry) -> str:
    """`Matti Malli (Kainuu)`."""
    assert person.name is not None
    part = ", ".join(filter(None, (person.role.group, person.role.region)))
    return shown(f"{person.name.full} ({part})" if part else person.name.full)
