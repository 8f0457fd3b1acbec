"""The records of an edition, as its files hold them: actors and terms, sources, facts about the texts, events, relations."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from edition.model.csl import begun, check_fields
from edition.model.dates import check_date, check_moment, in_words, order, stretch_in_words, year_of


def _as_text(value: Any) -> Any:
    """In YAML a year alone is a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Date = Annotated[str, BeforeValidator(_as_text), AfterValidator(check_date), WithJsonSchema({"type": ["string", "integer"]})]
Line = Annotated[str, Field(min_length=1)]
Moment = Annotated[str, BeforeValidator(_as_text), AfterValidator(check_moment)]
ParagraphId = Annotated[str, Field(pattern=r"^p\d+$")]
Kilometres = Annotated[float, Field(gt=0, lt=100_000)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]


# What kinds of source there are, from the most weight to the least, and what each is good for.
WEIGHTS: Mapping[str, str] = {
    "document": "for what was said or decided, and not for whether it is true",
    "court or international body": "for what it found, and how it knows",
    "scholar": "somebody who names the evidence",
    "monitor": "a body that follows one thing for years and shows its method",
    "reporting": "a paper’s or a broadcaster’s own",
    "agency": "a wire story, one voice however many papers print it; the agency is named",
    "state media": "for what officials said",
    "encyclopaedia": "for what nobody disputes, such as the date of a battle",
    "weak": "where nothing better was found; the note says so",
}


class Record(BaseModel):
    """Data that nothing changes and that has no fields but the named ones."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Native(Record):
    """A name in the actor's own language and script; lang is a BCP 47 code."""

    lang: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    name: Line


class Epithet(Record):
    """Words that mean an actor only in the paragraphs named (p4, …)."""

    form: Line
    paragraphs: Annotated[tuple[str, ...], Field(alias="in", min_length=1)]


