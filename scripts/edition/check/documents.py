"""Everything that contributors write, as text with its places: sections, entries, the other pages, data."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from edition.check.finding import Passage, once
from edition.files.disk import read_text, shown
from edition.files.problem import EditionError
from edition.model.edition import Edition
from edition.model.front_matter import body
from edition.model.generated import GENERATED

CODE = re.compile(r"(?<![\\`])(`+)(?!`)([^\n]{0,1000}?[^`\n])\1(?!`)")

TARGET = re.compile(r"\]\(\s*(<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)")
WORDS = 1000  # characters: the words of a link are shorter
DEFINED = re.compile(r"^ {0,3}\[(?!\^)([^\[\]]+)\]:\s*(<[^<>\n]*>|\S+)", re.MULTILINE)
REFERRING = re.compile(r"\[([^\[\]\n]{1,1000})\](?:\[([^\[\]\n]{0,1000})\])?(?![:(])")
AUTOMATIC = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*)>")


class Target(NamedTuple):
    """An address of a document: where it stands, whether of a picture, the words of the link, the address."""

    at: int
    picture: bool
    words: str
    address: str


@dataclass(frozen=True)
class Document:
    """A file of content: the whole of it, and what of it is Markdown."""

    whole: Passage
    markdown: Passage

    @cached_property
    def prose(self) -> str:
        """The Markdown with code blanked out, every other character in its place."""
        text = self.markdown.text
        return CODE.sub(lambda match: " " * len(match.group()), text) if "`" in text else text

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Each address to which it links."""
        referring = self._referring() if "]:" in self.prose else ()
        automatic = (Target(match.start(1), False, "", match[1]) for match in AUTOMATIC.finditer(self.prose))
        return (*self._inline(), *referring, *automatic)

    def _inline(self) -> Iterator[Target]:
        for match in TARGET.finditer(self.prose):
            start = _opening(self.prose, match.start())
            words = self.markdown.text[start + 1 : match.start()]
            yield Target(match.start(1), self.prose[start - 1 : start] == "!", words, match[1].strip("<>"))

    def _referring(self) -> Iterator[Target]:
        """The definitions of addresses, and the links that refer to them, [words][name] or [words]."""
        found: dict[str, str] = {}
        for match in DEFINED.finditer(self.prose):
            found[match[1].strip().lower()] = match[2].strip("<>")
            yield Target(match.start(2), "![" in self.prose and f"[{match[1]}]" in self.prose, "", match[2].strip("<>"))
        for match in REFERRING.finditer(self.prose) if found else ():
            address = found.get((match[2] or match[1]).strip().lower())
            if address:
                yield Target(match.start(1), self.prose[match.start() - 1 : match.start()] == "!", match[1], address)


def _opening(text: str, end: int) -> int:
    """Where the bracket opens that closes at a place; the place itself where that is too far to be one of a link."""
    depth = 0
    for at in range(end, max(end - WORDS, -1), -1):
        depth += (text[at] == "]") - (text[at] == "[")
        if depth == 0:
            return at
    return end


def _page(path: str, text: str) -> Document:
    return Document(Passage(path, text), Passage(path, *body(text)))


@once
def pages(edition: Edition) -> Iterator[Document]:
    """Sections and the other pages that somebody wrote."""
    for section in edition.all_sections():
        yield _page(section.path, section.source)
    for path in sorted((edition.root / "docs").glob("*.md")):
        if path.name not in GENERATED and not path.name.startswith((".", "whole-")):
            with suppress(EditionError):  # told by file_unreadable
                yield _page(shown(path, edition.root), read_text(path, edition.root))


@once
def entries(edition: Edition) -> Iterator[Document]:
    """Actors and terms."""
    for entry in edition.register.entries.values():
        text = read_text(edition.root / entry.path, edition.root)
        yield Document(Passage(entry.path, text), Passage(entry.path, entry.body, max(entry.body_line, 1)))


def documents(edition: Edition) -> Iterator[Document]:
    """Everything in Markdown."""
    yield from pages(edition)
    yield from entries(edition)


@once
def data(edition: Edition) -> Iterator[Passage]:
    """The files in data/, which hold no Markdown."""
    for path in sorted((edition.root / "data").glob("*.yml")):
        with suppress(EditionError):
            yield Passage(shown(path, edition.root), read_text(path, edition.root))
