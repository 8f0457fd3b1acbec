"""Open a file that is to be read: say what it is, refuse what cannot be read, and decode what is text."""

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from edition.files.disk import shown
from edition.files.problem import EditionError, Problem
from edition.intake.latex import as_pandoc_knows, joined

FORMS = {".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".epub": "epub", ".odt": "odt", ".rtf": "rtf"}
FORMS |= {".fb2": "fb2", ".md": "markdown", ".markdown": "markdown", ".rst": "rst", ".tex": "latex", ".latex": "latex"}
FORMS |= {".org": "org", ".xml": "xml", ".tei": "tei", ".txt": "text"}
PACKED = {"docx": "word/document.xml", "epub": "META-INF/container.xml", "odt": "content.xml"}  # what each cannot be without
PLAIN = ("text", "markdown", "html", "latex", "rst", "org", "tei", "fb2", "rtf")
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
SAID = ("title", "creator", "language")  # what an EPUB names of itself, in Dublin Core
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"
REFUSED = {b"%PDF": "a PDF, which holds pages and no paragraphs", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture"}
REFUSED |= {OLE: "an encrypted document, or one of an old Word", b"\x1f\x8b": "packed", b"Rar!": "packed", b"7z\xbc\xaf": "packed"}
ASCIIDOC = "AsciiDoc, which is not read; make DocBook or HTML of it: asciidoctor -b docbook"
UNREAD = dict.fromkeys((".adoc", ".asciidoc", ".asc"), ASCIIDOC)  # what would come in with its marks as words
MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article|div|p|h1)\b", re.IGNORECASE | re.DOTALL
)
CHARSET = re.compile(
    rb"""(?:charset|encoding)\s*=\s*["']?([\w.:-]+)|^character set encoding: *([\w.:-]+)""", re.IGNORECASE | re.MULTILINE
)
INPUTENC = re.compile(rb"^[^%\n]*\\usepackage\s*\[([\w-]+)\]\s*\{inputenc\}", re.MULTILINE)  # how LaTeX says it
OF_LATEX = {"ansinew": "cp1252", "applemac": "mac_roman", "latin9": "iso8859_15", "latin10": "iso8859_16"}
# What texts have been kept in; one that came first and reads the same is named.
USUAL = (
    *("cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8_r", "koi8_u", "cp866"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "iso8859_2", "mac_roman", "mac_cyrillic", "cp850"),
)
ROOT = re.compile(rb"<(?:\w+:)?(TEI|TEI\.2|teiCorpus|html|FictionBook|article|book)\b")
BY_ROOT = {b"TEI": "tei", b"TEI.2": "tei", b"teiCorpus": "tei", b"html": "html", b"FictionBook": "fb2"}
BY_ROOT |= {b"article": "jats", b"book": "docbook"}
SUBSET = re.compile(r"<!DOCTYPE[^\[\]<>]*\[.*?\]\s*>", re.DOTALL | re.IGNORECASE)  # entities that a page defines for itself
CONTROL = re.compile("[\x00-\x08\x0e-\x1b]")
CLOSE = 0.02  # two encodings are as likely where the signs of disorder differ by less
# A book of a million words is 6 MB; what is larger than this is something else.
LARGEST = 20_000_000
LARGEST_PACKED = 100_000_000  # with pictures
UNPACKED = 300_000_000
LONGEST = 100_000  # characters of a paragraph


@dataclass(frozen=True)
class Source:
    """A file that can be read: its name and bytes, what it is, its text where it is one, and how it was decoded."""

    name: str
    data: bytes
    form: str
    text: str = ""
    encoding: str = ""
    guessed: bool = False


