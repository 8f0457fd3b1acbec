"""The records of an edition: actors and terms, sources, and the facts about each text."""

import calendar
import re
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from edition.files import yaml_positions as marks
from edition.files.disk import read_text, shown
from edition.files.problem import EditionError, Problem

DATE = re.compile(r"(-?\d{1,4})(?:-(\d\d)(?:-(\d\d))?)?$")
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")


def date(text: str) -> str:
    """Check a date of the form 1961, 1961-06 or 1961-06-01. Error: ValueError."""
    match = DATE.match(text)
    if not match:
        raise ValueError(f"“{text}” is not a date; write 1961, 1961-06 or 1961-06-01")
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(max(year, 1), month)[1]:
        raise ValueError(f"there is no day {text}")
    return text


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _year(date: str | None) -> str:
    return date.split("-")[0] if date else "?"


# In YAML a year alone is a number.
Date = Annotated[str, BeforeValidator(_text), AfterValidator(date), WithJsonSchema({"type": ["string", "integer"]})]
Line = Annotated[str, Field(min_length=1)]


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
            return f"{_year(begun)}–{_year(ended)}"
        return f"{'born' if self.born else 'since'} {_year(begun)}" if begun else ""

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


class Source(BaseModel):
    """One entry of CSL data; fields beyond these are kept as they are."""

    model_config = ConfigDict(extra="allow", frozen=True)

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_:.+~/-]{0,119}$")]
    type: Line
    title: Line
    URL: Annotated[str, Field(pattern=r"^https?://")] | None = None
    custom: dict[str, Any] = {}

    @property
    def weight(self) -> str:
        """What kind of source it is, as the editors judge: primary, major outlet, state media, …"""
        return str(self.custom.get("weight", ""))


class ParagraphFacts(Record):
    """Number, length in words and SHA-256 (hex, of the normal form) of one paragraph of the author's, and of its emended form."""

    id: Annotated[str, Field(pattern=r"^p\d+$")]
    words: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    emended: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""


class Emendation(Record):
    """A slip of the printed text: its paragraph, the words as printed, which stand there once, and as the editors correct them."""

    paragraph: Annotated[str, Field(pattern=r"^p\d+$")]
    printed: Line
    corrected: Line
    why: str = ""


class Text(Record):
    """A text of the edition: where it was published, and facts about the author's words."""

    folder: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Line
    author: Line
    published: Date | None = None
    venue: str = ""
    url: Annotated[str, Field(pattern=r"^(https?://.+)?$")] = ""
    licence: str = ""
    emendations: tuple[Emendation, ...] = ()
    words: int = 0
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    paragraphs: tuple[ParagraphFacts, ...] = ()
    mentions: dict[str, dict[str, dict[str, int]]] = {}

    @cached_property
    def facts(self) -> dict[str, ParagraphFacts]:
        """What is known of each paragraph, by its id."""
        return {facts.id: facts for facts in self.paragraphs}


def read_entry(path: Path, root: Path) -> Entry:
    """Read an actor's or a term's file: front matter, then Markdown. Errors: front-matter, yaml, record, encoding."""
    name = shown(path, root)
    text = read_text(path, root)
    match = re.match(r"---\n(.*?\n)---[ \t]*(?:\n|$)", text, re.DOTALL)
    if not match:
        message = "no front matter; begin with a line ---, then name:, kind:, summary:, then a line ---"
        raise EditionError(Problem(name, 1, 1, message, "front-matter"))
    marked = marks.load(match[1], name, 2)
    entry = marks.model(Entry, marked)
    before = text[: match.end()].count("\n")
    body = text[match.end() :]
    line = before + 1 + len(body[: len(body) - len(body.lstrip("\n"))])
    return entry.model_copy(update={"key": path.stem, "path": name, "body": body.strip(), "body_line": line})


def read_list(path: Path, root: Path, key: str, kind: type[marks.Model]) -> tuple[list[marks.Model], marks.Marked, list[Problem]]:
    """The records under a key of a YAML file, with their places and what is wrong with the others."""
    marked = marks.load(read_text(path, root), shown(path, root))
    if not isinstance(marked.data, dict) or not isinstance(marked.data.get(key), list):
        problem = marked.problem((), f"expected “{key}:” with a list under it", "record")
        return [], marked, [problem]
    steps = [lambda i=index: marks.model(kind, marked, (key, i)) for index in range(len(marked.data[key]))]
    made, problems = marks.gather(steps)  # type: ignore[arg-type]
    return made, marked, problems
