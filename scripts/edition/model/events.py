"""What happened, where, and who stood to whom: the records that the timeline and the pictures are made from."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from edition.model.dates import in_words, order, stretch_in_words
from edition.model.records import Date, Form, Key, Kilometres, Latitude, Line, Longitude, Moment, ParagraphId, Record
from edition.text.language import t

NUMBER = r"-?\d{1,3}(?:\.\d+)?"
Track = Annotated[str, Form(rf"^{NUMBER} {NUMBER}(?:, {NUMBER} {NUMBER})+$", "longitude latitude, longitude latitude, …")]


class Account(Record):
    """One of the rival accounts of a figure: what it says, who says so, where; km from the road's end if it tells that."""

    value: Line
    by: Line
    source: Line
    km: Kilometres | None = None


class Period(Record):
    """A stretch of the timeline, from a moment until the next period begins; hours: told hour by hour."""

    title: Line
    begins: Annotated[Moment, Field(alias="from")]
    hours: bool = False


class Lane(Record):
    """A side of what happened hour by hour, which has a column of its own."""

    id: Key
    title: Line


class Mark(Record):
    """How a sort of event is marked on the road, and what the mark means: a sighting, a measure, a rumour.

    reached: it tells that this place was reached; the road is drawn broken beyond the nearest such place.
    """

    id: Key
    label: Line
    shape: Literal["dot", "square", "diamond"] = "dot"
    reached: bool = False


class Via(Record):
    """A place that the road goes through, in degrees; km from the road's end where its posts say so."""

    lat: Latitude
    lon: Longitude
    km: Kilometres | None = None


class Road(Record):
    """The road that the stops lie on: from where to where, the place of its end, in degrees, and the way from there on.

    claim: the note whose words are held against the rival accounts, claim_km: the distance that these words tell.
    """

    begins: Annotated[Line, Field(alias="from")]
    to: Line
    lat: Latitude
    lon: Longitude
    name: str = ""  # of the road itself: M4
    question: str = ""  # what the rival accounts of a distance answer
    beyond: str = ""  # what a stretch means that is beyond the nearest place that was reached
    claim: Key | None = None
    claim_km: Kilometres | None = None
    via: tuple[Via, ...] = ()

    @property
    def asks(self) -> str:
        """What the rival accounts answer, in words."""
        return self.question or t("How near its end was reached")

    @property
    def told_beyond(self) -> str:
        """What the stretch beyond means, in words."""
        return self.beyond or t("nearer than any of these places")


class Event(Record):
    """One event: when (New Style, Moscow time), where (degrees; km: reported, from the road's end), what, who tells it.

    paragraphs: those of the text that it bears on; claims: the notes whose claims these are.
    """

    id: Key
    title: Line
    date: Moment
    end: Moment | None = None
    old_style: Date | None = None
    clock: str = ""  # how the hour is told where it is not known to the minute: in the morning
    precision: str = ""
    place: str = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    approximate: bool = False
    stop: bool = False
    km: Kilometres | None = None
    km_to: Kilometres | None = None
    lane: str = ""
    mark: str = ""
    text: Line
    figures: tuple[Account, ...] = ()
    paragraphs: tuple[ParagraphId, ...] = ()
    claims: tuple[Key, ...] = ()
    actors: tuple[Key, ...] = ()
    sources: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon go together; add the other one")
        if self.stop and self.km is None and self.lat is None:
            raise ValueError("a stop needs km or coordinates, or it cannot be placed on the road")
        return self

    @property
    def when(self) -> tuple[int, ...]:
        """What events sort by."""
        return order(self.date)

    @property
    def hour(self) -> str:
        """The hour as it is told (07:30, in the morning), or nothing."""
        return self.clock or self.date.partition("T")[2]

    @property
    def exact(self) -> bool:
        """Whether its day is known, and in what is told hour by hour its hour."""
        return not (self.precision or self.clock) and bool(self.hour or self.date.count("-") == 2)

    @property
    def dated(self) -> str:
        """When it was, in words: a day, a stretch of time, or a day and an hour."""
        if self.hour:
            return t("{day}, {hour}", day=in_words(self.date), hour=self.hour)
        return stretch_in_words(self.date, self.end) if self.end else in_words(self.date)

    @property
    def cited(self) -> tuple[str, ...]:
        """The keys of its sources, those of its figures included, each once, in order."""
        return tuple(dict.fromkeys([*self.sources, *(figure.source for figure in self.figures)]))


