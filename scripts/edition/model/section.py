"""Read one section file into its paragraphs and its notes, with the place of everything.

The form: a title, paragraphs each followed by `{ #p2 }` on a line of its own, then `## Notes` and under it, for each note, a
heading `### “quoted words” { #id .kind }` and plain Markdown. A page is read alike (render.page).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from sys import intern
from typing import NamedTuple

from edition.model.allowlist import reserved
from edition.model.markdown import MEANING, escaped, plain, runs_of_lines
from edition.text.attributes import AT_END, Attributes, parse_attributes
from edition.text.normal import QUOTES, WORD
from edition.text.quotes import bare, quote_key

NOTES = "Notes"
NOTE_LEVEL = 3  # of a note's heading
NOTE_LEVELS = range(1, 7)  # where its words stand in quotation marks
HEADING = re.compile(r"(#{1,6})(?!#)[ \t]*((?:[^ \t\n](?:.*[^ \t\n])?)?)[ \t]*$")
PARAGRAPH_ID = re.compile(r"\{:?[ \t]*#(p\d+)((?:[ \t]+\.[\w-]+)*)[ \t]*\}[ \t]*$")
# What leads a paragraph that is quoted by the author, that is a note of the author's, or a further paragraph of one.
LEAD = re.compile(r"(?:>[ \t]?)+|\[\^[^\[\]\n]+\]:[ \t]*| {4}")
WORDS_OF_ID = 6
AROUND = (("“", "”"), ("«", "»"), ("「", "」"))  # a quote in its heading
SETTINGS = ("words", "hedged", "at", "reviewed")  # what a note’s heading may set beside its id and its kind


class Line(NamedTuple):
    """One line of a file; numbers count from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the text: its id (p1, p2, …), its Markdown and the line where it begins.

    lead: what stands before its words, as `> ` or `[^n1]: `; shapes: what it is, as verse (model.allowlist).
    """

    id: str
    source: str
    line: int
    lead: str = ""
    shapes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A note: the quote that heads it, its address (given, or made of its first words), classes, date of review, and its body.

    words: those of the restatement that it hangs on, where these do not quote the author; hedged: the word by which the author
    hedges a forecast (may, perhaps); at: which of the places is meant where the quote stands several times (model.standing).
    """

    quote: str
    id: str = ""
    given: bool = False
    classes: tuple[str, ...] = ()
    words: str = ""
    hedged: str = ""
    at: str = ""
    reviewed: str = ""
    body: str = ""
    line: int = 0
    column: int = 1

    @property
    def kind(self) -> str:
        """The id of its kind, as its heading says; nothing where it says none."""
        return self.classes[0] if self.classes else ""

    @property
    def anchor(self) -> str:
        """The words that it hangs on in a restated paragraph."""
        return self.words or self.quote

    @property
    def key(self) -> str:
        """What its quote is known by in data/text.yml."""
        return quote_key(f"{self.quote} [{self.at}]" if self.at else self.quote)


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

    @property
    def page(self) -> str:
        """Its path in docs/."""
        return self.path.removeprefix("docs/")


def parse(text: str, path: str) -> Section:
    """Read a section file; it never fails, `check` says what is wrong with it."""
    lines = text.split("\n")
    headings = headings_of(lines)
    notes_line = line_of_notes(headings)
    title = next((title_of(line.text) for line in headings if level(line.text) == 1), "")
    blocks = [(start + 1, block) for start, block in runs_of_lines(lines[: notes_line - 1] if notes_line else lines)]
    return Section(
        path=path,
        title=title,
        paragraphs=tuple(_paragraphs(blocks)),
        brief=_brief(blocks),
        notes=tuple(_notes(lines, note_headings(headings))),
        notes_line=notes_line,
        headings=headings,
        source=text,
    )


def level(heading: str) -> int:
    """Return the level of a heading line, 0 where it is none."""
    match = HEADING.match(heading)
    return len(match[1]) if match else 0


def title_of(heading: str) -> str:
    """Return the words of a heading line, without marks and attributes."""
    match = HEADING.match(heading)
    words = match[2] if match else ""
    found = AT_END.search(words)
    return (words[: found.start()] if found and parse_attributes(found[1]) else words).rstrip("# ")


def _paragraphs(blocks: list[tuple[int, list[str]]]) -> Iterator[Paragraph]:
    for line, block in blocks:
        mark = PARAGRAPH_ID.match(block[-1])
        if mark and len(block) > 1:
            yield _with_lead(mark[1], block[:-1], line, tuple(mark[2].replace(".", " ").split()))


def _with_lead(id: str, lines: list[str], line: int, shapes: tuple[str, ...]) -> Paragraph:
    """A paragraph apart from what leads it."""
    found = LEAD.match(lines[0])
    if found is None:
        return Paragraph(id, "\n".join(lines), line, shapes=shapes)
    first, *others = lines
    rest = [other[again.end() :] if (again := LEAD.match(other)) else other for other in others]
    return Paragraph(id, "\n".join([first[found.end() :], *rest]), line, found.group(), shapes)


