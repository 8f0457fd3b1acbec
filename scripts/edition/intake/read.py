"""Read a file of any kind into a document: one way for all, by pandoc's blocks."""

import json
import posixpath
import re
import subprocess
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from edition.files.pandoc import PandocError, run_pandoc
from edition.files.problem import EditionError, Problem
from edition.intake import aozora, article, fiction, frame, latex, markup, tei
from edition.intake.blocks import Block, marked, with_marks
from edition.intake.contents import without_contents
from edition.intake.numbers import numbered, repeated
from edition.intake.office import PARTS, prepared
from edition.intake.pieces import pieces, pieces_of_markdown
from edition.intake.plain import blocks_of_text
from edition.intake.report import Report
from edition.intake.shapes import Reader
from edition.intake.source import LONGEST, PLAIN, SUBSET, Source, empty, named_by_book, open_source, pages_of_book, refused
from edition.intake.verse import with_stages

FILTER = Path(__file__).with_name("merge.lua")
# Markdown in which nothing is taken for a list, a citation or markup but what says so; numbers stand as they were typed.
MARKDOWN = (
    "markdown-fancy_lists-citations-example_lists-smart-tex_math_single_backslash-raw_tex-implicit_figures"
    "-auto_identifiers-subscript-superscript-tex_math_dollars-strikeout+bracketed_spans-latex_macros-startnum"
)
READERS = {"markdown": MARKDOWN, "html": "html-smart", "latex": "latex", "rst": "rst-smart", "org": "org-citations"}
SAMPLE = 200  # letters that tell in which script a paragraph is
SECOND = 0.25  # of the letters: so many of another script are another language
JAPANESE = ("HIRAGANA", "KATAKANA", "HALFWIDTH", "FULLWIDTH", "KATAKANA-HIRAGANA", "IDEOGRAPHIC")
BINARY = re.compile(r"<binary\b.*?</binary>", re.DOTALL)  # the pictures of FB2
PLACE = re.compile(r"\(line (\d+), column \d+\)")  # in what pandoc says
PATIENCE = 300  # seconds


@dataclass
class Document:
    """A text as it came in: its blocks, the author's notes by label, its pictures, and the account of the intake."""

    blocks: list[Block]
    notes: dict[str, list[Block]]
    report: Report
    title: str = ""
    author: str = ""
    pictures: dict[str, bytes] = field(default_factory=dict)
    language: str = ""  # as the file names it
    marks: dict[str, str] = field(default_factory=dict)  # of notes that are cited again: as the file has the mark


@dataclass(frozen=True)
class _Held:
    """What a file holds: pandoc's blocks, the title, author and language that it names, its pictures by their addresses."""

    blocks: list[Any]
    title: str = ""
    author: str = ""
    language: str = ""
    pictures: dict[str, bytes] = field(default_factory=dict)


def read_document(path: Path, root: Path, encoding: str = "", mixed: bool = True, whole: bool = False) -> Document:
    """Return what a file holds; two languages in one only where that is allowed, all of a saved page where the whole is wanted.

    Raises EditionError: essay-*.
    """
    source = open_source(path, root, encoding)
    report = Report(source.name, source.form, source.encoding, sha256(source.data).hexdigest())
    if source.guessed:
        report.guess(f"the encoding, {source.encoding}: the file does not name it")
    reader = Reader(report)
    try:
        held = _held(source, path, report, whole)
        found = frame.unframed(with_stages(with_marks(reader.read(held.blocks), report)), report)
    except RecursionError:
        raise refused(source.name, "has quotations, lists or divisions inside one another, too deep to be read") from None
    if not any(block.words.strip() for block in found if block.kind == "text"):
        raise empty(source.name) if not found else refused(source.name, "holds no running text, only headings or pictures")
    longest = max((block for block in found), key=lambda block: len(block.words) if "table" not in block.shapes else 0)
    if len(longest.words) > LONGEST:
        raise refused(source.name, f"has a paragraph of {len(longest.words):,} characters; put blank lines between the paragraphs")
    if not mixed and (both := scripts_of([block.words for block in found if block.kind == "text"])):
        message = f"is in two languages ({both}); bring each in as a text of its own, or keep them together: --mixed"
        raise EditionError(Problem(source.name, 1, 1, message, "essay-languages"))
    used = {label for block in _all(found, reader.notes) for label in marked(block.source)}
    notes = {label: blocks for label, blocks in reader.notes.items() if label in used}
    report.kept["notes of the author’s"] = len(notes)
    report.kept += type(report.kept)()  # what came to nothing goes
    report.dropped += type(report.dropped)()
    return Document(found, notes, report, held.title, held.author, held.pictures, held.language, reader.marks)