class Entry(Record):
    """What the name finder and the glossaries know of an actor or a term; body is Markdown from body_line on."""

    key: str = ""
    path: str = ""
    body: str = ""
    body_line: int = 0
    name: Line
    kind: Literal["person", "organisation", "state", "place", "group", "term"]
    summary: Line
    native: tuple[Native, ...] = ()
    say: str = ""
    variants: tuple[Line, ...] = ()
    spellings: tuple[Line, ...] = ()
    epithets: tuple[Epithet, ...] = ()
    adjectives: tuple[Line, ...] = ()
    born: Date | None = None
    died: Date | None = None
    founded: Date | None = None
    dissolved: Date | None = None
    role: str = ""
    lead: int = 0  # its place among the few whom a newcomer meets before the first paragraph
    wikidata: Annotated[str, Field(pattern=r"^(Q\d+)?$")] = ""

    @property
    def years(self) -> str:
        """When it lived or was there: 1961–2023, born 1952, since 1994, or nothing."""
        begun, ended = self.born or self.founded, self.died or self.dissolved
        if ended:
            return f"{year_of(begun)}–{year_of(ended)}"
        return f"{'born' if self.born else 'since'} {year_of(begun)}" if begun else ""

    @property
    def about(self) -> str:
        """Kind, years and summary in one line."""
        return " · ".join(filter(None, (self.kind.capitalize(), self.years, self.summary)))

    @property
    def address(self) -> str:
        """Where it is told of, from any page: an actor has a page of its own, a term an entry in the glossary."""
        return f"/terms.md#{self.key}" if self.kind == "term" else f"/who/{self.key}.md"

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form that means the entry wherever it stands."""
        return (self.name, *self.variants, *self.spellings)

    @property
    def named(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """What the name finder knows of it: each form, its key, and the paragraphs in which alone the form counts."""
        everywhere = ((form, self.key, ()) for form in self.forms)
        return (*everywhere, *((epithet.form, self.key, epithet.paragraphs) for epithet in self.epithets))


class Source(BaseModel):
    """One entry of CSL data; fields beyond these are kept as they are."""

    model_config = ConfigDict(extra="allow", frozen=True)

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_:.+~/-]{0,119}$")]
    type: Line
    title: Line
    URL: Annotated[str, Field(pattern=r"^https?://")] | None = None
    custom: dict[str, Any] = {}

    @model_validator(mode="after")
    def _formed(self) -> Self:
        check_fields(self.model_extra or {})
        return self

    @property
    def issued(self) -> str:
        """When it was published, 2023-06-24 or less of that; nothing where that is not known."""
        return begun(self.model_extra or {}, "issued")

    @property
    def weight(self) -> str:
        """What kind of source it is, as the editors judge: one of WEIGHTS."""
        return str(self.custom.get("weight", ""))

    @property
    def borrowed(self) -> str:
        """Whose text it prints or whose story it tells again, where it is not its own: an agency, another paper."""
        return str(self.custom.get("agency") or self.custom.get("relays") or "")

    @property
    def voice(self) -> str:
        """Who speaks: two sources with one voice are one witness."""
        fields = self.model_extra or {}
        authors = [
            str(name.get("family") or name.get("literal") or "") for name in fields.get("author") or () if isinstance(name, dict)
        ]
        return self.borrowed or str(fields.get("container-title") or "") or " and ".join(authors) or self.id


class ParagraphFacts(Record):
    """What is known of one paragraph of the author's: its length in words, and the SHA-256 (hexadecimal) of its normal form.

    letters, fingerprint: how many letters and digits it has, and their SHA-256, which no typography changes; emended: the
    SHA-256 of the paragraph as the editors correct it.
    """

    id: ParagraphId
    words: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    letters: Annotated[int, Field(ge=1)] | None = None
    fingerprint: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    emended: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""


class Emendation(Record):
    """A slip of the printed text: its paragraph, the words as printed, which stand there once, and as the editors correct them."""

    paragraph: Annotated[str, Field(pattern=r"^p\d+$")]
    printed: Line
    corrected: Line
    why: str = ""


class Text(Record):
    """A text of the edition: where it was published, and facts about the author's words.

    quotes: for each quote that heads a note, by its key (text.quotes.quote_key), the paragraph that has it once.
    """

    folder: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Line
    author: Line
    published: Date | None = None
    venue: str = ""
    url: Annotated[str, Field(pattern=r"^(https?://.+)?$")] = ""
    licence: str = ""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    emendations: tuple[Emendation, ...] = ()
    words: int = 0
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    paragraphs: tuple[ParagraphFacts, ...] = ()
    mentions: dict[str, dict[str, dict[str, int]]] = {}
    quotes: dict[str, ParagraphId] = {}

    @cached_property
    def facts(self) -> dict[str, ParagraphFacts]:
        """What is known of each paragraph, by its id."""
        return {facts.id: facts for facts in self.paragraphs}


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


class Road(Record):
    """The road that the stops lie on: from where to where, and the place of its end, in degrees."""

    begins: Annotated[Line, Field(alias="from")]
    to: Line
    lat: Latitude
    lon: Longitude
    question: str = "How near its end was reached"  # what the rival accounts of a distance answer


class Event(Record):
    """One event: when (New Style, Moscow time), where (degrees; km: reported, from the road's end), what, who tells it."""

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
    text: Line
    figures: tuple[Account, ...] = ()
    paragraphs: tuple[ParagraphId, ...] = ()
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
    def dated(self) -> str:
        """When it was, in words: a day, a stretch of time, or a day and an hour."""
        if self.hour:
            return f"{in_words(self.date)}, {self.hour}"
        return stretch_in_words(self.date, self.end) if self.end else in_words(self.date)

    @property
    def cited(self) -> tuple[str, ...]:
        """The keys of its sources, those of its figures included, each once, in order."""
        return tuple(dict.fromkeys([*self.sources, *(figure.source for figure in self.figures)]))


class Relation(Record):
    """Who stood to whom how: a few words for the picture, then (June 2023) and now in sentences."""

    begins: Annotated[Key, Field(alias="from")]
    to: Key
    label: Annotated[str, Field(min_length=1, max_length=40)]
    state: Literal["lasting", "changed", "ended"]
    then: str = ""
    now: str = ""
    sources: tuple[Line, ...] = ()

    @property
    def citation(self) -> str:
        """Its sources as Markdown cites them, or nothing."""
        return f"[{'; '.join(f'@{key}' for key in self.sources)}]" if self.sources else ""


class SourcesFile(Record):
    """data/sources.yml."""

    references: tuple[Source, ...]


class TextsFile(Record):
    """data/text.yml."""

    texts: tuple[Text, ...]


class EventsFile(Record):
    """data/events.yml."""

    events: tuple[Event, ...]
    periods: tuple[Period, ...] = ()
    road: Road | None = None
    hours: str = ""  # whose time the hours are: Moscow time


class SearchFile(Record):
    """data/search.yml: words that readers type, each with those of ours that they mean."""

    also: dict[Line, tuple[Line, ...]] = {}


class RelationsFile(Record):
    """data/relations.yml."""

    relations: tuple[Relation, ...]
