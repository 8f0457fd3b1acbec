"""A page for each actor: facts, life, how the text names it, where this edition speaks of it, its relations and events."""

from collections.abc import Iterable, Mapping

from edition.model.dates import in_words
from edition.model.edition import Edition
from edition.model.events import Relation
from edition.model.generated import sealed
from edition.model.occurrences import TIMELINE, Place, Places, events_of, paragraph_addresses, verbatim
from edition.model.records import Entry, Text
from edition.pages.glossary import context, counted, names_of, times

SINCE = "\n{ .since }"


def actor_pages(edition: Edition, places: Places) -> dict[str, str]:
    """The page of each actor by its path in docs/."""
    authors = _verbatim(edition)
    return {f"who/{entry.key}.md": _page(entry, edition, places.get(entry.key, []), authors) for entry in edition.register.actors}


def _page(entry: Entry, edition: Edition, places: list[Place], authors: set[str]) -> str:
    parts = [
        f"# {entry.name} {{ #{entry.key} .entry .{entry.kind} }}",
        f"{entry.summary}\n{{ .facts .summary }}",
        _facts(entry, edition),
        _life(entry, edition.register.texts),
        *_in_the_essay(entry, edition),
        *_in_this_edition(entry, edition, places, authors),
        *_relations(entry, edition),
        *_events(entry, edition),
        "[All actors](/glossary.md)\n{ .facts }",
    ]
    return sealed(entry.name, "\n\n".join(part for part in parts if part) + "\n", depth=1)


def _facts(entry: Entry, edition: Edition) -> str:
    """A list of terms and what they are: kind, dates, names, role, records elsewhere."""
    wikidata = f"[Wikidata {entry.wikidata}](https://www.wikidata.org/wiki/{entry.wikidata})" if entry.wikidata else ""
    facts = {
        "Kind": entry.kind,
        "Dates": _dates(entry),
        "Names": names_of(entry),
        _month(edition.register.texts, "In"): entry.role,
        "Record": wikidata,
    }
    return "\n\n".join(f"{name}\n:   {value}" for name, value in facts.items() if value)


def _dates(entry: Entry) -> str:
    parts = {"born": entry.born, "died": entry.died, "founded": entry.founded, "dissolved": entry.dissolved}
    return ", ".join(f"{word} {in_words(date) if date[0] != '-' else date}" for word, date in parts.items() if date)


def _month(texts: Iterable[Text], word: str) -> str:
    """In June 2023: the month of the first text that has a date."""
    published = next((text.published for text in texts if text.published), None)
    return f"{word} {in_words(published[:7])}" if published else f"{word} the author’s day"


def _life(entry: Entry, texts: Iterable[Text]) -> str:
    """The biography; what has happened since stands after it, and says so."""
    before, mark, after = entry.body.partition(SINCE)
    if not mark:
        return entry.body
    life, _, since = before.rpartition("\n\n")
    return f"{life}\n\n**{_month(texts, 'Since')}.** {since}{SINCE}{after}"


def _in_the_essay(entry: Entry, edition: Edition) -> list[str]:
    parts = ["## In the essay", f"[strip {entry.key}]"]
    for text in edition.register.texts:
        forms = text.mentions.get(entry.key, {})
        if forms:
            addresses = paragraph_addresses(edition, text)
            total = sum(sum(counts.values()) for counts in forms.values())
            rows = [f"| “{form}” | {sum(counts.values())} | {_linked(counts, addresses)} |" for form, counts in forms.items()]
            parts.append(f"The author names {entry.name} {times(total)}, in these forms:")
            parts.append("\n".join(["| Form | Times | Where |", "| --- | --- | --- |", *rows]))
    return parts


def _linked(counts: Mapping[str, int], addresses: Mapping[str, str]) -> str:
    shown = {paragraph: counted({paragraph: count}) for paragraph, count in counts.items()}
    return ", ".join(f"[{words}]({addresses[p]})" if p in addresses else words for p, words in shown.items())


def _in_this_edition(entry: Entry, edition: Edition, places: list[Place], authors: set[str]) -> list[str]:
    """Every paragraph and every note that names the actor, in context; whose words they are is said."""
    theirs = [place for place in places if place.href in authors]
    notes = [place for place in places if place.note]
    restated = [place for place in places if not place.note and place.href not in authors]
    parts = ["## In this edition"]
    groups = {"In the author’s words": theirs, "In the text as restated here, in our own words": restated, "In the notes": notes}
    for title, found in groups.items():
        if found:
            lines = (f"- [{place.label}](/{place.href}): {context(place.text, place.span)}" for place in found)
            parts += [f"### {title}", "\n".join(lines)]
    if not places:
        parts.append("In no paragraph and no note.")
    texts = edition.register.texts
    whole = edition.whole_page(texts[0]) if len(texts) == 1 else ""
    if places and whole:
        parts.append(f"[The whole edition with {entry.name} in the light](/{whole}?lens={entry.key})")
    return parts


def _verbatim(edition: Edition) -> set[str]:
    """The addresses of the paragraphs that hold the author's own words."""
    return {
        f"{section.page}#{paragraph.id}"
        for section in edition.all_sections()
        for paragraph in section.paragraphs
        if verbatim(edition, section, paragraph)
    }


def _relations(entry: Entry, edition: Edition) -> list[str]:
    names = {actor.key: actor.name for actor in edition.register.actors}
    mine = [r for r in edition.register.relations if entry.key in (r.begins, r.to) and r.begins in names and r.to in names]
    if not mine:
        return []
    return ["## Related", "\n".join(_relation(r, entry.key, names) for r in mine)]


def _relation(relation: Relation, key: str, names: Mapping[str, str]) -> str:
    word, other = ("To", relation.to) if relation.begins == key else ("From", relation.begins)
    return f"- {word} [{names[other]}](/who/{other}.md): **{relation.label}**. {told(relation)}"


def told(relation: Relation) -> str:
    """A relation in sentences, with its sources."""
    return " ".join(part for part in (relation.then, relation.now, relation.citation) if part)


def _events(entry: Entry, edition: Edition) -> list[str]:
    found = events_of(entry.key, edition.register)
    if not found:
        return []
    lines = [f"- {event.dated}: [{event.title}](/{TIMELINE}#{event.id})" for event in found]
    more = f"[These events on the timeline](/{TIMELINE}?actor={entry.key})"
    return ["## Events", "\n".join(lines), more]
