"""The edition as one HTML file: everything is inside, and it asks nobody for anything, wherever it lies."""

import base64
import mimetypes
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from lxml import html

from edition.export.epub import PAGES, documents, pictures_of
from edition.export.epub_package import Document
from edition.export.epub_proof import read_pages
from edition.export.proof import Said
from edition.export.records import Book, BookText
from edition.export.scripts import asset, bundled
from edition.export.styles import book_styles, faces_of
from edition.export.ways import leading, xml_id
from edition.export.xhtml import make
from edition.text.language import leftward, served_by, t
from edition.text.normal import brief

NAME = "edition.html"
HERE = Path(__file__).parent
CHECKED = re.compile(r'(<input [^>]*?) checked="checked"')  # no ">" stands in an attribute as it is written
LOWER = {f"h{level}": f"h{level + 1}" for level in range(1, 6)}
PREFIX = "{http://www.w3.org/1999/xhtml}"


def write_one(book: Book) -> Mapping[str, bytes]:
    """Return the file by its name. Raises Missing: scripts of the toolkit."""
    names = {part.address: f"{text.folder}-{part.id}" for text in book.texts for part in text.parts}
    names |= {part.address: f"page-{part.id}" for part in book.matter}
    listed = list(documents(book, _leads(book, names), names))
    parts = [_part(document, book) for document in listed]
    _unique(parts)
    styles = (HERE / "onefile.css").read_text("utf-8")
    faces = {name: _data("font/woff2", data) for name, data in faces_of(_letters(parts)).items()}
    css = book_styles(book.kinds, lambda name: faces[name]) + styles
    script = _spoken(book) + (HERE / "onefile.js").read_text("utf-8")
    script += bundled(book, "copy/words.js") if _has_own(book) else ""
    direction = "rtl" if leftward(book.language) else ""
    root = make("html", _head(book, css, script), _body(book, listed, parts, script), lang=book.language, dir=direction)
    page = CHECKED.sub(r"\1 checked", ET.tostring(root, "unicode", method="html"))
    return {NAME: f"<!DOCTYPE html>\n{page}\n".encode()}


def _leads(book: Book, names: Mapping[str, str]) -> Callable[[str], str]:
    """Where an address leads in the file: to what stands there, to a picture’s data, else to the site."""
    pages = {address: f"#{name}" for address, name in names.items()} | {page: f"#{_name(file)}" for page, file in PAGES.items()}
    pictures = {f"/{name}": _data(mimetypes.guess_type(name)[0] or "", data) for name, data in pictures_of(book)}
    several: dict[str, str] = {}
    for text in book.texts if len(book.texts) > 1 else ():  # paragraphs of two texts have one id, and notes may
        for part in text.parts:
            several |= {f"{part.address}#{block.id}": f"#{text.folder}-{xml_id(block.id)}" for block in part.paragraphs}
            several |= {note.address: f"#{text.folder}-{xml_id(note.id)}" for note in part.notes}
    known = leading(book, lambda _: "")
    return lambda address: pages.get(address) or pictures.get(address) or several.get(address) or known(address)


def _data(type: str, data: bytes) -> str:
    return f"data:{type};base64,{base64.b64encode(data).decode()}"


def _name(file: str) -> str:
    return file.removesuffix(".xhtml")


def _part(document: Document, book: Book) -> ET.Element:
    """A document of the book as a part of the page: its ids its own, its attributes HTML’s."""
    made, name = document.body, _name(document.name)
    folder = made.get("data-text", "")
    text = next((text for text in book.texts if text.folder == folder), None)
    if folder and len(book.texts) > 1:
        _prefix(made, f"{folder}-")
    for heading in [element for element in made.iter() if element.tag in LOWER and document.type != "titlepage"]:
        heading.tag = LOWER[heading.tag]  # the page has one title
    for element in made.iter():
        for attribute in ("epub:type", "xml:lang", "xmlns"):
            element.attrib.pop(attribute, None)
        for attribute in ("id", "aria-labelledby"):
            if element.get(attribute) in ("title", "notes"):
                element.set(attribute, f"{name}-{element.get(attribute)}")
        if element.tag == "aside":  # of every section there is one
            element.set("aria-label", t("{part}: {title}", part=element.get("aria-label", ""), title=document.title))
        if element.get("role") == "doc-endnotes":
            element.attrib.pop("aria-labelledby", None)
            element.set("aria-label", t("Notes: {title}", title=document.title))
        if text and element.get("class", "").startswith(("verbatim", "restated")):
            _prove(element, text)
        if element.get("class", "").startswith("note-ref "):  # its number is shown, and is no part of the words
            element.set("data-number", element.text or "")
            element.text = None
        if element.tag == "li" and element.get("class", "").startswith("note "):
            _note(element)
    made.set("id", name)
    return made


