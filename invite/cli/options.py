"""The options that are the same on every command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.filters import Filters

Json = Annotated[bool, typer.Option("--json", help=_("One JSON document on stdout, for scripts."))]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=_("Do not ask."))]
MailingName = Annotated[
    str | None,
    typer.Option("--mailing", metavar="NAME", help=_("Which mailing; the first in the settings.")),
]

_WHICH = _("Which people")
Role = Annotated[
    list[str] | None,
    typer.Option(
        "--role", metavar="KIND", rich_help_panel=_WHICH, help=_("With this kind of part.")
    ),
]
Region = Annotated[
    list[str] | None,
    typer.Option("--region", metavar="NAME", rich_help_panel=_WHICH, help=_("Of this region.")),
]
Group = Annotated[
    list[str] | None,
    typer.Option("--group", metavar="NAME", rich_help_panel=_WHICH, help=_("Of this group.")),
]
State = Annotated[
    list[str] | None,
    typer.Option("--state", metavar="STATE", rich_help_panel=_WHICH, help=_("In this state.")),
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="WHO", rich_help_panel=_WHICH, help=_("Only this person.")),
]
Except = Annotated[
    list[str] | None,
    typer.Option("--except", metavar="WHO", rich_help_panel=_WHICH, help=_("Not this person.")),
]

Words = list[str] | None


def filters(
    role: Words, region: Words, group: Words, state: Words, only: Words, but: Words
) -> Filters:
    """The filters as the campaign takes them."""
    from invite.campaign.filters import Filters

    return Filters(
        roles=tuple(role or ()),
        regions=tuple(region or ()),
        groups=tuple(group or ()),
        states=tuple(state or ()),
        only=tuple(only or ()),
        but=tuple(but or ()),
    )
