"""See a file as another reader sees it: its words as they stand there, without the ways by which an edition is made of it."""

import re
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from html.entities import html5
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree, html

from edition.files.pandoc import PandocError, run_pandoc
from edition.files.problem import EditionError
from edition.intake import aozora
from edition.intake.latex import BARE as WITHOUT_COMMANDS
from edition.intake.markup import spell_pictures
from edition.intake.numbers import repeated
from edition.intake.source import Source, pages_of_book, refused
from edition.intake.tei import spelt

BARE = Path(__file__).parents[1] / "intake" / "bare.lua"
UNREAD = (
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "title",
    "rp",
    "iframe",
    "object",
    "svg",
    "audio",
    "video",
    "canvas",
    "del",
)
UNREAD_TEI = ("teiHeader", "fw", "figDesc", "corr", "reg", "expan")  # of an editor, not of the source
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What the other edition of the standard calls the same.
STRICT, LOOSE = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(main|math)"), rb"http://schemas.openxmlformats.org/\1/2006/\2"
FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
RUNS = (f"{WORD}t", FORMULA, f"{WORD}br", f"{WORD}tab")
UNSHOWN = ("tracked-changes", "hidden-text", "hidden-paragraph", "script")
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
BREAKING = re.compile(r"p|h[1-6]|li|div|tr|td|th|dd|dt|br|blockquote|pre|l|lg|head|item|speaker|stage|row|cell|figcaption$")
FORMS = {"markdown": "markdown-citations-smart-tex_math_dollars-strikeout-subscript-superscript"}
TYPED = re.compile(r"^(\s*\(?\w{1,4})([.)])(?=\s)", re.MULTILINE)  # a number as it was typed, which pandoc counts anew
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
PAGING = re.compile(
    r"\b(?:pagenum|pageno|page-?number|pagebreak|doc-pagebreak|pb|newpage|lnum|line-?num(?:ber)?s?|linenos?)\b", re.IGNORECASE
)
HERE = "\ufffc"  # before each formula
DISPLAYED = re.compile(r"^\{\\displaystyle\s*(.*)\}$", re.DOTALL)
OWN = re.compile(rb"<!DOCTYPE[^\[<>]*\[.*?\]\s*>", re.DOTALL)  # what a page defines for itself
ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)(\w{2,31};)")
SHORT = 20  # characters of a page’s number
PATIENCE = 300  # seconds
Node = Any


def witnessed(source: Source) -> str:
    """Return the words of a file as a second reader sees them, a line for each of its blocks. Raises EditionError: essay-format."""
    try:
        if source.form == "text":
            return aozora.spelt(source.text) if aozora.is_marked(source.text) else source.text
        if source.form == "html":
            tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", source.text))
            spell_pictures(tree)
            _spell([tree], source.name)
            return "".join(_words(tree))
        if source.form == "tei":
            return "".join(_words(_xml(spelt(source.text).encode()), UNREAD_TEI))
        if source.form == "fb2":
            return "\n".join(_fiction(_xml(source.text.encode())))
        if source.form in ("docx", "odt", "epub"):
            with zipfile.ZipFile(BytesIO(source.data)) as archive:
                return "\n".join({"docx": _document, "odt": _office, "epub": _book}[source.form](archive))
    except (etree.LxmlError, KeyError, ValueError) as error:
        raise refused(source.name, f"cannot be read a second time: {error}") from None
    return _plain(source)


def _plain(source: Source) -> str:
    """What pandoc writes as plain text of a file that no other reader here reads."""
    text = TYPED.sub(r"\1\\\2", repeated(source.text)) if source.form == "markdown" else source.text
    data = source.data if source.form == "rtf" else text.encode()
    try:
        return _by_pandoc(data, FORMS.get(source.form, source.form), source.name)
    except EditionError:
        if source.form != "latex":
            raise
        return _by_pandoc(data, WITHOUT_COMMANDS, source.name)


def _by_pandoc(data: bytes, form: str, name: str) -> str:
    options = ("--to=plain", "--wrap=none", "--columns=100000", f"--lua-filter={BARE}", "--sandbox", "--quiet")
    try:
        return run_pandoc(data, f"--from={form}", *options, patience=PATIENCE).decode("utf-8", "replace")
    except (PandocError, subprocess.TimeoutExpired):
        raise refused(name, "cannot be read a second time") from None


def _spell(roots: Sequence[Node], name: str) -> None:
    """Put into the place of formulas what pandoc writes for each, by itself."""
    found = [one for root in roots for one in root.iter("{*}math")]
    if not found:
        return
    for one in found:
        for part in one.iter(etree.Element):
            part.tag = etree.QName(part).localname
    page = "".join(f"<p>{HERE}{etree.tostring(one, encoding='unicode', with_tail=False)}</p>" for one in found)
    spelt = _by_pandoc(page.encode(), "html", name).split(HERE)[1:]
    for one, text in zip(found, spelt, strict=True):
        tail = one.tail
        one.clear()
        shown = DISPLAYED.sub(r"\1", text.strip().strip("$").strip())
        one.text, one.tail = f" {shown} ", tail


