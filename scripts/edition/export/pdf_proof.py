"""What a PDF says, read back by pdfminer from its tags: what a reader hears who does not see the page."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from edition.export.pdf import called
from edition.export.proof import Said, SaidNote, paragraph_key
from edition.export.twin import Missing
from edition.text.language import quoted, t
from edition.text.normal import digest

SIGN = "\0"  # stands for what is looked for
INLINE = {"Span", "Link", "Reference", "Quote", "Em", "Strong", "Code"}
PARAGRAPH = re.compile(r"p\d+(?:-\d+)?$")
RAISED = re.compile(r"[\[(]\d+(?:, .*)?[\])]$")  # the number of a source or of a footnote
SOURCE = re.compile(r"\d+\. .* (\S+)$")


@dataclass
class Tag:
    """An element of a PDF’s structure: its name, whether it is raised, the elements and words in it."""

    name: str
    raised: bool = False
    parts: list["Tag | str"] = field(default_factory=list)

    @property
    def tags(self) -> list["Tag"]:
        """The elements in it."""
        return [part for part in self.parts if isinstance(part, Tag)]


def read_pdf(files: Mapping[str, bytes]) -> Said:
    """Return what the PDF among some files says. Raises ValueError; Missing: pdfminer."""
    (data,) = (data for name, data in files.items() if name.endswith(".pdf"))
    root, places = _opened(data)
    paragraphs: dict[str, str] = {}
    notes: list[SaidNote] = []
    folder_name, key, chapter, sources = "", "", "", []
    folder = re.compile(_around(called(SIGN), "(.+?)"))
    for tag in root.tags:
        words = said(tag)
        if tag.name == "H1":
            chapter, key = words, ""
        if found := folder.search(words):
            folder_name = found[1]
        elif tag.name == "Span" and PARAGRAPH.match(words):
            key = paragraph_key(folder_name, words)
        elif tag.name == "P":
            if key:
                paragraphs[key] = digest(words)
            notes += (_note(one, key) for one in _notes(tag))
            sources += [found[1]] if chapter == t("Sources") and (found := SOURCE.match(words)) else []
            key = ""
    keys = _keys(places)
    return Said(paragraphs, notes, sources, keys["actor"], keys["term"], keys["event"])


def _around(words: str, pattern: str) -> str:
    """A pattern in the place of SIGN in words of the edition’s language."""
    return re.escape(words).replace(re.escape(SIGN), pattern)


def _opened(data: bytes) -> tuple[Tag, list[str]]:
    """The structure of a PDF, and the names of the places in it in the order of reading."""
    try:
        from pdfminer.pdfdevice import PDFTextDevice  # late: no other command has a use for it
        from pdfminer.pdfdocument import PDFDocument
        from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
        from pdfminer.pdfpage import PDFPage
        from pdfminer.pdfparser import PDFParser
        from pdfminer.pdftypes import resolve1
    except ImportError:
        raise Missing("it cannot be proven, since pdfminer is not installed; pip install pdfminer.six") from None

    class Marked(PDFTextDevice):
        """Gathers the words of each piece of marked content: by its number, from 0 on each page."""

        def begin_page(self, page: Any, ctm: Any) -> None:
            self.page: int = page.pageid
            self.opened: list[dict[str, Any]] = []

        def begin_tag(self, tag: Any, props: Any = None) -> None:
            self.opened.append(props if isinstance(props, dict) else {})
            if "ActualText" in self.opened[-1]:
                self._say(_text(self.opened[-1]["ActualText"]))

        def end_tag(self) -> None:
            self.opened.pop()

        def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
            if not any("ActualText" in props for props in self.opened):
                signs = (sign for one in seq if isinstance(one, bytes) for sign in textstate.font.decode(one))
                self._say("".join(textstate.font.to_unichr(sign) for sign in signs))

        def _say(self, text: str) -> None:
            number = next((props["MCID"] for props in reversed(self.opened) if "MCID" in props), None)
            words[self.page, number] += text

    words: dict[tuple[int, int | None], str] = defaultdict(str)
    document = PDFDocument(PDFParser(BytesIO(data)))
    manager = PDFResourceManager()
    interpreter = PDFPageInterpreter(manager, Marked(manager))
    pages: dict[int, int] = {}
    page: Any
    for page in PDFPage.create_pages(document):
        pages[page.pageid] = len(pages)
        interpreter.process_page(page)

    def read(found: Any, page: int) -> Iterator[Tag | str]:
        """What an element of the structure holds."""
        one = resolve1(found)
        if isinstance(one, list):
            for child in one:
                yield from read(child, page)
        elif isinstance(one, int):
            yield words[page, one]
        elif isinstance(one, dict):
            own = one["Pg"].objid if "Pg" in one else page
            if "MCID" in one:
                yield words[own, one["MCID"]]
            elif "S" in one:
                settings = resolve1(one.get("A")) or []
                listed = [resolve1(each) for each in (settings if isinstance(settings, list) else [settings])]
                raised = any(isinstance(each, dict) and "BaselineShift" in each for each in listed)
                yield Tag(one["S"].name, raised, list(read(one.get("K"), own)))

    (root,) = read(resolve1(document.catalog["StructTreeRoot"])["K"], 0)
    if not isinstance(root, Tag):
        raise ValueError("it has no structure")
    return root, _places(resolve1(document.catalog.get("Names")), resolve1, pages)


def _text(value: Any) -> str:
    """A string of a PDF."""
    return str(value, "utf-16" if value[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1")


def _places(names: Any, resolve: Any, pages: Mapping[int, int]) -> list[str]:
    """The names of places, by the page, then from its head to its foot."""
    found = []

    def walk(node: Any) -> None:
        for child in resolve(node.get("Kids")) or ():
            walk(resolve(child))
        listed = resolve(node.get("Names")) or []
        for name, place in zip(listed[::2], listed[1::2], strict=True):
            at = resolve(place)
            at = resolve(at["D"]) if isinstance(at, dict) else at
            found.append((pages[at[0].objid], -at[3], _text(name)))

    walk(resolve((names or {}).get("Dests")) or {})
    return [name for _, _, name in sorted(found)]


def said(tag: Tag) -> str:
    """Return the words of an element, without labels, notes, and the numbers of sources and footnotes."""
    return "".join(_pieces(tag))


def _pieces(tag: Tag) -> Iterator[str]:
    for part in tag.parts:
        if isinstance(part, str):
            yield part
        elif part.name not in ("Lbl", "Note") and not _raised(part):
            inner = "".join(_pieces(part))
            yield f" {inner} " if part.name not in INLINE else inner


def _raised(tag: Tag) -> bool:
    """Whether an element is a raised number, or holds nothing else."""
    if tag.name == "Span" and tag.raised:
        return bool(RAISED.match("".join(_pieces(tag))))
    return tag.name == "Link" and bool(tag.parts) and all(isinstance(part, Tag) and _raised(part) for part in tag.parts)


def _notes(tag: Tag) -> Iterator[Tag]:
    for part in tag.tags:
        if part.name == "Note":
            yield part
        else:
            yield from _notes(part)


def _note(note: Tag, key: str) -> SaidNote:
    head, *body = note.tags
    number = "".join(_pieces(next(part for part in head.tags if part.name == "Lbl")))
    match = re.match(rf"(?:(.*)\] )?{_around(quoted(SIGN), '(.*)')} · (.*)$", said(head))
    if not match:
        raise ValueError(f"a note begins with “{said(head)[:60]}”")
    words = digest(" ".join(said(part) for part in body))
    return SaidNote(int(number), match[3], match[2], key if match[1] is not None else "", match[1] or "", words)


def _keys(places: list[str]) -> dict[str, list[str]]:
    """The keys of actors, terms and events in order."""
    keys: dict[str, list[str]] = {"actor": [], "term": [], "event": []}
    for name in places:
        kind, _, key = name.partition("-")
        if kind in keys:
            keys[kind].append(key)
    return keys
