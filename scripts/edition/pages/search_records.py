"""What the search can find: one record for each actor, term, event, note, paragraph, source, and heading of a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edition.files.disk import read_text, shown
from edition.model.allowlist import heading_id
from edition.model.dates import in_words
from edition.model.edition import Edition
from edition.model.generated import GENERATED
from edition.model.markdown import MARKUP, plain
from edition.model.occurrences import event_address, words_of
from edition.model.records import Entry
from edition.model.references import References, reference_element
from edition.model.section import level, title_of
from edition.text.attributes import AT_END, parse_attributes
from edition.text.citations import without_citations
from edition.text.language import message, t
from edition.text.tree import text_of

# In the order in which equally good hits are shown, each with the word on its filter.
SORTS = {
    "actor": message("Who"),
    "term": message("Terms"),
    "event": message("Events"),
    "note": message("Notes"),
    "text": message("Text"),
    "page": message("Pages"),
    "source": message("Sources"),
}


@dataclass(frozen=True)
class Record:
    """One thing to find: its sort, title, address from docs/, a line about it, its text, and other names that it answers to."""

    sort: str
    title: str
    address: str
    about: str
    text: str
    names: tuple[str, ...] = ()


def records(edition: Edition, references: References) -> list[Record]:
    """Everything that can be found, by sort, then in the order of the edition."""
    order = list(SORTS)
    found = [*_entries(edition), *_events(edition), *_texts(edition), *_pages(edition), *_sources(edition, references)]
    return sorted(found, key=lambda record: order.index(record.sort))


def _entries(edition: Edition) -> Iterator[Record]:
    for entry in edition.register.entries.values():
        text = "\n".join(filter(None, (entry.role, plain(without_citations(entry.body)))))
        sort = "term" if entry.kind == "term" else "actor"
        yield Record(sort, entry.name, entry.address.lstrip("/"), entry.about, text, names_of(entry))


def _events(edition: Edition) -> Iterator[Record]:
    """The events; the day of one is among its names, since that is what many look for."""
    for event in edition.register.events:
        about = " · ".join(filter(None, (event.dated, event.place)))
        told = [f"{figure.value} ({figure.by})" for figure in event.figures]
        text = "\n".join([event.text, *told])
        yield Record("event", event.title, event_address(event).lstrip("/"), about, text, (in_words(event.date),))


def names_of(entry: Entry) -> tuple[str, ...]:
    """Every name of an entry but its own: variants, spellings, its own script, epithets, what belongs to it."""
    native = (name.name for name in entry.native)
    epithets = (epithet.form for epithet in entry.epithets)
    found = dict.fromkeys([*entry.variants, *entry.spellings, *native, *epithets, *entry.adjectives])
    return tuple(name for name in found if name != entry.name)


def aliases(entry: Entry) -> dict[str, str]:
    """Return for each name of a word, each last word of a person's names and each adjective the word by which we call the entry."""
    usual = [form for form in (*entry.variants, entry.name) if len(form.split()) == 1]
    if entry.kind == "person":
        ours = usual[0] if usual else entry.name.split()[-1]
        others = [form.split()[-1] for form in (*entry.spellings, *(name.name for name in entry.native))]
    elif usual:
        ours = usual[0]
        others = [form for form in (*entry.spellings, *(name.name for name in entry.native)) if len(form.split()) == 1]
    else:
        ours, others = entry.name.split()[0], []
    return {other: ours for other in (*others, *entry.adjectives) if other != ours}


def _texts(edition: Edition) -> Iterator[Record]:
    several = len(edition.register.texts) > 1
    for section in edition.all_sections():
        page = section.page
        title = _plain(section.title)
        where = f"{edition.text_of(section).title}: {title}" if several else title
        for paragraph in section.paragraphs:
            about = t("Paragraph {number}", number=paragraph.id.removeprefix("p"))
            yield Record("text", where, f"{page}#{paragraph.id}", about, plain(paragraph.source))
        for note in section.notes:
            about = f"{edition.register.kind_of(note).label} · {where}"
            named = (note.id.replace("-", " "),) if note.given else ()  # who gives a note an address says what it is about
            yield Record("note", _plain(note.quote), f"{page}#{note.id}", about, words_of(note), named)


def _plain(heading: str) -> str:
    """The words of a heading, which knows no lists and no other blocks."""
    return plain(f"# {heading}") if MARKUP.search(heading) else heading


def _pages(edition: Edition) -> Iterator[Record]:
    """The pages that people wrote beside texts, actors and terms, a record for each part under a heading."""
    docs = edition.root / "docs"
    apart = {text.folder for text in edition.register.texts} | {"actors", "terms", "who"}
    for path in sorted(docs.rglob("*.md")):
        name = shown(path, docs)
        if name.split("/")[0] not in apart and name not in GENERATED and not path.name.startswith((".", "whole-")):
            yield from _page(name, path, edition.root)


def _page(name: str, path: Path, root: Path) -> Iterator[Record]:
    """A page's parts: the words above the first lower heading, then those under each of level two."""
    first, title, part, body = "", "", "", list[str]()
    for line in [*read_text(path, root).split("\n"), "## "]:
        depth = level(line)
        if depth == 2 and title:
            words = plain("\n".join(body).strip())
            yield Record("page", _plain(title), f"{name}#{part}" if part else name, "" if title == first else _plain(first), words)
        if depth in (1, 2):
            title, part, body = title_of(line), _id(line) if first else "", []
            first = first or title
        elif first:
            body.append(line)


def _id(heading: str) -> str:
    """The address of a heading: the one it is given, or the one that Markdown makes of its words."""
    found = AT_END.search(heading)
    given = parse_attributes(found[1]) if found else None
    return given.id if given and given.id else heading_id(title_of(heading))


def _sources(edition: Edition, references: References) -> Iterator[Record]:
    for key, reference in references.items():
        source = edition.register.cited[key]
        yield Record(
            "source", source.title.strip("[]"), f"sources.md#{key}", source.told_weight, text_of(reference_element(reference))
        )
