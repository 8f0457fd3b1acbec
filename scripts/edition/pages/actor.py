"""A page for each actor: facts, life, how the text names it, where this edition speaks of it, its relations and events."""

from collections.abc import Iterable, Mapping

from edition.model.dates import in_words
from edition.model.edition import Edition
from edition.model.events import Relation
from edition.model.generated import sealed
from edition.model.occurrences import TIMELINE, Place, Places, events_of, paragraph_addresses, verbatim
from edition.model.records import KINDS, Entry, Text
from edition.pages.glossary import context, counted, names_of, times
from edition.text.language import listed, message, quoted, served_by, t, tc, used

SINCE = "\n{ .since }"
IN_THOSE_DAYS = (message("In {month}"), message("In the author’s day"))
FROM_THEN = (message("Since {month}"), message("Since the author’s day"))


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
        "[" + t("All actors") + "](/glossary.md)\n{ .facts }",
    ]
    return sealed(entry.name, "\n\n".join(part for part in parts if part) + "\n", depth=1)


def _facts(entry: Entry, edition: Edition) -> str:
    """A list of terms and what they are: kind, dates, names, role, records elsewhere."""
    wikidata = f"[Wikidata {entry.wikidata}](https://www.wikidata.org/wiki/{entry.wikidata})" if entry.wikidata else ""
    facts = {
        tc("an actor", "Kind"): entry.kind if served_by(used()) == "en" else t(KINDS[entry.kind]),
        tc("an actor", "Dates"): _dates(entry),
        tc("an actor", "Names"): names_of(entry),
        _month(edition.register.texts, IN_THOSE_DAYS): entry.role,
        tc("an actor", "Record"): wikidata,
    }
    return "\n\n".join(f"{name}\n:   {value}" for name, value in facts.items() if value)


def _dates(entry: Entry) -> str:
    parts = {
        message("born {day}"): entry.born,
        message("died {day}"): entry.died,
        message("founded {day}"): entry.founded,
        message("dissolved {day}"): entry.dissolved,
    }
    return listed([t(words, day=in_words(date)) for words, date in parts.items() if date])


def _month(texts: Iterable[Text], words: tuple[str, str]) -> str:
    """In June 2023: the month of the first text that has a date; other words where none has one."""
    published = next((text.published for text in texts if text.published), None)
    return t(words[0], month=in_words(published[:7])) if published else t(words[1])


def _life(entry: Entry, texts: Iterable[Text]) -> str:
    """The biography; what has happened since stands after it, and says so."""
    before, mark, after = entry.body.partition(SINCE)
    if not mark:
        return entry.body
    life, _, since = before.rpartition("\n\n")
    return f"{life}\n\n**{_month(texts, FROM_THEN)}.** {since}{SINCE}{after}"


def _in_the_essay(entry: Entry, edition: Edition) -> list[str]:
    parts = ["## " + t("In the essay"), f"[strip {entry.key}]"]
    for text in edition.register.texts:
        forms = text.mentions.get(entry.key, {})
        if forms:
            addresses = paragraph_addresses(edition, text)
            total = sum(sum(counts.values()) for counts in forms.values())
            rows = [f"| {quoted(form)} | {sum(counts.values())} | {_linked(counts, addresses)} |" for form, counts in forms.items()]
            parts.append(t("The author names {name} {times}, in these forms:", name=entry.name, times=times(total)))
            head = (tc("a name", "Form"), tc("a name", "Times"), tc("a name", "Where"))
            parts.append("\n".join([f"| {' | '.join(head)} |", "| --- | --- | --- |", *rows]))
    return parts


def _linked(counts: Mapping[str, int], addresses: Mapping[str, str]) -> str:
    shown = {paragraph: counted({paragraph: count}) for paragraph, count in counts.items()}
    return listed([f"[{words}]({addresses[p]})" if p in addresses else words for p, words in shown.items()])


def _in_this_edition(entry: Entry, edition: Edition, places: list[Place], authors: set[str]) -> list[str]:
    """Every paragraph and every note that names the actor, in context; whose words they are is said."""
    theirs = [place for place in places if place.href in authors]
    notes = [place for place in places if place.note]
    restated = [place for place in places if not place.note and place.href not in authors]
    parts = ["## " + t("In this edition")]
    groups = {
        t("In the author’s words"): theirs,
        t("In the text as restated here, in our own words"): restated,
        t("In the notes"): notes,
    }
    for title, found in groups.items():
        if found:
            lines = (f"- [{place.label}](/{place.href}): {context(place.text, place.span)}" for place in found)
            parts += [f"### {title}", "\n".join(lines)]
    if not places:
        parts.append(t("In no paragraph and no note."))
    texts = edition.register.texts
    whole = edition.whole_page(texts[0]) if len(texts) == 1 else ""
    if places and whole:
        words = t("The whole edition with {name} in the light", name=entry.name)
        parts.append(f"[{words}](/{whole}?lens={entry.key})")
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
    return ["## " + t("Related"), "\n".join(_relation(r, entry.key, names) for r in mine)]


def _relation(relation: Relation, key: str, names: Mapping[str, str]) -> str:
    words, other = (message("To {name}"), relation.to) if relation.begins == key else (message("From {name}"), relation.begins)
    link = f"[{names[other]}](/who/{other}.md)"
    return f"- {t(words, name=link)}: **{relation.label}**. {told(relation)}"


def told(relation: Relation) -> str:
    """A relation in sentences, with its sources."""
    return " ".join(part for part in (relation.then, relation.now, relation.citation) if part)


def _events(entry: Entry, edition: Edition) -> list[str]:
    found = events_of(entry.key, edition.register)
    if not found:
        return []
    lines = [f"- {event.dated}: [{event.title}](/{TIMELINE}#{event.id})" for event in found]
    more = "[" + t("These events on the timeline") + f"](/{TIMELINE}?actor={entry.key})"
    return ["## " + t("Events"), "\n".join(lines), more]
