"""The pages of events and relations: the timeline, the road, who stood to whom how."""

from edition.model.dates import in_words
from edition.model.edition import Edition
from edition.model.events import Account, Event, Period
from edition.model.generated import sealed
from edition.model.occurrences import actors_of, by_period, paragraph_addresses
from edition.model.records import Source
from edition.pictures.relations import STATES, ordered
from edition.pictures.road import accounts, claim, stops

Sources = dict[str, Source]


def event_pages(edition: Edition) -> dict[str, str]:
    """Return the pages of events and relations by their path in docs/; that of the road only where the events tell of one."""
    made = {"timeline.md": timeline(edition), "relations.md": relations(edition)}
    if edition.register.road and stops(edition.register):
        made["march.md"] = road(edition)
    return made


def timeline(edition: Edition) -> str:
    """Return the page of all events in order, by period."""
    if not edition.register.events:
        return sealed("Timeline", "# Timeline\n\nThis edition tells of no events yet: they stand in `data/events.yml`.\n")
    sources = edition.register.cited
    hours = f", hours are {edition.register.hours}" if edition.register.hours else ""
    parts = [
        "# Timeline",
        f"{len(edition.register.events)} events that the essay speaks of or that bear on it. "
        f"Dates are in the Gregorian calendar{hours}; how sure they are is said where it is not plain.",
        "[overview]",
        "[events]",
    ]
    for period, inside in by_period(edition.register.events, edition.register):
        parts.append(f"## {period.title}")
        for event in inside:
            parts += _event(event, period, edition, sources)
    return sealed("Timeline", "\n\n".join(parts) + "\n")


def _event(event: Event, period: Period, edition: Edition, sources: Sources) -> list[str]:
    keys = actors_of(event, edition.register)
    data = f'data-actors="{" ".join(keys)}" data-paragraphs="{" ".join(event.paragraphs)}"'
    parts = [
        f"### {_when(event, period)}: {event.title} {{ #{event.id} .event {data} }}",
        event.text,
        "\n".join(f"- {account.value}: {account.by} ({_source(account.source, sources)})" for account in event.figures),
        f"{_about(event, edition, keys, sources)}\n{{ .facts }}",
    ]
    return [part for part in parts if part]


def _when(event: Event, period: Period) -> str:
    return event.dated.replace(f" {event.date[:4]}", "") if period.hours else event.dated


def _about(event: Event, edition: Edition, keys: tuple[str, ...], sources: Sources) -> str:
    """Where, how sure, in which other calendar; then what it bears on and who tells it."""
    names = edition.register.entries
    addresses = {id: href for text in edition.register.texts for id, href in paragraph_addresses(edition, text).items()}
    bears = [f"[{id}]({addresses[id]})" for id in event.paragraphs if id in addresses]
    bears += [f"[{names[key].name}](who/{key}.md)" for key in keys]
    parts = [
        event.place,
        event.precision,
        f"{in_words(event.old_style)} Old Style" if event.old_style else "",
        f"bears on {', '.join(bears)}" if bears else "",
        f"told by {', '.join(_source(key, sources) for key in event.sources)}" if event.sources else "",
    ]
    return " · ".join(part for part in parts if part)


def _source(key: str, sources: Sources) -> str:
    return f"[{short(sources[key])}](sources.md#{key})"


def short(source: Source) -> str:
    """Return a source in a word or two: where it appeared, or who wrote it and when."""
    fields = source.model_extra or {}
    authors = [author.get("family") or author.get("literal", "") for author in fields.get("author", [])]
    if fields.get("container-title") and not source.type.startswith("article-journal"):
        return str(fields["container-title"])
    year = next(iter(fields.get("issued", {}).get("date-parts", [[""]])[0]), "")
    return " ".join(str(part) for part in (" and ".join(authors[:2]) or source.title, year) if part)


def road(edition: Edition) -> str:
    """Return the page of the road: what the text says and what is found, the picture, and the same in words."""
    register = edition.register
    assert register.road is not None
    sources, along = register.cited, sorted(stops(register), key=lambda stop: stop.number)
    rows = [
        f"| {stop.number} | {stop.event.hour} | [{stop.event.title}](timeline.md#{stop.event.id}) | {stop.event.place} "
        f"| {stop.far}{'' if stop.reported else ', our reckoning'} |"
        for stop in along
    ]
    near = [f"| {account.value} | {account.by} | {_source(account.source, sources)} |" for _, account in accounts(register)]
    others = [
        part
        for event in (stop.event for stop in along)
        if any(account.km is None for account in event.figures)
        for part in (f"### {event.title}", event.text, _rival(event.figures, sources))
    ]
    title = f"The road to {register.road.to}"
    parts = [
        f"# {title}",
        _said(edition),
        "[march]",
        "## In words",
        "\n".join(["| No. | Hour | What | Where | Distance |", "| --- | --- | --- | --- | --- |", *rows]),
        f"## {register.road.question}",
        "\n".join(["| Account | By whom | Source |", "| --- | --- | --- |", *near]),
        *(["## Also disputed", *others] if others else []),
    ]
    return sealed(title, "\n\n".join(parts) + "\n")


def _said(edition: Edition) -> str:
    """What the text says of the road and what its note finds; without such a note what the page is about."""
    found, way = claim(edition), edition.register.road
    assert way is not None
    if found is None:
        question = f"{way.question[:1].lower()}{way.question[1:]}"
        return f"From {way.begins} towards {way.to}: what happened where, and the rival accounts of one question: {question}."
    address = f"{found.section.page}#{found.note.id}"
    return f"The essay says [“{found.note.quote}”]({address}). {found.note.finding}"


def _rival(figures: tuple[Account, ...], sources: Sources) -> str:
    return "\n".join(f"- {account.value}: {account.by} ({_source(account.source, sources)})" for account in figures)


def relations(edition: Edition) -> str:
    """Return the page of who stood to whom how: the picture, and the same as a table."""
    title = "Who stood to whom"
    if not edition.register.relations:
        return sealed(title, f"# {title}\n\nThis edition tells of no relations yet: they stand in `data/relations.yml`.\n")
    names = {entry.key: entry.name for entry in edition.register.actors}
    rows = [
        f"| [{names[r.begins]}](who/{r.begins}.md) | {r.label} | [{names[r.to]}](who/{r.to}.md) | {r.then or '–'} "
        f"| {' '.join(filter(None, (r.now or '–', r.citation)))} | {STATES[r.state]} |"
        for r in ordered(edition.register.relations)
    ]
    parts = [
        f"# {title}",
        "How the actors stood to each other when the essay was written, and what has become of it since.",
        "[relations]",
        "## The same in words",
        "\n".join(["| Who | How | To whom | Then | Since | State |", "| --- | --- | --- | --- | --- | --- |", *rows]),
    ]
    return sealed(title, "\n\n".join(parts) + "\n")
