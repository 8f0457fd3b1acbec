"""Everything that contributors write, as text with its places: sections, entries, the other pages, data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from edition.edition import Edition
from edition.files import read_text, shown
from edition.finding import Finding
from edition.frontmatter import body
from edition.generated import GENERATED
from edition.problem import EditionError

CODE = re.compile(r"(?<![\\`])(`+)(?!`)([^\n]{0,1000}?[^`\n])\1(?!`)")


@dataclass(frozen=True)
class Document:
    """A file of content: its text, and which part of it is Markdown, from which line on."""

    path: str
    text: str
    markdown: str
    line: int

    @cached_property
    def prose(self) -> str:
        """The Markdown with code blanked out, every other character in its place."""
        return CODE.sub(lambda match: " " * len(match.group()), self.markdown) if "`" in self.markdown else self.markdown

    def at(self, offset: int, message: str) -> Finding:
        """A finding at a place of the Markdown."""
        before = self.markdown[:offset]
        return Finding(self.path, self.line + before.count("\n"), offset - before.rfind("\n"), message)

    def in_text(self, offset: int, message: str) -> Finding:
        """A finding at a place of the whole file."""
        return Finding(self.path, self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset), message)


def pages(edition: Edition) -> Iterator[Document]:
    """Sections and the other pages that somebody wrote."""
    for section in edition.all_sections():
        yield Document(section.path, section.source, *body(section.source))
    for path in sorted((edition.root / "docs").glob("*.md")):
        if path.name not in GENERATED and not path.name.startswith((".", "whole-")):
            try:
                text = read_text(path, edition.root)
            except EditionError:
                continue  # told by file_unreadable
            yield Document(shown(path, edition.root), text, *body(text))


def entries(edition: Edition) -> Iterator[Document]:
    """Actors and terms."""
    for entry in edition.register.entries.values():
        text = read_text(edition.root / entry.path, edition.root)
        yield Document(entry.path, text, entry.body, max(entry.body_line, 1))


def documents(edition: Edition) -> Iterator[Document]:
    """Everything in Markdown."""
    yield from pages(edition)
    yield from entries(edition)


def data(edition: Edition) -> Iterator[Document]:
    """The files in data/, which hold no Markdown."""
    for path in sorted((edition.root / "data").glob("*.yml")):
        try:
            yield Document(shown(path, edition.root), read_text(path, edition.root), "", 1)
        except EditionError:
            continue
