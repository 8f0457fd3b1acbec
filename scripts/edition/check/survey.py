"""An edition as the rules see it: what several of them ask is found once; everything that contributors write, with its places."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from edition.check.finding import Finding, Passage, blanked
from edition.files.disk import read_text, shown
from edition.files.folder_rules import Stray, strays
from edition.files.problem import EditionError
from edition.model.edition import Edition
from edition.model.front_matter import body
from edition.model.generated import GENERATED
from edition.model.labels import without_code
from edition.model.occurrences import Citing, citing, verbatim
from edition.model.section import Section, title_of
from edition.model.standing import Footing, anchored, footings
from edition.text.quotes import Hit, bare

# Each within a line.
CITATION = re.compile(r"\[(?<!\\\[)@[^\[\]\n]*\]")
QUOTED = re.compile(r"“[^”\n]{0,1000}”|\"[^\"\n]{0,1000}\"")

# What stands behind a space and is no title is of the address, too.
TARGET = re.compile(r"(?<!\\)\]\(\s*(<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*(?:[ \t]+[^\s()\"'][^\s()]*)*)")
WORDS = 1000  # characters: the words of a link are shorter
DEFINED = re.compile(r"^ {0,3}\[(?!\^)([^\[\]]+)\]:\s*(<[^<>\n]*>|\S+)", re.MULTILINE)
REFERRING = re.compile(r"\[([^\[\]\n]{1,1000})\](?:\[([^\[\]\n]{0,1000})\])?(?![:(])")
AUTOMATIC = re.compile(r"(?<!\\)<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*)>")


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
        return without_code(self.markdown.text)

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
            yield Target(match.start(2), False, "", match[2].strip("<>"))
        for match in REFERRING.finditer(self.prose) if found else ():
            address = found.get((match[2] or match[1]).strip().lower())
            if address:
                yield Target(match.start(1), self.prose[match.start() - 1 : match.start()] == "!", match[1], address)


def _opening(text: str, end: int) -> int:
    """Return where the bracket opens that closes at a place; the place itself where that is too far to be one of a link."""
    depth = 0
    for at in range(end, max(end - WORDS, -1), -1):
        depth += (text[at] == "]") - (text[at] == "[")
        if depth == 0:
            return at
    return end


class Placed(NamedTuple):
    """A section with what its notes can stand on, and for each of its notes the places to hang at."""

    section: Section
    footings: Sequence[Footing]
    hits: Sequence[Sequence[Hit]]

    @property
    def restated(self) -> bool:
        """Whether any of it is restated."""
        return any(footing.restated for footing in self.footings)

    def names(self, hits: Sequence[Hit]) -> list[str]:
        """Return what places are called, each name once, in the order of the text."""
        return list(dict.fromkeys(self.footings[at].name for at, _ in sorted(hits)))


class Survey:
    """An edition under check."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    @cached_property
    def placed(self) -> Sequence[Placed]:
        """Each section with the places of its quotes."""
        made = []
        for section in self.edition.all_sections():
            found = footings(self.edition, section)
            made.append(Placed(section, found, anchored(section.notes, found)))
        return made

    @cached_property
    def citing(self) -> Sequence[Citing]:
        """Every citation of a source."""
        return tuple(citing(self.edition))

    @cached_property
    def prose(self) -> Sequence[Passage]:
        """The sections and the bodies of entries."""
        sections = [Passage(section.path, section.source) for section in self.edition.all_sections()]
        return sections + [Passage(one.path, one.body, one.body_line) for one in self.edition.register.entries.values()]

    @cached_property
    def styled(self) -> Sequence[Passage]:
        """All prose with what the author may have written so blanked out: headings of the text, and the quotes that head notes."""
        sections = list(self.edition.all_sections())
        made = [replace(passage, text=_ours(section)) for passage, section in zip(self.prose, sections, strict=False)]
        return [*made, *self.prose[len(made) :]]

    @cached_property
    def unquoted(self) -> Sequence[Passage]:
        """All prose with citations, code and quoted words blanked out, every other character in its place."""
        return [replace(passage, text=_unquoted(passage.text)) for passage in self.styled]

    @cached_property
    def pages(self) -> Sequence[Document]:
        """Sections and the other pages that somebody wrote."""
        root = self.edition.root
        found = [_page(section.path, section.source) for section in self.edition.all_sections()]
        for path in sorted((root / "docs").glob("*.md")):
            if path.name not in GENERATED and not path.name.startswith((".", "whole-")):
                with suppress(EditionError):  # told by file_unreadable
                    found.append(_page(shown(path, root), read_text(path, root)))
        return found

    @cached_property
    def entries(self) -> Sequence[Document]:
        """The files of actors and terms."""
        made = []
        for entry in self.edition.register.entries.values():
            text = read_text(self.edition.root / entry.path, self.edition.root)
            made.append(Document(Passage(entry.path, text), Passage(entry.path, entry.body, max(entry.body_line, 1))))
        return made

    @property
    def documents(self) -> Sequence[Document]:
        """Everything in Markdown."""
        return [*self.pages, *self.entries]

    @cached_property
    def data(self) -> Sequence[Passage]:
        """The files in data/, which hold no Markdown."""
        root, found = self.edition.root, []
        for path in sorted((root / "data").glob("*.yml")):
            with suppress(EditionError):
                found.append(Passage(shown(path, root), read_text(path, root)))
        return found

    @cached_property
    def strays(self) -> Sequence[Stray]:
        """The files of docs/ and data/ that must not stand there."""
        return tuple(strays(self.edition.root, frozenset(text.folder for text in self.edition.register.texts)))

    def ours(self, found: Iterable[Finding]) -> Iterator[Finding]:
        """Yield those of some findings that are not in the author's own words."""
        return (finding for finding in found if not self.authors(finding.path, finding.line))

    def authors(self, path: str, line: int) -> bool:
        """Tell whether a line of a file holds the author's own words."""
        return (path, line) in self._authors_lines

    def restated(self, path: str, line: int) -> bool:
        """Tell whether a line of a file belongs to a paragraph of the text."""
        return (path, line) in self._text_lines

    @cached_property
    def _text_lines(self) -> set[tuple[str, int]]:
        return {
            (section.path, number)
            for section in self.edition.all_sections()
            for paragraph in section.paragraphs
            for number in range(paragraph.line, paragraph.line + paragraph.source.count("\n") + 1)
        }

    @cached_property
    def _authors_lines(self) -> set[tuple[str, int]]:
        return {
            (section.path, number)
            for section in self.edition.all_sections()
            for paragraph in section.paragraphs
            if verbatim(self.edition, section, paragraph)
            for number in range(paragraph.line, paragraph.line + paragraph.source.count("\n") + 1)
        }

    def in_file(self, path: str, words: str, message: str) -> Finding:
        """Return a finding at the first place where words stand in a file, at its beginning where they do not."""
        text = read_text(self.edition.root / path, self.edition.root)
        return Passage(path, text).at(max(text.find(words), 0), message)

    def in_data(self, name: str, path: tuple[str | int, ...], message: str) -> Finding:
        """Return a finding at a value of a file of data/, or at the nearest value that holds it."""
        marked = self.edition.register.places[name]
        return Finding(marked.name, *marked.place(path), message)


def _ours(section: Section) -> str:
    """A section file with the headings of its text blanked out, and in those of its notes the words that they quote."""
    lines = section.source.split("\n")
    quoting = {note.line: note.quote for note in section.notes}
    for number, line in section.headings:
        words = quoting.get(number, "" if number > section.notes_line > 0 else line)
        if words not in line:  # signs that mean something to Markdown stand there as themselves
            words = bare(title_of(line))
        lines[number - 1] = line.replace(words, " " * len(words), 1) if words else line
    return "\n".join(lines)


def _unquoted(text: str) -> str:
    text = blanked(text)
    for matter in (CITATION, QUOTED):
        text = matter.sub(lambda match: " " * len(match.group()), text)
    return text


def _page(path: str, text: str) -> Document:
    return Document(Passage(path, text), Passage(path, *body(text)))
