"""The records of an edition, as its files hold them: actors and terms, facts about the texts."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from edition.model.dates import check_date, check_moment, year_of
from edition.text.language import message, t, used


def _as_text(value: Any) -> Any:
    """In YAML a year alone is a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


@dataclass(frozen=True)
class Form:
    """What a text must look like: a pattern for machines, and what to write, in words, for whoever wrote something else."""

    pattern: str
    write: str

    def _check(self, text: str) -> str:
        if not re.fullmatch(self.pattern, text, re.ASCII):
            raise ValueError(f"“{text}” has another form; write {self.write}")
        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return how a text of this form is read."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return how a JSON schema tells the form."""
        return {**handler(schema), "pattern": self.pattern}


Date = Annotated[str, BeforeValidator(_as_text), AfterValidator(check_date), WithJsonSchema({"type": ["string", "integer"]})]
Line = Annotated[str, Field(min_length=1)]
Moment = Annotated[str, BeforeValidator(_as_text), AfterValidator(check_moment)]
ParagraphId = Annotated[str, Form(r"^p\d+$", "p and a number, as p4")]
Kilometres = Annotated[float, Field(gt=0, lt=100_000)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Key = Annotated[str, Form(r"^[a-z0-9]+(?:-[a-z0-9]+)*$", "small letters, digits and single hyphens, as wagner-group")]
TAG = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"  # of a language, as BCP 47 writes it
SPOKEN = "a language tag, as en, pt-BR or zh-Hant"
DIGEST = r"[0-9a-f]{64}"  # a SHA-256
DIGESTED = "a SHA-256, 64 signs of 0-9 and a-f, as `edition` itself writes it"


class Record(BaseModel):
    """Data that nothing changes and that has no fields but the named ones."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Native(Record):
    """A name in the actor's own language and script; lang is a BCP 47 code."""

    lang: Annotated[str, Form(f"^{TAG}$", SPOKEN)]
    name: Line


class Epithet(Record):
    """Words that mean an actor only in the paragraphs named (p4, …)."""

    form: Line
    paragraphs: Annotated[tuple[str, ...], Field(alias="in", min_length=1)]


# What an entry may be, as a line about it begins.
KINDS = {
    "person": message("Person"),
    "organisation": message("Organisation"),
    "state": message("State"),
    "place": message("Place"),
    "group": message("Group"),
    "term": message("Term"),
}


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
    wikidata: Annotated[str, Form(r"^(Q\d+)?$", "Q and a number, as Q7747")] = ""

    @property
    def years(self) -> str:
        """When it lived or was there: 1961–2023, born 1952, since 1994, or nothing."""
        begun, ended = self.born or self.founded, self.died or self.dissolved
        if ended:
            return f"{year_of(begun)}–{year_of(ended)}"
        if not begun:
            return ""
        return t("born {year}", year=year_of(begun)) if self.born else t("since {year}", year=year_of(begun))

    @property
    def about(self) -> str:
        """Kind, years and summary in one line."""
        return " · ".join(filter(None, (t(KINDS[self.kind]), self.years, self.summary)))

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


class ParagraphFacts(Record):
    """What is known of one paragraph of the author's: its length in words, and the SHA-256 (hexadecimal) of its normal form.

    letters, fingerprint: how many letters and digits it has, and their SHA-256, which no typography changes; emended: the
    SHA-256 of the paragraph as the editors correct it.
    """

    id: ParagraphId
    words: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, Form(f"^{DIGEST}$", DIGESTED)]
    letters: Annotated[int, Field(ge=1)] | None = None
    fingerprint: Annotated[str, Form(f"^({DIGEST})?$", DIGESTED)] = ""
    emended: Annotated[str, Form(f"^({DIGEST})?$", DIGESTED)] = ""


class Emendation(Record):
    """A slip of the printed text: its paragraph, the words as printed, which stand there once, and as the editors correct them."""

    paragraph: ParagraphId
    printed: Line
    corrected: Line
    why: str = ""


class Text(Record):
    """A text of the edition: where it was published, and facts about the author's words.

    language: of the author’s words, where it is not that of the edition’s pages (theme.language of mkdocs.yml).
    quotes: for each quote that heads a note, by its key (text.quotes.quote_key), the paragraph that has it once.
    """

    folder: Annotated[str, Form(r"^[a-z0-9][a-z0-9-]*$", "small letters, digits and hyphens, as essay")]
    title: Line
    author: Line
    published: Date | None = None
    venue: str = ""
    url: Annotated[str, Form(r"^(https?://.+)?$", "an address that begins with https:// or http://")] = ""
    licence: str = ""
    language: Annotated[str, Form(f"^({TAG})?$", SPOKEN)] = ""
    emendations: tuple[Emendation, ...] = ()
    words: int = 0
    sha256: Annotated[str, Form(f"^({DIGEST})?$", DIGESTED)] = ""
    paragraphs: tuple[ParagraphFacts, ...] = ()
    mentions: dict[str, dict[str, dict[str, int]]] = {}
    quotes: dict[str, ParagraphId] = {}

    @property
    def lang(self) -> str:
        """The language of the author’s words."""
        return self.language or used()

    @cached_property
    def facts(self) -> dict[str, ParagraphFacts]:
        """What is known of each paragraph, by its id."""
        return {facts.id: facts for facts in self.paragraphs}


class TextsFile(Record):
    """data/text.yml."""

    texts: tuple[Text, ...]


class SearchFile(Record):
    """data/search.yml: words that readers type, each with those of ours that they mean."""

    also: dict[Line, tuple[Line, ...]] = {}
