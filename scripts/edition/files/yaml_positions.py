"""YAML that knows where everything stands: duplicate keys refused, errors with line and column."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from edition.files.problem import EditionError, Problem
from edition.text.characters import HIDDEN

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]


DEEPEST = 20  # lists and mappings inside one another


class _Loader(yaml.SafeLoader):
    """Plain data only: strings, numbers, truth values, lists and mappings; dates stay strings. No tags, anchors, merges."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """The next node, if it is plain and not too deep."""
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused(
                "anchors (&) and aliases (*) are not used here; write the value out, or put it in quotation marks", event
            )
        if getattr(event, "tag", None):
            raise _refused(f"tags such as {event.tag} are not used here; write the plain value", event)
        self.depth += 1
        if self.depth > DEEPEST:
            raise _refused(f"more than {DEEPEST} lists or mappings inside one another; flatten them", event)
        node = super().compose_node(parent, index)
        self.depth -= 1
        if isinstance(node, yaml.ScalarNode) and HIDDEN.search(node.value.replace("\n", "")):
            raise _refused("a value with characters that cannot be seen or change the direction of writing; remove them", event)
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str | int):
                raise yaml.constructor.ConstructorError(None, None, "a key must be a plain word", key_node.start_mark)
            if key == "<<":
                raise yaml.constructor.ConstructorError(None, None, "a merge (<<); write the values out", key_node.start_mark)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"duplicate key “{key}”", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def _refused(message: str, event: Any) -> yaml.MarkedYAMLError:
    return yaml.composer.ComposerError(None, None, message, event.start_mark)


# 1961-06-01 is a string to us (a date may lack its day), and `no` is the word no (a language code).
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


@dataclass(frozen=True)
class Marked:
    """Data from a YAML text with the place (line and column from 1) of each value, by its path in the data."""

    data: Any
    places: dict[Path, tuple[int, int]]
    name: str

    def problem(self, path: Path, message: str, rule: str, warning: bool = False) -> Problem:
        """A problem at the value with that path, or at the nearest one that holds it."""
        while path not in self.places and path:
            path = path[:-1]
        line, column = self.places.get(path, (1, 1))
        return Problem(self.name, line, column, message, rule, warning)


class _Fast(_Loader):
    """The same, over the parser that is written in C."""

    def __init__(self, text: str) -> None:
        super().__init__("")
        self.events = yaml.cyaml.CParser(text)  # type: ignore[attr-defined]

    def check_event(self, *choices: Any) -> Any:
        """Whether the next event is one of some kinds."""
        return self.events.check_event(*choices)

    def peek_event(self) -> Any:
        """The next event, which stays the next."""
        return self.events.peek_event()

    def get_event(self) -> Any:
        """The next event."""
        return self.events.get_event()


@lru_cache(maxsize=1 << 12)
def load(text: str, name: str, first_line: int = 1) -> Marked:
    """Read a YAML text; first_line is the line of its file on which it begins. Error: yaml."""
    if yaml.__with_libyaml__:
        with suppress(EditionError):  # the other parser tells better what is wrong
            return _load(_Fast(text), text, name, first_line)
    return _load(_Loader(text), text, name, first_line)


def _load(loader: _Loader, text: str, name: str, first_line: int) -> Marked:
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        raise EditionError(_malformed(error, name, first_line)) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position)
        message = f"character U+{ord(text[error.position]):04X} is not allowed in YAML; remove it"
        raise EditionError(Problem(name, first_line + line, 1, message, "yaml")) from None
    except (RecursionError, ValueError) as error:
        raise EditionError(Problem(name, first_line, 1, f"cannot be read as YAML: {error}", "yaml")) from None
    finally:
        loader.dispose()
    places = {path: (first_line + mark.line, mark.column + 1) for path, mark in _places(node)} if node else {}
    return Marked(data, places, name)


def _malformed(error: yaml.MarkedYAMLError, name: str, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (first_line + mark.line, mark.column + 1) if mark else (first_line, 1)
    message = error.problem or error.context or "malformed YAML"
    if "'\\t'" in message:
        message = "a tab; indent with spaces"
    return Problem(name, line, column, message.replace("\n", " "), "yaml")


def _places(node: yaml.Node, path: Path = ()) -> Iterator[tuple[Path, yaml.Mark]]:
    yield path, node.start_mark
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _places(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _places(value, (*path, index))


def model(kind: type[Model], marked: Marked, path: Path = ()) -> Model:
    """The data at a path as a model. Errors: record, one problem for each field that is wrong."""
    data = marked.data
    for step in path:
        data = data[step]
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise EditionError(*(_invalid(item, marked, path) for item in error.errors())) from None


def _invalid(item: Any, marked: Marked, path: Path) -> Problem:
    field = ".".join(map(str, item["loc"]))
    words = {"missing": "is missing; add it", "extra_forbidden": "is not a known field; remove or correct it"}
    message = words.get(item["type"]) or item["msg"].removeprefix("Value error, ")
    return marked.problem((*path, *item["loc"]), f"{field or 'the record'}: {message}", "record")


def gather(steps: list[Callable[[], Model]]) -> tuple[list[Model], list[Problem]]:
    """Run each step; the models of those that succeed and the problems of those that do not."""
    made: list[Model] = []
    problems: list[Problem] = []
    for step in steps:
        try:
            made.append(step())
        except EditionError as error:
            problems.extend(error.problems)
    return made, problems
