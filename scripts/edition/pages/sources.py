"""The page of sources: every source with a way to each note, entry and event that rests on it."""

from collections import defaultdict

from edition.model.edition import Edition
from edition.model.generated import sealed
from edition.model.occurrences import citing, event_address
from edition.model.references import References
from edition.model.section import Section
from edition.pages.glossary import literal
from edition.text.language import listed, t, tn


def sources(edition: Edition, references: References) -> str:
    """The sources page: every source cited, with a way to each note and entry that cites it."""
    uses = _uses(edition)
    items = [_source(key, uses.get(key, {})) for key in references]
    lead = tn(
        "The {count} source of this edition, with the notes, entries and events that rest on it.",
        "The {count} sources of this edition, each with the notes, entries and events that rest on it.",
        len(items),
    )
    return sealed(t("Sources"), "\n\n".join(["# " + t("Sources"), lead, *items]) + "\n")


def _source(key: str, uses: dict[str, str]) -> str:
    """A source’s place on the page, with what cites it; the renderer puts its reference there, which no Markdown may touch."""
    links = listed([f"[{literal(label)}]({href})" for href, label in uses.items()])
    cited = t("Cited in: {places}.", places=links) if links else t("Cited nowhere.")
    return f"{cited}\n{{ #{key} .reference }}"


def _uses(edition: Edition) -> dict[str, dict[str, str]]:
    """For each source, links to what cites it with words for each, in order."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    sections = {section.path: section for section in edition.all_sections()}
    entries = {entry.path: entry for entry in edition.register.entries.values()}
    for path, line, source in citing(edition):
        if path in sections:
            href, label = _note_at(sections[path], line)
            found[source.key][href] = label
        elif path in entries:
            found[source.key][entries[path].address.lstrip("/")] = entries[path].name
    for event in edition.register.events:
        for key in event.cited:
            found[key][event_address(event).lstrip("/")] = t("event “{title}”", title=event.title)
    for relation in edition.register.relations:
        for key in relation.sources:
            found[key]["relations.md"] = t("relations")
    return found


def _note_at(section: Section, line: int) -> tuple[str, str]:
    page = section.page
    before = [note for note in section.notes if note.line <= line]
    return (f"{page}#{before[-1].id}", t("note on “{words}”", words=before[-1].quote)) if before else (page, section.title)
