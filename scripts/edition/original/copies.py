"""Read a copy of an essay in whatever form it has: plain text by hand, everything else by pandoc."""

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edition.files.disk import shown
from edition.files.problem import EditionError, Problem
from edition.text.normal import normal

# A run of lines with no blank one in it.
BLOCK = re.compile(r"\S(?:.|\n(?![^\S\n]*(?:\n|\Z)))*")
CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article|div|p|h1)\b", re.IGNORECASE | re.DOTALL
)
HTML = (".html", ".htm", ".xhtml")
PANDOC = {".docx": "docx", ".epub": "epub", ".odt": "odt", ".rtf": "rtf", ".fb2": "fb2"}
PANDOC |= {".md": "markdown", ".markdown": "markdown", ".rst": "rst", ".tex": "latex"}
ZIP = b"PK\x03\x04"
# A book of a million words is 6 MB; an essay that is larger than this is something else.
LARGEST = 20_000_000
LONGEST = 100_000  # characters of a paragraph
# The Kindle's and the printer's formats hold pages, not paragraphs.
REFUSED = {b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"\xd0\xcf\x11\xe0": "an old Word document"}
RULE = "***"  # how a rule between parts is read


@dataclass(frozen=True)
class Stretch:
    """A block of a copy and the line on which it begins; level is that of a heading, 0 for running text."""

    text: str
    line: int
    level: int = 0

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(normal(self.text).split())


def read_copy(path: Path, root: Path) -> list[Stretch]:
    """Return the blocks of a copy, each with its line (in what pandoc reads: its number).

    Raises EditionError: essay-missing, essay-encoding, essay-empty, essay-format, essay-paragraph.
    """
    name = shown(path, root)
    try:
        if path.stat().st_size > LARGEST:
            raise EditionError(Problem(name, 1, 1, f"has more than {LARGEST:,} bytes; is it one essay?", "essay-format"))
        data = path.read_bytes()
    except OSError as error:
        raise EditionError(Problem(name, 1, 1, f"cannot be read: {error.strerror}", "essay-missing")) from None
    found = _blocks(data, path, name)
    if not any(stretch.text.strip() for stretch in found):
        raise EditionError(Problem(name, 1, 1, "is empty; expected paragraphs with blank lines between them", "essay-empty"))
    for stretch in found:
        if len(stretch.text) > LONGEST:
            message = f"a paragraph of {len(stretch.text):,} characters; put blank lines between the paragraphs"
            raise EditionError(Problem(name, stretch.line, 1, message, "essay-paragraph"))
    return found


def _blocks(data: bytes, path: Path, name: str) -> list[Stretch]:
    suffix = path.suffix.lower()
    for magic, kind in REFUSED.items():
        if data.startswith(magic):
            message = f"is {kind}; save the text as plain text, HTML, DOCX or EPUB"
            raise EditionError(Problem(name, 1, 1, message, "essay-format"))
    if suffix in HTML or MARKUP.match(data):
        return pandoc_blocks(_decoded(data, name, declared=True).encode(), "html", name)
    if data.startswith(ZIP) and suffix not in PANDOC:
        raise EditionError(Problem(name, 1, 1, "is an archive; name it .docx, .epub or .odt if it is one", "essay-format"))
    if suffix in PANDOC or data.startswith(b"{\\rtf"):
        return pandoc_blocks(data, PANDOC.get(suffix, "rtf"), name)
    return plain_blocks(_decoded(data, name, declared=False))


