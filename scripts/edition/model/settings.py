"""What an edition's editors have set for the whole of it: data/edition.yml."""

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from edition.model.records import Key, Record


def _as_list(value: Any) -> Any:
    """A single word as a list of one."""
    return (value,) if isinstance(value, str) else value


NAMES = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Names = Annotated[tuple[Key, ...], BeforeValidator(_as_list), WithJsonSchema(NAMES)]


class SettingsFile(Record):
    """data/edition.yml.

    house: by which rules of style `check` judges the notes: none, companion (all that there are), or single rules by their names.
    """

    house: Names = ("none",)
