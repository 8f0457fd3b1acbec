"""Read one section file into its paragraphs and its notes, with the place of everything.

The form: a title, paragraphs each followed by `{ #p2 }` on a line of its own, then `## Notes` and under it, for each note, a
heading `### “quoted words” { #id .kind .verdict }` and plain Markdown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from sys import intern
from typing import NamedTuple

from edition.text.quotes import WORD, bare

KINDS = {
    "source": "Source",
    "context": "Context",
    "correction": "Correction",
    "dispute": "Dispute",
    "hindsight": "Hindsight",
}
VERDICTS = {
    "right": "right",
    "imprecise": "imprecise",
    "wrong": "wrong",
    "disputed": "disputed",
    "failed": "did not come true",
    "cametrue": "came true",
    "open": "still open",
    "opinion": "opinion",
}
HEADING = re.compile(r"(#{1,6})[ \t]+((?:.*[^ \t\n])?)[ \t]*$")
ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*\{:?([^{}]*)\}[ \t]*$")
PARAGRAPH_ID = re.compile(r"\{:?[ \t]*#(p\d+)[ \t]*\}[ \t]*$")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


class Line(NamedTuple):
    """One line of a file that is not inside a fenced block; numbers count from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the text: its id (p1, p2, …), its Markdown and the line where it begins."""

    id: str
    source: str
    line: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note: the quote that heads it, its address, classes and date of review, and its body in Markdown."""

    quote: str
    id: str
    classes: tuple[str, ...]
    reviewed: str
    body: str
    line: int
    column: int

    @property
    def kind(self) -> str:
        """One of KINDS; context where none is given."""
        return next((name for name in self.classes if name in KINDS), "context")

    @property
    def verdict(self) -> str:
        """One of VERDICTS, or nothing where the note does not judge."""
        return next((name for name in self.classes if name in VERDICTS), "")


@dataclass(frozen=True)
class Section:
    """One section file; notes_line is that of `## Notes`, 0 where it is missing."""

    path: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    brief: str
    notes: tuple[Note, ...]
    notes_line: int
    headings: tuple[Line, ...] = ()
    source: str = ""


def outside_fences(text: str) -> tuple[Line, ...]:
    """The lines of a Markdown text that are not in a fenced block."""
    found, fence = [], ""
    for number, line in enumerate(text.split("\n"), 1):
        mark = FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        else:
            found.append(Line(number, line))
    return tuple(found)


def parse(text: str, path: str) -> Section:
    """Read a section file; it never fails, `check` says what is wrong with it."""
    lines = outside_fences(text)
    headings = tuple(line for line in lines if HEADING.match(line.text))
    level2 = [line for line in headings if line.text.startswith("## ")]
    notes_line = level2[-1].number if level2 and title_of(level2[-1].text) == "Notes" else 0
    title = next((title_of(line.text) for line in headings if line.text.startswith("# ")), "")
    end = notes_line or len(text.split("\n")) + 1
    blocks = list(runs_of_lines(text, end))
    return Section(
        path=path,
        title=title,
        paragraphs=tuple(_paragraphs(blocks)),
        brief=_brief(blocks),
        notes=tuple(_notes(text, [line for line in headings if line.number > notes_line > 0])),
        notes_line=notes_line,
        headings=headings,
        source=text,
    )


def title_of(heading: str) -> str:
    """The words of a heading line, without marks and attributes."""
    match = HEADING.match(heading)
    return ATTRIBUTES.sub("", match[2]).rstrip("# ") if match else ""


def runs_of_lines(text: str, end: int) -> Iterator[tuple[int, list[str]]]:
    """The runs of lines between blank ones before a line, each with the number of its first."""
    block: list[str] = []
    for number, line in enumerate([*text.split("\n")[: end - 1], ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _paragraphs(blocks: list[tuple[int, list[str]]]) -> Iterator[Paragraph]:
    for line, block in blocks:
        mark = PARAGRAPH_ID.match(block[-1])
        if mark and len(block) > 1:
            yield Paragraph(mark[1], "\n".join(block[:-1]), line)


def _brief(blocks: list[tuple[int, list[str]]]) -> str:
    """The verdict in brief: the block quotation that ends in `{ .brief }`."""
    for _, block in blocks:
        quoted = [line.removeprefix(">").strip() for line in block]
        if quoted[-1] == "{ .brief }":
            return "\n".join(quoted[:-1])
    return ""


def _notes(text: str, headings: list[Line]) -> Iterator[Note]:
    lines = text.split("\n")
    starts = [line for line in headings if line.text.startswith("### ")]
    for at, line in enumerate(starts):
        end = starts[at + 1].number - 1 if at + 1 < len(starts) else len(lines)
        yield _note(line, "\n".join(lines[line.number : end]).strip())


def _note(line: Line, body: str) -> Note:
    match = ATTRIBUTES.search(line.text)
    words = match[1].split() if match else []
    quote = bare(title_of(line.text))
    given = [word[1:] for word in words if word.startswith("#")]
    reviewed = [word.removeprefix("reviewed=") for word in words if word.startswith("reviewed=")]
    return Note(
        quote=quote,
        id=given[-1] if given else slug(quote),
        classes=tuple(intern(word[1:]) for word in words if word.startswith(".")),
        reviewed=intern(reviewed[-1]) if reviewed else "",
        body=body,
        line=line.number,
        column=line.text.find(quote) + 1 or 1,
    )


def slug(quote: str) -> str:
    """The address of a note that names none: its first six words, in lower case."""
    return "-".join(WORD.findall(quote.lower())[:6])