def _brief(blocks: list[tuple[int, list[str]]]) -> str:
    """The verdict in brief: the block quotation that ends in `{ .brief }`."""
    for _, block in blocks:
        quoted = [line.removeprefix(">").strip() for line in block]
        if quoted[-1] == "{ .brief }":
            return "\n".join(quoted[:-1])
    return ""


def begins_note(level: int, words: str) -> bool:
    """Tell whether a heading below `## Notes` begins a note."""
    quoted = words[:1] in QUOTES and words[-1:] in QUOTES and len(words) > 1
    return level == NOTE_LEVEL or (level in NOTE_LEVELS and quoted)


def headings_of(lines: Sequence[str]) -> tuple[Line, ...]:
    """Return the heading lines of a file."""
    return tuple(Line(number, line) for number, line in enumerate(lines, 1) if line.startswith("#"))


def line_of_notes(headings: Iterable[Line]) -> int:
    """Return the line of the last heading `## Notes`, 0 where there is none."""
    return max((line.number for line in headings if level(line.text) == 2 and title_of(line.text) == NOTES), default=0)


def note_headings(headings: Sequence[Line]) -> list[Line]:
    """Return those of a file's headings that begin notes."""
    after = line_of_notes(headings)
    below = ((line, level(line.text)) for line in headings if line.number > after > 0)
    return [line for line, deep in below if deep == NOTE_LEVEL or begins_note(deep, title_of(line.text))]


def _notes(lines: list[str], starts: list[Line]) -> Sequence[Note]:
    made = []
    for at, line in enumerate(starts):
        end = starts[at + 1].number - 1 if at + 1 < len(starts) else len(lines)
        found = AT_END.search(line.text)
        words = title_of(line.text)
        meant = MEANING.search(words)
        note = head(plain(words) if meant else words, parse_attributes(found[1]) if found else None)
        column = line.text.find(bare(words) if meant else note.quote) + 1 or 1
        made.append(replace(note, body="\n".join(lines[line.number : end]).strip(), line=line.number, column=column))
    return with_ids(made)


def head(words: str, attributes: Attributes | None) -> Note:
    """Return what a note's heading says of it: the words quoted, and the attributes behind them."""
    given = attributes or Attributes()
    return Note(
        quote=bare(words),
        id=given.id,
        given=bool(given.id),
        classes=tuple(map(intern, given.classes)),
        words=given.others.get("words", ""),
        hedged=given.others.get("hedged", ""),
        at=given.others.get("at", ""),
        reviewed=intern(given.others.get("reviewed", "")),
    )


def with_ids(notes: Iterable[Note]) -> Sequence[Note]:
    """Return the notes of a page; those that were given no address have one made of their words, each a different one."""
    listed = list(notes)
    taken = {note.id for note in listed if note.given}
    made = []
    for note in listed:
        if not note.given:
            note = replace(note, id=address(note.quote, taken))
            taken.add(note.id)
        made.append(note)
    return made


def heading_line(note: Note) -> str:
    """Return the line that heads a note in its file."""
    words, hedged = _setting("words", note.words), _setting("hedged", note.hedged)
    at, reviewed = note.at and f"at={note.at}", note.reviewed and f"reviewed={note.reviewed}"
    settings = (f"#{note.id}", *(f".{name}" for name in note.classes), at, words, hedged, reviewed)
    # The author’s words may have half a pair of marks, which the first of ours would take for its own.
    opening, closing = next((pair for pair in AROUND if bare(note.quote.join(pair)) == note.quote), AROUND[0])
    return f"### {opening}{escaped(note.quote)}{closing} {{ {' '.join(filter(None, settings))} }}"


def _setting(name: str, words: str) -> str:
    """Words as an attribute of a heading: one alone as it is, several in marks that they do not hold."""
    if not words or re.fullmatch(r"[\w-]+", words):
        return words and f"{name}={words}"
    left, right = next((pair for pair in (('"', '"'), ("'", "'"), ("“", "”")) if pair[1] not in words), ("“", "”"))
    return f"{name}={left}{words}{right}"


def address(quote: str, taken: Iterable[str] = ()) -> str:
    """Return an address for a note: its first six words in small letters, with a number where that is taken."""
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", quote.lower()) if not unicodedata.combining(sign))
    made = "-".join(WORD.findall(unicodedata.normalize("NFC", letters))[:WORDS_OF_ID]) or "note"
    made = f"on-{made}" if reserved(made) else made
    used = set(taken)
    numbered = (f"{made}-{number}" for number in range(2, len(used) + 3))
    return made if made not in used else next(one for one in numbered if one not in used)
