"""Rules on events and relations: days that there are, actors and paragraphs that there are, places where they are, sources."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from edition.check.finding import Finding, nearest_key
from edition.check.registry import advice, house, rule
from edition.check.survey import Survey
from edition.files.yaml_positions import Marked
from edition.model.dates import days, julian, order
from edition.model.events import Event
from edition.pictures.layout import distance

NEAR = 60.0  # km: events at one place lie no farther apart
Spot = tuple[float, float]


def _indexed(survey: Survey) -> Iterator[tuple[int, Event]]:
    """The events with their place in the file; those that cannot be read are left out."""
    places = survey.edition.register.places.get("events.yml")
    known = {event.id: event for event in survey.edition.register.events}
    for index, raw in _raw(places, "events"):
        event = known.get(str(raw.get("id")))
        if event:
            yield index, event


@rule
def event_duplicate(survey: Survey) -> Iterator[Finding]:
    """Every event has an id of its own."""
    seen: set[str] = set()
    for index, event in _indexed(survey):
        if event.id in seen:
            yield survey.in_data("events.yml", ("events", index, "id"), f"“{event.id}” is the id of another event too; choose one")
        seen.add(event.id)


@rule
def event_date(survey: Survey) -> Iterator[Finding]:
    """An event ends after it begins, and its Old Style day is the Julian one of its date."""
    for index, event in _indexed(survey):
        if event.end and days(event.end, end=True) <= days(event.date):
            yield survey.in_data("events.yml", ("events", index, "end"), f"it ends on {event.end}, before it begins; correct one")
        if event.old_style:
            yield from _old_style(survey, index, event)


def _old_style(survey: Survey, index: int, event: Event) -> Iterator[Finding]:
    path = ("events", index, "old_style")
    year, month, day, *_ = order(event.date)
    if not day or not 1800 <= year < 2100:
        yield survey.in_data("events.yml", path, "an Old Style day needs the whole New Style date, from 1800 on; correct date:")
    elif julian(date(year, month, day)).isoformat() != event.old_style:
        right = julian(date(year, month, day)).isoformat()
        yield survey.in_data("events.yml", path, f"{event.date} New Style is {right} Old Style, and not {event.old_style}")


@rule
def event_actor(survey: Survey) -> Iterator[Finding]:
    """An event bears on actors that there are."""
    keys = {entry.key for entry in survey.edition.register.actors}
    for index, event in _indexed(survey):
        for at, key in enumerate(event.actors):
            if key not in keys:
                message = f"no actor “{key}” in docs/actors/{_hint(key, keys)}"
                yield survey.in_data("events.yml", ("events", index, "actors", at), message)


@rule
def event_paragraph(survey: Survey) -> Iterator[Finding]:
    """An event bears on paragraphs that there are."""
    known = {paragraph.id for section in survey.edition.all_sections() for paragraph in section.paragraphs}
    for index, event in _indexed(survey):
        for at, id in enumerate(event.paragraphs):
            if id not in known:
                yield survey.in_data("events.yml", ("events", index, "paragraphs", at), f"there is no paragraph {id}; correct it")


@rule
def event_claim(survey: Survey) -> Iterator[Finding]:
    """An event, and the road, bear on claims that have a note."""
    register = survey.edition.register
    known = {note.id for _, note in survey.edition.all_notes()}
    for index, event in _indexed(survey):
        for at, id in enumerate(event.claims):
            if id not in known:
                yield survey.in_data("events.yml", ("events", index, "claims", at), _no_note(id, known))
    if register.road and register.road.claim and register.road.claim not in known:
        yield survey.in_data("events.yml", ("road", "claim"), _no_note(register.road.claim, known))


def _no_note(id: str, known: set[str]) -> str:
    near = nearest_key(id, known)
    return f"there is no note “{id}”" + (f"; nearest is {near}" if near else "; write the id of one, without the number sign")


@rule
def circle_actor(survey: Survey) -> Iterator[Finding]:
    """A circle of the picture of relations holds actors that there are."""
    keys = {entry.key for entry in survey.edition.register.actors}
    for index, circle in enumerate(survey.edition.register.related.circles):
        for at, key in enumerate(circle.who):
            if key not in keys:
                message = f"no actor “{key}” in docs/actors/{_hint(key, keys)}"
                yield survey.in_data("relations.yml", ("circles", index, "who", at), message)


@house
def event_unsourced(survey: Survey) -> Iterator[Finding]:
    """An event names a source."""
    for index, event in _indexed(survey):
        if not event.sources:
            message = f"“{event.title}” has no source; add sources: with a key of data/sources.yml, or remove the event"
            yield survey.in_data("events.yml", ("events", index), message)


@advice
def coordinates_swapped(survey: Survey) -> Iterator[Finding]:
    """Coordinates agree with those of other events at the same place; latitude comes first."""
    spots = [(index, event, (event.lat, event.lon)) for index, event in _indexed(survey) if event.lat is not None]
    for index, event, (lat, lon) in spots:
        here, turned = (lat or 0.0, lon or 0.0), (lon or 0.0, lat or 0.0)
        others = [((a or 0.0, b or 0.0), other) for at, other, (a, b) in spots if at != index]
        same = [spot for spot, other in others if other.place == event.place]
        path = ("events", index, "lat")
        if _lonely(here, [spot for spot, _ in others]) and not _lonely(turned, [spot for spot, _ in others]):
            yield survey.in_data("events.yml", path, "latitude and longitude seem swapped: lat is north or south, lon east or west")
        elif same and _lonely(here, same) and index > min(at for at, other, _ in spots if other.place == event.place):
            yield survey.in_data("events.yml", path, f"another event at {event.place} lies more than {NEAR:g} km away; correct one")


def _lonely(here: Spot, others: list[Spot]) -> bool:
    return abs(here[0]) > 90 or all(distance(here, other) > NEAR for other in others)


@rule
def relation_actor(survey: Survey) -> Iterator[Finding]:
    """A relation has an actor at either end, two different ones."""
    keys = {entry.key for entry in survey.edition.register.actors}
    marked = survey.edition.register.places.get("relations.yml")
    for index, raw in _raw(marked, "relations"):
        for end in ("from", "to"):
            if end in raw and str(raw[end]) not in keys:
                message = f"a relation to nobody: no actor “{raw[end]}” in docs/actors/{_hint(str(raw[end]), keys)}"
                yield survey.in_data("relations.yml", ("relations", index, end), message)
        if raw.get("from") == raw.get("to"):
            yield survey.in_data("relations.yml", ("relations", index, "to"), "a relation of an actor to itself; correct one end")


@house
def relation_unsourced(survey: Survey) -> Iterator[Finding]:
    """A relation names a source."""
    for index, raw in _raw(survey.edition.register.places.get("relations.yml"), "relations"):
        if not raw.get("sources"):
            message = "the relation has no source; add sources: with a key of data/sources.yml, or remove it"
            yield survey.in_data("relations.yml", ("relations", index), message)


def _raw(marked: Marked | None, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The records of a file as they stand there, with their places in its list; what is no record is left out."""
    listed = marked.data.get(key) if marked and isinstance(marked.data, dict) else None
    for index, raw in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(raw, dict):
            yield index, raw


def _hint(key: str, keys: set[str]) -> str:
    near = nearest_key(key, keys)
    return f"; nearest is {near}" if near else "; write its file, or correct the key"
