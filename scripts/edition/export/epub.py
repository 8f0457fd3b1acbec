"""The edition as an EPUB 3: a file a section with its notes, which readers show as cards, and the apparatus behind."""

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from edition.export.blocks import walk
from edition.export.epub_package import TYPES, Document, archived, contents, package, page
from edition.export.figures import figures
from edition.export.records import Book, BookEntry, BookText, Part
from edition.export.styles import book_styles, faces_of
from edition.export.typeset import cover
from edition.export.ways import leading
from edition.export.xhtml import Markup, Scope, make
from edition.model.dates import in_words
from edition.model.records import Text
from edition.text.language import listed, t

BOOK = "edition.epub"
PAGES = {
    "/glossary.md": "who.xhtml",
    "/terms.md": "terms.xhtml",
    "/timeline.md": "timeline.xhtml",
    "/relations.md": "relations.xhtml",
    "/march.md": "timeline.xhtml",
    "/aged.md": "kinds.xhtml",
    "/sources.md": "sources.xhtml",
}


def write_epub(book: Book) -> Mapping[str, bytes]:
    """Return the EPUB by its file name."""
    pictures = dict(pictures_of(book))

    def files(page: str) -> str:
        if page in PAGES:
            return PAGES[page]
        return names.get(page) or (page.lstrip("/") if page.lstrip("/") in pictures else "")

    names = {part.address: f"{text.folder}-{part.id}.xhtml" for text in book.texts for part in text.parts}
    names |= {part.address: f"{part.id}.xhtml" for part in book.matter}
    listed = list(documents(book, leading(book, files), names))
    image = cover(book)
    made = {f"{name}": data for name, data in pictures.items()}
    made |= {document.name: page(document, book).encode() for document in listed}
    made["nav.xhtml"] = page(contents(book, listed), book).encode()
    made |= {f"fonts/{name}.woff2": data for name, data in faces_of(_letters(made.values())).items()}
    made["book.css"] = book_styles(book.kinds).encode()
    made |= {"cover.png": image} if image else {}
    made["package.opf"] = package(book, listed, made).encode()
    return {BOOK: archived(made)}


