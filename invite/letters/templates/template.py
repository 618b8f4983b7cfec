"""A mailing's template in one language: filled for a person, read once a shape, and what is wrong
with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from jinja2 import Environment, Template, nodes
from jinja2.runtime import Context
from msgspec import Struct

from invite.errors import Problem
from invite.letters.model import LetterProblem
from invite.letters.templates.checks import LAYOUT_NAMES, LETTER_NAMES, check
from invite.letters.templates.environment import (
    PLACES,
    Printed,
    compiled,
    environment,
    line_of,
    run,
)
from invite.letters.templates.filters import Filter
from invite.letters.templates.layout import Look, footnotes, inlined
from invite.letters.templates.leftovers import may_hold_placeholder, placeholder
from invite.letters.templates.limits import TooMuch, Watch
from invite.letters.templates.links import (
    check_body,
    check_layout,
    check_line,
    targets,
    unsafe,
    unsafe_target,
)
from invite.letters.templates.markdown import as_html, as_text, read
from invite.letters.templates.shape import BODY, Shape, Wording
from invite.letters.templates.source import (
    Piece,
    TemplateFile,
    TemplateParts,
    pieces,
    with_preface,
    without_tag_lines,
)
from invite.people.model import PersonId
from invite.words import _

Problems = dict[LetterProblem, None]
Filled = tuple[
    tuple[str, ...], tuple[str, ...]
]  # a letter and its page, in pieces: quick to look up
# A mailing has a handful; one whose shape is each person's own must not keep them all.
_SHAPES = 200


class CodeTemplate(Struct, frozen=True):
    """One compiled text. where: its file or key. pieces: of its source."""

    template: Template
    where: str
    pieces: tuple[Piece, ...]
    printed: Printed

    def context(self, variables: Mapping[str, object], watch: Watch) -> Context:
        """What this template and others of its language read."""
        values = {**self.template.globals, **variables, "_watch": watch}
        return self.template.new_context(values, shared=True)

    def line(
        self, variables: Mapping[str, object], person: PersonId | None, problems: Problems
    ) -> str:
        """The text, of one line, by itself; as `fill`."""
        context = self.context(variables, Watch(in_words=False))
        return "".join(self.fill(context, person, problems))

    def fill(
        self, context: Context, person: PersonId | None, problems: Problems
    ) -> tuple[str, ...]:
        """The text for one person, in pieces. What is wrong is added to the problems, each once;
        the text is then of no use.
        """
        watch: Watch = context.parent["_watch"]
        text, broken = tuple[str, ...](), None
        try:
            text = run(self.template, context)
        except Exception as error:  # an expression can fail in any way; all are about its line
            broken = error
        for place, why, hint in watch.found:
            where, code = self.printed.codes[place]
            what = f"“{code}”: {why}" if why else _("“{code}” is empty").format(code=code)
            problems[LetterProblem(where, what, hint or _if_hint(code, why), person)] = None
        watch.found.clear()
        if broken:
            watch.begin()  # what cost too much is said; the rest of the letter need not say it too
            where, code = self._place(line_of(broken, self.template))
            what = _("“{code}” cannot be made: {why}").format(code=code, why=broken)
            problems[LetterProblem(where, what if code else str(broken), "", person)] = None
        return text

    def _place(self, line: int) -> tuple[str, str]:
        """Where the code of this line is, and its words."""
        if line >= PLACES:
            return self.printed.codes[line - PLACES]
        for piece in self.pieces:
            if piece.kind == "tag" and piece.line <= line <= piece.line + piece.text.count("\n"):
                return f"{self.where}:{piece.line}", piece.code
        return (f"{self.where}:{line}" if line else self.where), ""


def _if_hint(code: str, why: str) -> str:
    name = code.partition("|")[0].strip()
    if why or not name:
        return ""
    return _(
        "Put {{% if {name} %}} and {{% endif %}} around the words, or fill in what is missing."
    ).format(name=name)


class Environments(Struct, frozen=True):
    """Where the templates of one language are checked and where they run.

    survey: what is wrong with a template has been said, and is passed over to see what else is.
    """

    checked: Environment
    running: Environment
    printed: Printed
    survey: bool

    @classmethod
    def of(
        cls, filters: dict[str, Filter], shared: Mapping[str, object], *, survey: bool = False
    ) -> Environments:
        """shared: what all letters of the language can read alike."""
        strict = environment(filters, shared)
        running = environment(filters, shared, survey=True) if survey else strict
        return cls(strict, running, Printed(), survey)

    def code(
        self,
        tree: nodes.Template,
        source: str,
        where: str,
        skip: int = 0,
        *,
        in_words: bool = False,
    ) -> CodeTemplate:
        """One line of text with code in it, such as a subject or a role's words; in_words: Markdown
        or HTML, to be filled with words. tree: what `check` has made of it; nobody else's any more.
        """
        code = tuple(pieces(source, skip))
        template = compiled(self.running, tree, code, where, self.printed, in_words=in_words)
        return CodeTemplate(template, where, code, self.printed)


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A letter in one language, ready to be filled. preface: the place of a resend's words, where
    the template does not print them itself; else None.
    """

    where: str
    subject: CodeTemplate
    body: CodeTemplate
    layout: CodeTemplate
    printed: Printed
    look: Look
    preface: int | None
    shapes: dict[Filled, Shape] = field(default_factory=dict, repr=False)

    def fill(
        self, variables: Mapping[str, object], person: PersonId, problems: Problems
    ) -> Wording | None:
        """The letter for one person, or None where something is wrong with it; that is added to the
        problems.
        """
        watch = self.printed.watch()
        context = self.body.context(variables, watch)
        watch.in_words = False
        subject = " ".join("".join(self.subject.fill(context, person, problems)).split())
        watch.in_words = True
        body = self.body.fill(context, person, problems)
        if self.preface is not None and variables["preface"]:
            preface = watch.put(variables["preface"], self.preface)
            body = (with_preface("".join(body), preface),)
        # What is wrong with an empty subject has been said.
        context.parent["subject"] = subject or "–"
        page = self.layout.fill(context, person, problems)
        self._check_cells(watch, person, problems)
        shape = None if problems else self._shape((body, page), watch, person, problems)
        if shape is None or self._unsafe_links(shape, watch, person, problems):
            return None
        return shape.fill(subject, watch.values)

    def _check_cells(self, watch: Watch, person: PersonId, problems: Problems) -> None:
        """What a program that filled a sheet has left over in its cells goes to nobody."""
        shared = len(self.printed.values)  # which are no cells
        cells = [str(value) for value in watch.values[shared:]]
        if not may_hold_placeholder(" ".join(cells)):
            return
        for cell, place in zip(cells, watch.places[shared:], strict=True):
            if found := placeholder(cell):
                where, code = self.printed.codes[place]
                what = _("“{code}” contains the placeholder “{found}”").format(
                    code=code, found=found
                )
                hint = _("Correct what the sheet says about this person.")
                problems[LetterProblem(where, what, hint, person)] = None

    def _unsafe_links(
        self, shape: Shape, watch: Watch, person: PersonId, problems: Problems
    ) -> bool:
        for n in shape.links:
            if wrong := unsafe(str(watch.values[n])):
                where, code = self.printed.codes[watch.places[n]]
                hint = _("Correct the link, or leave it out.")
                problems[LetterProblem(where, f"“{code}”: {wrong}", hint, person)] = None
        return bool(problems)

    def _shape(
        self, filled: Filled, watch: Watch, person: PersonId, problems: Problems
    ) -> Shape | None:
        found = self.shapes.get(filled)
        if found is not None:
            return found
        body, page = map("".join, filled)
        try:
            tokens = read(body, watch)
        except TooMuch as broken:
            problems[LetterProblem(self.where, str(broken), "", person)] = None
            return None
        # Each branch has been checked as it is written; here is what they come to together.
        for wrong in filter(None, map(unsafe_target, targets(tokens))):
            problems[LetterProblem(self.where, wrong, "", person)] = None
        text = as_text(tokens)
        if notes := footnotes(page):
            text = f"{text.rstrip()}\n\n" + "\n".join(notes) + "\n"
        html = inlined(page.replace(BODY, as_html(tokens, self.look)))
        found = Shape.of(text, html, self.printed.values)
        if len(self.shapes) == _SHAPES:
            del self.shapes[next(iter(self.shapes))]
        self.shapes[filled] = found
        return found


