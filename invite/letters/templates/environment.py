"""Where templates run: they read their variables and nothing else, cannot loop for ever, and every
empty value is noticed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, field, fields
from functools import lru_cache
from types import CodeType, TracebackType
from urllib.parse import quote, urlsplit

from jinja2 import (
    ChainableUndefined,
    Environment,
    StrictUndefined,
    Template,
    Undefined,
    nodes,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from invite.letters.templates.filters import Filter
from invite.letters.templates.values import (
    ContactSeen,
    EventSeen,
    MailingSeen,
    Missing,
    PersonSeen,
    Roles,
    SenderSeen,
    plain,
)
from invite.words import _

LARGEST_RANGE = 1_000
MOST_TURNS = 20_000  # of all loops of one letter together
MOST_WORK = 400_000  # characters and things that filters are given, in one letter
LARGEST_TEXT = 50_000  # characters that a filter or ~ is given at once
LARGEST_LETTER = 1_000_000  # characters of one part; Gmail cuts a letter off at 102 kB
LARGEST_NUMBER = 10**9


class TooMuch(SecurityError):
    """The template counts or loops further than any letter needs."""


@dataclass(slots=True)
class Watch:
    """What is noticed while one template is filled: (line of the compiled template, what, hint),
    and how much it has done.
    """

    found: list[tuple[int, str, str]] = field(default_factory=list)
    turns: int = 0
    work: int = 0

    def worked(self, much: int) -> None:
        """Count so much work; raises TooMuch where it is more than a letter can need."""
        self.work += much
        if self.work > MOST_WORK:
            raise TooMuch(_("this letter takes more work than any letter needs"))


def binop_is_small(operator: str, left: object, right: object) -> bool:
    """Whether a sum or product stays within reason: `"x" * 10**9` would take the memory of the
    machine.
    """
    if operator == "+" and isinstance(left, str) and isinstance(right, str):
        return len(left) + len(right) <= LARGEST_TEXT
    if isinstance(left, int | float) and isinstance(right, int | float):
        return operator != "**" and abs(left) < LARGEST_NUMBER and abs(right) < LARGEST_NUMBER
    return False


def measure(tree: nodes.Template) -> None:
    """Rewrite a template so that every loop, and all that filters, lists and ~ are given, is
    measured while it runs.
    """
    for loop in tree.find_all(nodes.For):
        loop.iter = _through("_counted", loop.iter)
    for filtered in tree.find_all(nodes.Filter):
        if filtered.node is not None and not filtered.name.startswith("_"):
            filtered.node = _through("_measured", filtered.node)
    for joined in tree.find_all(nodes.Concat):
        joined.nodes = [_through("_measured", part) for part in joined.nodes]
    lists: list[nodes.List | nodes.Tuple] = [
        *tree.find_all(nodes.List),
        *tree.find_all(nodes.Tuple),
    ]
    for listed in lists:
        if getattr(listed, "ctx", "load") == "load":
            listed.items = [_through("_single", item) for item in listed.items]


def _through(name: str, node: nodes.Node) -> nodes.Expr:
    assert isinstance(node, nodes.Expr)
    return (
        node
        if isinstance(node, nodes.Const)
        else nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
    )


@pass_context
def small_range(context: Context, *bounds: int) -> range:
    """Python's range, as long as a letter can need."""
    made = range(*bounds)
    if len(made) > LARGEST_RANGE:
        raise TooMuch(
            _("a range of more than {n} is too long for a letter").format(n=LARGEST_RANGE)
        )
    context["_watch"].worked(len(made))
    return made


@pass_context
def counted(context: Context, things: Iterable[object]) -> Iterator[object]:
    """The things of a loop, as long as the turns of all loops stay within reason."""
    watch: Watch = context["_watch"]
    for thing in things:
        watch.turns += 1
        if watch.turns > MOST_TURNS:
            raise TooMuch(
                _("the loops of this letter take more than {n} turns").format(n=MOST_TURNS)
            )
        yield thing


@pass_context
def measured(context: Context, value: object) -> object:
    """What a filter is given, if it is not too large."""
    if isinstance(value, Sized) and not isinstance(value, Undefined):
        size = len(value)
        if size > LARGEST_TEXT:
            raise TooMuch(
                _("a text of more than {n} characters is too long for a letter").format(
                    n=LARGEST_TEXT
                )
            )
        context["_watch"].worked(size)
    return value


def single(value: object) -> object:
    """A thing in a list. No list: lists of lists of lists double with each step."""
    if isinstance(value, Iterable) and not isinstance(value, str | Roles | Undefined):
        raise TooMuch(_("a list cannot hold another list"))
    return value


