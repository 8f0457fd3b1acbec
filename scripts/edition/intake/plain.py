"""Read a plain text into pandoc's blocks: paragraphs, verse, headings, speakers, quotations, rules, notes.

A line that ends early although the next word had room was ended by the author; where lines are full, the printer ended them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from edition.intake.cues import NUMBER, STRUCTURE, Chunk, cue, parted, spoken
from edition.intake.report import Report
from edition.text.normal import UNSPACED

# A run of lines with no blank one in it.
BLOCK = re.compile(r"[^\S\n]*\S(?:.|\n(?![^\S\n]*(?:\n|\Z)))*")
# One line of nothing but marks, as printers set between parts.
MARKER = re.compile(r"(?:[*#~·•⁂§_=—–-]\s*){1,80}$")
MARKED = re.compile(r"(#{1,6})\s+(\S.*)$")
SENTENCE_END = tuple(".!?,;:…”’\"'»)]。！？，；：、؟،؛।॥։׃·።།။។」』")
FOOTNOTE = re.compile(r"\[(?:Footnote\s+)?(\d{1,4}|[*†‡])(?::\s*|\]\s+)(.+?)\]?$", re.DOTALL | re.IGNORECASE)
LABEL = re.compile(r"\[(Footnote)\s", re.IGNORECASE)
REFERENCE = re.compile(r"\[(\d{1,4}|[*†‡])\]")
MOST = 0.4  # of a text’s paragraphs: where more look like headings, they are none
FAR = 40  # columns: a line that begins so far to the right is a signature
ROOM = 2  # columns: a line that has that much room for the next word was ended early
VERSE = 60  # columns: lines of verse are shorter on the average
LONG = 140  # columns: a line that is longer is a paragraph
STANZA = 90  # columns: and none is longer
GUESSES = {  # by pandoc's blocks: what is said of one, and after a number
    "Header": ("1 short line without a stop is a heading", "short lines without a stop are headings"),
    "LineBlock": (
        "1 stretch of short lines is verse, and keeps its lines",
        "stretches of short lines are verse, and keep their lines",
    ),
    "Div": ("1 line in capitals names who speaks", "lines in capitals that come again name who speaks"),
    "BlockQuote": ("1 indented paragraph is a quotation", "indented paragraphs are quotations"),
}


def blocks_of_text(text: str, report: Report, headed: bool = False) -> list[Any]:
    """Return the blocks of a plain text as pandoc has them; what had to be guessed is told. headed: its headings are all marked."""
    chunks, cues = parted(chunks_of(text))
    width = _width(chunks)
    titles = Counter(chunk.text.strip() for chunk in chunks if _headed(chunk) and chunk.line not in cues)
    shouted = {name: count for name, count in titles.items() if spoken(name)}
    again = sum(count for count in shouted.values() if count > 1)
    speakers = (
        {*shouted} if again and again >= sum(shouted.values()) / 2 else set()
    )  # in a book of songs some titles come again, too
    said = {cue(chunk.text) for chunk in chunks if cues.get(chunk.line) == "speaker"}
    speakers |= {name for name, count in shouted.items() if said and (cue(name) in said or count > 1)}
    many = len(chunks) > 20 and len(titles) > MOST * len(chunks)
    notes = _notes(chunks)
    for label in filter(None, (LABEL.match(chunk.text.strip()) for chunk in notes.values())):
        report.leave("labels of notes, which are numbered anew", label[1])
    made: list[Any] = []
    verse = False
    for chunk in chunks:
        if chunk in notes.values():
            continue
        name = chunk.text.strip()
        heads = (
            titles[name] > 0
            and not headed
            and (
                bool(NUMBER.match(name) or STRUCTURE.match(name))
                or not ((verse and not name.isupper()) or many or titles[name] > 1)
            )
        )
        if chunk.line in cues:
            block = {"t": "Div", "c": [["", [cues[chunk.line]], []], [para(name)]]}
        else:
            block = _block(chunk, width, heads, name in speakers)
        verse = block["t"] == "LineBlock"
        made += _with_notes(block, notes)
    _tell(made, report)
    return made


def chunks_of(text: str) -> list[Chunk]:
    """Return the runs of lines of a text: blank lines or form feeds between them, else indented first lines, else one a line."""
    text = text.replace("\f", "\n\n").replace("\v", "\n").replace("\u2029", "\n\n").replace("\u2028", "\n").expandtabs(4)
    found = [Chunk(match.group().rstrip(), text.count("\n", 0, match.start()) + 1) for match in BLOCK.finditer(text)]
    return [one for chunk in found for one in _split(chunk)] if len(found) != 1 else _lines(text)


def _split(chunk: Chunk) -> list[Chunk]:
    """A run of lines as it is, or where one is longer than any printer's, a paragraph for each."""
    if max(map(columns, chunk.lines)) <= LONG:
        return [chunk]
    return [Chunk(line.strip(), number) for number, line in enumerate(chunk.lines, chunk.line)]


