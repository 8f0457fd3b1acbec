"""What the rules of `check` share: a finding, and where in a file a thing stands."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from edition.files.disk import read_text
from edition.files.yaml_positions import Marked
from edition.model.edition import Edition
from edition.model.section import Note, Paragraph, Section, outside_fences
from edition.render.page import digest
from edition.text.citations import Cited, citations
from edition.text.tree import plain

CODE = re.compile(r"`[^`\n]*`|\]\([^()\n]*\)|\{[^{}\n]*\}|<https?://[^<>\s]*>|https?://\S+")

Found = TypeVar("Found")


class Finding(NamedTuple):
    """A problem before it has the name of its rule."""

    path: str
    line: int
    column: int
    message: str


@dataclass(frozen=True)
class Passage:
    """Lines of a file: the text, and the number of its first line."""

    path: str
    text: str
    line: int = 1

    def at(self, offset: int, message: str) -> Finding:
        """A finding at a place of the text."""
        row = bisect_left(self._breaks, offset)
        return Finding(self.path, self.line + row, offset - (self._breaks[row - 1] if row else -1), message)

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]

    def lines(self) -> Iterable[tuple[int, str]]:
        """Its lines, each with its number in the file."""
        return enumerate(self.text.split("\n"), self.line)


def once(find: Callable[[Edition], Iterable[Found]]) -> Callable[[Edition], Sequence[Found]]:
    """What several rules ask of an edition: the answer is kept with it."""
    name = f"{find.__module__}.{find.__name__}"

    def found(edition: Edition) -> Sequence[Found]:
        kept: dict[str, Sequence[Found]] = vars(edition)
        if name not in kept:
            kept[name] = tuple(find(edition))
        return kept[name]

    return found


def at_note(section: Section, note: Note, message: str) -> Finding:
    """A finding at the quote that heads a note."""
    return Finding(section.path, note.line, note.column, message)


def in_file(edition: Edition, path: str, words: str, message: str) -> Finding:
    """A finding at the first place where words stand in a file, at its beginning where they do not."""
    text = read_text(edition.root / path, edition.root)
    return Passage(path, text).at(max(text.find(words), 0), message)


def blanked(text: str) -> str:
    """A text with code, link targets, addresses and attributes blanked out, every other character in its place."""
    if not any(sign in text for sign in ("`", "](", "{", "<", "://")):
        return text
    return CODE.sub(lambda match: " " * len(match.group()), text)


def _unfenced(text: str) -> str:
    """A text with nothing on the lines of its fenced blocks."""
    if "```" not in text and "~~~" not in text:
        return text
    lines = [""] * (text.count("\n") + 1)
    for line in outside_fences(text):
        lines[line.number - 1] = line.text
    return "\n".join(lines)


def prose(edition: Edition) -> Iterator[Passage]:
    """The sections and the entries' bodies, with nothing on the lines of fenced blocks."""
    for section in edition.all_sections():
        yield Passage(section.path, _unfenced(section.source))
    for entry in edition.register.entries.values():
        yield Passage(entry.path, _unfenced(entry.body), entry.body_line)


def ours(edition: Edition, found: Iterable[Finding]) -> Iterator[Finding]:
    """Those of the findings that are not in the author's own words."""
    listed = list(found)
    authors = set(_authors_lines(edition)) if listed else set()
    return (finding for finding in listed if (finding.path, finding.line) not in authors)


def _authors_lines(edition: Edition) -> Iterator[tuple[str, int]]:
    for section in edition.all_sections():
        for paragraph in section.paragraphs:
            if verbatim(edition, section, paragraph):
                for number in range(paragraph.line, paragraph.line + paragraph.source.count("\n") + 1):
                    yield section.path, number


def verbatim(edition: Edition, section: Section, paragraph: Paragraph) -> bool:
    """Whether a paragraph holds the author's words, by their hash; where no hash is known it is taken for the author's."""
    facts = edition.text_of(section).facts.get(paragraph.id)
    return facts is None or digest(plain(paragraph.source)) == facts.sha256


@once
def cited(edition: Edition) -> Iterator[tuple[str, int, Cited]]:
    """Every citation of a source, by sections, entries, events and relations, with file and line; the key’s column is from 0."""
    for passage in prose(edition):
        for number, line in passage.lines() if "[@" in passage.text else ():
            for citation in citations(line) if "[@" in line else ():
                for source in citation.sources:
                    yield passage.path, number, source
    for name in ("events.yml", "relations.yml"):
        if name in edition.register.places:
            yield from _listed(edition.register.places[name])


def _listed(marked: Marked) -> Iterator[tuple[str, int, Cited]]:
    """Every source that a file of records lists, under sources: or as source:."""
    for path, (line, column) in marked.places.items():
        if path[-1:] == ("source",) or path[-2:-1] == ("sources",):
            yield marked.name, line, Cited(str(at(marked.data, path)), "", column - 1)


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    """What stands at a path in data."""
    for step in path:
        data = data[step]
    return data
