"""What one letter may cost: turns of loops, characters, figures and time, measured while its
templates run.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass, field

from jinja2 import Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.filters import do_int, do_round
from jinja2.runtime import Context

from invite.letters.templates.shape import word
from invite.letters.templates.values import Roles
from invite.words import _

LARGEST_RANGE = 1_000
MOST_TURNS = 20_000  # of all loops of one letter together
MOST_WORK = 400_000  # characters and things that filters are given, in one letter
LARGEST_TEXT = 50_000  # characters that a filter or ~ is given at once
LARGEST_LETTER = 500_000  # characters of all parts; Gmail cuts a letter off at 102 kB
LARGEST_NUMBER = 10**9
MOST_DECIMALS = 20
LONGEST = 5.0  # seconds of the processor; a letter takes a thousandth of one


class TooMuch(SecurityError):
    """The template counts, loops or writes further than any letter needs."""


def too_large() -> TooMuch:
    """A letter that nobody needs."""
    return TooMuch(_("the letter is longer than {n} characters").format(n=LARGEST_LETTER))


def too_long() -> TooMuch:
    """A text that no letter needs."""
    what = _("a text of more than {n} characters is too long for a letter")
    return TooMuch(what.format(n=LARGEST_TEXT))


@dataclass(slots=True)
class Watch:
    """What is printed and noticed while one letter is filled, and how much it has done.

    values: what was printed; a word with its number is in its place. places: which printed
    expression of which template each was. words: those of values that have one, by their identity:
    the same thing printed twice is one value. found: place, what, hint.
    """

    values: list[object] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    words: dict[int, str] = field(default_factory=dict)
    in_words: bool = True
    found: list[tuple[int, str, str]] = field(default_factory=list)
    turns: int = 0
    work: int = 0
    size: int = 0
    began: float = field(default_factory=time.thread_time)

    def begin(self) -> None:
        """What it has done so far counts no longer."""
        self.turns = self.work = self.size = 0
        self.began = time.thread_time()

    def put(self, value: object, place: int) -> object:
        """The word for a value; the value itself where no Markdown is read afterwards."""
        known = self.words.get(id(value))
        if known is None:
            known = self.words[id(value)] = word(len(self.values))
            self.values.append(value)
            self.places.append(place)
        return known if self.in_words else value

    def worked(self, much: int) -> None:
        """Count so much work; raises TooMuch where it is more than a letter can need."""
        self.work += much
        if self.work > MOST_WORK:
            raise TooMuch(_("this letter takes more work than any letter needs"))
        self.on_time()

    def on_time(self) -> None:
        """Raises TooMuch where the letter has taken too long."""
        if time.thread_time() - self.began > LONGEST:
            raise TooMuch(_("this letter takes longer than any letter needs"))


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
    for node in tuple(tree.find_all(nodes.Node)):
        match node:
            case nodes.For():
                node.iter = _through("_counted", node.iter)
            case nodes.Filter(node=nodes.Expr() as given, name=name) if not name.startswith("_"):
                node.node = _through("_measured", given)
                node.args = [_through("_measured", one) for one in node.args]
                for named in node.kwargs:
                    named.value = _through("_measured", named.value)
            case nodes.Concat():
                node.nodes = [_through("_measured", part) for part in node.nodes]
            case nodes.List() | nodes.Tuple() if getattr(node, "ctx", "load") == "load":
                node.items = [_through("_single", item) for item in node.items]


def _through(name: str, node: nodes.Node) -> nodes.Expr:
    assert isinstance(node, nodes.Expr)
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


@pass_context
def small_range(context: Context, *bounds: int) -> range:
    """Python's range, as long as a letter can need."""
    made = range(*bounds)
    if len(made) > LARGEST_RANGE:
        raise TooMuch(
            _("a range of more than {n} is too long for a letter").format(n=LARGEST_RANGE)
        )
    context.parent["_watch"].worked(len(made))
    return made


@pass_context
def counted(context: Context, things: Iterable[object]) -> Iterator[object]:
    """The things of a loop, as long as the turns of all loops stay within reason."""
    watch: Watch = context.parent["_watch"]
    for thing in things:
        watch.turns += 1
        if watch.turns > MOST_TURNS:
            raise TooMuch(
                _("the loops of this letter run more than {n} times").format(n=MOST_TURNS)
            )
        watch.on_time()
        yield thing


@pass_context
def measured(context: Context, value: object) -> object:
    """What a filter is given, if it is not too large."""
    if isinstance(value, Sized) and not isinstance(value, Undefined):
        size = len(value)
        if size > LARGEST_TEXT:
            raise too_long()
        context.parent["_watch"].worked(size)
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
        raise too_long()
    context.parent["_watch"].worked(size)
    return str(between).join(texts)


@pass_context
def replace(context: Context, text: object, old: str, new: str, count: int = -1) -> str:
    """Jinja's replace for one line of text: what comes out is measured before it is made."""
    said = str(text) if isinstance(text, str | int | float) else ""
    times = said.count(str(old)) if count < 0 else min(count, said.count(str(old)))
    if len(said) + times * len(str(new)) > LARGEST_TEXT:
        raise too_long()
    context.parent["_watch"].worked(len(said))
    return said.replace(str(old), str(new), count)


def few_decimals(decimals: object) -> int:
    """How many decimals a number is to have; raises TooMuch for more than any number has."""
    count = int(decimals)  # type: ignore[call-overload]  # what is no number raises
    if abs(count) > MOST_DECIMALS:
        raise TooMuch(_("a number has at most {n} decimals").format(n=MOST_DECIMALS))
    return int(count)


def rounded(value: float, decimals: int = 0, method: str = "common") -> float:
    """Jinja's round, with no more decimals than a number has: it takes 10 to their power."""
    return do_round(value, few_decimals(decimals), method)  # type: ignore[arg-type]  # it checks the method


def whole(value: object, other: int = 0, base: int = 10) -> int:
    """Jinja's int, no larger than a letter can need: one of 5,000 figures cannot be printed."""
    found = do_int(value, other, base)
    if abs(found) > LARGEST_NUMBER:
        raise TooMuch(_("a number of more than {n} figures is too large").format(n=9))
    return found
