"""All generated pages; among them, made here: sources, all notes, and the whole edition on one page."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from edition.check.finding import cited
from edition.model.edition import Edition
from edition.model.generated import ACTORS, edited, sealed
from edition.model.records import Source, Text
from edition.model.references import element, markdown
from edition.model.section import KINDS, VERDICTS, Note, Section
from edition.pages import actor as who
from edition.pages import glossary, timeline
from edition.pictures import verdicts as aged

WHOLE = 60  # sections: a text of more is no page that anybody would read
LISTED = 1000  # notes: where there are more they are counted, and the search finds them


def pages(edition: Edition) -> dict[Path, str]:
    """Every generated page by its path."""
    docs = edition.root / "docs"
    places = glossary.found_places(edition)
    made = {
        docs / "glossary.md": glossary.actors(edition),
        docs / "terms.md": glossary.terms(edition, places),
        docs / "sources.md": sources(edition),
        docs / "notes.md": notes(edition),
    }
    if aged.by_verdict(edition):
        made[docs / "aged.md"] = aged.page(edition)
    made |= {docs / name: page for name, page in (timeline.pages(edition) | who.pages(edition, places)).items()}
    for text in edition.register.texts:
        if len(edition.sections[text.folder]) <= WHOLE:
            made[_whole(edition, text)] = whole(edition, text)
    return made


def _whole(edition: Edition, text: Text) -> Path:
    name = "whole.md" if len(edition.register.texts) == 1 else f"whole-{text.folder}.md"
    return edition.root / "docs" / name


def stale(edition: Edition) -> list[Path]:
    """Generated pages of actors that there are no more, and of texts too long for one page; one written into is left alone."""
    keys = {entry.key for entry in edition.register.actors}
    found = (edition.root / "docs" / ACTORS).glob("*.md")
    gone = [path for path in sorted(found) if path.stem not in keys]
    texts = edition.register.texts
    gone += [_whole(edition, text) for text in texts if len(edition.sections[text.folder]) > WHOLE]
    return [path for path in gone if path.exists() and not edited(path.read_bytes())]


def sources(edition: Edition) -> str:
    """The sources page: every source cited, with a way to each note and entry that cites it."""
    uses = _uses(edition)
    formatted = edition.register.references
    known = {source.id: source for source in edition.register.sources}
    items = [_source(known[key], markdown(element(reference)), uses.get(key, {})) for key, reference in formatted.items()]
    lead = f"The {len(items)} sources of this edition, each with the notes, entries and events that rest on it."
    return sealed("Sources", "\n\n".join(["# Sources", lead, *items]) + "\n")


def _source(source: Source, reference: str, uses: dict[str, str]) -> str:
    weight = f" ({source.weight})" if source.weight else ""
    links = ", ".join(f"[{label}]({href})" for href, label in uses.items())
    return f"{reference}{weight}\n{f'Cited in: {links}.' if links else 'Cited nowhere.'}\n{{ #{source.id} .reference }}"


def _uses(edition: Edition) -> dict[str, dict[str, str]]:
    """For each source, links to what cites it with words for each, in order."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    sections = {section.path: section for section in edition.all_sections()}
    entries = {entry.path: entry for entry in edition.register.entries.values()}
    for path, line, source in cited(edition):
        if path in sections:
            href, label = _note_at(sections[path], line)
            found[source.key][href] = label
        elif path in entries:
            found[source.key][entries[path].address.lstrip("/")] = entries[path].name
    for event in edition.register.events:
        for key in event.cited:
            found[key][f"timeline.md#{event.id}"] = f"event “{event.title}”"
    for relation in edition.register.relations:
        for key in relation.sources:
            found[key]["relations.md"] = "relations"
    return found


def _note_at(section: Section, line: int) -> tuple[str, str]:
    page = section.path.removeprefix("docs/")
    before = [note for note in section.notes if note.line <= line]
    return (f"{page}#{before[-1].id}", f"note on “{before[-1].quote}”") if before else (page, section.title)


def notes(edition: Edition) -> str:
    """The list of all notes: by place, then by kind, then by verdict."""
    found = list(edition.all_notes())
    if len(found) > LISTED:
        return _counted(edition, found)
    parts = ["# All notes", f"The {len(found)} notes of this edition.", "## By place"]
    for section in edition.all_sections():
        parts += [f"### {section.title}", _list((section, note) for note in section.notes)]
    parts += ["## By kind"]
    for kind, title in KINDS.items():
        parts += _group(title, [(section, note) for section, note in found if note.kind == kind])
    parts += ["## By verdict"]
    for verdict, title in VERDICTS.items():
        parts += _group(title.capitalize(), [(section, note) for section, note in found if note.verdict == verdict])
    return sealed("All notes", "\n\n".join(part for part in parts if part) + "\n")


def _counted(edition: Edition, found: list[tuple[Section, Note]]) -> str:
    """What there are too many notes for a list: how many stand where, and of which kind and verdict."""
    lead = f"The {len(found)} notes of this edition are too many to list; the search finds each of them."
    places = [
        f"- [{section.title}]({section.path.removeprefix('docs/')}): {len(section.notes)}" for section in edition.all_sections()
    ]
    kinds = [f"- {title}: {sum(note.kind == kind for _, note in found)}" for kind, title in KINDS.items()]
    verdicts = [
        f"- {title.capitalize()}: {sum(note.verdict == verdict for _, note in found)}" for verdict, title in VERDICTS.items()
    ]
    parts = [
        "# All notes",
        lead,
        "## By kind",
        "\n".join(kinds),
        "## By verdict",
        "\n".join(verdicts),
        "## By place",
        "\n".join(places),
    ]
    return sealed("All notes", "\n\n".join(parts) + "\n")


def _group(title: str, found: list[tuple[Section, Note]]) -> list[str]:
    return [f"### {title} ({len(found)})", _list(iter(found))] if found else []


def _list(found: Iterator[tuple[Section, Note]]) -> str:
    return "\n".join(f"- [“{note.quote}”]({section.path.removeprefix('docs/')}#{note.id}) {_sort(note)}" for section, note in found)


def _sort(note: Note) -> str:
    return f"{KINDS[note.kind].lower()}, {VERDICTS[note.verdict]}" if note.verdict else KINDS[note.kind].lower()


def whole(edition: Edition, text: Text) -> str:
    """A whole text on one page, in the form of a section: every paragraph, then every note."""
    sections = edition.sections[text.folder]
    parts = ["# The whole edition", "[lens]"]
    for section in sections:
        parts.append(f"## {section.title}")
        parts += [f"{paragraph.source}\n{{ #{paragraph.id} }}" for paragraph in section.paragraphs]
    parts.append("## Notes")
    for section in sections:
        lines = section.source.split("\n")
        parts += [f"{lines[note.line - 1]}\n\n{note.body}" for note in section.notes]
    return sealed("The whole edition", "\n\n".join(parts) + "\n")
