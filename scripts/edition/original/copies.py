"""Read a copy of an essay in whatever form it has: plain text, HTML, EPUB, DOCX, and what pandoc reads besides."""

import re
import tempfile
from pathlib import Path

from edition.files.disk import shown
from edition.files.problem import EditionError, Problem
from edition.original import archives, hypertext
from edition.original.fingerprints import Stretch

# A run of lines with no blank one in it.
BLOCK = re.compile(r"\S(?:.|\n(?![^\S\n]*(?:\n|\Z)))*")
CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article|div|p|h1)\b", re.IGNORECASE | re.DOTALL
)
# What pandoc reads and nothing else tells apart.
PANDOC = {".md": "markdown", ".markdown": "markdown", ".rtf": "rtf", ".odt": "odt", ".fb2": "fb2", ".rst": "rst", ".tex": "latex"}
# A book of a million words is 6 MB; an essay that is larger than this is something else.
LARGEST = 20_000_000
LONGEST = 100_000
# The Kindle's and the printer's formats hold pages, not paragraphs.
REFUSED = {b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"\xd0\xcf\x11\xe0": "an old Word document"}


def read_copy(path: Path, root: Path) -> list[Stretch]:
    """The blocks of a copy, each with its line (in EPUB, DOCX and what pandoc reads: its number).

    Errors: essay-missing, essay-encoding, essay-empty, essay-format, essay-paragraph.
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
        message = "is empty; expected paragraphs with blank lines between them"
        raise EditionError(Problem(name, 1, 1, message, "essay-empty"))
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
    if data.startswith(b"PK\x03\x04") and suffix not in PANDOC:
        return archives.blocks(data, name)
    if suffix in PANDOC or data.startswith(b"{\\rtf"):
        return _converted(data, PANDOC.get(suffix, "rtf"), name)
    if suffix in (".html", ".htm", ".xhtml") or MARKUP.match(data):
        return hypertext.blocks(_decoded(data, name, declared=True))
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
        message = (
            "is UTF-16"
            if data[:2] in (b"\xff\xfe", b"\xfe\xff")
            else f"byte 0x{data[error.start]:02x} is not {encoding[:5].upper()}"
        )
        line = data.count(b"\n", 0, error.start) + 1
        raise EditionError(Problem(name, line, 1, f"{message}; save the text as UTF-8", "essay-encoding")) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = re.search("[\x00-\x08\x0e-\x1b]", text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise EditionError(Problem(name, line, 1, "is not plain text (it holds control characters)", "essay-encoding"))
    return text


def plain_blocks(text: str) -> list[Stretch]:
    """The paragraphs of a plain text: blank lines or form feeds between them, else indented first lines, else one a line."""
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


def _converted(data: bytes, form: str, name: str) -> list[Stretch]:
    """What pandoc makes of a document; its blocks are numbered."""
    import pypandoc  # most copies are text

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "copy")
        source.write_bytes(data)
        try:
            html = pypandoc.convert_file(str(source), "html", format=form, extra_args=["--wrap=none", "--sandbox"])
        except (OSError, RuntimeError) as error:
            message = f"cannot be read as {form}: {str(error).strip().splitlines()[-1]}"
            raise EditionError(Problem(name, 1, 1, message, "essay-format")) from None
    return [Stretch(block.text, number, block.level) for number, block in enumerate(hypertext.blocks(html), 1)]