def _lines(text: str) -> list[Chunk]:
    """The paragraphs of a text without a blank line."""
    lines = [(number, line.rstrip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    indented = [line[0] in " \t\u3000" for _, line in lines]
    if max(columns(line) for _, line in lines) <= STANZA and not any(indented):
        return [Chunk("\n".join(line for _, line in lines), lines[0][0])]
    # Most lines run on from one before: then the indented ones begin paragraphs.
    first = indented if 0 < sum(indented[1:]) <= len(lines) / 2 else [True] * len(lines)
    made: list[Chunk] = []
    for (number, line), begins in zip(lines, first, strict=True):
        if made and not begins:
            made[-1] = Chunk(f"{made[-1].text}\n{line}", made[-1].line)
        else:
            made.append(Chunk(line.strip() if begins else line, number))
    return made


def columns(line: str) -> int:
    """Return how wide a line is set: signs of scripts without spaces take two columns."""
    return len(line) + len(UNSPACED.findall(line))


def _width(chunks: Sequence[Chunk]) -> int:
    """How wide the printer's lines are: nearly the longest of the text's lines."""
    lengths = sorted(columns(line.strip()) for chunk in chunks if "\n" in chunk.text for line in chunk.lines)
    return lengths[min(len(lengths) - 1, len(lengths) * 98 // 100)] if lengths else 0


def is_verse(lines: Sequence[str], width: int) -> bool:
    """Tell whether lines were ended by their author: most have room for the word that begins the next."""
    bare = [line.strip() for line in lines]
    if len(bare) < 2 or max(map(columns, bare)) > STANZA or sum(map(columns, bare)) > VERSE * len(bare):
        return False
    if UNSPACED.search(bare[0]):  # such scripts break anywhere: only lines of one measure are verse
        return len({len(re.sub(r"\W", "", line)) for line in bare}) == 1
    if any(line[:2] == "  " for line in lines[1:]) and lines[0][:1] != " ":  # prose is not indented after its first line
        return True
    early = [columns(one) + 1 + columns(other.split()[0]) + ROOM <= width for one, other in pairwise(bare)]
    indents = {len(line) - len(line.lstrip()) for line in lines[1:]}
    capitals = sum(line[:1].isupper() or not line[:1].isalpha() for line in bare) >= 0.8 * len(bare)
    needed = 0.35 if capitals or len(indents) > 1 else 0.6
    return sum(early) >= needed * len(early) or (capitals and len(bare) > 3 and width <= VERSE)


def is_heading(text: str) -> bool:
    """Tell whether a run of plain text is a heading: a short line that ends like none of a sentence."""
    if "\n" in text or columns(text) > 80 or MARKER.match(text):
        return False
    text = REFERENCE.sub("", text).rstrip()
    if NUMBER.match(text) or (text.isupper() and STRUCTURE.match(text)):
        return True
    begins = text[:1].isupper() or (text[:1].isalpha() and text[:1].upper() == text[:1])  # scripts without capitals, too
    short = len(text) <= 20 if UNSPACED.search(text) else len(text.split()) <= (10 if text[:1].isupper() else 6)
    shouted = text.isupper() and text.endswith(".") and text.count(".") == 1
    return begins and short and (shouted or not text.endswith(SENTENCE_END))


def _headed(chunk: Chunk) -> bool:
    return "\n" not in chunk.text and is_heading(chunk.text.strip())


def _block(chunk: Chunk, width: int, heads: bool, speaker: bool) -> Any:
    """The block that a run of lines is."""
    name = chunk.text.strip()
    if MARKER.match(name):
        return {"t": "HorizontalRule"}
    marked = MARKED.match(name)
    if marked and "\n" not in name:
        return header(len(marked[1]), marked[2].rstrip("# "))
    if speaker:
        return {"t": "Div", "c": [["", ["speaker"], []], [para(name)]]}
    indented = len(chunk.lines[0]) - len(chunk.lines[0].lstrip())
    if heads and indented < FAR:
        return header(2, name)
    if is_verse(chunk.lines, width):
        margin = min(len(line) - len(line.lstrip()) for line in chunk.lines)
        return {"t": "LineBlock", "c": [inlines(_indented(line[margin:])) for line in chunk.lines]}
    prose = para(joined(chunk.lines))
    if len(chunk.lines) > 1 and all(line[:2] == "  " for line in chunk.lines):
        return {"t": "BlockQuote", "c": [prose]}
    return prose


def _indented(line: str) -> str:
    return "\u00a0" * (len(line) - len(line.lstrip())) + line.strip()


def joined(lines: Sequence[str]) -> str:
    """Return lines as one: with a space between them, but for scripts that have none."""
    made = ""
    for line in (line.strip() for line in lines):
        made += line if not made or (UNSPACED.match(made[-1]) and UNSPACED.match(line[:1] or " ")) else f" {line}"
    return made


def inlines(text: str) -> list[Any]:
    """Return words as pandoc's inline elements."""
    return [{"t": "Str", "c": text}] if text else []


def para(text: str) -> Any:
    """Return a paragraph."""
    return {"t": "Para", "c": inlines(text)}


def header(level: int, text: str) -> Any:
    """Return a heading."""
    return {"t": "Header", "c": [level, ["", [], []], inlines(text)]}


def _notes(chunks: Sequence[Chunk]) -> dict[str, Chunk]:
    """The notes of a text by their marks: each mark stands once in the text before its note, and each has one."""
    found: dict[str, Chunk] = {}
    for chunk in chunks:
        match = FOOTNOTE.match(chunk.text.strip())
        if match and match[1] not in found:
            found[match[1]] = chunk
        elif match:
            return {}
    marks = Counter(mark for chunk in chunks if chunk not in found.values() for mark in REFERENCE.findall(chunk.text))
    return found if found and all(marks[mark] == 1 for mark in found) else {}


def _with_notes(block: Any, notes: dict[str, Chunk]) -> list[Any]:
    """A block with notes in the place of their marks; those of a heading in a paragraph below it."""
    kind, content = block["t"], block.get("c")
    if not notes or kind == "HorizontalRule":
        return [block]
    if kind == "BlockQuote":
        return [{"t": kind, "c": [one for inner in content for one in _with_notes(inner, notes)]}]
    if kind == "Div":
        return [{"t": kind, "c": [content[0], [one for inner in content[1] for one in _with_notes(inner, notes)]]}]
    if kind == "LineBlock":
        return [{"t": kind, "c": [[part for one in line for part in _marked(one["c"], notes)] for line in content]}]
    parts = [part for one in (content[2] if kind == "Header" else content) for part in _marked(one["c"], notes)]
    if kind == "Para":
        return [{"t": kind, "c": parts}]
    below = [part for part in parts if part["t"] == "Note"]
    heading = header(content[0], "".join(part["c"] for part in parts if part["t"] == "Str").rstrip())
    return [heading, *([{"t": "Para", "c": below}] if below else [])]


def _marked(text: str, notes: dict[str, Chunk]) -> Iterator[Any]:
    at = 0
    for match in REFERENCE.finditer(text):
        note = FOOTNOTE.match(notes[match[1]].text.strip()) if match[1] in notes else None
        if note:
            yield from inlines(text[at : match.start()])
            yield {"t": "Note", "c": [para(joined(note[2].split("\n")))]}
            at = match.end()
    yield from inlines(text[at:])


def _tell(blocks: Sequence[Any], report: Report) -> None:
    """Say what a plain text does not say of itself."""
    kinds = Counter(block["t"] for block in blocks if block["t"] != "Div" or "speaker" in block["c"][0][1])
    for kind, (one, many) in GUESSES.items():
        if kinds[kind]:
            report.guess(one if kinds[kind] == 1 else f"{kinds[kind]} {many}")
