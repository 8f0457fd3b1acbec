"""What the pages and pictures ask of the events: which come together, whom they concern, where they stand."""

from collections.abc import Iterable
from itertools import pairwise

from edition.model.edition import Register
from edition.model.events import Event, Period, order
from edition.text.names import mentions

PAGE = "timeline.md"


def address(event: Event) -> str:
    """The address of an event on the timeline, from any page."""
    return f"/{PAGE}#{event.id}"


def actors_of(event: Event, register: Register) -> tuple[str, ...]:
    """The actors that an event bears on: those its title and text name, then those it lists; each once."""
    known = {entry.key for entry in register.actors}
    named = [mention.key for text in (event.title, event.text, event.place) for mention in mentions(text, register.names)]
    return tuple(dict.fromkeys(key for key in [*named, *event.actors] if key in known))


def of_actor(key: str, register: Register) -> list[Event]:
    """The events that bear on an actor, in order."""
    return [event for event in register.events if key in actors_of(event, register)]


def of_paragraphs(ids: Iterable[str], register: Register) -> list[Event]:
    """The events that bear on any of these paragraphs, in order."""
    wanted = set(ids)
    return [event for event in register.events if wanted & set(event.paragraphs)]


def by_period(events: Iterable[Event], register: Register) -> list[tuple[Period, list[Event]]]:
    """The events by period, periods without any left out; without periods all are one."""
    periods = register.periods or (Period.model_validate({"title": "All events", "from": 1}),)
    ends = [order(later.begins) for _, later in pairwise(periods)]
    found: list[list[Event]] = [[] for _ in periods]
    for event in events:
        found[sum(end <= event.when for end in ends)].append(event)
    return [(period, inside) for period, inside in zip(periods, found, strict=True) if inside]
