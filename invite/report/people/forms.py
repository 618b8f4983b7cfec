"""Forms of names that a rule made and no table holds: somebody should read them before they go
out.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from invite.safe_text import shown
from invite.words import _

Forms = Mapping[tuple[str, str], str]  # (name, case) → the form, as Composer.uncertain has it


def picture(forms: Forms) -> RenderableType:
    """The forms for the terminal, and how to put a wrong one right: by a line of the settings to
    copy, made of the first of them.
    """
    if not forms:
        return Text(_("Every form of a name in these letters is known; none was made by rule."))
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading in (_("Name"), _("Case"), _("In the letters")):
        table.add_column(heading, overflow="fold")
    for (name, case), form in sorted(forms.items()):
        table.add_row(Text(shown(name)), Text(case), Text(shown(form), style="bold"))
    (name, case), form = min(forms.items())
    hint = _("These forms were made by rule. Correct a wrong one in invite.toml, under [forms]:")
    example = f'  "{shown(name)}" = {{ {case} = "{shown(form)}" }}'
    return Group(table, Text(), Text(hint), Text(example))


def document(forms: Forms) -> list[dict[str, str]]:
    """The same for scripts."""
    return [
        {"name": name, "case": case, "form": form} for (name, case), form in sorted(forms.items())
    ]
