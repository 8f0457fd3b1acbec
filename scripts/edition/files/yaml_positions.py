"""YAML that knows where everything stands: plain data only, no key twice, and every error with line and column.

Numbers are what they look like: 12 and 1.5. Whatever YAML would change in silence (010, 3:16, 1_000, yes, 2023-06-24) stays text.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from edition.files.problem import EditionError, Problem
from edition.text.characters import hidden

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]
Places = dict[Path, tuple[int, int]]

DEEPEST = 20  # lists and mappings inside one another
LOADERS = (yaml.CSafeLoader, yaml.SafeLoader) if yaml.__with_libyaml__ else (yaml.SafeLoader,)
INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,15})$")
DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,15})\.\d{1,15}$")
WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
ADVICE = {  # by what pydantic calls a fault
    "missing": "is missing; add it",
    "extra_forbidden": "is not a known field; remove or correct it",
    "string_type": "is no text; put a number, a date, yes or no in quotation marks",
    "string_unicode": "is no UTF-8; write it in UTF-8",
    "string_too_short": "is empty; write something, or remove it",
    "too_short": "is empty; write something, or remove it",
    "bool_type": "is neither true nor false; write one of them",
    "bool_parsing": "is neither true nor false; write one of them",
    "int_type": "is no whole number; write one",
    "int_parsing": "is no whole number; write one",
    "int_from_float": "is no whole number; write one",
    "float_type": "is no number; write one, as 47.2",
    "float_parsing": "is no number; write one, as 47.2",
    "list_type": "is no list; write [one, other], or each on a line with a hyphen before it",
    "tuple_type": "is no list; write [one, other], or each on a line with a hyphen before it",
    "dict_type": "has no fields; write each on a line, as name: value",
    "model_type": "has no fields; write each on a line, as name: value",
    "literal_error": "is none of what it can be; write {expected}",
    "greater_than": "is too little; write more than {gt}",
    "greater_than_equal": "is too little; write {ge} or more",
    "less_than": "is too much; write less than {lt}",
    "less_than_equal": "is too much; write {le} or less",
    "string_too_long": "is too long; write at most {max_length} signs",
}


@dataclass(frozen=True)
class Marked:
    """Data from a YAML text with the place (line and column from 1) of each value, by its path in the data."""

    data: Any
    places: Places
    name: str

    def place(self, path: Path) -> tuple[int, int]:
        """Return the place of the value with that path, or of the nearest one that holds it."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def problem(self, path: Path, message: str, rule: str) -> Problem:
        """Return a problem at a value."""
        return Problem(self.name, *self.place(path), message, rule)


class _Refused(Exception):
    def __init__(self, message: str, mark: Any) -> None:
        super().__init__(message)
        self.mark = mark


