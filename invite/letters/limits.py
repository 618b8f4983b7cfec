"""How far a template may go: what it counts, repeats and puts together is measured, so that no letter takes for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass, field

from jinja2 import Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context

from invite.letters.values import Roles
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
    """What is noticed while one template is filled: (line of the compiled template, what, hint), and how much it has done."""

    found: list[tuple[int, str, str]] = field(default_factory=list)
    turns: int = 0
    work: int = 0

    def worked(self, much: int) -> None:
        """Count so much work; raises TooMuch where it is more than a letter can need."""
        self.work += much
        if self.work > MOST_WORK:
            raise TooMuch(_("this letter takes more work than any letter needs"))


def binop_is_small(operator: str, left: object, right: object) -> bool:
    """Whether a sum or product stays within reason: `"x" * 10**9` would take the memory of the machine."""
    if operator == "+" and isinstance(left, str) and isinstance(right, str):
        return len(left) + len(right) <= LARGEST_TEXT
    if isinstance(left, int | float) and isinstance(right, int | float):
        return operator != "**" and abs(left) < LARGEST_NUMBER and abs(right) < LARGEST_NUMBER
    return False


def measure(tree: nodes.Template) -> None:
    """Rewrite a template so that every loop, and all that filters, lists and ~ are given, is measured while it runs."""
    for loop in tree.find_all(nodes.For):
        loop.iter = _through("_counted", loop.iter)
    for filtered in tree.find_all(nodes.Filter):
        if filtered.node is not None and not filtered.name.startswith("_"):
            filtered.node = _through("_measured", filtered.node)
    for joined in tree.find_all(nodes.Concat):
        joined.nodes = [_through("_measured", part) for part in joined.nodes]
    lists: list[nodes.List | nodes.Tuple] = [*tree.find_all(nodes.List), *tree.find_all(nodes.Tuple)]
    for listed in lists:
        if getattr(listed, "ctx", "load") == "load":
            listed.items = [_through("_single", item) for item in listed.items]


def _through(name: str, node: nodes.Node) -> nodes.Expr:
    assert isinstance(node, nodes.Expr)
    return node if isinstance(node, nodes.Const) else nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


@pass_context
def small_range(context: Context, *bounds: int) -> range:
    """Python's range, as long as a letter can need."""
    made = range(*bounds)
    if len(made) > LARGEST_RANGE:
        raise TooMuch(_("a range of more than {n} is too long for a letter").format(n=LARGEST_RANGE))
    context["_watch"].worked(len(made))
    return made


@pass_context
def counted(context: Context, things: Iterable[object]) -> Iterator[object]:
    """The things of a loop, as long as the turns of all loops stay within reason."""
    watch: Watch = context["_watch"]
    for thing in things:
        watch.turns += 1
        if watch.turns > MOST_TURNS:
            raise TooMuch(_("the loops of this letter take more than {n} turns").format(n=MOST_TURNS))
        yield thing


@pass_context
def measured(context: Context, value: object) -> object:
    """What a filter is given, if it is not too large."""
    if isinstance(value, Sized) and not isinstance(value, Undefined):
        size = len(value)
        if size > LARGEST_TEXT:
            raise TooMuch(_("a text of more than {n} characters is too long for a letter").format(n=LARGEST_TEXT))
        context["_watch"].worked(size)
    return value


def single(value: object) -> object:
    """A thing in a list. No list: lists of lists of lists double with each step."""
    if isinstance(value, Iterable) and not isinstance(value, str | Roles | Undefined):
        raise TooMuch(_("a list cannot hold another list"))
    return value


@pass_context
def join(context: Context, things: Iterable[object], between: str = "", attribute: str | None = None) -> str:
    """Jinja's join for texts: what is put together is measured before it is made."""
    if attribute is not None:
        things = (context.environment.getattr(thing, attribute) for thing in things)
    texts = [str(thing) for thing in things if isinstance(thing, str | int | float)]
    size = sum(map(len, texts)) + len(str(between)) * len(texts)
    if size > LARGEST_TEXT:
        raise TooMuch(_("a text of more than {n} characters is too long for a letter").format(n=LARGEST_TEXT))
    context["_watch"].worked(size)
    return str(between).join(texts)


@pass_context
def replace(context: Context, text: object, old: str, new: str, count: int = -1) -> str:
    """Jinja's replace for one line of text: what comes out is measured before it is made."""
    said = str(text) if isinstance(text, str | int | float) else ""
    times = said.count(str(old)) if count < 0 else min(count, said.count(str(old)))
    if len(said) + times * len(str(new)) > LARGEST_TEXT:
        raise TooMuch(_("a text of more than {n} characters is too long for a letter").format(n=LARGEST_TEXT))
    context["_watch"].worked(len(said))
    return said.replace(str(old), str(new), count)