def pictures_of(book: Book) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures of docs/ that the text, notes and entries show, by their paths there."""
    blocks = [block for part in (*book.parts, *book.matter) for block in (*part.text, *part.brief)]
    blocks += [block for note in book.notes for block in note.body] + [block for entry in book.entries for block in entry.body]
    for name in dict.fromkeys(m.value for block in walk(blocks) for m in block.marks if m.kind == "picture"):
        path = book.edition.root / "docs" / name
        if Path(name).suffix in TYPES and path.is_file():
            yield name, path.read_bytes()


# ---- the documents


def documents(book: Book, leads: Callable[[str], str], names: Mapping[str, str]) -> Iterator[Document]:
    """Yield the files of the book in order; leads says where an address leads, names what the files of sections are called."""
    markup, drawn = Markup(book, leads), figures(book, leads)
    yield Document("title.xhtml", t("Title page"), _title_page(book), "titlepage", listed=False)
    yield from (_section(markup, text, part, names[part.address]) for text in book.texts for part in text.parts)
    yield _kinds(markup, drawn)
    if book.actors:
        yield _entries(markup, "who.xhtml", t("Who is who"), "", book.actors)
    if book.terms:
        yield _entries(markup, "terms.xhtml", t("Terms"), "glossary", book.terms)
    if book.events:
        yield _timeline(markup, drawn)
    if book.relations:
        yield _relations(markup, drawn)
    if book.sources:
        heading = make("h1", t("Sources"))
        items = make("ol", *(markup.source(source) for source in book.sources), class_="sources")
        yield _document("sources.xhtml", t("Sources"), "bibliography", heading, items)
    for part in book.matter:
        body = markup.blocks(part.text, Scope(of=part.id), 2)
        yield _document(names[part.address], part.title, "", make("h1", part.title), *body)
    yield _document("rights.xhtml", t("Rights"), "copyright-page", make("h1", t("Rights")), *rights(book))


def _document(name: str, title: str, type: str, *children: ET.Element) -> Document:
    role = {"bibliography": "doc-bibliography", "glossary": "doc-glossary", "chapter": "doc-chapter"}.get(type, "")
    children[0].set("id", "title")
    return Document(name, title, make("section", *children, epub_type=type, role=role, aria_labelledby="title"), type)


def _title_page(book: Book) -> ET.Element:
    made = make("section", make("h1", book.title), epub_type="titlepage", class_="title-page")
    for text in book.texts:
        if text.record.title != book.title:
            made.append(make("p", make("cite", text.record.title), class_="work"))
        made.append(make("p", t("by {author}", author=text.record.author), class_="author"))
    if book.description:
        made.append(make("p", book.description, class_="lead"))
    made.append(make("p", what_it_is(book)))
    return made


def what_it_is(book: Book) -> str:
    """Return that this is an annotated edition, and when it was last reviewed."""
    if book.day:
        return t("An annotated edition, last reviewed {day}", day=in_words(book.day))
    return t("An annotated edition")


def _section(markup: Markup, text: BookText, part: Part, name: str) -> Document:
    children = [make("h1", part.title), *markup.text(part, text.record.lang)]
    if any(block.kind == "restated" for block in part.paragraphs):
        own = t("Restated in the editors’ own words; only what stands in quotation marks is the author’s.")
        children.insert(1, make("p", own, class_="whose"))
    if part.brief:
        brief = make("aside", make("h2", t("What the notes find")), class_="brief", aria_label=t("What the notes find"))
        brief.extend(markup.blocks(part.brief, Scope(set())))
        children.append(brief)
    if part.notes:
        notes = make(
            "section", make("h2", t("Notes"), id="notes"), epub_type="endnotes", role="doc-endnotes", aria_labelledby="notes"
        )
        notes.append(make("ol", *(markup.note(note) for note in part.notes), class_="notes"))
        children.append(notes)
    made = _document(name, part.title, "chapter", *children)
    made.body.set("data-text", text.folder)
    return made


def _kinds(markup: Markup, drawn: Mapping[str, ET.Element]) -> Document:
    """What the kinds of note mean, and which notes are of each."""
    book = markup.book
    notes = defaultdict(list)
    for note in book.notes:
        notes[note.kind.id].append(note)
    children = [make("h1", t("The kinds of note")), *([drawn["score"]] if "score" in drawn else [])]
    for kind in book.kinds:
        made = make("section", make("h2", make("span", kind.label, class_=f"kind kind-{kind.id}")), id=f"kind-{kind.id}")
        made.append(make("p", kind.means))
        ways = make("ul", class_="of-kind")
        for note in notes[kind.id]:
            link = make("a", t("{number}, “{words}”", number=note.number, words=note.quote), href=markup.leads(note.address))
            ways.append(make("li", link, f": {note.finding}"))
        if len(ways):
            made.append(ways)
        children.append(made)
    return _document("kinds.xhtml", t("The kinds of note"), "", *children)


def _entries(markup: Markup, name: str, title: str, type: str, entries: Iterable[BookEntry]) -> Document:
    return _document(name, title, type, make("h1", title), *(markup.entry(entry) for entry in entries))


def _timeline(markup: Markup, drawn: Mapping[str, ET.Element]) -> Document:
    shown = [drawn[name] for name in ("hours", "march") if name in drawn]
    hours = markup.book.edition.register.hours
    lead = [make("p", t("Hours are {hours}.", hours=hours))] if hours else []
    events = (markup.event(event, 2) for event in markup.book.events)
    return _document("timeline.xhtml", t("Timeline"), "", make("h1", t("Timeline")), *shown, *lead, *events)


def _relations(markup: Markup, drawn: Mapping[str, ET.Element]) -> Document:
    """The picture of relations, and each in words."""
    names = {entry.key: entry.record for entry in markup.book.actors}
    items = make("ul")
    for relation in markup.book.relations:
        ends = [
            make("a", names[key].name, href=markup.leads(names[key].address)) if key in names else key
            for key in (relation.begins, relation.to)
        ]
        cited = (markup.citation(source) for source in relation.sources if source in markup.book.numbers)
        told = " ".join(filter(None, (relation.then, relation.now)))
        items.append(make("li", ends[0], f" – {relation.label} – ", ends[1], f". {told}", *cited))
    shown = [drawn["relations"]] if "relations" in drawn else []
    return _document("relations.xhtml", t("Who stood to whom"), "", make("h1", t("Who stood to whom")), *shown, items)


def rights(book: Book) -> list[ET.Element]:
    """Return whose words are whose, under which terms, and by which hash the text is known."""
    made = []
    for text in book.texts:
        record = text.record
        about = make("p", make("cite", record.title), of_author(record))
        if record.url:
            about.extend([make("a", record.url, href=record.url)])
        made.append(about)
        whose = t("The text here is the editors’ restatement of it.") if text.restated else t("The text here is the author’s.")
        terms = t("Licence of the author’s text: {licence}.", licence=record.licence) if record.licence else ""
        made.append(make("p", f"{whose} {terms}".rstrip()))
        made.append(make("p", t("SHA-256 of the text as it stands here, in normal form:") + " ", make("code", text.sha256)))
    if book.rights:
        made.append(make("p", book.rights))
    if book.licence:
        made.append(make("p", make("a", book.licence, href=book.licence)))
    if book.site:
        made.append(make("p", t("This edition on the web:") + " ", make("a", book.site, href=book.site)))
    made.append(make("p", t("The faces are Source Serif and Source Sans, by Adobe, under the SIL Open Font License.")))
    return made


def of_author(record: Text, *more: str) -> str:
    """Return whose a text is, and where and when it was published, and more of that, as it follows its title."""
    where = listed([part for part in (record.venue, in_words(record.published or ""), *more) if part])
    if where:
        return t(", by {author} ({where}).", author=record.author, where=where)
    return t(", by {author}.", author=record.author)


def _letters(files: Iterable[bytes]) -> set[int]:
    """Every character that the pages show."""
    return {ord(sign) for data in files for sign in (data.decode() if data.startswith(b"<?xml") else "")}
