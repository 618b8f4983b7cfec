"""Where templates run: they read their variables and nothing else, and every value they print is
noticed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from types import CodeType, TracebackType

from jinja2 import (
    ChainableUndefined,
    Environment,
    StrictUndefined,
    Template,
    Undefined,
    nodes,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from invite.letters.templates import limits
from invite.letters.templates.filters import Filter
from invite.letters.templates.limits import TooMuch, Watch
from invite.letters.templates.shape import BODY, word
from invite.letters.templates.source import Piece
from invite.letters.templates.values import (
    ContactValues,
    EventValues,
    MailingValues,
    Missing,
    PersonValues,
    Roles,
    SenderValues,
)
from invite.words import _

PRINTED = (str, int, float, Roles)
READABLE: dict[type, frozenset[str]] = {
    kind: frozenset(kind.__struct_fields__)
    for kind in (EventValues, ContactValues, PersonValues, SenderValues, MailingValues)
}
# Of Jinja's own filters those that make no file, no call, no markup and no huge text.
JINJA_FILTERS = (
    "capitalize", "count", "first", "last", "length", "list", "lower", "map", "max", "min",
    "reject", "rejectattr",
    "reverse", "select", "selectattr", "sort", "string", "trim", "unique", "upper",
)  # fmt: skip
# Filters that leave no trace but what they give, so that they can run before there is a person.
PURE = frozenset({"date", "time", "when"})


class Quiet(ChainableUndefined):
    """What there is not, in a survey of what else is wrong: that it is not there has been said."""


class LetterEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed to what a letter needs."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def getattr(self, obj: object, attribute: str) -> object:
        """What a letter may read of its own values is listed by their kinds; anything else is for
        Jinja to judge.
        """
        names = READABLE.get(type(obj))
        if names is not None and attribute in names:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Numbers only, and no large ones; texts only where they stay short."""
        if not limits.binop_is_small(operator, left, right):
            raise TooMuch(_("“{operator}” is for small numbers only").format(operator=operator))
        return super().call_binop(context, operator, left, right)


def environment(
    filters: dict[str, Filter], shared: Mapping[str, object], *, survey: bool = False
) -> Environment:
    """Where templates are checked and run.

    shared: what all letters can read alike. survey: unknown names are passed over.
    """
    made = LetterEnvironment(undefined=Quiet if survey else StrictUndefined)
    made.filters = {
        **{name: made.filters[name] for name in JINJA_FILTERS},
        **filters,
        "join": limits.join,
        "replace": limits.replace,
        "round": limits.rounded,
        "int": limits.whole,
        "default": default,
        "d": default,
        "_shown": shown,
        "_counted": limits.counted,
        "_measured": limits.measured,
        "_single": limits.single,
    }
    made.globals = {**shared, "range": limits.small_range}
    return made


def default(value: object, other: object = "", boolean: bool = False) -> object:
    """The value, or the other where it is missing or empty (Jinja's own looks at missing ones
    only).
    """
    return other if isinstance(value, Undefined) or not value else value


@pass_context
def shown(context: Context, value: object, place: int, may_lack: bool = False) -> object:
    """What is printed, or the word for it; an empty value is noted with its place: "Hei !" is as
    bad as an unknown name.

    may_lack: its author says that nothing may come.
    """
    watch: Watch = context.parent["_watch"]
    if isinstance(value, PRINTED) and value != "" and value != ():
        return watch.put(value, place)
    if isinstance(value, Quiet) or (may_lack and value == ""):
        return ""
    what, hint = (value.what, value.hint) if isinstance(value, Missing) else ("", "")
    if value is not None and not isinstance(value, Undefined | str | Roles):
        what, hint = _("this is no text"), _("Print a part of it, or use a filter such as listing.")
    watch.found.append((place, what, hint))
    return ""


@dataclass(slots=True)
class Printed:
    """What the templates of one language print. codes: the place in the file and the code of each
    expression; its place in here is its number. values, places, words: see Watch; of those that all
    letters share.
    """

    codes: list[tuple[str, str]] = field(default_factory=list)
    values: list[object] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    words: dict[int, str] = field(default_factory=dict)

    def watch(self) -> Watch:
        """For one letter, in which the shared values have their numbers already."""
        return Watch([*self.values], [*self.places], self.words.copy())


