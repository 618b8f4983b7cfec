"""`invite preview --open`, `--eml`, `--forms`: what is made of the letters besides showing them in the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from invite.cli import terminal
from invite.errors import WrongUsage
from invite.words import _, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from invite.campaign.project import Project
    from invite.letters.compose import Composer
    from invite.report.document import Document
    from invite.report.gallery import Pictured


@dataclass(frozen=True, slots=True)
class Kept:
    """The letters of one look. made: the composer that they came from, which knows the logo and the doubtful forms."""

    project: Project
    mailing: str
    pictured: tuple[Pictured, ...]
    made: Composer

    def document(self, *, gallery: bool, eml: Path | None, forms: bool) -> Document:
        """What was asked for, done, and told to scripts: `gallery` is a path, `eml` paths, `forms` a list."""
        found: Document = {}
        if gallery:
            found["gallery"] = str(self._page())
        if eml is not None:
            found["eml"] = list(self._letters(eml))
        if forms:
            from invite.report import forms as doubtful

            found["forms"] = [dict(one) for one in doubtful.document(self.made.uncertain)]
        return found

    def show(self, *, gallery: bool, eml: Path | None, forms: bool) -> None:
        """The same for somebody at a terminal; the browser opens only where one sits there."""
        if forms:
            from invite.report import forms as doubtful

            terminal.show(doubtful.picture(self.made.uncertain))
        if eml is not None:
            n = len(self._letters(eml))
            words = ngettext("{n} letter to look at in {folder}.", "{n} letters to look at in {folder}.", n)
            terminal.show(words.format(n=n, folder=eml))
        if gallery:
            path = self._page()
            terminal.show(_("The letters to look at: {path}").format(path=path))
            if terminal.interactive():
                import webbrowser

                webbrowser.open(path.as_uri())

    def _page(self) -> Path:
        from invite.campaign.keeping import keep_page
        from invite.report.gallery import page

        return keep_page(self.project, self.mailing, page(self.mailing, self.pictured, self.made.logo)).resolve()

    def _letters(self, folder: Path) -> tuple[str, ...]:
        from invite.campaign.keeping import keep_letters

        outbox = self.project.settings.folder / "outbox"
        if folder.resolve().is_relative_to(outbox.resolve()):
            raise WrongUsage(
                _("{folder} is the outbox: letters that wait to be sent lie there.").format(folder=folder),
                hint=_("Name another folder for letters to look at."),
            )
        letters = ((one.person.name.full, one.message_id, one.letter) for one in self.pictured)
        return keep_letters(folder, letters, self.project.settings.sender.address)