def _decoded(data: bytes, name: str, declared: bool) -> str:
    """The text of a file: UTF-8, or what a page of HTML declares; binary data is refused."""
    charset = CHARSET.search(data[:2000]) if declared else None
    encoding = charset[1].decode("ascii") if charset and not data.startswith(b"\xef\xbb\xbf") else "utf-8-sig"
    try:
        text = data.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except LookupError:
        raise EditionError(Problem(name, 1, 1, f"declares the unknown encoding {encoding}", "essay-encoding")) from None
    except UnicodeDecodeError as error:
        utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        message = "is UTF-16" if utf16 else f"byte 0x{data[error.start]:02x} is not {encoding[:5].upper()}"
        line = data.count(b"\n", 0, error.start) + 1
        raise EditionError(Problem(name, line, 1, f"{message}; save the text as UTF-8", "essay-encoding")) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = re.search("[\x00-\x08\x0e-\x1b]", text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise EditionError(Problem(name, line, 1, "is not plain text (it holds control characters)", "essay-encoding"))
    return text


def plain_blocks(text: str) -> list[Stretch]:
    """Return the paragraphs of a plain text: blank lines or form feeds between them, else indented first lines, else one a line."""
    text = text.replace("\f", "\n\n").replace("\v", "\n").replace("\u2029", "\n\n").replace("\u2028", "\n")
    found = [Stretch(match.group().strip(), text.count("\n", 0, match.start()) + 1) for match in BLOCK.finditer(text)]
    return found if len(found) > 1 else _lines(text)


def _lines(text: str) -> list[Stretch]:
    """The paragraphs of a text without a blank line."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    indented = [line[0] in " \t\u3000" for _, line in lines]
    # Most lines run on from one before: then the indented ones begin paragraphs.
    first = indented if 0 < sum(indented[1:]) <= len(lines) / 2 else [len(line) > 120 or not lines for _, line in lines]
    made: list[Stretch] = []
    for (number, line), begins in zip(lines, first, strict=True):
        if made and not begins:
            made[-1] = Stretch(f"{made[-1].text}\n{line.strip()}", made[-1].line)
        else:
            made.append(Stretch(line.strip(), number))
    return made


def pandoc_blocks(data: bytes, form: str, name: str) -> list[Stretch]:
    """Return the blocks of a document as pandoc reads it, numbered from 1. Raises EditionError: essay-format."""
    import pypandoc  # most copies are text

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "copy")
        source.write_bytes(data)
        try:
            document = pypandoc.convert_file(str(source), "json", format=form, extra_args=["--sandbox"])
        except (OSError, RuntimeError) as error:
            message = f"cannot be read as {form}: {str(error).strip().splitlines()[-1]}"
            raise EditionError(Problem(name, 1, 1, message, "essay-format")) from None
    found = ((text.strip(), level) for text, level in _walk(json.loads(document)["blocks"]))
    return [Stretch(text, number, level) for number, (text, level) in enumerate((pair for pair in found if pair[0]), 1)]


def _walk(blocks: list[Any]) -> Iterator[tuple[str, int]]:
    """The text of each block of pandoc's document that holds words, and the level of a heading."""
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind in ("Para", "Plain"):
            yield _words(content), 0
        elif kind == "Header":
            yield _words(content[2]), content[0]
        elif kind == "LineBlock":
            yield "\n".join(map(_words, content)), 0
        elif kind == "CodeBlock":
            yield content[1], 0
        elif kind == "HorizontalRule":
            yield RULE, 0
        elif kind not in ("RawBlock", "Null"):
            yield from _walk(list(_inner(content)))


def _inner(content: Any) -> Iterator[Any]:
    """The blocks inside lists, quotations, divisions, tables."""
    if isinstance(content, dict) and "t" in content:
        yield content
    elif isinstance(content, list):
        for one in content:
            yield from _inner(one)


BREAKS = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
MARKS = {"DoubleQuote": "“”", "SingleQuote": "‘’"}


def _words(inlines: Any) -> str:
    """The words of pandoc's inline elements, as their reader sees them; notes are not the text's."""
    parts = []
    for one in inlines:
        kind, content = one["t"], one.get("c")
        if kind == "Str":
            parts.append(content)
        elif kind in BREAKS:
            parts.append(BREAKS[kind])
        elif kind in ("Code", "Math"):
            parts.append(content[1])
        elif kind == "Quoted":
            marks = MARKS[content[0]["t"]]
            parts.append(f"{marks[0]}{_words(content[1])}{marks[1]}")
        elif kind in ("Link", "Image", "Span", "Cite"):
            parts.append(_words(content[1]))
        elif kind not in ("Note", "RawInline"):
            parts.append(_words(content))
    return "".join(parts)