def compile_letter(
    environments: Environments,
    source: TemplateFile,
    layout: TemplateFile,
    look: Look,
    picture: Callable[[str, str], Iterable[Problem]],
) -> tuple[LetterTemplate | None, list[Problem]]:
    """The letter of a template in its layout, or everything that is wrong with either. picture:
    reads the picture of this path into the look and tells what is wrong with it; it is given where
    the picture is named, too.
    """
    parts, problems = TemplateParts.parse(source)
    texts = (
        (parts.subject, source.where, LETTER_NAMES, parts.subject_line - 1),
        (parts.body, source.where, LETTER_NAMES, parts.skip),
        (layout.text, layout.where, LAYOUT_NAMES, 0),
    )
    trees = []
    for text, where, names, skip in texts:
        tree, wrong = check(environments.checked, text, where, names, skip=skip)
        problems += wrong
        trees += [tree] if tree else []
    if len(trees) < len(texts):
        return None, problems
    subject, _body, page = trees
    problems += check_line(parts.subject, source.where, parts.subject_line - 1)
    problems += check_body(parts.body, source.where, parts.skip, picture)
    problems += check_layout(layout.text, layout.where)
    if problems and not environments.survey:
        return None, problems
    prints = (piece.code for text in texts for piece in pieces(text[0]) if piece.kind != "text")
    body = without_tag_lines(parts.body)
    whole = environments.running.parse("\n" * parts.skip + body)
    printed = environments.printed
    printed.codes.append((source.where, "preface"))
    preface = len(printed.codes) - 1
    return (
        LetterTemplate(
            where=source.where,
            subject=environments.code(subject, parts.subject, source.where, parts.subject_line - 1),
            body=environments.code(whole, body, source.where, parts.skip, in_words=True),
            layout=environments.code(page, layout.text, layout.where, in_words=True),
            printed=printed,
            look=look,
            preface=None if any(re.search(r"\bpreface\b", code) for code in prints) else preface,
        ),
        problems,
    )
