"""What a template prints alike in all letters of a language: worked out once, when it is compiled."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment, nodes
from markupsafe import escape

from invite.letters.values import Roles

PRINTED = (str, int, float, Roles)
PLAIN_WAYS = frozenset({"date", "time", "when", "_url", "_part"})  # filters that leave no trace but what they give


def settled(node: nodes.Expr, made: Environment, shared: Mapping[str, object]) -> nodes.TemplateData | None:
    """The printed expression as the text that it comes to in all letters; None where it is not the same in all, or is empty."""
    value = None if isinstance(node, nodes.TemplateData) else _value(node, made, shared)
    if not isinstance(value, PRINTED) or not str(value):
        return None
    return nodes.TemplateData(str(escape(value)) if made.autoescape else str(value), lineno=node.lineno)


def _value(node: nodes.Node, made: Environment, shared: Mapping[str, object]) -> object:
    """What an expression comes to that reads nothing but what all letters share; None for any other."""
    match node:
        case nodes.Const(value=value):
            return value
        case nodes.Name(name=str(name)):
            return shared.get(name)
        case nodes.Getattr(node=inner, attr=str(attr)):
            whole = _value(inner, made, shared)
            return None if whole is None else made.getattr(whole, attr)
        case nodes.Filter(node=nodes.Expr() as inner, name=str(name), args=args, kwargs=[]) if name in PLAIN_WAYS:
            given = [_value(one, made, shared) for one in (inner, *args)]
            return None if None in given else made.filters[name](*given)
    return None