class EventsFile(Record):
    """data/events.yml."""

    events: tuple[Event, ...]
    periods: tuple[Period, ...] = ()
    lanes: tuple[Lane, ...] = ()
    marks: tuple[Mark, ...] = ()
    road: Road | None = None
    hours: str = ""  # whose time the hours are: Moscow time

    @model_validator(mode="after")
    def _known(self) -> Self:
        for name, known in (("lane", self.lanes), ("mark", self.marks)):
            ids = {one.id for one in known}
            for event in self.events:
                said = getattr(event, name)
                if said and said not in ids:
                    raise ValueError(f"the event “{event.id}” has a {name} “{said}” that {name}s: does not have")
        return self


class Tie(Record):
    """How relations are told apart: with, against; line: how they are drawn."""

    id: Key
    label: Line
    line: Literal["solid", "double", "dashed"] = "solid"


class Circle(Record):
    """Actors that belong together in the picture of relations, and on which side of it they stand."""

    title: Line
    side: Literal["left", "middle", "right"] = "middle"
    who: Annotated[tuple[Key, ...], Field(min_length=1)]


class Relation(Record):
    """Who stood to whom how: a few words for the picture, then (when the text was written) and now in sentences.

    One that has no then began later.
    """

    begins: Annotated[Key, Field(alias="from")]
    to: Key
    label: Annotated[str, Field(min_length=1, max_length=40)]
    tie: str = ""
    state: Literal["lasting", "changed", "ended"]
    then: str = ""
    now: str = ""
    sources: tuple[Line, ...] = ()

    @property
    def citation(self) -> str:
        """Its sources as Markdown cites them, or nothing."""
        return f"[{'; '.join(f'@{key}' for key in self.sources)}]" if self.sources else ""


class RelationsFile(Record):
    """data/relations.yml; then, since: what the two states of the picture are called."""

    relations: tuple[Relation, ...]
    ties: tuple[Tie, ...] = ()
    circles: tuple[Circle, ...] = ()
    then: str = ""
    since: str = ""

    @property
    def states(self) -> tuple[str, str]:
        """What the two states are called, in words."""
        return self.then or t("When the text was written"), self.since or t("What became of it")

    @model_validator(mode="after")
    def _known(self) -> Self:
        ids = {tie.id for tie in self.ties}
        for relation in self.relations:
            if relation.tie and relation.tie not in ids:
                raise ValueError(f"{relation.begins} to {relation.to}: ties: has no “{relation.tie}”")
        return self


class River(Record):
    """A river of the map."""

    name: Line
    line: Track


class Name(Record):
    """What stands on the map at a place: the name of a city, with its dot, of a region, a country, a water; side: of the dot."""

    name: Line
    sort: Literal["country", "region", "water", "city", "capital"]
    lat: Latitude
    lon: Longitude
    side: Literal["left", "right", "middle"] = "middle"


class Ground(Record):
    """data/map.yml: what the map of the road is drawn on, cut to a rectangle (degrees); view: what its borders say."""

    source: Line
    licence: Line
    view: str = ""
    west: Longitude
    south: Latitude
    east: Longitude
    north: Latitude
    land: tuple[Track, ...]
    borders: tuple[Track, ...] = ()
    regions: tuple[Track, ...] = ()
    rivers: tuple[River, ...] = ()
    names: tuple[Name, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.west >= self.east or self.south >= self.north:
            raise ValueError("west is less than east, and south less than north; correct the rectangle")
        return self


def points(track: str) -> Iterator[tuple[float, float]]:
    """Yield the points of a line of the map: longitude and latitude."""
    for pair in track.split(", "):
        lon, lat = pair.split(" ")
        yield float(lon), float(lat)
