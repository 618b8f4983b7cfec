"""The options that several commands have, each written once."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from invite.words import _


def names(ctx: typer.Context, incomplete: str) -> list[str]:
    """What a shell offers for WHO; what looks the names up is loaded only when it asks."""
    said = ctx.find_root().params.get("project")
    completion = import_module("invite.campaign.people.completion")
    found = completion.names(Path(said) if said else None, incomplete)
    return list(found)


Json = Annotated[bool, typer.Option("--json", help=_("One JSON document on stdout, for scripts."))]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=_("Do not ask."))]
MailingName = Annotated[
    str | None,
    typer.Option(
        "--mailing", metavar="NAME", help=_("Which mailing; by default the first in the settings.")
    ),
]

Who = Annotated[
    str,
    typer.Argument(
        metavar="WHO", autocompletion=names, help=_("A name, a part of it, an address or an id.")
    ),
]
Column = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=HEADING",
        help=_(
            "Which column is which, where the guess is wrong: answer, cancelled, attended, time,"
            " name, email."
        ),
    ),
]
# What was done by hand (`add`, `correct`).
ByHand = Annotated[
    bool, typer.Option("--list", help=_("Everything added or corrected by hand, with numbers."))
]
Undo = Annotated[
    list[int] | None,
    typer.Option("--undo", metavar="N", help=_("Undo what was done under this number.")),
]
Spoken = Annotated[
    str | None,
    typer.Option("--language", metavar="fi|sv|en", help=_("The language of their letters.")),
]


def _filter(name: str, metavar: str, words: str, **more: Any) -> Any:
    """An option that says which people; it may be given several times."""
    panel = _("Which people")
    return typer.Option(name, metavar=metavar, rich_help_panel=panel, help=words, **more)


Role = Annotated[list[str] | None, _filter("--role", "KIND", _("With this role."))]
Region = Annotated[list[str] | None, _filter("--region", "NAME", _("In this region."))]
Group = Annotated[list[str] | None, _filter("--group", "NAME", _("In this group."))]
State = Annotated[list[str] | None, _filter("--state", "STATE", _("In this state."))]
Only = Annotated[
    list[str] | None, _filter("--only", "WHO", _("Only this person."), autocompletion=names)
]
Except = Annotated[
    list[str] | None, _filter("--except", "WHO", _("Not this person."), autocompletion=names)
]