class _Builder:
    """Builds data from the events of a YAML text, and writes down where each value stands."""

    def __init__(self, events: Iterator[Any], first_line: int) -> None:
        self.events, self.first_line = events, first_line
        self.places: Places = {}

    def document(self) -> Any:
        """Return the data of the one document."""
        data = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused("a second document begins (---); keep one", event.start_mark)
            elif isinstance(event, yaml.NodeEvent):
                data = self.value(event, ())
        return data

    def value(self, event: Any, path: Path) -> Any:
        """Return the value that begins with an event."""
        self.places[path] = (self.first_line + event.start_mark.line, event.start_mark.column + 1)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            message = "anchors (&) and aliases (*) are not used here; write the value out, or put it in quotation marks"
            raise _Refused(message, event.start_mark)
        if getattr(event, "tag", None):
            raise _Refused(f"tags such as {event.tag} are not used here; write the plain value", event.start_mark)
        if len(path) >= DEEPEST:
            raise _Refused(f"more than {DEEPEST} lists or mappings inside one another; flatten them", event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        return self.mapping(path) if isinstance(event, yaml.MappingStartEvent) else self.sequence(path)

    def sequence(self, path: Path) -> list[Any]:
        """Return a list whose beginning has been read."""
        made: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            made.append(self.value(event, (*path, len(made))))
        return made

    def mapping(self, path: Path) -> dict[Any, Any]:
        """Return a mapping whose beginning has been read."""
        made: dict[Any, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refused("a key must be a plain word", event.start_mark)
            if event.value == "<<":
                raise _Refused("a merge (<<); write the values out", event.start_mark)
            if event.value in made:
                raise _Refused(f"duplicate key “{event.value}”", event.start_mark)
            made[event.value] = self.value(next(self.events), (*path, event.value))
        return made


def _scalar(event: Any) -> Any:
    text: str = event.value
    if next(hidden(text.replace("\n", "")), None):
        raise _Refused(
            "a value with characters that cannot be seen or change the direction of writing; remove them", event.start_mark
        )
    if event.style:  # in quotation marks, or a block: text
        return text
    if text in WORDS:
        return WORDS[text]
    return int(text) if INTEGER.match(text) else float(text) if DECIMAL.match(text) else text


@lru_cache(maxsize=1 << 12)
def load(text: str, name: str, first_line: int = 1) -> Marked:
    """Read a YAML text; first_line is the line of its file on which it begins. Raises EditionError: yaml."""
    for loader in LOADERS[:-1]:
        with suppress(EditionError):  # the parser in Python tells better what is wrong
            return _load(loader, text, name, first_line)
    return _load(LOADERS[-1], text, name, first_line)


def _load(loader: Any, text: str, name: str, first_line: int) -> Marked:
    try:
        builder = _Builder(yaml.parse(text, Loader=loader), first_line)
        return Marked(builder.document(), builder.places, name)
    except _Refused as refused:
        mark: Any = refused.mark
        message = str(refused)
    except yaml.MarkedYAMLError as error:
        mark, message = error.problem_mark or error.context_mark, error.problem or error.context or "malformed YAML"
        message = "a tab; indent with spaces" if "'\\t'" in message else message.replace("\n", " ")
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position)
        message = f"character U+{ord(text[error.position]):04X} is not allowed in YAML; remove it"
        raise EditionError(Problem(name, first_line + line, 1, message, "yaml")) from None
    line, column = (first_line + mark.line, mark.column + 1) if mark else (first_line, 1)
    raise EditionError(Problem(name, line, column, message, "yaml"))


def read_model(kind: type[Model], marked: Marked) -> tuple[Model | None, list[Problem]]:
    """Return the data as a model with what is wrong with it (rule record); records of a list that are wrong are left out."""
    try:
        return kind.model_validate(marked.data), []
    except ValidationError as error:
        errors = error.errors()
    problems = [_problem(item, marked) for item in errors]
    wrong: dict[str, set[int]] = {}
    for item in errors:
        key, *rest = item["loc"] or ("",)
        if rest and isinstance(rest[0], int):
            wrong.setdefault(str(key), set()).add(rest[0])
        elif item["type"] != "extra_forbidden" or rest:
            return None, problems
    kept = {
        key: [one for at, one in enumerate(value) if at not in wrong[key]] if key in wrong else value
        for key, value in marked.data.items()
        if key in kind.model_fields
    }
    try:
        return kind.model_validate(kept), problems
    except ValidationError:  # what is left does not hold together
        return None, problems


def advice(fault: Any) -> str:
    """Return in plain words what pydantic finds wrong with a value, and what to do."""
    told = ADVICE.get(fault["type"])
    return told.format(**fault.get("ctx", {})) if told else str(fault["msg"]).removeprefix("Value error, ")


def _problem(item: Any, marked: Marked) -> Problem:
    loc = tuple(item["loc"])
    inside = len(loc) > 2 and isinstance(loc[1], int)  # of a record in a list, whose place says which
    field = ".".join(map(str, loc[2:] if inside else loc))
    message = advice(item) if loc or item["type"] != "model_type" else "expected a list of records under its name"
    return marked.problem(loc, f"{field or 'the record' if loc else 'the file'}: {message}", "record")