@pass_context
def join(
    context: Context, things: Iterable[object], between: str = "", attribute: str | None = None
) -> str:
    """Jinja's join for texts: what is put together is measured before it is made."""
    if attribute is not None:
        things = (context.environment.getattr(thing, attribute) for thing in things)
    texts = [str(thing) for thing in things if isinstance(thing, str | int | float)]
    size = sum(map(len, texts)) + len(str(between)) * len(texts)
    if size > LARGEST_TEXT:
        raise TooMuch(
            _("a text of more than {n} characters is too long for a letter").format(n=LARGEST_TEXT)
        )
    context["_watch"].worked(size)
    return str(between).join(texts)


@pass_context
def replace(context: Context, text: object, old: str, new: str, count: int = -1) -> str:
    """Jinja's replace for one line of text: what comes out is measured before it is made."""
    said = str(text) if isinstance(text, str | int | float) else ""
    times = said.count(str(old)) if count < 0 else min(count, said.count(str(old)))
    if len(said) + times * len(str(new)) > LARGEST_TEXT:
        raise TooMuch(
            _("a text of more than {n} characters is too long for a letter").format(n=LARGEST_TEXT)
        )
    context["_watch"].worked(len(said))
    return said.replace(str(old), str(new), count)


PRINTED = (str, int, float, Roles)
PLAIN_WAYS = frozenset(
    {"date", "time", "when", "_url", "_part"}
)  # filters that leave no trace but what they give


def settled(
    node: nodes.Expr, made: Environment, shared: Mapping[str, object]
) -> nodes.TemplateData | None:
    """The printed expression as the text that it comes to in all letters; None where it is not the
    same in all, or is empty.
    """
    value = None if isinstance(node, nodes.TemplateData) else _value(node, made, shared)
    if not isinstance(value, PRINTED) or not str(value):
        return None
    return nodes.TemplateData(
        str(escape(value)) if made.autoescape else str(value), lineno=node.lineno
    )


def _value(node: nodes.Node, made: Environment, shared: Mapping[str, object]) -> object:
    """What an expression comes to that reads nothing but what all letters share; None for any
    other.
    """
    match node:
        case nodes.Const(value=value):
            return value
        case nodes.Name(name=str(name)):
            return shared.get(name)
        case nodes.Getattr(node=inner, attr=str(attr)):
            whole = _value(inner, made, shared)
            return None if whole is None else made.getattr(whole, attr)
        case nodes.Filter(node=nodes.Expr() as inner, name=str(name), args=args, kwargs=[]) if (
            name in PLAIN_WAYS
        ):
            given = [_value(one, made, shared) for one in (inner, *args)]
            return None if None in given else made.filters[name](*given)
    return None


SEEN: dict[type, frozenset[str]] = {
    kind: frozenset(f.name for f in fields(kind))
    for kind in (EventSeen, ContactSeen, PersonSeen, SenderSeen, MailingSeen)
}
SCHEMES = ("https", "http", "mailto", "tel")

# Of Jinja's own filters those that make no file, no call, no markup and no huge text.
JINJA_FILTERS = ("capitalize", "count", "first", "int", "last", "length", "list", "lower", "map", "max", "min", "reject",
                 "rejectattr", "reverse", "round", "select", "selectattr", "sort", "string", "trim", "unique",
                 "upper")  # fmt: skip

# Code in the compiled templates stands between characters that no source can hold, so that a "{{"
# in a text stays text.
MARKS = {
    "block_start_string": "\x01",
    "block_end_string": "\x02",
    "variable_start_string": "\x03",
    "variable_end_string": "\x04",
    "comment_start_string": "\x05",
    "comment_end_string": "\x06",
}


class Quiet(ChainableUndefined):
    """What there is not, in a survey of what else is wrong: that it is not there has been said."""


class LetterEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed to what a letter needs."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def getattr(self, obj: object, attribute: str) -> object:
        """What a letter may read of its own values is listed by their kinds; anything else is for
        Jinja to judge.
        """
        if type(obj) in SEEN and attribute in SEEN[type(obj)]:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Numbers only, and no large ones; texts only where they stay short."""
        if not binop_is_small(operator, left, right):
            raise TooMuch(_("“{operator}” is for small numbers only").format(operator=operator))
        return super().call_binop(context, operator, left, right)


def environment(
    filters: dict[str, Filter],
    *,
    html: bool,
    marked: bool,
    shared: Mapping[str, object],
    survey: bool = False,
) -> Environment:
    """Where templates are checked (marked: False; written with `{{ }}`) or compiled (True; between
    MARKS).

    shared: what all letters can read alike. survey: unknown names and filters are passed over.
    """
    made = LetterEnvironment(
        undefined=Quiet if survey else StrictUndefined, autoescape=html, **(MARKS if marked else {})
    )
    known = {name: made.filters[name] for name in JINJA_FILTERS}
    made.filters = {
        **known,
        **filters,
        "join": join,
        "replace": replace,
        "default": default,
        "d": default,
        "_shown": shown,
        "_counted": counted,
        "_measured": measured,
        "_single": single,
        "_url": url,
        "_part": url_part,
    }
    made.globals = {**shared, "range": small_range, "_numbers": made.globals["namespace"]}
    return made


def default(value: object, other: object = "", boolean: bool = False) -> object:
    """The value, or the other where it is missing or empty (Jinja's own looks at missing ones
    only).
    """
    return other if isinstance(value, Undefined) or not value else value


@pass_context
def shown(context: Context, value: object, line: int) -> object:
    """What is printed; an empty value is noted with its line: "Hei !" is as bad as an unknown
    name.
    """
    if isinstance(value, PRINTED) and value != "" and value != ():
        return value
    if isinstance(value, Quiet):
        return ""
    what, hint = (value.what, value.hint) if isinstance(value, Missing) else ("", "")
    if value is not None and not isinstance(value, Undefined | str | Roles):
        what, hint = _("this is no text"), _("Print a part of it, or use a filter such as listing.")
    context["_watch"].found.append((line, what, hint))
    return ""


def unsafe(link: str) -> str:
    """What is wrong with a link, or "". Only web addresses, mail addresses and telephone numbers
    may be linked.
    """
    try:
        parts = urlsplit(link)
        host = parts.hostname
    except ValueError:
        return _("“{link}” is not a link").format(link=link)
    if parts.scheme not in SCHEMES:
        return _("“{link}” does not begin with https:, http:, mailto: or tel:").format(link=link)
    if parts.scheme in ("http", "https") and not host:
        return _("“{link}” is not a link").format(link=link)
    return ""


def url(value: object) -> object:
    """A whole link, safe for an attribute and for a line of text; otherwise missing, with the
    reason.
    """
    if isinstance(value, Undefined | Missing) or not value:
        return value
    return _written_out(str(value))


@lru_cache(maxsize=256)  # a letter shows a person's link several times, in both its parts
def _written_out(said: str) -> str:
    link = plain(said)
    wrong = unsafe(link)
    if wrong:
        return Missing(wrong, _("Correct the link, or leave it out."))
    return quote(link, safe="/:?#[]@!$&'()*+,;=%~")


def url_part(value: object) -> object:
    """A value inside a link: what has a meaning in links loses it (RFC 3986 2.1)."""
    if isinstance(value, Undefined | Missing) or not value:
        return value
    return quote(str(value), safe="/@")


def compiled(made: Environment, source: str, filename: str) -> Template:
    """The template as code. Every printed value goes through `_shown`; loops and what filters are
    given are measured.

    A value that all letters share is put in once, here; an empty one, and whatever is wrong, is
    left for the letters to tell.
    """
    tree = made.parse(source, filename=filename)
    if made.undefined is Quiet:
        made.filters.update(
            {
                node.name: _as_it_is
                for node in tree.find_all(nodes.Filter)
                if node.name not in made.filters
            }
        )
        made.tests.update(
            {
                node.name: _as_it_is
                for node in tree.find_all(nodes.Test)
                if node.name not in made.tests
            }
        )
    stored = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    shared = {name: value for name, value in made.globals.items() if name not in stored}
    for output in tree.find_all(nodes.Output):
        output.nodes = [settled(node, made, shared) or _watched(node) for node in output.nodes]
    measure(tree)
    tree.set_environment(made)
    code: CodeType = made.compile(tree, name=filename, filename=filename)
    return Template.from_code(made, code, made.globals)


def _as_it_is(value: object, *_args: object, **_named: object) -> object:
    return value


def _watched(node: nodes.Expr) -> nodes.Expr:
    """The printed expression, watched. Where its author says that nothing may come (a default, an
    if), nothing may come.
    """
    match node:
        case nodes.TemplateData() | nodes.Const():
            return node
        case nodes.CondExpr(test=test, expr1=yes, expr2=no):
            other = _watched(no) if no is not None else nodes.Const("", lineno=node.lineno)
            return nodes.CondExpr(test, _watched(yes), other, lineno=node.lineno)
        case nodes.Concat(nodes=parts):
            return nodes.Concat([_watched(part) for part in parts], lineno=node.lineno)
        case nodes.Filter(name="default" | "d"):
            return node
    line = nodes.Const(node.lineno, lineno=node.lineno)
    return nodes.Filter(node, "_shown", [line], [], None, None, lineno=node.lineno)


def run(template: Template, variables: dict[str, object]) -> str:
    """The template's text. Raises whatever its expressions raise, and TooMuch where it grows
    without end.
    """
    pieces, size = [], 0
    for piece in template.root_render_func(template.new_context(variables)):
        size += len(piece)
        if size > LARGEST_LETTER:
            raise TooMuch(_("the letter is longer than {n} characters").format(n=LARGEST_LETTER))
        pieces.append(piece)
    return "".join(pieces)


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
