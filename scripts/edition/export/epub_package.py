"""What makes files an EPUB: its contents and landmarks, its package document, the archive."""

import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from edition.export.records import Book
from edition.export.xhtml import make
from edition.text.language import leftward, message, t

DATE = (1980, 1, 1, 0, 0, 0)  # of the files in the archive: the earliest that the form can say
UNKNOWN_DAY = "1980-01-01"
XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
TYPES = {".xhtml": "application/xhtml+xml", ".css": "text/css", ".woff2": "font/woff2", ".png": "image/png", ".jpg": "image/jpeg"}
TYPES |= {".jpeg": "image/jpeg", ".webp": "image/webp", ".gif": "image/gif"}
ACCESS = {
    "schema:accessMode": ("textual", "visual"),
    "schema:accessModeSufficient": ("textual",),
    "schema:accessibilityFeature": (
        "tableOfContents",
        "structuralNavigation",
        "readingOrder",
        "alternativeText",
        "longDescription",
        "displayTransformability",
    ),
    "schema:accessibilityHazard": ("none",),
    "schema:accessibilitySummary": (
        message(
            "All words are text in reading order; every note leads back to its passage; every picture is described, and what it "
            "shows is said in words, too."
        ),
    ),
}


@dataclass(frozen=True)
class Document:
    """A file of the book: its name, its title, what stands in its body, what it is (epub:type), whether the contents name it."""

    name: str
    title: str
    body: ET.Element
    type: str = ""
    listed: bool = True


def contents(book: Book, documents: Iterable[Document]) -> Document:
    """Return the table of contents, and the landmarks."""
    listed = [document for document in documents if document.listed]
    items = make("ol", *(make("li", make("a", one.title, href=one.name)) for one in listed))
    body = make("div", make("nav", make("h1", t("Contents")), items, epub_type="toc", role="doc-toc", id="toc"))
    first = next((one.name for one in listed if one.type == "chapter"), listed[0].name)
    marks = [
        ("titlepage", t("Title page"), "title.xhtml"),
        ("toc", t("Contents"), "nav.xhtml"),
        ("bodymatter", t("Beginning"), first),
    ]
    marks += [(one.type, one.title, one.name) for one in listed if one.type in ("glossary", "bibliography", "copyright-page")]
    ways = make("ol", *(make("li", make("a", title, href=name, epub_type=type)) for type, title, name in marks))
    body.append(make("nav", make("h2", t("Landmarks")), ways, epub_type="landmarks", hidden="hidden"))
    return Document("nav.xhtml", t("Contents"), body)


def page(document: Document, book: Book) -> str:
    """Return the text of a file of the book."""
    head = make("head", make("title", f"{document.title} · {book.title}"), make("link", rel="stylesheet", href="book.css"))
    root = make("html", head, make("body", document.body), xmlns=XHTML, lang=book.language)
    root.attrib.update({"xmlns:epub": OPS, "xml:lang": book.language, **({"dir": "rtl"} if leftward(book.language) else {})})
    return '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n' + ET.tostring(root, "unicode") + "\n"


def package(book: Book, documents: Iterable[Document], files: Mapping[str, bytes]) -> str:
    """Return the package document: metadata, what files there are, and in which order they are read."""
    meta = make("metadata", **{"xmlns:dc": "http://purl.org/dc/elements/1.1/"})
    meta.append(make("dc:identifier", f"urn:uuid:{book.identity}", id="id"))
    meta.extend([make("dc:title", book.title), make("dc:language", book.language)])
    authors = dict.fromkeys(text.record.author for text in book.texts)
    meta.extend(make("dc:creator", author) for author in authors)
    meta.extend(make("dc:source", text.record.url) for text in book.texts if text.record.url)
    meta.extend(make(f"dc:{name}", words) for name, words in (("description", book.description), ("rights", book.rights)) if words)
    if book.day:
        meta.append(make("dc:date", book.day))
    meta.append(make("meta", f"{(book.day or UNKNOWN_DAY)[:10]}T00:00:00Z", property="dcterms:modified"))
    meta.extend(
        make("meta", t(value) if " " in value else value, property=name) for name, values in ACCESS.items() for value in values
    )
    items = [_item(name, data) for name, data in sorted(files.items())]
    order = ["title.xhtml", "nav.xhtml", *(document.name for document in documents if document.name != "title.xhtml")]
    spine = make("spine", *(make("itemref", idref=_id(name)) for name in order))
    root = make("package", meta, make("manifest", *items), spine, xmlns="http://www.idpf.org/2007/opf", version="3.0")
    root.attrib.update({"unique-identifier": "id", "xml:lang": book.language, "prefix": "schema: http://schema.org/"})
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _item(name: str, data: bytes) -> ET.Element:
    made = make("item", href=name, id=_id(name), media_type=TYPES[Path(name).suffix])
    properties = [word for word, sign in (("svg", b"<svg"),) if name.endswith(".xhtml") and sign in data]
    properties += {"nav.xhtml": ["nav"], "cover.png": ["cover-image"]}.get(name, [])
    if properties:
        made.set("properties", " ".join(properties))
    return made


def _id(name: str) -> str:
    return "f-" + name.replace("/", "-")


def archived(files: Mapping[str, bytes]) -> bytes:
    """Return the archive, the same bytes every time: what it is comes first, as it is."""
    container = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
    )
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", DATE), "application/epub+zip")
        inside = {"META-INF/container.xml": container.encode()} | {f"EPUB/{name}": files[name] for name in sorted(files)}
        for name, data in inside.items():
            info = zipfile.ZipInfo(name, DATE)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, data, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()
