"""Queries on an edition: where an actor is named, what cites a source, which words are the author's, whom an event concerns."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from edition.files.yaml_positions import Marked
from edition.model.dates import order
from edition.model.edition import Edition, Register
from edition.model.events import Event, Period
from edition.model.labels import without_code
from edition.model.markdown import plain
from edition.model.records import Entry, Text
from edition.model.section import Note, Paragraph, Section
from edition.text.citations import Cited, citations, without_citations
from edition.text.language import t
from edition.text.names import mentions
from edition.text.normal import Span, digest
from edition.text.quotes import find
from edition.text.sentences import first_sentence, sentence_at

TIMELINE = "timeline.md"


@dataclass(frozen=True)
class Place:
    """Where this edition names an entry: a link to it, in words, the line of text around the name, whether it is a note's."""

    href: str
    label: str
    text: str
    span: Span
    note: bool = False


class Citing(NamedTuple):
    """A source that is cited: in which file, on which line, and how."""

    path: str
    line: int
    cited: Cited


Places = Mapping[str, list[Place]]
Outlook = Literal["plain", "hedged", "asked"]


def named_places(edition: Edition) -> Places:
    """Return for each entry every place of the texts and notes that names it, in order; one a paragraph and one a note."""
    found: dict[str, list[Place]] = defaultdict(list)
    for section in edition.all_sections():
        page = section.page
        blocks = [
            (f"{page}#{p.id}", t("{section}, {paragraph}", section=section.title, paragraph=p.id), plain(p.source), p.id)
            for p in section.paragraphs
        ]
        blocks += [(f"{page}#{n.id}", t("note on “{words}”", words=n.quote), words_of(n), "") for n in section.notes]
        for href, label, text, paragraph in blocks:
            seen: set[str] = set()
            for mention in mentions(text, edition.register.names, paragraph):
                if mention.key not in seen:
                    seen.add(mention.key)
                    found[mention.key].append(Place(href, label, text, mention.span, not paragraph))
    return found


def outlook(edition: Edition, section: Section, note: Note) -> Outlook:
    """Tell how a note's words look ahead: as a plain forecast, as one that the author hedges, or as a question."""
    for paragraph in section.paragraphs:
        text = plain(paragraph.source)
        for span in find(note.quote if verbatim(edition, section, paragraph) else note.anchor, text):
            if sentence_at(text, span.start).endswith("?"):
                return "asked"
    return "hedged" if note.hedged else "plain"


def verbatim(edition: Edition, section: Section, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph holds the author's words; see `holds_authors_words`."""
    return holds_authors_words(paragraph.id, plain(paragraph.source), edition.text_of(section))


def holds_authors_words(id: str, words: str, text: Text | None) -> bool:
    """Tell whether words are the author's paragraph, by its hash; where no hash is known they are taken for the author's."""
    facts = text.facts.get(id) if text else None
    return facts is None or digest(words) == facts.sha256


def citing(edition: Edition) -> Iterator[Citing]:
    """Yield every citation of a source, by sections, entries, events and relations; a key's column counts from 0."""
    texts = [(section.path, section.source, 1) for section in edition.all_sections()]
    texts += [(entry.path, entry.body, entry.body_line) for entry in edition.register.entries.values()]
    for path, text, first in texts:
        for number, line in enumerate(text.split("\n"), first) if "[@" in text else ():
            for citation in citations(without_code(line)) if "[@" in line else ():
                for source in citation.sources:
                    yield Citing(path, number, source)
    for name in ("events.yml", "relations.yml"):
        if name in edition.register.places:
            yield from _listed(edition.register.places[name])


def _listed(marked: Marked) -> Iterator[Citing]:
    """Every source that a file of records lists, under sources: or as source:."""
    for path, (line, column) in marked.places.items():
        if path[-1:] == ("source",) or path[-2:-1] == ("sources",):
            value = marked.data
            for step in path:
                value = value[step]
            yield Citing(marked.name, line, Cited(str(value), "", column - 1))


def named_per_paragraph(text: Text, key: str) -> dict[str, int]:
    """Return how often the author's text names an entry in each paragraph, under any form."""
    found: dict[str, int] = {}
    for counts in text.mentions.get(key, {}).values():
        for paragraph, count in counts.items():
            found[paragraph] = found.get(paragraph, 0) + count
    return found


def paragraph_addresses(edition: Edition, text: Text) -> dict[str, str]:
    """Return the address of each paragraph of a text, from docs/ on."""
    return {p.id: f"/{section.page}#{p.id}" for section in edition.sections[text.folder] for p in section.paragraphs}


def sort_key(entry: Entry) -> str:
    """Return what an entry is sorted by: a person's last name, anything else's name without the article."""
    words = entry.name.casefold().removeprefix("the ").split()
    # Nicholas II stays where he is.
    surname = entry.kind == "person" and words[-1].strip("iv") != ""
    return " ".join([words[-1], *words[:-1]] if surname else words)


def event_address(event: Event) -> str:
    """Return the address of an event on the timeline, from docs/ on."""
    return f"/{TIMELINE}#{event.id}"


def actors_of(event: Event, register: Register) -> tuple[str, ...]:
    """Return the actors that an event bears on: those its title and text name, then those it lists; each once."""
    known = {entry.key for entry in register.actors}
    named = [mention.key for text in (event.title, event.text, event.place) for mention in mentions(text, register.names)]
    return tuple(dict.fromkeys(key for key in [*named, *event.actors] if key in known))


def words_of(note: Note) -> str:
    """Return what a note says as its reader sees it, without citations."""
    return plain(without_citations(note.body))


def finding_of(note: Note) -> str:
    """Return what a note answers, as its reader sees it: its first sentence."""
    said = words_of(note)
    return said[: first_sentence(said)].strip()


def named_by(note: Note, edition: Edition) -> tuple[str, ...]:
    """Return the actors that a note names, in its quote or its words, each once."""
    return named_in(f"{plain(note.quote)}\n\n{words_of(note)}", edition)


def named_in(text: str, edition: Edition) -> tuple[str, ...]:
    """Return the actors that a text names, each once."""
    known = {entry.key for entry in edition.register.actors}
    return tuple(dict.fromkeys(mention.key for mention in mentions(text, edition.register.names) if mention.key in known))


def events_of(key: str, register: Register) -> list[Event]:
    """Return the events that bear on an actor, in order."""
    return [event for event in register.events if key in actors_of(event, register)]


def events_on(ids: Iterable[str], register: Register) -> list[Event]:
    """Return the events that bear on any of these paragraphs, in order."""
    wanted = set(ids)
    return [event for event in register.events if wanted & set(event.paragraphs)]


def claimed(event: Event, edition: Edition) -> list[tuple[Section, Note]]:
    """Return the notes whose claims an event bears on, in the order in which it names them."""
    notes = {note.id: (section, note) for section, note in reversed([*edition.all_notes()])}  # of two with one id the first
    return [notes[id] for id in event.claims if id in notes]


def by_period(events: Iterable[Event], register: Register) -> list[tuple[Period, list[Event]]]:
    """Return the events by period, periods without any left out; without periods all are one."""
    periods = register.periods or (Period.model_validate({"title": t("All events"), "from": 1}),)
    ends = [order(later.begins) for _, later in pairwise(periods)]
    found: list[list[Event]] = [[] for _ in periods]
    for event in events:
        found[sum(end <= event.when for end in ends)].append(event)
    return [(period, inside) for period, inside in zip(periods, found, strict=True) if inside]
