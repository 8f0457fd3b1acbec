"""Rules on events and relations: days that there are, actors and paragraphs that there are, places where they are, sources."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any

from edition.check.finding import Finding
from edition.files.yaml_positions import Marked
from edition.model.edition import Edition
from edition.model.events import Event, days, julian, order
from edition.pictures.layout import distance

NEAR = 60.0  # km: events at one place lie no farther apart
Spot = tuple[float, float]


def _at(edition: Edition, name: str, path: tuple[str | int, ...], message: str) -> Finding:
    """A finding at a value of a file of records, or at the nearest value that holds it."""
    problem = edition.register.places[name].problem(path, message, "")
    return Finding(problem.path, problem.line, problem.column, problem.message)


def _indexed(edition: Edition) -> Iterator[tuple[int, Event]]:
    """The events with their place in the file; those that cannot be read are left out."""
    places = edition.register.places.get("events.yml")
    known = {event.id: event for event in edition.register.events}
    for index, raw in _raw(places, "events"):
        event = known.get(str(raw.get("id")))
        if event:
            yield index, event


def event_duplicate(edition: Edition) -> Iterator[Finding]:
    """Every event has an id of its own."""
    seen: set[str] = set()
    for index, event in _indexed(edition):
        if event.id in seen:
            yield _at(edition, "events.yml", ("events", index, "id"), f"“{event.id}” is the id of another event too; choose one")
        seen.add(event.id)


def event_date(edition: Edition) -> Iterator[Finding]:
    """An event ends after it begins, and its Old Style day is the Julian one of its date."""
    for index, event in _indexed(edition):
        if event.end and days(event.end, end=True) <= days(event.date):
            yield _at(edition, "events.yml", ("events", index, "end"), f"it ends on {event.end}, before it begins; correct one")
        if event.old_style:
            yield from _old_style(edition, index, event)


def _old_style(edition: Edition, index: int, event: Event) -> Iterator[Finding]:
    path = ("events", index, "old_style")
    year, month, day, *_ = order(event.date)
    if not day or not 1800 <= year < 2100:
        yield _at(edition, "events.yml", path, "an Old Style day needs the whole New Style date, from 1800 on; correct date:")
    elif julian(date(year, month, day)).isoformat() != event.old_style:
        right = julian(date(year, month, day)).isoformat()
        yield _at(edition, "events.yml", path, f"{event.date} New Style is {right} Old Style, and not {event.old_style}")


def event_actor(edition: Edition) -> Iterator[Finding]:
    """An event bears on actors that there are."""
    keys = {entry.key for entry in edition.register.actors}
    for index, event in _indexed(edition):
        for at, key in enumerate(event.actors):
            if key not in keys:
                message = f"no actor “{key}” in docs/actors/{_hint(key, keys)}"
                yield _at(edition, "events.yml", ("events", index, "actors", at), message)


def event_paragraph(edition: Edition) -> Iterator[Finding]:
    """An event bears on paragraphs that there are."""
    known = {paragraph.id for section in edition.all_sections() for paragraph in section.paragraphs}
    for index, event in _indexed(edition):
        for at, id in enumerate(event.paragraphs):
            if id not in known:
                yield _at(edition, "events.yml", ("events", index, "paragraphs", at), f"there is no paragraph {id}; correct it")


def event_unsourced(edition: Edition) -> Iterator[Finding]:
    """An event names a source."""
    for index, event in _indexed(edition):
        if not event.sources:
            message = f"“{event.title}” has no source; add sources: with a key of data/sources.yml, or remove the event"
            yield _at(edition, "events.yml", ("events", index), message)


def coordinates_swapped(edition: Edition) -> Iterator[Finding]:
    """Coordinates agree with those of other events at the same place; latitude comes first."""
    spots = [(index, event, (event.lat, event.lon)) for index, event in _indexed(edition) if event.lat is not None]
    for index, event, (lat, lon) in spots:
        here, turned = (lat or 0.0, lon or 0.0), (lon or 0.0, lat or 0.0)
        others = [((a or 0.0, b or 0.0), other) for at, other, (a, b) in spots if at != index]
        same = [spot for spot, other in others if other.place == event.place]
        path = ("events", index, "lat")
        if _lonely(here, [spot for spot, _ in others]) and not _lonely(turned, [spot for spot, _ in others]):
            yield _at(edition, "events.yml", path, "latitude and longitude seem swapped: lat is north or south, lon east or west")
        elif same and _lonely(here, same) and index > min(at for at, other, _ in spots if other.place == event.place):
            yield _at(edition, "events.yml", path, f"another event at {event.place} lies more than {NEAR:g} km away; correct one")


def _lonely(here: Spot, others: list[Spot]) -> bool:
    return abs(here[0]) > 90 or all(distance(here, other) > NEAR for other in others)


def relation_actor(edition: Edition) -> Iterator[Finding]:
    """A relation has an actor at either end, two different ones."""
    keys = {entry.key for entry in edition.register.actors}
    marked = edition.register.places.get("relations.yml")
    for index, raw in _raw(marked, "relations"):
        for end in ("from", "to"):
            if end in raw and str(raw[end]) not in keys:
                message = f"a relation to nobody: no actor “{raw[end]}” in docs/actors/{_hint(str(raw[end]), keys)}"
                yield _at(edition, "relations.yml", ("relations", index, end), message)
        if raw.get("from") == raw.get("to"):
            yield _at(edition, "relations.yml", ("relations", index, "to"), "a relation of an actor to itself; correct one end")


def relation_unsourced(edition: Edition) -> Iterator[Finding]:
    """A relation names a source."""
    for index, raw in _raw(edition.register.places.get("relations.yml"), "relations"):
        if not raw.get("sources"):
            message = "the relation has no source; add sources: with a key of data/sources.yml, or remove it"
            yield _at(edition, "relations.yml", ("relations", index), message)


def _raw(marked: Marked | None, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The records of a file as they stand there, with their places in its list; what is no record is left out."""
    listed = marked.data.get(key) if marked and isinstance(marked.data, dict) else None
    for index, raw in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(raw, dict):
            yield index, raw


def _hint(key: str, keys: set[str]) -> str:
    near = get_close_matches(key, sorted(keys), 1)
    return f"; nearest is {near[0]}" if near else "; write its file, or correct the key"
