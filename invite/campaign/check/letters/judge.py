"""What the letters of one mailing have in common, judged: language, attachments, forms, links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from invite.campaign.check.letters.composing import MailingLetters
from invite.campaign.check.model import Check, refused
from invite.event import Event, Sender
from invite.language import LANGUAGES, Language
from invite.language.written_times import wrong_weekdays
from invite.letters.compose import Composer
from invite.letters.message.attachments import UNWELCOME, remark
from invite.letters.unwritten import unwritten_words
from invite.people.model import Person
from invite.safe_text import named, shown
from invite.words import _, ngettext

FORMS = 10  # forms that are listed; the others are counted


def judge(event: Event, sender: Sender, one: MailingLetters, late: str) -> Iterator[Check]:
    """What is to be known of one mailing's letters. late: why they come too late, or ""."""
    name = one.mailing.name
    if not one.to_go:
        yield _green(_("{mailing}: nothing is left to send.").format(mailing=name))
        return
    if one.refused is not None:
        yield from refused("letters", one.refused)
    elif one.sends:
        words = ngettext(
            "{mailing}: {n} letter composed.", "{mailing}: {n} letters composed.", one.sends
        )
        yield _green(words.format(mailing=name, n=one.sends))
    else:
        yield _green(_("{mailing}: nobody gets it now; its template is good.").format(mailing=name))
    if late and one.sends:
        yield _yellow(f"{name}: {late}")
    if one.made is not None:
        yield from _languages(one, one.made)
        yield from _attached(one, one.made)
        yield from _forms(name, one.made)
    if one.sends and one.refused is None:
        yield from _own_texts(event, sender, one)
        yield from _links_there(event, one)
        yield from _weekdays(event, one)


def _languages(one: MailingLetters, made: Composer) -> Iterator[Check]:
    """A template that is missing for a language that people have."""
    attached = remark(made.attachments)
    notes = [note for note in made.notes if note != attached]
    files = (f"{one.mailing.template}.{language}.md" for language in LANGUAGES)
    unwritten = {*map(unwritten_words, files)}
    for note in notes:
        hint = _("Write that template, or let them have the other language.")
        yield _yellow(note, "" if note in unwritten else hint)
    if one.sends and not set(notes) - unwritten:
        words = _("{mailing}: there is a template for everybody's language.")
        yield _green(words.format(mailing=one.mailing.name))


def _attached(one: MailingLetters, made: Composer) -> Iterator[Check]:
    """What goes with every letter, and whether that is more than others take."""
    if made.attachments:
        said = f"{one.mailing.name}: {remark(made.attachments)}"
        yield _yellow(said) if one.largest > UNWELCOME else _green(said)


def _forms(name: str, made: Composer) -> Iterator[Check]:
    """Forms that no table holds: somebody had better read them."""
    forms = sorted(made.uncertain.items())
    for (word, case), form in forms[:FORMS]:
        what = _("A form made by rule: {word} → {form}").format(word=shown(word), form=shown(form))
        hint = _("If that is wrong, write in invite.toml under [forms]: {line}").format(
            line=f'"{shown(word)}" = {{ {case} = "{shown(form)}" }}'
        )
        yield _yellow(what, hint)
    if (rest := len(forms) - FORMS) > 0:
        words = _("{n} more forms were made by rule.").format(n=rest)
        command = f"invite preview --forms --mailing {name}"
        yield _yellow(words, _("To read them: {command}").format(command=command))


def _links_there(event: Event, one: MailingLetters) -> Iterator[Check]:
    """Whether each letter holds the links that it should, and whether they are protected."""
    name, template = one.mailing.name, f"templates/{one.mailing.template}"
    if one.linkless:
        what = _("{mailing} asks people to register but has no link for it: {names}.")
        yield _yellow(
            what.format(mailing=name, names=_names(one.linkless)),
            _("Write this in the template: {code}").format(code="<{{ registration_url }}>"),
            template,
        )
    if one.silent:
        what = _("{mailing} is the first letter and does not link to the privacy page: {names}.")
        yield _yellow(
            what.format(mailing=name, names=_names(one.silent)),
            _("Write this in the template: {code}").format(code="<{{ event.privacy_url }}>"),
            template,
        )
    bare = [link for link in one.links if link.lower().startswith("http:")]
    for link in bare:
        if link not in _of_settings(event):  # which have a warning of their own
            what = _("This link is not protected: {link}").format(link=shown(link))
            yield _yellow(what, _("Write https:// if the site supports it."), template)
    if not (one.linkless or one.silent or bare):
        yield _green(_("{mailing}: the links are in every letter.").format(mailing=name))


def _of_settings(event: Event) -> Iterator[str | None]:
    """The links that the settings name, in every language."""
    for language in LANGUAGES:
        own = event.in_language(language)
        yield from (own.registration_link("TESTI"), own.privacy_url)


def _own_texts(event: Event, sender: Sender, one: MailingLetters) -> Iterator[Check]:
    """A language that people have and that something they read is not said in: the title, and what
    the settings say in several languages.
    """
    names = dict(sender.names)
    theirs = dict(event.translations)
    keys: dict[str, Mapping[Language, str | None]] = {
        "event.title": {language: texts.title for language, texts in theirs.items()},
        "event.place": {language: texts.place for language, texts in theirs.items()},
        "event.registration_url": {
            language: texts.registration_url for language, texts in theirs.items()
        },
        "event.privacy_url": {language: texts.privacy_url for language, texts in theirs.items()},
        "sender.name": {**names},
    }
    complete = True
    for key, texts in keys.items():
        translated = key == "event.title" or any(texts.values())
        for language in one.samples if translated else ():
            if language == event.language or texts.get(language):
                continue
            complete = False
            what = _("{mailing}: letters in {language} use {key} in {own}.").format(
                mailing=one.mailing.name, language=language, key=f"`{key}`", own=event.language
            )
            name = key.rpartition(".")[2]
            line = f'{name} = {{ {event.language} = "…", {language} = "…" }}'
            hint = _("Write it in that language too: {line}").format(line=line)
            yield _yellow(what, hint, f"invite.toml: {key}")
    if complete:
        words = _("{mailing}: what letters say of the event is there in each of their languages.")
        yield _green(words.format(mailing=one.mailing.name))


def _weekdays(event: Event, one: MailingLetters) -> Iterator[Check]:
    """A weekday that was written by hand, next to a date that is another one."""
    wrong = False
    for language, text in one.samples.items():
        for written, right in dict.fromkeys(wrong_weekdays(text, language, event.starts.date())):
            wrong = True
            what = _("A letter says “{written}”; that day is: {right}.")
            yield _yellow(
                what.format(written=shown(written), right=right),
                _("Correct it, or write {{{{ event | when }}}} instead.").format(),
                f"templates/{one.mailing.template}.{language}.md",
            )
    if not wrong:
        words = _("{mailing}: every weekday in the letters fits its date.")
        yield _green(words.format(mailing=one.mailing.name))


def _names(people: Sequence[Person]) -> str:
    return named([person.name.full for person in people], 5)


def _yellow(what: str, hint: str = "", where: str = "") -> Check:
    return Check(area="letters", level="yellow", what=what, hint=hint, where=where)


def _green(what: str) -> Check:
    return Check(area="letters", level="green", what=what)