def _prefix(part: ET.Element, prefix: str) -> None:
    """Give each id in a part a prefix, and the links to them: another text may have the same ids."""
    ids = {element.get("id") for element in part.iter()} - {None, "title", "notes"}
    for element in part.iter():
        if element.get("class", "").startswith(("verbatim", "restated")):
            element.set("data-paragraph", element.get("id", ""))
        if element.get("id") in ids:
            element.set("id", prefix + element.get("id", ""))
        if element.get("href", "").startswith("#") and element.get("href", "")[1:] in ids:
            element.set("href", f"#{prefix}{element.get('href', '')[1:]}")


def _prove(paragraph: ET.Element, text: BookText) -> None:
    """What a paragraph of the author’s is known by: the reader’s own copy, and the page itself, are held against it."""
    facts = text.record.facts.get(paragraph.get("data-paragraph", paragraph.get("id", "")))
    if facts:
        known = {"sha256": brief(facts.sha256), "letters": facts.letters, "fingerprint": brief(facts.fingerprint)}
        known["words"] = facts.words
        for name, value in known.items():
            paragraph.set(f"data-{name}", str(value or ""))


def _note(note: ET.Element) -> None:
    """A note as the scripts of the site know it: its heading has its id, and begins with the author’s words."""
    heading, about = note[0], note[1]
    number, quoted = heading[0], heading[1]
    note.set("value", number.text or "")
    heading.tag = "h3"
    heading.set("id", note.attrib.pop("id"))
    heading[:], heading.text = [quoted], None
    quoted.tail = None
    number.tail = " "
    about.insert(0, number)


def _unique(parts: Iterable[ET.Element]) -> None:
    """Leave every id to the first that has it."""
    seen: set[str] = set()
    for element in (element for part in parts for element in part.iter()):
        id = element.get("id", "")
        if id in seen:
            del element.attrib["id"]
        elif id:
            seen.add(id)


def _has_own(book: Book) -> bool:
    return len(book.texts) == 1 and bool(book.texts[0].record.paragraphs)


# ---- the page


def _head(book: Book, css: str, script: str) -> ET.Element:
    policy = f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(css)}'; font-src data:; img-src data:"
    head = make("head", make("meta", charset="utf-8"))
    head.append(make("meta", **{"http-equiv": "Content-Security-Policy"}, content=f"{policy}; base-uri 'none'; form-action 'none'"))
    head.append(make("meta", name="viewport", content="width=device-width,initial-scale=1"))
    head.append(make("meta", name="referrer", content="no-referrer"))
    head.extend(
        (
            make("title", t("{title}: an annotated edition", title=book.title)),
            make("meta", name="description", content=book.description),
        )
    )
    head.append(make("style", css))
    return head


def _spoken(book: Book) -> str:
    """What scripts say in the language of the edition, as the site’s scripts have it; nothing in English."""
    language = served_by(book.language)
    return "" if language == "en" else asset(book, f"reading/words-{language}.js")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def _body(book: Book, listed: list[Document], parts: list[ET.Element], script: str) -> ET.Element:
    field = make("input", type="search", id="query", autocomplete="off", aria_controls="found")
    search = make(
        "search",
        make("label", t("Search") + " ", field),
        make("span", id="said", role="status"),
        make("ol", id="found"),
        id="search",
    )
    for part in (search, search[-1]):
        part.set("hidden", "hidden")
    ways = make("ol", *(make("li", make("a", one.title, href=f"#{_name(one.name)}")) for one in listed if one.listed))
    contents = make("nav", make("h2", t("Contents"), id="contents"), ways, aria_labelledby="contents")
    main = make("main", *_ordered(book, listed, parts, contents), class_="md-content__inner")
    top = make("a", t("Contents"), href="#contents", class_="up")
    return make("body", make("header", top, search), main, make("script", script))


def _ordered(book: Book, listed: list[Document], parts: list[ET.Element], contents: ET.Element) -> Iterator[ET.Element]:
    last = max((at for at, one in enumerate(listed) if one.type == "chapter"), default=-1)
    for at, part in enumerate(parts):
        yield part
        if at == 0:
            yield contents
        if at == last and _has_own(book):
            text = book.texts[0]
            words = t("Read the author’s own words") if text.restated else t("Verify the text")
            own = make("p", make("button", words, type="button"), class_="own-words", data_text=text.folder)
            own.set("hidden", "hidden")
            yield make("div", own, class_="after")


def _letters(parts: Iterable[ET.Element]) -> set[int]:
    shown = "".join(words for part in parts for words in part.itertext())
    return {ord(sign) for sign in shown} | set(range(0x20, 0x7F))


# ---- read back


def read_one(files: Mapping[str, bytes]) -> Said:
    """Return what the one file says, as a browser’s parser reads it. Raises ValueError, KeyError, etree.LxmlError."""
    page = html.document_fromstring(files[NAME], parser=html.HTMLParser(encoding="utf-8"))
    html.html_to_xhtml(page)
    return read_pages([page])
