"""The edition as a book: the one model that every twin is written from, and that every twin is held against."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from markdown import Markdown

from edition.export.blocks import Block, cited, is_paragraph, named, read_blocks, valued, walk, words
from edition.export.records import Anchor, Book, BookEntry, BookEvent, BookNote, BookSource, BookText, Part
from edition.files.disk import read_text
from edition.files.problem import EditionError, Problem
from edition.model.dates import is_day
from edition.model.edition import Edition, Register
from edition.model.events import Event
from edition.model.labels import scoped
from edition.model.markdown import EXTENSIONS, only_markdown, take_attributes
from edition.model.occurrences import actors_of, event_address, sort_key
from edition.model.records import Entry, Text
from edition.model.references import References, reference_element
from edition.model.section import Section, headings_of, note_headings
from edition.model.standing import Footing, Standing, anchored, in_order
from edition.render.page import Page, PageNote
from edition.render.render import prepare
from edition.render.sanitise import sanitise, show_only_visible
from edition.text.names import mentions
from edition.text.normal import digest
from edition.text.tree import make

MATTER = ("about.md", "method.md")  # pages of docs/ that a book needs, too: what it is, and how it was made
DIRECTIVE = re.compile(r"\[[a-z]+(?: [a-z0-9-]+)?\]$")
HREF = re.compile(r"href=\"(https?://[^\"]+)\"")
TAG = re.compile(r"<[^>]*>")


def book(edition: Edition, references: References) -> Book:
    """Return the edition as a book. Raises EditionError: settings (mkdocs.yml cannot be read)."""
    register = edition.register
    settings = _settings(edition)
    texts = tuple(_text(edition, text) for text in register.texts)
    matter = tuple(_matter(edition, name) for name in MATTER if (edition.root / "docs" / name).is_file())
    notes = [note for text in texts for note in text.notes]
    events = tuple(_event(event, register) for event in register.events)
    actors, terms = _entries(register.actors, register, texts), _entries(register.terms, register, texts)
    rights = str(settings.get("copyright") or "")
    licence = HREF.search(rights)
    return Book(
        title=str(settings.get("site_name") or (register.texts[0].title if register.texts else "")),
        description=" ".join(str(settings.get("site_description") or "").split()),
        language=str((settings.get("theme") or {}).get("language") or "en"),
        site=str(settings.get("site_url") or ""),
        rights=" ".join(TAG.sub("", rights).split()),
        licence=licence[1] if licence else "",
        day=max([note.reviewed for note in notes if note.reviewed], default=next((t.published for t in register.texts), "") or ""),
        texts=texts,
        matter=matter,
        actors=actors,
        terms=terms,
        sources=_sources(register, references, _uses(texts, (*actors, *terms), events)),
        events=events,
        relations=register.relations,
        kinds=register.kinds,
        edition=edition,
    )


def _settings(edition: Edition) -> Mapping[str, Any]:
    """What mkdocs.yml says of the site, with what it takes from the environment."""
    from mkdocs.utils.yaml import get_yaml_loader, yaml_load  # late: the builder’s own reader

    try:
        return yaml_load(read_text(edition.root / "mkdocs.yml", edition.root), get_yaml_loader())
    except EditionError:
        raise
    except Exception as error:
        why = f"cannot be read: {str(error).splitlines()[0]}"
        raise EditionError(Problem("mkdocs.yml", 1, 1, why, "settings")) from None


@lru_cache(maxsize=1)
def _reader() -> Markdown:
    md = Markdown(extensions=list(EXTENSIONS))
    only_markdown(md)
    return md


def _tree(source: str, register: Register) -> ET.Element:
    """A page’s tree as the site’s builder makes it, harmless, before anything is laid over it."""
    md = _reader()
    md.reset()
    lines = source.split("\n")
    lines = scoped(lines, [heading.number - 1 for heading in note_headings(headings_of(lines))])
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    root = md.parser.parseDocument(lines).getroot()
    assert root is not None
    for treeprocessor in md.treeprocessors:
        made = treeprocessor.run(root)
        root = made if made is not None else root
    take_attributes(root)
    sanitise(root, (kind.id for kind in register.kinds))
    return root


def _blocks(elements: Iterable[ET.Element], register: Register, page: str, own: str = "") -> tuple[Block, ...]:
    return read_blocks(elements, lambda block, element: _said(block, register, element.get("id", ""), own), page)


def _said(block: Block, register: Register, id: str = "", own: str = "") -> Block:
    """A block with what it cites and names; the author’s words cite nothing."""
    if block.kind != "verbatim":
        block = cited(block, register, [])
    return named(block, register, id, own)


def _markdown(source: str, register: Register, page: str, own: str = "") -> tuple[Block, ...]:
    """The blocks of a piece of Markdown of ours."""
    root = _tree(source, register)
    prepare(root, register, None, Standing())
    show_only_visible(root, lambda _: False)
    return _blocks(root, register, page, own)


# ---- texts


def _text(edition: Edition, text: Text) -> BookText:
    parts: list[Part] = []
    for section in edition.sections[text.folder]:
        parts.append(_part(edition, section, text, 1 + sum(len(part.notes) for part in parts)))
    lines = "\n".join(block.text for part in parts for block in part.paragraphs)
    return BookText(text, tuple(parts), digest(lines))


def _part(edition: Edition, section: Section, text: Text, first: int) -> Part:
    register = edition.register
    root = _tree(section.source, register)
    lines = [note.line for note in section.notes]
    page = prepare(root, register, text, Standing(first=first), lines)
    show_only_visible(root, lambda element: element.get("class", "").startswith("verbatim"))
    own = {id(block) for note in page.notes for block in (note.heading, *note.body)} | {id(page.heading)}
    before = [block for block in root if id(block) not in own and block.tag != "h1"]
    brief = [block for block in before if _is_brief(block)]
    blocks = _blocks((block for block in before if block not in brief), register, section.page)
    return Part(
        id=section.page.rpartition("/")[2].removesuffix(".md"),
        title=section.title,
        address=f"/{section.page}",
        text=blocks,
        brief=tuple(inner for block in _blocks(brief, register, section.page) for inner in block.blocks if inner.text),
        notes=tuple(_notes(page, list(filter(is_paragraph, walk(blocks))), register, section)),
    )


def _is_brief(block: ET.Element) -> bool:
    return block.tag == "blockquote" and len(block) > 0 and block[-1].get("class") == "brief"


def _notes(page: Page, paragraphs: Sequence[Block], register: Register, section: Section) -> Iterator[BookNote]:
    """The notes of a section in the order of the text, where they hang, and with their numbers."""
    # The cells of a table are of one paragraph.
    footings = [Footing(block.id.partition("-")[0], block.text, block.kind == "restated") for block in paragraphs]
    found = anchored([note.note for note in page.notes], footings)
    for number, at in enumerate(in_order(found), page.standing.first):
        anchor = None
        if len(found[at]) == 1:
            where, span = found[at][0]
            anchor = Anchor(paragraphs[where].id, span, footings[where].text[span.start : span.end])
        yield _note(page.notes[at], number, anchor, register, section)


def _note(note: PageNote, number: int, anchor: Anchor | None, register: Register, section: Section) -> BookNote:
    body = _blocks(note.body, register, section.page)
    names = [mention.key for text in (note.words, *(b.text for b in walk(body))) for mention in mentions(text, register.names)]
    keys = tuple(dict.fromkeys(names))
    return BookNote(
        id=note.id,
        number=number,
        kind=note.kind,
        quote=note.words,
        anchor=anchor,
        finding=body[0].text if body and body[0].kind == "finding" else words(body).partition("\n")[0],
        body=body,
        reviewed=note.note.reviewed if is_day(note.note.reviewed) else "",
        sources=valued(body, "cite"),
        actors=tuple(key for key in keys if register.entries[key].kind != "term"),
        terms=tuple(key for key in keys if register.entries[key].kind == "term"),
        path=section.path,
        line=note.note.line,
        address=f"/{section.page}#{note.id}",
    )


def _matter(edition: Edition, name: str) -> Part:
    """A page about the edition; what it asks for by name, such as a picture, is left out."""
    source = read_text(edition.root / "docs" / name, edition.root)
    source = re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.DOTALL)
    blocks = _markdown(source, edition.register, name)
    title = next((block.text for block in blocks if block.kind == "heading-1"), name.removesuffix(".md").capitalize())
    kept = tuple(block for block in blocks if block.kind != "heading-1" and not DIRECTIVE.match(block.text))
    return Part(name.removesuffix(".md"), title, f"/{name}", kept)


# ---- the register


def _entries(entries: Iterable[Entry], register: Register, texts: Iterable[BookText]) -> tuple[BookEntry, ...]:
    places = _named(texts)
    made = []
    for entry in sorted(entries, key=sort_key):
        body = _markdown(entry.body, register, entry.address.lstrip("/").partition("#")[0], entry.key)
        made.append(BookEntry(entry, body, valued(body, "cite"), tuple(places.get(entry.key, ()))))
    return tuple(made)


def _named(texts: Iterable[BookText]) -> Mapping[str, Sequence[str]]:
    """For each actor and term the addresses of the paragraphs and notes that name it, in order."""
    found: dict[str, list[str]] = {}
    for part in (part for text in texts for part in text.parts):
        for block in part.paragraphs:
            for key in valued([block], "name"):
                found.setdefault(key, []).append(f"{part.address}#{block.id}")
        for note in part.notes:
            for key in (*note.actors, *note.terms):
                found.setdefault(key, []).append(note.address)
    return found


def _event(event: Event, register: Register) -> BookEvent:
    text = _markdown(event.text, register, "timeline.md")
    return BookEvent(event, text, actors_of(event, register), event.cited, event_address(event))


def _uses(texts: Iterable[BookText], entries: Iterable[BookEntry], events: Iterable[BookEvent]) -> Mapping[str, Sequence[str]]:
    """For each source the addresses of what cites it, in order, each once."""
    found: dict[str, dict[str, None]] = {}

    def cite(sources: Iterable[str], address: str) -> None:
        for source in sources:
            found.setdefault(source, {})[address] = None

    for part in (part for text in texts for part in text.parts):
        for block in part.paragraphs:
            cite(valued([block], "cite"), f"{part.address}#{block.id}")
        cite(valued(part.brief, "cite"), part.address)
        for note in part.notes:
            cite(note.sources, note.address)
    for entry in entries:
        cite(entry.sources, entry.record.address)
    for event in events:
        cite(event.sources, event.address)
    return {source: tuple(addresses) for source, addresses in found.items()}


def _sources(register: Register, references: References, uses: Mapping[str, Sequence[str]]) -> tuple[BookSource, ...]:
    made = []
    for number, key in enumerate((key for key in references if key in register.cited), 1):
        element = make("p")
        element.append(reference_element(references[key]))
        (block,) = read_blocks([element], lambda block, _: block)
        made.append(BookSource(register.cited[key], number, block, tuple(uses.get(key, ()))))
    return tuple(made)
