"""Makes the README the first page of the site (a hook of mkdocs, named in mkdocs.yml), so that it is
written once and its links hold in both places.
"""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

README = Path(__file__).parents[2] / "README.md"
# A link to a folder or file of the checkout, which the site does not have.
ELSEWHERE = re.compile(r"\[([^\]]+)\]\((?!docs/|#|https?:)[^)]+\)")


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add the README as the first page."""
    text = ELSEWHERE.sub(r"\1", README.read_text(encoding="utf-8")).replace("](docs/", "](")
    files.append(File.generated(config, "index.md", content=text))


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The text of a page, with its links to the README leading to the first page."""
    return markdown.replace("](../README.md", "](index.md")
