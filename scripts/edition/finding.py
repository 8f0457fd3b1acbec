"""What the rules of `check` share: a finding, and where in a file a thing stands."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar
from weakref import ref

from edition.citation import Cited, citations
from edition.edition import Edition
from edition.files import read_text
from edition.marks import Marked
from edition.page import digest
from edition.prose import plain
from edition.section import Line, Note, Paragraph, Section, outside_fences

CODE = re.compile(r"`[^`\n]*`|\]\([^()\n]*\)|\{[^{}\n]*\}|<https?://[^<>\s]*>|https?://\S+")

Found = TypeVar("Found")


class Finding(NamedTuple):
    """A problem before it has the name of its rule."""

    path: str
    line: int
    column: int
    message: str


def once(find: Callable[[Edition], Iterable[Found]]) -> Callable[[Edition], Sequence[Found]]:
    """Several rules ask the same of one edition: the answer for the last one is kept while that edition lives."""
    kept: list[tuple[ref[Edition], Sequence[Found]]] = []

    def found(edition: Edition) -> Sequence[Found]:
        if not kept or kept[0][0]() is not edition:
            kept[:] = [(ref(edition), tuple(find(edition)))]
        return kept[0][1]

    return found


def at_note(section: Section, note: Note, message: str) -> Finding:
    """A finding at the quote that heads a note."""
    return Finding(section.path, note.line, note.column, message)


def in_file(edition: Edition, path: str, words: str, message: str) -> Finding:
    """A finding at the first place where words stand in a file, at its beginning where they do not."""
    text = read_text(edition.root / path, edition.root)
    at = max(text.find(words), 0)
    return Finding(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), message)


def blanked(text: str) -> str:
    """A line with code, link targets, addresses and attributes blanked out, every other character in its place."""
    if not any(sign in text for sign in ("`", "](", "{", "<", "://")):
        return text
    return CODE.sub(lambda match: " " * len(match.group()), text)


@once
def prose_lines(edition: Edition) -> Iterator[tuple[str, Line]]:
    """Every line of the sections and of the entries' bodies that is not in a fenced block, with its file."""
    for section in edition.all_sections():
        for line in outside_fences(section.source):
            yield section.path, line
    for entry in edition.register.entries.values():
        for line in outside_fences(entry.body):
            yield entry.path, Line(line.number + entry.body_line - 1, line.text)


def authors_lines(edition: Edition) -> set[tuple[str, int]]:
    """Where the author's own words stand: file and line."""
    return {
        (section.path, number)
        for section in edition.all_sections()
        for paragraph in section.paragraphs
        if _authors(edition, section, paragraph)
        for number in range(paragraph.line, paragraph.line + paragraph.source.count("\n") + 1)
    }


@once
def our_lines(edition: Edition) -> Iterator[tuple[str, Line]]:
    """The prose lines that are not the author's own words."""
    authors = authors_lines(edition)
    return ((path, line) for path, line in prose_lines(edition) if (path, line.number) not in authors)


def _authors(edition: Edition, section: Section, paragraph: Paragraph) -> bool:
    facts = edition.text_of(section).facts.get(paragraph.id)
    return facts is None or digest(plain(paragraph.source)) == facts.sha256


def cited(edition: Edition) -> Iterator[tuple[str, Line, Cited]]:
    """Every citation of a source, by sections, entries, events and relations, with its place; the key's column is from 0."""
    for path, line in prose_lines(edition):
        if "[@" in line.text:
            for citation in citations(line.text):
                for source in citation.sources:
                    yield path, line, source
    for name in ("events.yml", "relations.yml"):
        if name in edition.register.places:
            yield from _listed(edition.register.places[name])


def _listed(marked: Marked) -> Iterator[tuple[str, Line, Cited]]:
    """Every source that a file of records lists, under sources: or as source:."""
    for path, (line, column) in marked.places.items():
        if path[-1:] == ("source",) or path[-2:-1] == ("sources",):
            yield marked.name, Line(line, ""), Cited(str(at(marked.data, path)), "", column - 1)


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    """What stands at a path in data."""
    for step in path:
        data = data[step]
    return data
