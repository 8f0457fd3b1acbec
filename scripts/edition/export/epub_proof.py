"""What an EPUB says, read back by zipfile and lxml as a reading system would: container, package, spine, pages."""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from lxml import etree

from edition.export.proof import Said, SaidNote, paragraph_key
from edition.text.normal import digest

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
}
BLOCKS = {"p", "li", "ul", "ol", "blockquote", "pre", "table", "tr", "td", "th", "dl", "dt", "dd", "div", "h4", "h5", "h6"}
# What the book adds to the words: numbers of notes, sources and footnotes, words in the place of a picture.
ADDED = {"note-ref", "citation", "footnote-ref", "unpictured"}


def read_epub(files: Mapping[str, bytes]) -> Said:
    """Return what the EPUB among some files says. Raises ValueError, KeyError, zipfile.BadZipFile, etree.LxmlError."""
    (data,) = (data for name, data in files.items() if name.endswith(".epub"))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if archive.testzip() or archive.namelist()[0] != "mimetype":
            raise ValueError("the archive is damaged")
        return read_pages(list(_spine(archive)))


def _spine(archive: zipfile.ZipFile) -> Iterator[Any]:
    """The pages in the order of reading."""
    container = etree.fromstring(archive.read("META-INF/container.xml"))
    (path,) = _all(container, "//c:rootfile/@full-path")
    package = etree.fromstring(archive.read(path))
    files = {item.get("id"): posixpath.join(posixpath.dirname(path), item.get("href")) for item in _all(package, "//o:item")}
    for item in _all(package, "//o:spine/o:itemref"):
        yield etree.fromstring(archive.read(files[item.get("idref")]))


def read_pages(pages: list[Any]) -> Said:
    """Return what some pages of XHTML say."""
    paragraphs: dict[str, str] = {}
    notes: list[SaidNote] = []
    keys: dict[str, list[str]] = {"actor": [], "term": [], "event": [], "source": []}
    for page in pages:
        for section in _all(page, "//h:section[@data-text]"):
            folder = section.get("data-text")
            shown = _all(section, ".//h:p[starts-with(@class, 'verbatim') or starts-with(@class, 'restated')]")
            paragraphs |= {paragraph_key(folder, _id(one)): digest(words_in(one)) for one in shown}
            notes += [_note(note, folder, shown) for note in _all(section, ".//h:li[@data-key and h:div[@class='body']]")]
        for one in _all(page, "//h:*[@data-key and not(contains(@class, 'note '))]"):
            keys[one.get("id").partition("-")[0]].append(one.get("data-key"))
    return Said(paragraphs, notes, keys["source"], keys["actor"], keys["term"], keys["event"])


def _note(note: Any, folder: str, shown: list[Any]) -> SaidNote:
    where, words = "", ""
    for paragraph in shown:
        pieces = [words_in(piece) for piece in paragraph.iter("{*}span") if piece.get("data-note") == note.get("data-key")]
        if pieces:
            where, words = paragraph_key(folder, _id(paragraph)), "".join(pieces)
    number, quote, kind = (words_in(_one(note, f".//h:span[@class='{name}']")) for name in ("number", "quoted", "kind"))
    return SaidNote(int(number), kind, quote, where, words, digest(words_in(_one(note, "h:div[@class='body']"))))


def _id(paragraph: Any) -> str:
    """What the edition calls a paragraph, whatever it is called in a page that has those of several texts."""
    return str(paragraph.get("data-paragraph") or paragraph.get("id"))


def words_in(element: Any) -> str:
    """Return the words of an element, but for what the book adds to them; a block begins and ends with a space."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    border = " " if etree.QName(element).localname in BLOCKS else ""
    yield border
    yield element.text or ""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if not ADDED & set(child.get("class", "").split()):
            yield from _pieces(child)
        yield child.tail or ""
    yield border


def _one(element: Any, path: str) -> Any:
    (found,) = _all(element, path)
    return found


def _all(element: Any, path: str) -> list[Any]:
    return list(element.xpath(path, namespaces=NAMES))
