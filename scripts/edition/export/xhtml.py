"""The book’s parts as XHTML: what the EPUB and the one file show of texts, notes, actors, terms, events and sources."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from edition.export.blocks import Block, Mark
from edition.export.pieces import passages, stretches
from edition.export.records import Book, BookEntry, BookEvent, BookNote, BookSource, Part
from edition.export.ways import entry_id, xml_id
from edition.model.dates import in_words
from edition.model.records import Entry
from edition.text.language import listed, quoted, t

WORDS = {"strong": "strong", "em": "em", "del": "del", "sup": "sup", "sub": "sub", "code": "code"}
TAGS = {
    "list": "ul",
    "numbered": "ol",
    "footnotes": "ol",
    "item": "li",
    "quotation": "blockquote",
    "code": "pre",
    "rule": "hr",
    "table": "table",
    "row": "tr",
    "cell": "td",
    "head-cell": "th",
    "terms": "dl",
    "term": "dt",
    "meaning": "dd",
}
NAMED = ("finding", "footnotes", "verbatim", "restated")  # kinds of block that are classes of their elements
NAMES = {"epub_type": "epub:type", "xml_lang": "xml:lang", "class_": "class"}
# What XML cannot hold.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def make(tag: str, *children: "ET.Element | str", **attributes: str) -> ET.Element:
    """Return an element with children, which may be words; class_ stands for class, epub_type for epub:type, data_key for data-key.

    An attribute without a value is left out.
    """
    made = ET.Element(tag)
    for name, value in attributes.items():
        if value:
            made.set(NAMES.get(name, name.replace("_", "-")), value)
    for child in children:
        add(made, child)
    return made


def add(into: ET.Element, child: "ET.Element | str") -> None:
    """Put an element, or words, at the end of an element."""
    if not isinstance(child, str):
        into.append(child)
        return
    child = FORBIDDEN.sub("\ufffd", child)
    if len(into):
        into[-1].tail = (into[-1].tail or "") + child
    else:
        into.text = (into.text or "") + child


@dataclass
class Scope:
    """Where words stand: the names that are linked there already (None: no name is linked), the notes that hang on them, and the
    id of the note or entry whose footnotes they may have."""

    seen: set[str] | None = None
    notes: Mapping[str, BookNote] = field(default_factory=dict)
    of: str = ""


@dataclass(frozen=True)
class Markup:
    """How a book is written as XHTML; leads says where an address from docs/ on, or of another host, leads (nothing: nowhere)."""

    book: Book
    leads: Callable[[str], str]

    # ---- words

    def blocks(self, blocks: Iterable[Block], scope: Scope, level: int = 2) -> list[ET.Element]:
        """Return blocks as elements; level is what a heading of level 2 is here."""
        return [self._block(block, scope, level) for block in blocks]

    def _block(self, block: Block, scope: Scope, level: int) -> ET.Element:
        tag = TAGS.get(block.kind, "p")
        if block.kind.startswith("heading-"):
            tag = f"h{min(int(block.kind[-1]) - 2 + level, 6)}"
        classes = (block.kind, *block.shapes) if block.kind in NAMED else ()
        made = make(tag, class_=" ".join(classes))
        if block.id and not block.id.startswith("fn-"):
            made.set("id", xml_id(block.id))
        if block.start:
            made.set("start", block.start)
        self.words(made, block, scope)
        inner = self.blocks(block.blocks, scope, level)
        made.extend([make("tbody", *inner)] if block.kind == "table" else inner)
        for number, item in enumerate(made if block.kind == "footnotes" else (), 1):
            item.set("id", f"{scope.of}-footnote-{number}")
        return made

    def words(self, into: ET.Element, block: Block, scope: Scope) -> None:
        """Put a block’s text with its marks into an element."""
        opened: list[tuple[Mark, ET.Element]] = []
        for stretch in stretches(block, passages(scope.notes.values(), block.id)):
            shared = 0
            while shared < min(len(opened), len(stretch.marks)) and opened[shared][0] == stretch.marks[shared]:
                shared += 1
            del opened[shared:]
            for mark in stretch.marks[shared:]:
                holder = opened[-1][1] if opened else into
                made = self._mark(mark, scope)
                if made is not None:
                    holder.append(made)
                opened.append((mark, holder if made is None else made))
            holder = opened[-1][1] if opened else into
            made = self._place(stretch.place, scope) if stretch.place else None
            if made is not None:
                holder.append(made)
            add(holder, stretch.text)

    def _mark(self, mark: Mark, scope: Scope) -> ET.Element | None:
        """The element of a mark; nothing where it shows nothing here, such as a name that was linked before."""
        if mark.kind in WORDS:
            return make(WORDS[mark.kind])
        if mark.kind == "lang":
            return make("span", lang=mark.value, xml_lang=mark.value)
        if mark.kind == "passage":
            return make("span", class_=f"passage kind-{scope.notes[mark.value].kind.id}", data_note=xml_id(mark.value))
        if mark.kind == "emended":
            return make("span", class_="emended", title=(t("Corrected: {words}.", words=mark.value) + f" {mark.more}").strip())
        href = self.leads(mark.value) if mark.kind == "link" else ""
        if mark.kind == "name" and scope.seen is not None and mark.value not in scope.seen:
            scope.seen.add(mark.value)
            href = self.leads(self.book.edition.register.entries[mark.value].address)
        return make("a", href=href, class_="name" if mark.kind == "name" else "") if href else None

    def _place(self, mark: Mark, scope: Scope) -> ET.Element | None:
        """The element of a mark at a place."""
        if mark.kind == "ref":
            return self._reference(scope.notes[mark.value])
        if mark.kind == "cite":
            return self.citation(mark.value, mark.more)
        if mark.kind == "footnote":
            link = make("a", mark.value, href=f"#{scope.of}-footnote-{mark.value}", epub_type="noteref", role="doc-noteref")
            return make("sup", link, class_="footnote-ref")
        if mark.kind == "picture":
            src = self.leads(f"/{mark.value}")
            return make("img", src=src, alt=mark.more or t("picture")) if src else make("em", mark.more, class_="unpictured")
        return make("br") if mark.kind == "break" else None

    def citation(self, id: str, where: str = "") -> ET.Element:
        """Return a raised link to a source by its number."""
        number = self.book.numbers[id]
        words = t("{number}, {locator}", number=number, locator=where) if where else str(number)
        link = make("a", f"[{words}]", href=self.leads(f"/sources.md#{id}"))
        link.attrib.update({"epub:type": "biblioref", "role": "doc-biblioref", "aria-label": t("Source {number}", number=number)})
        return make("sup", link, class_="citation")

    def _reference(self, note: BookNote) -> ET.Element:
        """A note’s number after its passage, which leads to it."""
        id = xml_id(note.id)
        link = make("a", str(note.number), id=f"ref-{id}", href=f"#{id}", class_=f"note-ref kind-{note.kind.id}")
        says = t("Note {number}, {kind}", number=note.number, kind=note.kind.label)
        link.attrib.update({"epub:type": "noteref", "role": "doc-noteref", "aria-label": says})
        return link

    # ---- a text and its notes

    def text(self, part: Part, language: str) -> list[ET.Element]:
        """Return the words of a section with their passages and the numbers of the notes; language is the author’s."""
        scope = Scope(set(), {note.id: note for note in part.notes}, f"section-{part.id}")
        made = []
        for block in part.text:
            (shown,) = self.blocks([block], scope, 3)
            for element in shown.iter() if language != self.book.language else ():
                if element.get("class", "").startswith("verbatim"):
                    element.attrib.update({"lang": language, "xml:lang": language})
            made.append(shown)
        return made

    def note(self, note: BookNote) -> ET.Element:
        """Return a note as an item of a list, with the way back to its passage."""
        id = xml_id(note.id)
        opening, closing = quoted("\0").split("\0")
        quote = make("span", note.quote, class_="quoted")
        head = make("h3", make("span", str(note.number), class_="number"), f" {opening}", quote, closing)
        about = make("p", make("span", note.kind.label, class_="kind"), class_="about")
        if note.reviewed:
            add(about, " · " + t("reviewed {day}", day=in_words(note.reviewed)))
        body = make("div", *self.blocks(note.body, Scope(set(), of=id), 4), class_="body")
        made = make("li", head, about, body, id=id, class_=f"note kind-{note.kind.id}", epub_type="endnote", data_key=id)
        if note.anchor:
            back = make("a", t("Back to the passage"), href=f"#ref-{id}", epub_type="backlink", role="doc-backlink")
            back.set("aria-label", t("Back to the passage of note {number}", number=note.number))
            made.append(make("p", back, class_="back"))
        return made

    # ---- who, when, whence

    def entry(self, entry: BookEntry, level: int = 2) -> ET.Element:
        """Return an actor or a term: names, dates, what is told of it, where it is named."""
        record, id = entry.record, entry_id(entry.record)
        made = make("section", make(f"h{level}", record.name), class_="entry", id=id, data_key=entry.key)
        made.append(make("p", record.about, class_="about"))
        if record.native or record.say or len(record.forms) > 1:
            made.append(_names(record))
        if record.role:
            made.append(make("p", record.role))
        made.append(make("div", *self.blocks(entry.body, Scope({entry.key}, of=id), level + 1), class_="body"))
        if entry.named:
            made.append(self._ways(t("Named in") + " ", entry.named))
        return made

    def event(self, event: BookEvent, level: int = 3) -> ET.Element:
        """Return an event: when, what, where, how sure, rival accounts, who tells it."""
        record, id = event.record, f"event-{event.record.id}"
        made = make(
            "section",
            make(f"h{level}", t("{day}: {title}", day=record.dated, title=record.title)),
            class_="event",
            id=id,
            data_key=record.id,
        )
        made.extend(self.blocks(event.text, Scope(set(), of=id), level + 1))
        accounts = [make("li", f"{one.value}: {one.by}", *self._cited([one.source])) for one in record.figures]
        if accounts:
            made.append(make("ul", *accounts))
        old = t("{day} Old Style", day=in_words(record.old_style)) if record.old_style else ""
        facts = " · ".join(filter(None, (record.place, record.precision, old)))
        last = make("p", facts, *self._cited(record.sources), class_="about")
        if last.text or len(last):
            made.append(last)
        return made

    def _cited(self, ids: Iterable[str]) -> list[ET.Element]:
        return [self.citation(id) for id in ids if id in self.book.numbers]

    def source(self, source: BookSource) -> ET.Element:
        """Return a source: its reference, what kind it is of, what cites it."""
        words = make("span", class_="reference")
        self.words(words, source.reference, Scope())
        made = make("li", words, class_="source", id=f"source-{xml_id(source.id)}", data_key=source.id)
        if source.record.weight:
            add(made, " ")
            made.append(make("span", source.record.told_weight, class_="weight"))
        if source.cited:
            made.append(self._ways(t("Cited in") + " ", source.cited))
        return made

    def _ways(self, lead: str, addresses: Sequence[str]) -> ET.Element:
        """A line of links, each in a word or two."""
        made = make("p", lead, class_="ways")
        for address in addresses:
            href, label = self.leads(address), self.book.labels.get(address, "")
            if href and label:
                add(made, listed(["", ""]) if len(made) else "")
                made.append(make("a", label, href=href))
        return made


def _names(record: Entry) -> ET.Element:
    """A line of the names of an entry: its own in their language, how it is said, other forms."""
    made = make("p", class_="names")
    for native in record.native:
        add(made, " · " if len(made) else "")
        made.append(make("span", native.name, lang=native.lang, xml_lang=native.lang))
    others = [*record.variants, *record.spellings]
    parts = [t("said {sound}", sound=record.say)] if record.say else []
    parts += [t("also: {names}", names=listed(others))] if others else []
    add(made, "".join(f" · {part}" if at or len(made) else part for at, part in enumerate(parts)))
    return made
