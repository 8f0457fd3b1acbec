"""Read pandoc's document into blocks of our Markdown: every paragraph with its words, its shape, how deep it is quoted."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from edition.intake.blocks import KNOWN, Block, picture, pictured, text_of
from edition.intake.inlines import BREAK, TAG, Writer, Written, escape_line
from edition.intake.numbers import number, number_of, unnumbered
from edition.intake.report import Report
from edition.intake.verse import paragraphs, stanzas
from edition.text.normal import normal

NAME = 5  # words in a speaker’s name
DEEPEST = 4  # levels of a list


@dataclass
class Reader:
    """Reads pandoc's blocks; notes are the author's footnotes by their labels."""

    report: Report
    notes: dict[str, list[Block]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)  # of those that may be cited again: as the file has the mark
    _labels: dict[str, str] = field(default_factory=dict)  # by the names that the file has for them

    def __post_init__(self) -> None:
        self._writer = Writer(self.report, self._note)

    def read(self, blocks: Sequence[Any], quoted: int = 0, depth: int = 0, shape: str = "") -> Iterator[Block]:
        """Yield what pandoc's blocks hold."""
        for block in blocks:
            kind, content = block["t"], block.get("c")
            for made in self._read(kind, content, depth, shape):
                yield replace(made, quoted=made.quoted + quoted)

    def _read(self, kind: str, content: Any, depth: int, shape: str) -> Iterator[Block]:
        if kind in ("Para", "Plain"):
            for one in [content] if shape else paragraphs(content):
                yield from self._paragraph(self._writer.write(one), shape)
        elif kind == "Header":
            written = self._writer.write(content[2])
            if normal(written.words):
                yield Block("heading", written.source.replace(BREAK, " "), " ".join(written.words.split()), content[0])
            yield from map(picture, written.pictures)
        elif kind == "LineBlock":
            lines = [one for line in content for one in (*line, {"t": "LineBreak"})]
            yield from self._paragraph(self._writer.write(lines), "verse")
        elif kind == "BlockQuote":
            self.report.kept["quotations"] += 1
            yield from self.read(content, 1, depth, shape)
        elif kind in ("OrderedList", "BulletList"):
            yield from self._list(kind, content, depth)
        elif kind == "DefinitionList":
            for term, definitions in content:
                yield from self._paragraph(self._writer.write(term), "item")
                for one in definitions:
                    yield from self.read(one, 0, depth, "more")
        elif kind == "CodeBlock":
            yield from self._code(content[1])
        elif kind == "HorizontalRule":
            yield Block("rule")
        elif kind == "Table":
            yield from self._table(content, depth)
        elif kind == "Figure":
            yield from self.read(content[2], 0, depth)
            yield from self.read(content[1][1], 0, depth, "caption")
        elif kind == "Div":
            yield from self._division(content, depth, shape)
        elif kind == "RawBlock":
            self.report.leave(f"{content[0]} that pandoc does not read", TAG.sub("", content[1]))

    def _note(self, blocks: Sequence[Any]) -> str:
        known = _named_note(blocks)
        if known.get("note") in self._labels:
            return self._labels[known["note"]]
        label = f"n{len(self.notes) + 1}"
        if known:
            self._labels[known["note"]] = label
            self.marks[label] = known.get("mark", "")
        self.notes[label] = []  # its place, before that of a note within it
        inside = (replace(one, kind="text", level=0) if one.kind == "heading" else one for one in self.read(blocks))
        self.notes[label] = [one for one in inside if one.kind == "text"]
        if not self.notes[label] and label == f"n{len(self.notes)}":
            del self.notes[label]  # a note without a word is none
            self._labels |= dict.fromkeys(filter(None, [known.get("note")]), "")
            return ""
        return label

    def _paragraph(self, written: Written, shape: str) -> Iterator[Block]:
        yield from map(picture, written.pictures)
        if not normal(written.words):
            if written.source:
                yield Block("mark", written.source)
            return
        lines = written.words.count("\n")
        found = shape or ("verse" if lines else "")
        if found == "verse":
            self.report.kept["stanzas"] += 1
            self.report.kept["verse lines"] += lines + 1
        elif found and found != "more":
            self.report.kept[f"{found} paragraphs"] += 1
        shapes = (*((found,) if found else ()), *(("emphasised",) if written.emphasised else ()))
        yield Block("text", written.source, written.words, shapes=shapes)

    def _list(self, kind: str, content: Any, depth: int) -> Iterator[Block]:
        """The items of a list, each with the author's number as words."""
        self.report.kept["lists"] += 1
        items = content[1] if kind == "OrderedList" else content
        for at, item in enumerate(items):
            given, rest = number_of(item)
            own = given or (number(content[0], at) if kind == "OrderedList" else "")
            first = True
            for block in self.read(rest, 0, depth + 1):
                if block.kind == "text" and not set(block.shapes) & {"item", "bullet", "more"}:
                    block = replace(block, shapes=(_item(first, bool(own)), *_depth(depth), *block.shapes))
                    if first and own:
                        source = escape_line(f"{own} {block.source}") if "table" not in block.shapes else block.source
                        block = replace(block, source=source, words=f"{own} {block.words}")
                        self.report.kept["numbered items"] += 1
                    first = False
                yield block
            if first and own and not rest:
                yield Block("text", escape_line(own), own, shapes=("item", *_depth(depth)))

    def _code(self, text: str) -> Iterator[Block]:
        self.report.kept["code blocks"] += 1
        lines = [line.rstrip().expandtabs(4) for line in unnumbered(text).strip("\n").split("\n")]
        made: list[Any] = [one for line in lines for one in ({"t": "Str", "c": _indented(line)}, {"t": "LineBreak"})]
        written = self._writer.write(made)
        if written.words:
            yield Block("text", written.source, written.words, shapes=("code",))

    def _division(self, content: Any, depth: int, shape: str) -> Iterator[Block]:
        classes = " ".join(content[0][1]).lower().replace(":", " ").split()
        found = next((KNOWN[name] for name in classes if name in KNOWN), shape)
        yield from self.read(list(stanzas(content[1])) if found == "verse" else content[1], 0, depth, found)

    def _table(self, content: Any, depth: int) -> Iterator[Block]:
        """A table as one block; as paragraphs, where it lays out a page; as speeches, where a name and words stand side by side."""
        head = [row[1] for row in content[3][1]]
        rows = [*(row[1] for body in content[4] for row in (*body[2], *body[3])), *(row[1] for row in content[5][1])]
        cells = [[cell[4] for cell in row] for row in (*head, *rows)]
        yield from self.read(content[1][1], 0, depth, "caption")
        if not head and _speeches(cells):
            self.report.guess("a table of names and words is read as speeches")
            for row in cells:
                yield from self.read(row[0], 0, depth, "speaker")
                yield from self.read(row[1], 0, depth, "speech")
        elif max(map(len, cells), default=0) < 2 or any(
            len(cell) > 1 or not _running(cell) or pictured(cell) for row in cells for cell in row
        ):
            self.report.guess("a table that lays out its page is read as paragraphs")
            for row in cells:
                for cell in row:
                    yield from self.read(cell, 0, depth)
        else:
            yield self._grid(cells, bool(head))

    def _grid(self, cells: list[list[Any]], headed: bool) -> Block:
        self.report.kept["tables"] += 1
        written = [[self._writer.write(cell[0]["c"] if cell else []) for cell in row] for row in cells]
        width = max(map(len, written))
        rows = [[one.source.replace(BREAK, " ").replace("|", "\\|") for one in row] + [""] * (width - len(row)) for row in written]
        if not headed:
            rows.insert(0, [""] * width)
        lines = [f"| {' | '.join(row)} |" for row in rows]
        lines.insert(1, "|" + " --- |" * width)
        words = "\n".join(one.words.replace("\n", " ") for row in written for one in row if one.words)
        return Block("text", "\n".join(lines), words, shapes=("table",))


