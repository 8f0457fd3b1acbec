"""JSON Schemas of the files of an edition, for editors: the same models that `check` reads them with."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from edition.model.events import Event, Period, Relation, Road
from edition.model.records import Entry, Source, Text

# For each file of data/: its lists, and what else stands beside them.
LISTS: dict[str, dict[str, type[BaseModel]]] = {
    "sources": {"references": Source},
    "text": {"texts": Text},
    "events": {"periods": Period, "events": Event},
    "relations": {"relations": Relation},
}
BESIDE: dict[str, dict[str, type[BaseModel]]] = {"events": {"road": Road}}
# What is read from the place of an actor's file, and not written in it.
DERIVED = ("key", "path", "body", "body_line")


def schemas() -> dict[str, str]:
    """Every schema by its name: one a file of data/, and that of the front matter of actors and terms."""
    made = {name: _file(name) for name in LISTS} | {"actor": _actor()}
    return {f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in made.items()}


def _file(name: str) -> dict[str, Any]:
    models = LISTS[name] | BESIDE.get(name, {})
    refs, definitions = models_json_schema([(model, "validation") for model in models.values()], by_alias=True)
    properties = {key: refs[(model, "validation")] for key, model in models.items()}
    lists = {key: {"type": "array", "items": properties[key]} for key in LISTS[name]}
    return _head(f"data/{name}.yml of an annotated edition") | {
        "type": "object",
        "properties": properties | lists,
        "required": [key for key in LISTS[name] if key != "periods"],
        **definitions,
    }


def _actor() -> dict[str, Any]:
    schema = Entry.model_json_schema(by_alias=True)
    properties = {key: value for key, value in schema["properties"].items() if key not in DERIVED}
    return (
        _head("Front matter of an actor or a term of an annotated edition") | schema | {"properties": properties, "title": "Actor"}
    )


def _head(title: str) -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}


def written(root: Path) -> dict[Path, str]:
    """The schemas by their paths."""
    return {root / "schemas" / name: text for name, text in schemas().items()}
