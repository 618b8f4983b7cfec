"""What is wrong with a template before it meets a person: syntax, unknown names and filters, each
with its line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from jinja2 import Environment, TemplateSyntaxError, nodes

from invite.errors import Problem
from invite.letters.templates.values import (
    ContactValues,
    EventValues,
    MailingValues,
    PersonValues,
    SenderValues,
)
from invite.words import _, near

# What can be read through a dot, by the path to it; other paths are not looked into before a person
# is there.
PARTS: Mapping[str, frozenset[str]] = {
    path: frozenset(kind.__struct_fields__)
    for path, kind in {
        "event": EventValues,
        "before": EventValues,
        "event.contact": ContactValues,
        "before.contact": ContactValues,
        "person": PersonValues,
        "sender": SenderValues,
        "mailing": MailingValues,
    }.items()
}

LETTER_NAMES = frozenset(
    {
        "event",
        "before",
        "person",
        "roles",
        "registration_url",
        "decline_url",
        "sender",
        "mailing",
        "preface",
        "test",
        "first",
        "sources",
        "listed",
        "attachments",
        "language",
    }
)
LAYOUT_NAMES = LETTER_NAMES | {
    "body",
    "subject",
    "logo",
    "picture",
    "colour",
    "on_colour",
    "link_colour",
    "dark_link_colour",
}
ROLE_NAMES = frozenset({"group", "region", "title", "organisation", "language"})

ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Slice,
    nodes.Filter,
    nodes.Test,
    nodes.If,
    nodes.For,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Concat,
    nodes.BinExpr,
    nodes.UnaryExpr,
    nodes.List,
    nodes.Tuple,
    nodes.Assign,
    nodes.Keyword,
    nodes.With,
    nodes.Call,
    nodes.Scope,
)


# What the tree calls otherwise than the template.
TAGS: Mapping[type[nodes.Node], str] = {
    nodes.ScopedEvalContextModifier: "autoescape",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.AssignBlock: "set … endset",
    nodes.FromImport: "from",
    nodes.ExprStmt: "do",
    nodes.Dict: "{…: …}",
}


def check(
    made: Environment, source: str, where: str, known: Collection[str], *, skip: int = 0
) -> tuple[nodes.Template | None, list[Problem]]:
    """The template as a tree, and all that is wrong with it that can be seen without a person. No
    tree where it must not run, even to see what else is wrong: it cannot be read, or holds what no
    letter may do.

    where: the file as the coordinator knows it. known: the names it may use. skip: so many lines
    come before the source.
    """
    try:
        tree = made.parse("\n" * skip + source)
    except TemplateSyntaxError as broken:
        hint = _("Look for a missing bracket, quotation mark or {% endif %} there or above.")
        why = _("the template cannot be read: {why}").format(why=broken.message)
        return None, [Problem(f"{where}:{broken.lineno}", why, hint)]
    except (ValueError, RecursionError) as broken:  # a number of 5,000 figures, 1,000 brackets
        why = _("the template cannot be read: {why}").format(why=broken)
        return None, [Problem(f"{where}:{skip + 1}", why)]
    if deep := _too_deep(tree):
        what = _("brackets, conditions or loops are nested too deep")
        return None, [Problem(f"{where}:{deep}", what)]
    every = tuple(tree.find_all(nodes.Node))
    stored = {node.name for node in every if isinstance(node, nodes.Name) and node.ctx != "load"}
    strange = tuple(_strange(every))
    found = {
        *strange,
        *_unknown_filters(every, made),
        *_unknown_names(every, {*known, *stored, "loop", "range"}, known),
        *_unknown_parts(every, stored),
    }
    problems = [Problem(f"{where}:{line}", what, hint) for line, what, hint in sorted(found)]
    return None if strange else tree, problems


Found = tuple[int, str, str]
_BLOCKS, _DEEP = 15, 60  # Python takes 20 loops inside each other


def _too_deep(tree: nodes.Template) -> int:
    """The line where a template is nested deeper than it can be compiled, or 0."""
    left: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while left:
        node, blocks, deep = left.pop()
        blocks += isinstance(node, nodes.For | nodes.If | nodes.With)
        if blocks > _BLOCKS or deep > _DEEP:
            return node.lineno or 1
        # An elif is as deep as its if, whatever the tree says.
        inner = (
            (child, deep) if isinstance(node, nodes.Template) else (child, deep + 1)
            for child in node.iter_child_nodes()
        )
        left += [
            (child, blocks - (isinstance(node, nodes.If) and child in node.elif_), n)
            for child, n in inner
        ]
    return 0


def _strange(every: Iterable[nodes.Node]) -> Iterator[Found]:
    for node in every:
        match node:
            case (
                nodes.Call(node=nodes.Name(name="range"))
                | nodes.Call(node=nodes.Getattr(node=nodes.Name(name="loop"), attr="cycle"))
            ):
                continue
            case nodes.Call():
                yield (
                    node.lineno,
                    _("a template cannot call anything"),
                    _("Use a filter: {{ person.name | upper }}."),
                )
            case nodes.For(recursive=True):
                yield node.lineno, _("a loop cannot be recursive"), ""
            case _ if not isinstance(node, ALLOWED):
                word = TAGS.get(type(node), type(node).__name__.lower())
                what = _("“{word}” cannot be used in a letter").format(word=word)
                yield node.lineno or 1, what, _("Use if, for and set.")


def _unknown_filters(every: Iterable[nodes.Node], made: Environment) -> Iterator[Found]:
    tables: tuple[tuple[type[nodes.Filter | nodes.Test], Mapping[str, object], str], ...] = (
        (nodes.Filter, made.filters, _("there is no filter “{name}”")),
        (nodes.Test, made.tests, _("there is no test “{name}”")),
    )
    for kind, table, sentence in tables:
        known = [name for name in table if not name.startswith("_")]
        for node in every:
            if isinstance(node, kind) and node.name not in known:
                yield node.lineno, sentence.format(name=node.name), _meant(node.name, known)


def _unknown_names(
    every: Iterable[nodes.Node], names: Collection[str], offered: Collection[str]
) -> Iterator[Found]:
    for node in every:
        if isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in names:
            hint = _meant(node.name, names) or _("Known are: {names}.").format(
                names=", ".join(sorted(offered))
            )
            yield node.lineno, _("there is no “{name}”").format(name=node.name), hint


def _unknown_parts(every: Iterable[nodes.Node], stored: Collection[str]) -> Iterator[Found]:
    for node in every:
        if not isinstance(node, nodes.Getattr):
            continue
        path = _path(node.node)
        parts = PARTS.get(path) if path.partition(".")[0] not in stored else None
        if parts is not None and node.attr not in parts:
            hint = _meant(node.attr, parts) or _("Known are: {names}.").format(
                names=", ".join(sorted(parts))
            )
            yield node.lineno, _("there is no “{name}”").format(name=f"{path}.{node.attr}"), hint


def _path(node: nodes.Expr) -> str:
    match node:
        case nodes.Name(name=str(name)):
            return name
        case nodes.Getattr(node=inner, attr=str(attr)):
            return f"{_path(inner)}.{attr}"
    return ""


def _meant(name: str, known: Collection[str]) -> str:
    meant = near(name, known)
    return _("Did you mean {name}?").format(name=f"“{meant}”") if meant else ""