def open_source(path: Path, root: Path, encoding: str = "") -> Source:
    """Return a file as it is to be read; an encoding that is given is believed.

    Raises EditionError: essay-missing, essay-empty, essay-format, essay-encoding.
    """
    name = shown(path, root)
    try:
        if path.stat().st_size > LARGEST_PACKED:
            raise refused(name, f"has more than {LARGEST_PACKED:,} bytes; is it one text?")
        data = path.read_bytes()
    except OSError as error:
        raise EditionError(Problem(name, 1, 1, f"cannot be read: {error.strerror}", "essay-missing")) from None
    if not data.strip():
        raise empty(name)
    form = _form(data, path.suffix.lower(), name)
    if form in PACKED:
        _check_archive(data, form, name)
        return Source(name, data, form)
    if len(data) > LARGEST:
        raise refused(name, f"has more than {LARGEST:,} bytes; is it one text?")
    text, told, guessed = decoded(data, name, encoding, declared=form in ("html", "tei", "fb2", "xml", "text"))
    if form == "html":
        text = SUBSET.sub("", text)
    if form == "latex":
        text = as_pandoc_knows(joined(text, path.parent, (path.resolve(),)))
    if not text.strip():
        raise empty(name)
    return Source(name, data, form, text, told, guessed)


def pages_of_book(archive: zipfile.ZipFile) -> list[str]:
    """Return the names of an EPUB’s pages in the order of reading. Raises KeyError, ValueError, LxmlError, where it has none."""
    root, folder = _package(archive)
    items = {one.get("id"): str(one.get("href")) for one in root.iter("{*}item")}
    return [posixpath.normpath(posixpath.join(folder, unquote(items[one.get("idref")]))) for one in root.iter("{*}itemref")]


def named_by_book(archive: zipfile.ZipFile) -> tuple[str, str, str]:
    """Return the title, the authors and the language that an EPUB names."""
    root, _ = _package(archive)
    title, creators, language = ([" ".join((one.text or "").split()) for one in root.iter(f"{DUBLIN}{name}")] for name in SAID)
    return "".join(title[:1]), ", ".join(filter(None, creators)), "".join(language[:1])


def _package(archive: zipfile.ZipFile) -> tuple[Any, str]:
    """The package of an EPUB, and the folder in which it lies."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    container = etree.fromstring(archive.read("META-INF/container.xml"), parser)
    name = next((str(one.get("full-path")) for one in container.iter("{*}rootfile")), "")
    return etree.fromstring(archive.read(name), parser), posixpath.dirname(name)


def refused(name: str, message: str, line: int = 1) -> EditionError:
    """Return the error that a file cannot be read as what it is."""
    return EditionError(Problem(name, line, 1, message, "essay-format"))


def empty(name: str) -> EditionError:
    """Return the error that a file holds no words."""
    return EditionError(Problem(name, 1, 1, "is empty; expected paragraphs with blank lines between them", "essay-empty"))


def _form(data: bytes, suffix: str, name: str) -> str:
    for magic, kind in REFUSED.items():
        if data.startswith(magic):
            raise refused(name, f"is {kind}; save the text, without a password, as plain text, HTML, DOCX or EPUB")
    if suffix in UNREAD:
        raise refused(name, f"is {UNREAD[suffix]}")
    form = FORMS.get(suffix, "")
    if data.startswith(ZIP) and form not in PACKED:
        raise refused(name, "is an archive; name it .docx, .epub or .odt if it is one")
    if form in PACKED and not data.startswith(ZIP):
        raise refused(name, f"is no {form.upper()}: it is broken, or something else under that name; save or download it again")
    if form in ("", "text", "xml") and (found := ROOT.search(data[:4000])) and data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return BY_ROOT[found[1]]
    if form == "xml":
        raise refused(name, "is XML, but not TEI, XHTML, FB2, JATS or DocBook; save the text in one of these")
    if data.startswith(b"{\\rtf"):
        return "rtf"
    return "html" if form in ("", "text") and MARKUP.match(data) else form or "text"


def _check_archive(data: bytes, form: str, name: str) -> None:
    """Raise EditionError where an archive is broken, locked, a bomb, or of another kind."""
    kind = form.upper()
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members = {info.filename: info for info in archive.infolist()}
        total = sum(info.file_size for info in members.values())
        if total > UNPACKED:
            raise refused(name, f"unpacks to {total // 1_000_000:,} MB, which is no {kind} of a text; nothing was unpacked")
        if any(info.flag_bits & 1 for info in members.values()):
            raise refused(name, "is encrypted; save it without a password")
        if PACKED[form] not in members:
            raise refused(name, f"is no {kind}: it has no {PACKED[form]}; save or download it again")
        archive.read(PACKED[form])
        locked = {"epub": "META-INF/encryption.xml", "odt": "META-INF/manifest.xml"}.get(form, "")
        notice = archive.read(locked) if locked in members else b""
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, zlib.error):
        raise refused(name, f"is a broken {kind}: it cannot be unpacked; save or download it again") from None
    if re.search(rb"""URI\s*=\s*["'][^"']*\.x?html?["']""", notice) or b"encryption-data" in notice:
        raise refused(name, "is encrypted; bring the text in from a copy without protection")


def decoded(data: bytes, name: str, given: str = "", declared: bool = False) -> tuple[str, str, bool]:
    """Return a file's text, what it was read as, and whether that was guessed. Raises EditionError: essay-encoding."""
    text, encoding, guessed = _decoded(data, name, given, declared)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    control = CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise EditionError(Problem(name, line, 1, "is not plain text (it holds control characters)", "essay-encoding"))
    return text, encoding, guessed


