"""JSON Schemas of an edition's files, for editors: the same models that `check` reads them with."""

import json
from typing import Any

from pydantic import BaseModel

from edition.model.events import EventsFile, Ground, RelationsFile
from edition.model.kinds import KindsFile
from edition.model.records import Entry, SearchFile, TextsFile
from edition.model.settings import SettingsFile
from edition.model.sources import SourcesFile

FILES: dict[str, type[BaseModel]] = {
    "sources": SourcesFile,
    "text": TextsFile,
    "events": EventsFile,
    "relations": RelationsFile,
    "kinds": KindsFile,
    "search": SearchFile,
    "edition": SettingsFile,
    "map": Ground,
}
DRAFT = "https://json-schema.org/draft/2020-12/schema"
# What is read from the place of an actor's file, and not written in it.
DERIVED = ("key", "path", "body", "body_line")


def schemas() -> dict[str, str]:
    """Return every schema by its file's name: one a file of data/, and that of the front matter of actors and terms."""
    made = {name: _schema(model, f"data/{name}.yml of an annotated edition") for name, model in FILES.items()}
    made["actor"] = _schema(Entry, "Front matter of an actor or a term of an annotated edition")
    for name in DERIVED:
        del made["actor"]["properties"][name]
    return {f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in made.items()}


def _schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    return {"$schema": DRAFT, **model.model_json_schema(by_alias=True), "title": title}
