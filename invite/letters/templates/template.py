"""A template file: header lines and a body, compiled once into subject, text and HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Environment, Template, TemplateError

from invite.errors import Problem
from invite.letters.model import Fault
from invite.letters.templates.checks import LAYOUT_NAMES, LETTER_NAMES, check
from invite.letters.templates.environment import MARKS, Watch, compiled, environment, line_of, run
from invite.letters.templates.filters import Filter
from invite.letters.templates.layout import in_layout, with_preface
from invite.letters.templates.shape import (
    Codes,
    as_html,
    as_text,
    lift,
    read,
    settle_links,
    word_for,
)
from invite.letters.templates.source import Source, Written
from invite.people.model import PersonId
from invite.words import _


@dataclass(frozen=True, slots=True)
class Filled:
    """One compiled text. places: what stands on each line of the compiled template: its place in
    the file, and the code.
    """

    template: Template
    where: str
    places: Mapping[int, tuple[str, str]]

    def fill(
        self, variables: Mapping[str, object], person: PersonId | None, faults: dict[Fault, None]
    ) -> str:
        """The text for one person. What is wrong is added to the faults, each once; the text is
        then of no use.
        """
        watch = Watch()
        template = self.template
        try:
            text = run(template, {**variables, "_watch": watch})
        except Exception as broken:  # a template's expression can fail in any way; all of them are faults of its line
            where, shown = self.places.get(line_of(broken, template), (self.where, ""))
            what = (
                _("“{code}” cannot be made: {why}").format(code=shown, why=broken)
                if shown
                else str(broken)
            )
            self._tell(watch, person, faults)
            faults[Fault(where, what, "", person)] = None
            return ""
        self._tell(watch, person, faults)
        return text

    def _tell(self, watch: Watch, person: PersonId | None, faults: dict[Fault, None]) -> None:
        for at, why, hint in watch.found:
            where, shown = self.places.get(at, (self.where, ""))
            what = f"“{shown}”: {why}" if why else _("“{code}” is empty").format(code=shown)
            faults[Fault(where, what, hint or _if_hint(shown, why), person)] = None


def _if_hint(shown: str, why: str) -> str:
    name = shown.partition("|")[0].strip()
    if why or not name:
        return ""
    return _(
        "Put {{% if {name} %}} and {{% endif %}} round the words, or fill in what is missing."
    ).format(name=name)


@dataclass(frozen=True, slots=True)
class Kitchen:
    """The environments of one language: written is for checking sources, the others for compiling
    them.

    survey: what is wrong with a template has been said, and is passed over to see what else is.
    """

    written: Environment
    text: Environment
    html: Environment
    survey: bool

    @classmethod
    def of(
        cls, filters: dict[str, Filter], shared: Mapping[str, object], *, survey: bool = False
    ) -> Kitchen:
        """All with the same filters. shared: what all letters of the language can read alike."""
        return cls(
            environment(filters, html=False, marked=False, shared=shared),
            environment(filters, html=False, marked=True, shared=shared, survey=survey),
            environment(filters, html=True, marked=True, shared=shared, survey=survey),
            survey,
        )

    def line(self, source: str, where: str) -> Filled:
        """One line of text with code in it, such as a subject or a role's words; it has been
        checked.
        """
        codes = Codes(word_for(source))
        return finished(self.text, lift(source, self.written, codes, where)[0], codes, where)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A letter in one language, ready to be filled."""

    subject: Filled
    text: Filled
    html: Filled


def compile_letter(
    kitchen: Kitchen, source: Source, layout: Source
) -> tuple[Compiled | None, list[Problem]]:
    """The letter of a template in its layout, or everything that is wrong with either."""
    written, problems = Written.parse(source)
    problems += check(
        kitchen.written, written.subject, source.where, LETTER_NAMES, skip=written.subject_line - 1
    )
    problems += check(kitchen.written, written.body, source.where, LETTER_NAMES, skip=written.skip)
    problems += check(kitchen.written, layout.text, layout.where, LAYOUT_NAMES)
    try:
        return _compiled(kitchen, source, written, layout, problems), problems
    except (TemplateError, ValueError, RecursionError):
        if not problems:
            raise
        return None, problems  # it cannot be read, and that has been said


def _compiled(
    kitchen: Kitchen, source: Source, written: Written, layout: Source, problems: list[Problem]
) -> Compiled | None:
    """The letter, if nothing is wrong with it. What is wrong with its links and its layout is added
    to the problems.
    """
    codes = Codes(word_for(source.text, layout.text))
    subject, _lines = lift(
        written.subject, kitchen.written, codes, source.where, skip=written.subject_line - 1
    )
    lifted, lines = lift(written.body, kitchen.written, codes, source.where, skip=written.skip)
    tokens = with_preface(read(lifted, codes), codes)
    problems += settle_links(tokens, codes, lines, source.where)
    framed, footnotes, wrong_layout = in_layout(layout, as_html(tokens), kitchen.written, codes)
    problems += wrong_layout
    if problems and not kitchen.survey:
        return None
    return Compiled(
        subject=finished(kitchen.text, subject, codes, f"{source.where}:{written.subject_line}"),
        text=finished(kitchen.text, as_text(tokens, codes) + footnotes, codes, source.where),
        html=finished(kitchen.html, framed, codes, source.where),
    )


def finished(made: Environment, text: str, codes: Codes, where: str) -> Filled:
    """The text with its code come back: between MARKS, each piece on lines of its own, so that a
    line names the piece.
    """
    places: dict[int, tuple[str, str]] = {}
    found, line = [], 1
    for part in codes.split(
        re.sub(f"(?:<!--|&lt;!--)?({codes.word}\\d+{codes.word})(?:--(?:>|&gt;))?", r"\1", text)
    ):
        if isinstance(part, str):
            found.append(part)
            line += part.count("\n")
            continue
        kind = "variable" if part.kind == "print" else "block"
        found.append(f"{MARKS[f'{kind}_start_string']}\n{part.code}\n{MARKS[f'{kind}_end_string']}")
        for n in range(part.code.count("\n") + 2):
            places[line + n] = (
                f"{part.where}:{part.line + max(n - 1, 0)}" if part.where else where,
                part.shown,
            )
        line += part.code.count("\n") + 2
    # Two pieces may share a line at their edges; each begins on the line after its mark, which is
    # its own.
    return Filled(compiled(made, "".join(found), where), where, places)
