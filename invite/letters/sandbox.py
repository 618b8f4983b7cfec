"""Where templates run: they read their variables and nothing else, cannot loop for ever, and every empty value is noticed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from types import CodeType, TracebackType
from urllib.parse import quote, urlsplit

from jinja2 import Environment, StrictUndefined, Template, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from invite.letters.filters import Filter
from invite.letters.seen import ContactSeen, EventSeen, MailingSeen, PersonSeen, SenderSeen
from invite.letters.values import Missing, Roles, plain
from invite.words import _

SEEN: dict[type, frozenset[str]] = {
    kind: frozenset(f.name for f in fields(kind)) for kind in (EventSeen, ContactSeen, PersonSeen, SenderSeen, MailingSeen)
}
PRINTED = (str, int, float, Roles)
LARGEST_RANGE = 1_000
MOST_TURNS = 20_000  # of all loops of one letter together
LARGEST_NUMBER = 10**9
SCHEMES = ("https", "http", "mailto", "tel")

# Of Jinja's own filters those that make no file, no call, no markup and no huge text.
JINJA_FILTERS = ("capitalize", "count", "first", "int", "join", "last", "length", "list", "lower", "map", "max", "min", "reject",
                 "rejectattr", "replace", "reverse", "round", "select", "selectattr", "sort", "string", "trim", "unique",
                 "upper")  # fmt: skip

# Code in the compiled templates stands between characters that no source can hold, so that a "{{" in a text stays text.
MARKS = {
    "block_start_string": "\x01",
    "block_end_string": "\x02",
    "variable_start_string": "\x03",
    "variable_end_string": "\x04",
    "comment_start_string": "\x05",
    "comment_end_string": "\x06",
}


class TooMuch(SecurityError):
    """The template counts or loops further than any letter needs."""


@dataclass(slots=True)
class Watch:
    """What is noticed while one template is filled: (line of the compiled template, what, hint), and the turns of its loops."""

    found: list[tuple[int, str, str]] = field(default_factory=list)
    turns: int = 0


class LetterEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed to what a letter needs."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def getattr(self, obj: object, attribute: str) -> object:
        """What a letter may read of its own values is listed by their kinds; anything else is for Jinja to judge."""
        if type(obj) in SEEN and attribute in SEEN[type(obj)]:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Numbers only, and no large ones: `"x" * 10**9` would take the memory of the machine."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        texts = operator == "+" and isinstance(left, str) and isinstance(right, str)
        small = numbers and abs(left) < LARGEST_NUMBER and abs(right) < LARGEST_NUMBER  # type: ignore[arg-type]  # both are numbers here
        if operator == "**" or not (small or texts):
            raise TooMuch(_("“{operator}” is for small numbers only").format(operator=operator))
        return super().call_binop(context, operator, left, right)


def environment(filters: dict[str, Filter], *, html: bool, marked: bool) -> Environment:
    """Where templates are checked (marked: False; written with `{{ }}`) or compiled (True; between MARKS)."""
    made = LetterEnvironment(undefined=StrictUndefined, autoescape=html, **(MARKS if marked else {}))
    known = {name: made.filters[name] for name in JINJA_FILTERS}
    made.filters = {
        **known,
        **filters,
        "default": default,
        "d": default,
        "_shown": shown,
        "_counted": counted,
        "_url": url,
        "_part": url_part,
    }
    made.globals = {"range": small_range, "_numbers": made.globals["namespace"]}
    return made


def small_range(*bounds: int) -> range:
    """Python's range, as long as a letter can need."""
    made = range(*bounds)
    if len(made) > LARGEST_RANGE:
        raise TooMuch(_("a range of more than {n} is too long for a letter").format(n=LARGEST_RANGE))
    return made


def default(value: object, other: object = "", boolean: bool = False) -> object:
    """The value, or the other where it is missing or empty (Jinja's own looks at missing ones only)."""
    return other if isinstance(value, Undefined) or not value else value


@pass_context
def shown(context: Context, value: object, line: int) -> object:
    """What is printed; an empty value is noted with its line: "Hei !" is as bad as an unknown name."""
    if isinstance(value, PRINTED) and value != "" and value != ():
        return value
    what, hint = (value.what, value.hint) if isinstance(value, Missing) else ("", "")
    if value is not None and not isinstance(value, Undefined | str | Roles):
        what, hint = _("this is no text"), _("Print a part of it, or use a filter such as listing.")
    context["_watch"].found.append((line, what, hint))
    return ""


@pass_context
def counted(context: Context, things: Iterable[object]) -> Iterator[object]:
    """The things of a loop, as long as the turns of all loops stay within reason."""
    watch: Watch = context["_watch"]
    for thing in things:
        watch.turns += 1
        if watch.turns > MOST_TURNS:
            raise TooMuch(_("the loops of this letter take more than {n} turns").format(n=MOST_TURNS))
        yield thing


def unsafe(link: str) -> str:
    """What is wrong with a link, or "". Only web addresses, mail addresses and telephone numbers may be linked."""
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
    """A whole link, safe for an attribute and for a line of text; otherwise missing, with the reason."""
    if isinstance(value, Undefined | Missing) or not value:
        return value
    link = plain(str(value))
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
    """The template as code. Every printed value goes through `_shown`, every loop through `_counted`."""
    tree = made.parse(source, filename=filename)
    for output in tree.find_all(nodes.Output):
        output.nodes = [_watched(node) for node in output.nodes]
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, "_counted", [], [], None, None, lineno=loop.iter.lineno)
    tree.set_environment(made)
    code: CodeType = made.compile(tree, name=filename, filename=filename)
    return Template.from_code(made, code, made.globals)


def _watched(node: nodes.Expr) -> nodes.Expr:
    """The printed expression, watched. Where its author says that nothing may come (a default, an if), nothing may come."""
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


def line_of(error: BaseException, template: Template) -> int:
    """The line of the compiled template where the error arose; 1 where that cannot be known."""
    line = 1
    trace: TracebackType | None = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == template.filename:
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line
