"""Atom feeds of new and changed notes: one of all, one of each kind; every entry says what was changed, and when."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid5

from lxml import etree

from edition.export.history import Change, history
from edition.export.proof import Said, SaidNote, paragraph_key
from edition.export.records import Book, BookNote, BookText
from edition.export.xhtml import Markup, Scope, make
from edition.model.dates import in_words, order
from edition.text.language import t
from edition.text.normal import digest

NAME = "feed.xml"
NEWEST = 60  # entries of a feed: what readers of feeds ask for again and again
LATEST = 5  # changes that an entry tells of
ATOM, XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
UNKNOWN_DAY = "1980-01-01"


@dataclass(frozen=True)
class Item:
    """A note with its text and its changes, the oldest first."""

    note: BookNote
    text: BookText
    changes: Sequence[Change]

    @property
    def updated(self) -> str:
        """When it was changed last."""
        return self.changes[-1].moment


def write_feeds(book: Book) -> Mapping[str, bytes]:
    """Return the feed of all notes, and one of each kind that there are notes of."""
    items = sorted(_items(book), key=lambda item: item.updated, reverse=True)
    made = {NAME: _feed(book, items, NAME, book.title)}
    for kind in book.kinds:
        own = [item for item in items if item.note.kind.id == kind.id]
        if own:
            name = f"feed-{kind.id}.xml"
            made[name] = _feed(book, own, name, f"{book.title}: {kind.label}")
    return made


def _items(book: Book) -> Iterator[Item]:
    for text in book.texts:
        known = history(book.edition.root, text.record, book.edition.register)
        for note in text.notes:
            yield Item(note, text, known.get(note.id) or (Change(_moment(note.reviewed or book.day), "as reviewed on that day"),))


def _moment(day: str) -> str:
    """The first moment of a day, month or year."""
    year, month, number, *_ = order(day or UNKNOWN_DAY)
    return f"{max(year, 1):04}-{month or 1:02}-{number or 1:02}T00:00:00Z"


def _feed(book: Book, items: Sequence[Item], name: str, title: str) -> bytes:
    leads = Markup(book, lambda address: address if not address.startswith("/") else book.web(address))
    here = book.web(f"/take/{name}")
    root = make("feed", xmlns=ATOM, xml_lang=book.language)
    root.extend((make("id", _id(book, name)), make("title", t("{title}: new and changed notes", title=title))))
    root.append(make("updated", items[0].updated if items else _moment(book.day)))
    root.append(make("author", make("name", t("{title}: the editors", title=book.title))))
    if book.site:
        root.extend((make("link", rel="self", type="application/atom+xml", href=here), make("link", href=book.site)))
    if book.rights:
        root.append(make("rights", book.rights))
    root.extend(_entry(book, item, leads) for item in items[:NEWEST])
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, "unicode")}\n'.encode()


def _id(book: Book, *parts: str) -> str:
    return f"urn:uuid:{uuid5(book.identity, ' '.join(parts))}"


def _entry(book: Book, item: Item, markup: Markup) -> ET.Element:
    note = item.note
    made = make("entry", make("id", _id(book, item.text.folder, note.id)))
    made.append(make("title", t("“{words}”: {kind}", words=note.quote, kind=note.kind.label)))
    made.extend((make("updated", item.updated), make("published", item.changes[0].moment)))
    if book.site:
        made.append(make("link", href=book.web(note.address)))
    made.append(make("category", term=note.kind.id, label=note.kind.label))
    made.append(make("summary", f"{note.finding} ({item.changes[-1].what}.)"))
    made.append(make("content", _content(item, markup), type="xhtml"))
    return made


def _content(item: Item, markup: Markup) -> ET.Element:
    """What is said of a note, what was changed of it, and where it hangs."""
    note = item.note
    about = make("p", "Note ", make("span", str(note.number), class_="number"))
    about.extend((make("span", item.text.folder, class_="text"), make("q", note.quote)))
    about[0].tail, about[1].tail = " of the text ", ", on "
    if note.anchor:
        about[-1].tail = ", at "
        about.extend((make("span", note.anchor.paragraph, class_="paragraph"), make("span", note.anchor.words, class_="words")))
        about[-2].tail = ": "
    changes = make("ul", class_="changes")
    changes.extend(make("li", f"{in_words(one.moment[:10])}: {one.what}") for one in reversed(item.changes[-LATEST:]))
    body = make("div", *markup.blocks(note.body, Scope(of=note.id)), class_="body")
    made = make("div", body, make("p", t("What was changed:")), changes, about, xmlns=XHTML)
    for link in made.iter("a"):
        link.attrib.pop("epub:type", None)
    return made


# ---- read back by lxml


def read_feeds(files: Mapping[str, bytes]) -> Said:
    """Return what the feeds say: some notes of the edition. Raises ValueError, KeyError, etree.LxmlError."""
    found = {name: [_read(entry) for entry in etree.fromstring(data).iter(f"{{{ATOM}}}entry")] for name, data in files.items()}
    seen: dict[str, SaidNote] = {}
    for id, note in (pair for pairs in found.values() for pair in pairs):
        if seen.setdefault(id, note) != note:
            raise ValueError(f"two feeds say different things of note {note.number}")
    return Said(some=[seen[id] for id in seen])


def _read(entry: Any) -> tuple[str, SaidNote]:
    def words(path: str) -> str:
        return "".join(_texts(entry.find(path, {"a": ATOM, "h": XHTML})))

    def maybe(name: str) -> str:
        found = entry.find(f".//h:span[@class='{name}']", {"h": XHTML})
        return "" if found is None else found.text

    where = paragraph_key(maybe("text"), maybe("paragraph")) if maybe("paragraph") else ""
    label = entry.find("a:category", {"a": ATOM}).get("label")
    body = digest(words(".//h:div[@class='body']"))
    return words("a:id"), SaidNote(int(maybe("number")), label, words(".//h:q"), where, maybe("words"), body)


def _texts(element: Any) -> Iterable[str]:
    """The words of an element, without the numbers of its sources and footnotes; each element begins and ends with a space."""
    yield element.text or ""
    for child in element:
        inline = etree.QName(child).localname in ("a", "em", "strong", "code", "del", "span", "sup", "sub")
        border = "" if inline else " "
        yield border
        if not {"citation", "footnote-ref", "unpictured"} & set(child.get("class", "").split()):
            yield from _texts(child)
        yield border + (child.tail or "")