def compiled(
    made: Environment,
    tree: nodes.Template,
    pieces: Iterable[Piece],
    where: str,
    printed: Printed,
    *,
    in_words: bool,
) -> Template:
    """The template as code. Every printed value goes through `_shown`; loops and what filters are
    given are measured.

    tree: nobody else's any more. pieces: its source. where: the file. in_words: see Watch. A value
    that all letters share is put in once, here; an empty one is left for the letters to report.
    """
    if made.undefined is Quiet:
        for filtered in tree.find_all(nodes.Filter):
            made.filters.setdefault(filtered.name, _as_it_is)
        for tested in tree.find_all(nodes.Test):
            made.tests.setdefault(tested.name, _as_it_is)
    stored = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    shared = {name: value for name, value in made.globals.items() if name not in stored}
    prints = (piece for piece in pieces if piece.kind == "print")
    for output in tree.find_all(nodes.Output):
        for at, node in enumerate(output.nodes):
            if isinstance(node, nodes.TemplateData):
                continue
            piece = next(prints, Piece("print", "", node.lineno))
            printed.codes.append((f"{where}:{piece.line}", piece.code))
            place = len(printed.codes) - 1
            value = _constant(node, made, shared)
            if isinstance(node, nodes.Name) and node.name == "body":
                output.nodes[at] = nodes.TemplateData(BODY)
            elif isinstance(value, PRINTED) and str(value):
                text = _word(value, place, printed) if in_words else str(value)
                output.nodes[at] = nodes.TemplateData(text)
            else:
                output.nodes[at] = _watched(node, place)
    limits.measure(tree)
    tree.set_environment(made)
    code: CodeType = made.compile(tree, name=where, filename=where)
    return Template.from_code(made, code, made.globals)


def _word(value: object, place: int, printed: Printed) -> str:
    for n, other in enumerate(printed.values):
        if type(other) is type(value) and other == value:
            return word(n)
    printed.words[id(value)] = word(len(printed.values))
    printed.values.append(value)
    printed.places.append(place)
    return printed.words[id(value)]


def _constant(node: nodes.Node, made: Environment, shared: Mapping[str, object]) -> object:
    """What an expression comes to that reads nothing but what all letters share; None for any
    other.
    """
    match node:
        case nodes.Const(value=value):
            return value
        case nodes.Name(name=str(name)):
            return shared.get(name)
        case nodes.Getattr(node=inner, attr=str(attr)):
            whole = _constant(inner, made, shared)
            return None if whole is None else made.getattr(whole, attr)
        case nodes.Filter(node=nodes.Expr() as inner, name=str(name), args=args, kwargs=[]) if (
            name in PURE
        ):
            given = [_constant(one, made, shared) for one in (inner, *args)]
            return None if None in given else made.filters[name](*given)
    return None


def _as_it_is(value: object, *_args: object, **_named: object) -> object:
    return value


def _watched(node: nodes.Expr, place: int) -> nodes.Expr:
    """The printed expression, watched. Where its author says that nothing may come (a default, an
    if), nothing may come. Its line is its place, which tells where an error arose.
    """
    match node:
        case nodes.CondExpr(test=test, expr1=yes, expr2=no):
            other = _watched(no, place) if no is not None else nodes.Const("")
            return nodes.CondExpr(test, _watched(yes, place), other, lineno=PLACES + place)
        case nodes.Concat(nodes=parts):
            return nodes.Concat([_watched(part, place) for part in parts], lineno=PLACES + place)
    may_lack = isinstance(node, nodes.Const) or (
        isinstance(node, nodes.Filter) and node.name in ("default", "d")
    )
    given: list[nodes.Expr] = [nodes.Const(place), nodes.Const(may_lack)]
    return nodes.Filter(node, "_shown", given, [], None, None, lineno=PLACES + place)


_AT_ONCE = 200  # pieces of a text between two looks at how long it is; few letters have as many
PLACES = 10_000_000  # a file of 500 kB has no such line; beyond it lines are places of `Printed`


def run(template: Template, context: Context) -> tuple[str, ...]:
    """The template's text in pieces: what stands in the template is the same objects each time.
    Raises whatever its expressions raise, and TooMuch where it grows without end. context: with the
    letter's watch in it; of what the template sets there nothing is left.
    """
    found, watch = list[str](), context.parent["_watch"]
    context.vars.clear()
    making = template.root_render_func(context)
    while some := [*islice(making, _AT_ONCE)]:
        found += some
        watch.size += sum(map(len, some))
        if watch.size > limits.LARGEST_LETTER:
            raise limits.too_large()
    return tuple(found)


def line_of(error: BaseException, template: Template) -> int:
    """The line of the compiled template where the error arose; 0 where that is none of its
    lines.
    """
    line = 0
    trace: TracebackType | None = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == template.filename:
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line
