"""Where templates run: they read their variables and nothing else, cannot loop for ever, and every empty value is noticed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from types import CodeType, TracebackType
from urllib.parse import quote, urlsplit

from jinja2 import ChainableUndefined, Environment, StrictUndefined, Template, Undefined, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from invite.letters.filters import Filter
from invite.letters.limits import (
    LARGEST_LETTER,
    TooMuch,
    binop_is_small,
    counted,
    join,
    measure,
    measured,
    replace,
    single,
    small_range,
)
from invite.letters.seen import ContactSeen, EventSeen, MailingSeen, PersonSeen, SenderSeen
from invite.letters.settled import PRINTED, settled
from invite.letters.values import Missing, Roles, plain
from invite.words import _

SEEN: dict[type, frozenset[str]] = {
    kind: frozenset(f.name for f in fields(kind)) for kind in (EventSeen, ContactSeen, PersonSeen, SenderSeen, MailingSeen)
}
SCHEMES = ("https", "http", "mailto", "tel")

# Of Jinja's own filters those that make no file, no call, no markup and no huge text.
JINJA_FILTERS = ("capitalize", "count", "first", "int", "last", "length", "list", "lower", "map", "max", "min", "reject",
                 "rejectattr", "reverse", "round", "select", "selectattr", "sort", "string", "trim", "unique",
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


class Quiet(ChainableUndefined):
    """What there is not, in a survey of what else is wrong: that it is not there has been said."""


class LetterEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed to what a letter needs."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def getattr(self, obj: object, attribute: str) -> object:
        """What a letter may read of its own values is listed by their kinds; anything else is for Jinja to judge."""
        if type(obj) in SEEN and attribute in SEEN[type(obj)]:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Numbers only, and no large ones; texts only where they stay short."""
        if not binop_is_small(operator, left, right):
            raise TooMuch(_("“{operator}” is for small numbers only").format(operator=operator))
        return super().call_binop(context, operator, left, right)


def environment(
    filters: dict[str, Filter], *, html: bool, marked: bool, shared: Mapping[str, object], survey: bool = False
) -> Environment:
    """Where templates are checked (marked: False; written with `{{ }}`) or compiled (True; between MARKS).

    shared: what all letters can read alike. survey: unknown names and filters are passed over.
    """
    made = LetterEnvironment(undefined=Quiet if survey else StrictUndefined, autoescape=html, **(MARKS if marked else {}))
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
    """The value, or the other where it is missing or empty (Jinja's own looks at missing ones only)."""
    return other if isinstance(value, Undefined) or not value else value


@pass_context
def shown(context: Context, value: object, line: int) -> object:
    """What is printed; an empty value is noted with its line: "Hei !" is as bad as an unknown name."""
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
    """The template as code. Every printed value goes through `_shown`; loops and what filters are given are measured.

    A value that all letters share is put in once, here; an empty one, and whatever is wrong, is left for the letters to tell.
    """
    tree = made.parse(source, filename=filename)
    if made.undefined is Quiet:
        made.filters.update({node.name: _as_it_is for node in tree.find_all(nodes.Filter) if node.name not in made.filters})
        made.tests.update({node.name: _as_it_is for node in tree.find_all(nodes.Test) if node.name not in made.tests})
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


def run(template: Template, variables: dict[str, object]) -> str:
    """The template's text. Raises whatever its expressions raise, and TooMuch where it grows without end."""
    pieces, size = [], 0
    for piece in template.root_render_func(template.new_context(variables)):
        size += len(piece)
        if size > LARGEST_LETTER:
            raise TooMuch(_("the letter is longer than {n} characters").format(n=LARGEST_LETTER))
        pieces.append(piece)
    return "".join(pieces)


def line_of(error: BaseException, template: Template) -> int:
    """The line of the compiled template where the error arose; 0 where that is none of its lines."""
    line = 0
    trace: TracebackType | None = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == template.filename:
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line