def _named_note(blocks: Sequence[Any]) -> dict[str, str]:
    """What is said of a note that several marks may cite: its name in the file, and its mark."""
    held = blocks[0]["c"] if blocks else None
    if held and blocks[0]["t"] in ("Para", "Plain"):
        held = held[0].get("c") if held[0]["t"] == "Span" else None
    elif held and blocks[0]["t"] != "Div":
        held = None
    said = dict(held[0][2]) if held else {}
    return said if "note" in said else {}


def _item(first: bool, numbered: bool) -> str:
    if not first:
        return "more"
    return "item" if numbered else "bullet"


def _depth(depth: int) -> tuple[str, ...]:
    return (f"in{min(depth + 1, DEEPEST)}",) if depth else ()


def _indented(line: str) -> str:
    return re.sub(r"^ +| {2,}", lambda match: "\u00a0" * len(match.group()), line)


def _running(cell: Sequence[Any]) -> bool:
    return all(block["t"] in ("Para", "Plain") for block in cell)


def _speeches(cells: list[list[Any]]) -> bool:
    """Whether rows are speeches: a short name that comes again, and words."""
    if not cells or any(len(row) != 2 or pictured(row[0]) for row in cells):
        return False
    names = Counter(" ".join(text_of(row[0]).split()) for row in cells)
    return (
        all(len(name.split()) <= NAME and not name[:1].isdigit() for name in names)
        and max((count for name, count in names.items() if name), default=0) > 1
        and names[""] <= len(cells) / 2
    )