def _decoded(data: bytes, name: str, given: str, declared: bool) -> tuple[str, str, bool]:
    found = CHARSET.search(data[:2000]) if declared else None
    marked = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
    wanted = given or marked or "utf-8"
    try:
        return data.decode(wanted), shown_encoding(wanted), False
    except LookupError:
        raise EditionError(Problem(name, 1, 1, f"there is no encoding “{given}”", "essay-encoding")) from None
    except UnicodeDecodeError as error:
        if given or marked:
            line = data.count(b"\n", 0, error.start) + 1
            message = f"byte 0x{data[error.start]:02x} is not {shown_encoding(wanted)}; name the encoding: --encoding"
            raise EditionError(Problem(name, line, 1, message, "essay-encoding")) from None
    said = (found[1] or found[2]).decode("ascii") if found else ""
    if (typed := INPUTENC.search(data)) is not None:
        said = OF_LATEX.get(typed[1].decode(), typed[1].decode())
    if said and said.lower() not in ("utf-8", "utf8"):
        try:
            return data.decode(said), shown_encoding(said), False
        except (LookupError, UnicodeDecodeError):
            pass  # a page may be mistaken about itself
    return _guessed(data, name)


def _guessed(data: bytes, name: str) -> tuple[str, str, bool]:
    """What a file without a word on its encoding is most likely written in; refused where two readings are as likely."""
    from charset_normalizer import from_bytes  # late: nearly every text is UTF-8

    best, *others = [*(from_bytes(data, cp_isolation=[*USUAL]) or from_bytes(data)), None]
    if best is None:
        raise EditionError(Problem(name, 1, 1, "is in no encoding that is known; save the text as UTF-8", "essay-encoding"))
    encoding = next((one for one in USUAL if one in best.could_be_from_charset), best.encoding)
    rival = others[0]
    letters = sum(sign.isalpha() for sign in str(best))
    close = rival is not None and abs(rival.chaos - best.chaos) < CLOSE and rival.coherence >= best.coherence
    if not letters or (close and rival is not None and str(rival) != str(best)):
        names = shown_encoding(encoding) + (f" or {shown_encoding(rival.encoding)}" if rival else "")
        message = f"is not UTF-8; it may be {names}; say which: --encoding {encoding}, or save the text as UTF-8"
        line = next((number for number, line in enumerate(data.split(b"\n"), 1) if not line.isascii()), 1)
        raise EditionError(Problem(name, line, 1, message, "essay-encoding"))
    return str(best), shown_encoding(encoding), True


def shown_encoding(encoding: str) -> str:
    """Return an encoding's name as people know it: cp1251 is Windows-1251."""
    name = encoding.lower().replace("_", "-")
    return f"Windows-{name[2:]}" if re.fullmatch(r"cp125\d", name) else name.upper()
