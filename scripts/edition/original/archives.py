"""EPUB and DOCX: zip archives with the text inside."""

import io
import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from edition.files.problem import EditionError, Problem
from edition.original import hypertext
from edition.original.fingerprints import Stretch

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What one part may unpack to; a larger one is no text.
LARGEST = 50_000_000
# What the parts of a damaged archive may raise.
DAMAGED = (BadZipFile, KeyError, StopIteration, ET.ParseError, ValueError, NotImplementedError, RuntimeError, OSError, EOFError)


def blocks(data: bytes, name: str) -> list[Stretch]:
    """The blocks of an EPUB or a DOCX, numbered from 1. Error: essay-format."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                found = list(_docx(archive))
            elif "META-INF/container.xml" in names:
                found = list(_epub(archive))
            else:
                raise EditionError(Problem(name, 1, 1, "is an archive, but neither EPUB nor DOCX", "essay-format"))
    except (
        BadZipFile,
        KeyError,
        ET.ParseError,
        UnicodeDecodeError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
    ) as error:
        raise EditionError(Problem(name, 1, 1, f"is a damaged EPUB or DOCX: {error}", "essay-format")) from None
    return [Stretch(text, number, level) for number, (text, level) in enumerate(found, 1)]


def _part(archive: ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > LARGEST:
        raise ValueError(f"{name} is too large")
    return archive.read(name)


def _tree(archive: ZipFile, name: str) -> ET.Element:
    data = _part(archive, name)
    # Entities could make a small file grow without end.
    if b"<!ENTITY" in data:
        raise ValueError(f"{name} defines entities")
    return ET.fromstring(data)


def _epub(archive: ZipFile) -> Iterator[tuple[str, int]]:
    """The chapters in the order of the spine."""
    rootfile = next(e for e in _tree(archive, "META-INF/container.xml").iter() if e.tag.endswith("}rootfile"))
    package = rootfile.get("full-path", "")
    tree = _tree(archive, package)
    items = {e.get("id"): e for e in tree.iter() if e.tag.endswith("}item")}
    for reference in (e for e in tree.iter() if e.tag.endswith("}itemref")):
        item = items[reference.get("idref")]
        if "nav" in item.get("properties", "").split():
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(item.get("href", ""))))
        for block in hypertext.blocks(_part(archive, path).decode("utf-8-sig")):
            yield block.text, block.level


def _docx(archive: ZipFile) -> Iterator[tuple[str, int]]:
    """The paragraphs of a document as they stand once its tracked changes are accepted."""
    levels = _styles(archive)
    for paragraph in _tree(archive, "word/document.xml").iter(f"{WORD}p"):
        text = "".join(_runs(paragraph)).strip()
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        if text:
            yield text, levels.get(style.get(f"{WORD}val", ""), 0) if style is not None else 0


def _runs(paragraph: ET.Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{WORD}t":
            yield element.text or ""
        elif element.tag in (f"{WORD}tab", f"{WORD}br", f"{WORD}cr"):
            yield "\n" if element.tag != f"{WORD}tab" else " "
        elif element.tag == f"{WORD}noBreakHyphen":
            yield "‑"


def _styles(archive: ZipFile) -> dict[str, int]:
    """The level of each style of heading, whatever its language calls it."""
    if "word/styles.xml" not in archive.namelist():
        return {}
    found = {}
    for style in _tree(archive, "word/styles.xml").iter(f"{WORD}style"):
        name = style.find(f"{WORD}name")
        match = re.fullmatch(r"(?i)(?:heading ([1-6])|title)", name.get(f"{WORD}val", "") if name is not None else "")
        if match:
            found[style.get(f"{WORD}styleId", "")] = int(match[1] or 1)
    return found