def _xml(data: bytes) -> Node:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True))


def _words(root: Node, unread: Sequence[str] = UNREAD) -> Iterator[str]:
    """The words below an element, with a line's end where a block ends; notes that TEI has in their places come last."""
    notes = [*root.iterfind(".//{*}text//{*}note")]
    yield from _parts(root, unread, notes)
    for note in notes:
        yield from ("\n", *_parts(note, unread, [one for one in notes if one is not note]), "\n")


def _parts(root: Node, unread: Sequence[str], notes: Sequence[Node]) -> Iterator[str]:
    """The words below an element, but for those of notes."""
    apart = set(notes)
    waiting: list[Node | str] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            continue
        tag = etree.QName(one).localname if isinstance(one.tag, str) else ""
        following = ["\n"] if BREAKING.match(tag) else []
        if tag and tag not in unread and one not in apart and not _paging(one):
            inner = [part for child in one for part in (child, child.tail or "")]
            waiting.extend(reversed([*following, one.text or "", *inner, *following]))


def _paging(one: Node) -> bool:
    """Whether an element says on which page of a printed edition it stands."""
    named = f"{one.get('class', '')} {one.get('epub:type', '')} {one.get(EPUB_TYPE, '')} {one.get('role', '')}"
    return PAGING.search(named) is not None and len("".join(one.itertext())) <= SHORT


def _fiction(root: Node) -> Iterator[str]:
    """The bodies of an FB2, without the marks of its notes."""
    names = {f"#{one.get('id')}" for one in root.iter("{*}section")}
    for one in [*root.iter("{*}a")]:
        if one.get("type") == "note" and any(value in names for value in one.attrib.values()):
            one.text = None
            del one[:]
    for body in root.iterfind("{*}body"):
        yield "".join(_words(body, ()))


def _document(archive: zipfile.ZipFile) -> Iterator[str]:
    """The paragraphs of a DOCX, then its notes."""
    names = set(archive.namelist())
    for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        root = _xml(STRICT.sub(LOOSE, archive.read(name)) if name in names else b"<none/>")
        for other in [*root.iter("{*}Fallback")]:  # says again what stands before it, for an older Word
            if any(one.find(f".//{WORD}t") is not None for one in other.itersiblings("{*}Choice", preceding=True)):
                other.getparent().remove(other)
        etree.strip_elements(root, f"{WORD}moveFrom", f"{WORD}del", with_tail=False)
        for reading in [*root.iter(f"{WORD}rt")]:
            reading.getparent().append(reading)
        for paragraph in root.iter(f"{WORD}p"):
            yield "".join(_run(one) for one in paragraph.iter(*RUNS) if not _outside(one, paragraph))


def _run(one: Node) -> str:
    return one.text or "" if one.tag in (f"{WORD}t", FORMULA) else " "


def _outside(one: Node, paragraph: Node) -> bool:
    """Whether a run is of a paragraph within a paragraph (a text box), which comes by itself."""
    return next(one.iterancestors(f"{WORD}p")) is not paragraph


def _office(archive: zipfile.ZipFile) -> Iterator[str]:
    """The paragraphs and headings of an ODT, then those of its notes."""
    root = _xml(archive.read("content.xml"))
    etree.strip_elements(root, *(f"{OFFICE}{name}" for name in UNSHOWN), "{*}annotation", with_tail=False)
    notes = [note for note in root.iter(f"{OFFICE}note") if note.getparent() is not None]
    for note in notes:
        note.tail, tail = None, note.tail
        parent, before = note.getparent(), note.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + (tail or "")
        else:
            parent.text = (parent.text or "") + (tail or "")
        parent.remove(note)
    for part in (root, *notes):
        told: list[str] = []
        for block in reversed([*part.iter(f"{OFFICE}p", f"{OFFICE}h")]):
            told.insert(0, "".join(block.itertext()))
            block.clear(keep_tail=True)  # one that it stands in (it is in a text box) does not say it again
        yield from told


def _book(archive: zipfile.ZipFile) -> Iterator[str]:
    """The pages of an EPUB, in the order of its spine."""
    for name in pages_of_book(archive):
        tree = _xml(ENTITY.sub(_entity, OWN.sub(b"", archive.read(name))))
        for one in tree.iter("{*}img"):
            one.tag = "img"
        spell_pictures(tree)
        _spell([tree], name)
        yield "".join(_words(tree))


def _entity(match: re.Match[bytes]) -> bytes:
    """The sign that HTML has a name for; another name stays as the words that it is."""
    sign = html5.get(match[1].decode())
    return b"".join(b"&#%d;" % ord(one) for one in sign) if sign else b"&amp;" + match[1]
