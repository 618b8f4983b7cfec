"""Who is held until somebody looks, and why, in one place for every command; and whom letters would
greet by a name that no table knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from invite.campaign.people.held import HeldPerson
from invite.people.fields.greeting import is_known
from invite.people.model import Doubt, Hold, Person
from invite.report.base.tables import OriginCell, table_of
from invite.report.people.listing import _text
from invite.safe_text import cut, shown
from invite.words import _, ngettext

MOST = 60
"""So many are listed at a time; `review` goes through all."""


def kind_words(doubt: Doubt) -> str:
    """What kind of thing was not understood for certain."""
    words = {
        Doubt.AGAINST: _("Words that speak against inviting"),
        Doubt.GREETING: _("No first name for the greeting"),
        Doubt.NAME_ORDER: _("The name could be either way round"),
        Doubt.ADDRESS: _("The address is doubtful"),
        Doubt.ROW: _("Something is wrong with the row"),
    }
    return words[doubt]


def by_kind(people: Iterable[Person]) -> list[tuple[Doubt, list[tuple[Person, Hold]]]]:
    """Everybody who is held, kind by kind; who is held for two reasons stands in two kinds."""
    every = [(person, hold) for person in people for hold in person.holds]
    kinds = ((doubt, [one for one in every if one[1].because is doubt]) for doubt in Doubt)
    return [(doubt, found) for doubt, found in kinds if found]


def held(people: Sequence[Person]) -> RenderableType | None:
    """Each held person with the words that hold them and where these stand; None for nobody."""
    kinds = by_kind(people)
    if not kinds:
        return None
    table = table_of(_("Held"), _("Who"), _("What it says"), _("Where"))
    left = MOST
    for doubt, found in kinds:
        for number, (person, hold) in enumerate(found[:left]):
            table.add_row(
                "" if number else f"{kind_words(doubt)} (--kind {doubt.value})",
                _text(person.name.full),
                Text(shown(hold.words)[:120], style="yellow"),
                OriginCell(hold.origin),
            )
        left = max(0, left - len(found))
    total = sum(len(found) for _doubt, found in kinds)
    hint = _("To go through them: invite review")
    if total > MOST:
        hint = _("{n} more. ").format(n=total - MOST) + hint
    return Group(table, Text(hint, style="dim"))


def kind_screen(because: Doubt, kind: Sequence[HeldPerson]) -> RenderableType:
    """All who are held for one reason, each with the row and the letter's greeting next to it."""
    table = table_of(_("Who"), _("What it says"), _("Where"), _("The letter begins"))
    for each in kind:
        table.add_row(
            _text(each.person.name.full),
            Text("\n").join(Text(shown(hold.words)[:120]) for hold in each.holds),
            Group(*(OriginCell(hold.origin) for hold in each.holds)),
            _text(each.greeting or "–"),
        )
    return Group(Text(kind_words(because), style="bold"), table)


def kind_keys() -> str:
    """What can be typed at a kind."""
    return _("o: one by one  a: all go as they are  n: none of them  l: later  q: quit ")


def all_go(kind: Sequence[HeldPerson]) -> str:
    """What is asked before a whole kind goes."""
    n = len(kind)
    return ngettext(
        "{n} person held by this gets a letter. Sure?",
        "{n} people held by this get a letter. Sure?",
        n,
    ).format(n=n)


def stopped(kept: int, answers: str) -> str:
    """What is said at Ctrl-C. kept: decisions of this run about held people. answers: what is
    said of the answers to questions of who is who; "" for none.
    """
    words: list[str] = []
    if kept:
        saved = ngettext("{n} decision is saved.", "{n} decisions are saved.", kept)
        how = _("To list them: invite correct --list; to undo one: invite correct --undo N")
        words = [saved.format(n=kept), how]
    said = " ".join(filter(None, [answers, *words]))
    return _("Stopped. {kept}").format(kept=said) if said else ""


def one_screen(each: HeldPerson) -> RenderableType:
    """One held person, with all that is known of them."""
    person = each.person
    table = table_of(f"{each.number}/{each.of}", _text(person.name.full).plain)
    for hold in each.holds:
        table.add_row(OriginCell(hold.origin), Text(cut(hold.words, 200), style="yellow"))
    table.add_row(_("Address"), _text(person.address.written if person.address else "–"))
    table.add_row(_("Organisation"), _text(person.organisation or "–"))
    table.add_row(_("Rows"), _text(", ".join(map(str, person.origins))))
    table.add_row(_("The letter begins"), _text(each.greeting or "–"))
    return table


def one_keys() -> str:
    """What can be typed at a held person."""
    return _("a: goes as it is  c: correct  n: not at all  l: later  q: quit ")


def correction_question(because: Doubt) -> str:
    """What is asked after c."""
    return _("Their address: ") if because is Doubt.ADDRESS else _("First name and surname: ")


def unknown_greetings(people: Iterable[Person]) -> str:
    """One line with each greeting that no table of first names knows; "" for none."""
    greetings = dict.fromkeys(person.name.greeting for person in people)
    unknown = sorted(shown(one) for one in greetings if one and not is_known(one))
    if not unknown:
        return ""
    return _("In no table of first names; read them through once: {names}.").format(
        names=", ".join(unknown)
    )
