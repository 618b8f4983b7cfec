"""TODO one sentence for invite/campaign/sending/samples.py."""

from __future__ import annotations

from collections.abc import Mapping

from invite.language import Language
from invite.people.model import Person
from invite.plan import OUTSIDE, Because, Plan, Send, Skip

SAMPLES = 5


# What stands in a sample where a resend has the coordinator's own words.
PREFACES: Mapping[Language, str] = {
    "fi": "Tässä kohdassa on saate, jonka kirjoitat, kun lähetät kirjeen jollekulle uudelleen.",
    "sv": "Här står den hälsning som du skriver när du skickar brevet till någon på nytt.",
    "en": "Here stand the words that you write when you send somebody the letter again.",
}


def samples(plan: Plan, language: Language) -> tuple[Send, ...]:
    """Up to five letters that differ most: each language, one part and many, each kind of part, and
    one as a resend has it.

    language: the event's, which those get for whom no sheet names another.
    """
    # Those still to be written to are the likeliest to show what is about to go; after that anybody
    # will do.
    steps = [step for step in plan.steps if step.person.address and not _outside(step)]
    steps.sort(key=lambda step: isinstance(step, Skip))
    picked: list[Person] = []
    seen: set[object] = set()

    def worth(step: Send | Skip) -> tuple[bool, int]:
        # A language is another template: nothing else differs so much, however many other things
        # somebody's letter shows.
        new = _traits(step.person, language) - seen
        return ("language", step.person.language or language) in new, len(new)

    while steps and len(picked) < SAMPLES - 1:
        best = max(steps, key=worth)
        if not worth(best)[1]:
            break
        picked.append(best.person)
        seen |= _traits(best.person, language)
        steps.remove(best)
    # The resend's is somebody else's letter where there is anybody else.
    last = [*(step.person for step in steps), *picked][:1]
    first = (Send(person, person.address, 1) for person in picked if person.address)
    resent = (
        Send(who, who.address, 2, preface=PREFACES[who.language or language])
        for who in last
        if who.address
    )
    return (*first, *resent)


def _outside(step: Send | Skip) -> bool:
    return isinstance(step, Skip) and step.because in {
        Because.FILTERED,
        Because.UNWANTED,
        Because.STOPPED,
        *OUTSIDE,
    }


def _traits(person: Person, language: Language) -> set[object]:
    kinds = {role.kind for role in person.roles}
    return {
        ("language", person.language or language),
        ("parts", min(len(person.roles), 3)),
        *(("kind", kind) for kind in kinds),
    }
