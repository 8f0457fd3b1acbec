"""Write a text as section files: its paragraphs with their ids and shapes, the author's notes below them, its pictures."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from edition.files.problem import EditionError, Problem
from edition.intake.blocks import Block, marked
from edition.intake.inlines import BREAK, escape_line
from edition.intake.read import Document
from edition.model.allowlist import SHAPES
from edition.model.markdown import DEEPEST as NESTED
from edition.model.markdown import MEANING, RULE_BETWEEN, escaped, plain
from edition.model.section import title_of
from edition.original.dividing import Part, slug
from edition.text.characters import strip_invisible
from edition.text.normal import normal

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")
DEEPEST = 6
INDENT = "    "


@dataclass
class Manuscript:
    """The files of a text: sections and pictures by their paths in docs/, and the words of each paragraph by its id."""

    sections: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    paragraphs: dict[str, str] = field(default_factory=dict)


def manuscript(document: Document, parts: Sequence[Part], folder: str, pictures: bool = True) -> Manuscript:
    """Return the files of a text in its sections. Raises EditionError: essay-pictures, where pictures are wanted and missing."""
    made = Manuscript()
    names = _named_pictures(document, made, pictures)
    bodies = sum(block.kind == "text" for part in parts for block in part.blocks)
    width = max(2, len(str(len(parts))))
    notes: dict[str, str] = {}
    first_note = bodies
    elsewhere: set[str] = set()  # the notes of the sections before
    for number, part in enumerate(parts, 1):
        lines = [f"# {_title(part.title)}"]
        level = 1
        labels: list[str] = []
        for block in (_without_marks(block, elsewhere, document) for block in part.blocks):
            if block.kind == "text":
                id = f"p{len(made.paragraphs) + 1}"
                sound = _sound(block, document)
                made.paragraphs[id] = sound.words
                lines.append(_paragraph(sound, id))
            elif block.kind == "heading":
                level = min(max(1 + block.level - part.level, 2), level + 1, DEEPEST)
                lines.append(f"{'#' * level} {_heading(block)}")
            elif block.kind == "rule":
                lines.append(RULE_BETWEEN)
            elif block.source in names:
                lines.append(_quoted(f"![{escaped(block.words)}](../assets/{names[block.source]})", block.quoted))
            labels += [label for label in marked(lines[-1]) if label in document.notes]
        here = _with_inner(labels, document)
        elsewhere |= {*here}
        for label in here:
            written, first_note = _note(label, document, first_note, notes)
            lines.append(written)
        name = f"{folder}/{number:0{width}}-{slug(part.title)}.md"
        made.sections[name] = "\n\n".join([*lines, "## Notes"]) + "\n"
    made.paragraphs |= notes
    return made


def _without_marks(block: Block, elsewhere: Set[str], document: Document) -> Block:
    """A block whose marks of notes that stand in another section are what the file has for them: each page has its own notes."""
    gone = [label for label in marked(block.source) if label in elsewhere] if block.kind in ("text", "heading") else []
    source = block.source
    for label in gone:
        mark = document.marks.get(label, "")
        source = source.replace(f"[^{label}]", escaped(mark))
        if not mark:
            document.report.dropped["marks that cite a note of another section again"] += 1
    return replace(block, source=source, words=plain(source)) if gone else block


def _title(title: str) -> str:
    words = strip_invisible(title).strip()
    return escape_line(escaped(normal(words)))


def _heading(block: Block) -> str:
    """The Markdown of a heading within a section, or its words alone where Markdown would read something else."""
    line = block.source.strip()
    return line if normal(plain(title_of(f"## {line}"))) == normal(block.words) else _title(block.words)


def _sound(block: Block, document: Document) -> Block:
    """A paragraph whose Markdown reads as its words; where it does not, its words without emphasis."""
    if block.source == block.words and "\n" not in block.words and not MEANING.search(block.source):
        return block  # nothing in it had to be escaped
    if normal(plain(block.source)) == normal(block.words):
        return block
    lines = [escape_line(escaped(line.strip())) for line in block.words.split("\n")]
    marks = "".join(f"[^{label}]" for label in marked(block.source))
    bare = replace(block, source=BREAK.join(lines) + marks, shapes=tuple(name for name in block.shapes if name != "table"))
    document.report.dropped["emphases in paragraphs that Markdown cannot hold"] += 1
    if normal(plain(bare.source)) != normal(block.words):
        message = f"a paragraph cannot be written in Markdown: {normal(block.words)[:60]}"
        raise EditionError(Problem(document.report.name, 1, 1, message, "new-text"))
    return bare


def _paragraph(block: Block, id: str) -> str:
    shapes = "".join(f" .{name}" for name in block.shapes if name in SHAPES)
    return _quoted(block.source, block.quoted) + f"\n{{ #{id}{shapes} }}"


def _quoted(text: str, depth: int) -> str:
    return "\n".join("> " * min(depth, NESTED) + line for line in text.split("\n"))


def _with_inner(labels: Sequence[str], document: Document) -> list[str]:
    """Labels, and those of notes within their notes, which may cite each other in a circle."""
    found: dict[str, None] = {}
    waiting = [*reversed(labels)]
    while waiting:
        label = waiting.pop()
        if label not in found:
            found[label] = None
            inner = [other for block in document.notes[label] for other in marked(block.source) if other in document.notes]
            waiting += reversed(inner)
    return [*found]


def _note(label: str, document: Document, last: int, notes: dict[str, str]) -> tuple[str, int]:
    """A note of the author's, with ids for its paragraphs that follow those of the whole text."""
    blocks = [_sound(block, document) for block in document.notes[label]]
    if not blocks:
        return f"[^{label}]: —", last
    made = []
    for at, block in enumerate(blocks):
        last += 1
        notes[f"p{last}"] = block.words
        source = _paragraph(replace(block, quoted=0), f"p{last}")
        made.append(f"[^{label}]: {source}" if at == 0 else INDENT + source)
    return "\n\n".join(made), last


def _named_pictures(document: Document, made: Manuscript, wanted: bool) -> Mapping[str, str]:
    """The names that a text's pictures get, by their addresses; the pictures go into the manuscript."""
    names: dict[str, str] = {}
    missing: list[str] = []
    for block in document.blocks:
        address = block.source
        if block.kind != "picture" or address in names or address in missing:
            continue
        suffix = PurePosixPath(urlsplit(address).path).suffix.lower()
        if not wanted:
            document.report.leave("pictures", block.words or address)
        elif urlsplit(address).scheme in ("http", "https", "data") or address.startswith("//"):
            document.report.leave("pictures that lie elsewhere", f"{block.words} {address[:200]}")
        elif address not in document.pictures:
            missing.append(address)
        elif suffix not in PICTURES:
            document.report.leave(
                f"pictures in a form that pages do not show ({suffix or 'unknown'})", block.words or PurePosixPath(address).name
            )
        else:
            names[address] = f"picture-{len(names) + 1}{suffix}"
            made.pictures[f"assets/{names[address]}"] = document.pictures[address]
    if missing:
        count = "1 picture is" if len(missing) == 1 else f"{len(missing)} pictures are"
        message = f"{count} missing, such as {missing[0]}; put them where the file names them, or leave all out: --no-pictures"
        raise EditionError(Problem(document.report.name, 1, 1, message, "essay-pictures"))
    document.report.kept["pictures"] = len(names)
    document.report.kept += type(document.report.kept)()
    return names