def scripts_of(paragraphs: Sequence[str]) -> str:
    """Return the two scripts that paragraphs are in, each with its share of the letters; nothing where they are in one."""
    sizes: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for words in paragraphs:
        letters = [sign for sign in words if sign.isalpha()]
        found = Counter(unicodedata.name(sign, "").partition(" ")[0] for sign in letters[:: max(1, len(letters) // SAMPLE)])
        if found:
            script = found.most_common(1)[0][0]
            script = "CJK" if script in JAPANESE else script
            sizes[script] += len(letters)
            counts[script] += 1
    many = [(name, size) for name, size in sizes.most_common(2) if counts[name] > 1 and size >= SECOND * sizes.total()]
    return " and ".join(f"{name.capitalize()} {100 * size // sizes.total()} %" for name, size in many) if len(many) == 2 else ""


def _all(blocks: Sequence[Block], notes: dict[str, list[Block]]) -> list[Block]:
    return [*blocks, *(block for held in notes.values() for block in held)]


def _held(source: Source, path: Path, report: Report, whole: bool) -> _Held:
    if source.form in PLAIN and source.form != "html":
        _check_lines(source)
    if source.form == "text":
        marked_up = aozora.is_marked(source.text)
        text = aozora.unmarked(source.text, report) if marked_up else source.text
        text, _ = frame.unframed_text(text, report)
        if not text.strip():
            raise empty(source.name)
        return _Held(blocks_of_text(text, report, marked_up and aozora.HEADED.search(source.text) is not None))
    if source.form == "tei":
        blocks, title, author, language = tei.read_tei(source.text, source.name, report)
        return _Held(blocks, title, author, language, _beside(path, blocks))
    if source.form == "markdown":
        made = [pandoc(piece.encode(), MARKDOWN, source.name) for piece in pieces_of_markdown(numbered(repeated(source.text)))]
        document = {"blocks": [block for one in made for block in one["blocks"]], "meta": made[0]["meta"]}
    elif source.form == "html":
        blocks = _read_pages([_prepared(source, report, whole)], source.name)
        return _Held(blocks, *markup.named(source.text), _beside(path, blocks))
    elif source.form == "epub":
        return _book(source, report)
    elif source.form in ("docx", "odt", "rtf", "fb2"):
        return _packed(source, fiction.named(source.text.encode(), report) if source.form == "fb2" else source.data, report)
    else:
        document = (
            _latex(source, report)
            if source.form == "latex"
            else pandoc(source.text.encode(), READERS.get(source.form, source.form), source.name)
        )
    return _Held(document["blocks"], *_meta(document), _beside(path, document["blocks"]))


def _latex(source: Source, report: Report) -> Any:
    """What pandoc reads in LaTeX; where it cannot take the author's own commands in, without these."""
    gone = latex.missing(source.text)
    report.dropped[f"files that it takes in and that are not there, such as {gone[0]}" if gone else ""] += len(gone)
    try:
        return pandoc(source.text.encode(), READERS["latex"], source.name)
    except EditionError:
        document = pandoc(source.text.encode(), latex.BARE, source.name)
    report.guess("commands that the text defines for itself mean nothing, for pandoc cannot read them")
    return document


def _check_lines(source: Source) -> None:
    text = BINARY.sub("", source.text) if source.form == "fb2" else source.text
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST:
            message = f"has a line of {len(line):,} characters; put blank lines between the paragraphs"
            raise refused(source.name, message, number)


def pandoc(data: bytes, form: str, name: str, *options: str) -> Any:
    """Return a document as pandoc reads it. Raises EditionError: essay-format."""
    asked = (f"--from={form}", "--to=json", f"--lua-filter={FILTER}", "--sandbox", "--quiet", *options)
    try:
        return json.loads(run_pandoc(data, *asked, patience=PATIENCE))
    except subprocess.TimeoutExpired:
        raise refused(name, f"takes pandoc more than {PATIENCE} seconds to read; is it one text?") from None
    except PandocError as error:
        why = str(error)[:200]
        place = PLACE.search(why)
        line = int(place[1]) if place and form == "latex" else 1
        raise refused(name, f"cannot be read as {form.partition('-')[0].partition('+')[0]}: {why}", line) from None


def _meta(document: Any) -> tuple[str, str, str]:
    """The title, the author and the language that a document names."""
    meta = document.get("meta", {})
    return _words(meta.get("title")), _words(meta.get("author")), _words(meta.get("lang") or meta.get("language"))


def _words(value: Any) -> str:
    if isinstance(value, dict):
        inner = value["c"] if value["t"] == "Str" else _words(value.get("c"))
        return inner if isinstance(inner, str) else ""
    return ", ".join(filter(None, map(_words, value))) if isinstance(value, list) else value if isinstance(value, str) else ""


def _prepared(source: Source, report: Report, whole: bool) -> Any:
    tree = markup.parsed(source.text)
    web = not whole and article.is_web_page(tree)
    places = markup.prepare({"": tree}, report)
    if any(len(text) > LONGEST for text in tree.itertext()):
        raise refused(source.name, f"has a paragraph of more than {LONGEST:,} characters; put each paragraph between <p> and </p>")
    if web:
        article.cut(tree, report, places)
    return tree


def _book(source: Source, report: Report) -> _Held:
    """What an EPUB holds, page by page in the order of reading."""
    with zipfile.ZipFile(BytesIO(source.data)) as archive:
        try:
            names = list(dict.fromkeys(pages_of_book(archive)))
            trees = {name: markup.parsed(SUBSET.sub("", archive.read(name).decode("utf-8", "replace"))) for name in names}
        except (etree.LxmlError, KeyError, ValueError) as error:
            raise refused(source.name, f"is a broken EPUB: {error}; download it again") from None
        markup.prepare(trees, report)
        pictures = {}
        for name, tree in trees.items():
            for one in tree.iter("img"):
                address = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(one.get("src", ""))))
                one.set("src", address)
                if address in archive.namelist():
                    pictures[address] = archive.read(address)
        return _Held(_read_pages(trees.values(), source.name), *named_by_book(archive), pictures)


def _read_pages(trees: Iterable[Any], name: str) -> list[Any]:
    return [one for piece in pieces(trees) for one in pandoc(piece.encode(), READERS["html"], name)["blocks"]]


def _packed(source: Source, data: bytes, report: Report) -> _Held:
    """What a file holds that has its pictures in it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"text.{source.form}")
        file.write_bytes(prepared(data, source.form, report) if source.form in PARTS else data)
        media = Path(folder, "media")
        document = pandoc(b"", source.form, source.name, f"--extract-media={media}", str(file))
        pictures = {path.as_posix(): path.read_bytes() for path in sorted(media.rglob("*")) if path.is_file()}
    front = _front(document.get("meta", {}), report) if source.form == "docx" else []
    blocks = fiction.tied(document["blocks"]) if source.form == "fb2" else document["blocks"]
    return _Held([*front, *without_contents(blocks, report)], *_meta(document), pictures)


def _front(meta: Any, report: Report) -> list[Any]:
    """What pandoc takes out of a DOCX as its title and byline: these stand on the cover, but what stands beside them stays."""
    for key in ("title", "author"):
        report.leave("the text’s own title and byline, which stand on the cover", _words(meta.get(key)))
    beside = [meta[key] for key in ("subtitle", "date", "abstract") if key in meta]
    return [block for one in beside for block in (one["c"] if one["t"] == "MetaBlocks" else [{"t": "Para", "c": one["c"]}])]


def _beside(path: Path, blocks: Any) -> dict[str, bytes]:
    """The pictures that lie where a file names them."""
    made: dict[str, bytes] = {}
    for address in _addresses(blocks):
        parts = urlsplit(address)
        if parts.scheme in ("", "file") and not parts.netloc and parts.path:
            file = path.parent / unquote(parts.path)
            if file.is_file():
                made[address] = file.read_bytes()
    return made


def _addresses(value: Any) -> list[str]:
    """The addresses of the pictures anywhere in pandoc's elements."""
    if isinstance(value, dict):
        own = [value["c"][2][0]] if value.get("t") == "Image" else []
        return own + _addresses(value.get("c"))
    return [address for one in value for address in _addresses(one)] if isinstance(value, list) else []
