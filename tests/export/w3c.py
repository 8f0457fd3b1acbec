"""The W3C’s own assertions on annotations, run as their test suite runs them: JSON Schemas, of which each must hold."""

import json
import re
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT4

FORMATS = FormatChecker(())


def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme and not re.search(r"[\s<>]", value))


def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or bool("T" in value and datetime.fromisoformat(value).tzinfo)


FORMATS.checkers = {"uri": (_is_uri, ()), "date-time": (_is_moment, ValueError)}


@lru_cache(maxsize=1)
def _registry(folder: Path) -> Registry[Any]:
    """The definitions that the assertions share, by their names."""
    found = [
        (path.name, DRAFT4.create_resource(json.loads(path.read_text("utf-8")))) for path in (folder / "definitions").iterdir()
    ]
    return Registry().with_resources(found)


@lru_cache(maxsize=16)
def _assertions(folder: Path, test: str) -> list[tuple[str, Draft4Validator]]:
    listed = json.loads((folder / test).read_text("utf-8"))["assertions"]
    made = []
    for name in listed:
        schema = json.loads((folder / name).read_text("utf-8"))
        if schema["assertionType"] == "must":
            made.append((name, Draft4Validator(schema, registry=_registry(folder), format_checker=FORMATS)))
    return made


def failing(folder: Path, test: str, data: Any) -> list[str]:
    """The assertions of a test that some data fail, by their names."""
    return [name for name, validator in _assertions(folder, test) if not validator.is_valid(data)]
