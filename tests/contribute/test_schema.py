"""The schemas that editors read say what `check` says of a file's form."""

from typing import Any

import pytest
import yaml

from edition.contribute.schema import FILES, schemas
from edition.model.records import Entry
from tests.conftest import BASE, ROOT


def test_the_schemas_in_the_repository_are_those_of_the_models() -> None:
    assert {path.name: path.read_text("utf-8") for path in (ROOT / "schemas").glob("*.json")} == schemas()


@pytest.mark.parametrize("name", FILES)
def test_a_schema_allows_what_the_small_edition_holds_and_nothing_unknown(name: str) -> None:
    schema = yaml.safe_load(schemas()[f"{name}.json"])
    assert schema["title"] == f"data/{name}.yml of an annotated edition"
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
    path = BASE / f"data/{name}.yml"
    if path.exists():
        data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
        assert data.keys() <= schema["properties"].keys()
        assert set(schema.get("required", ())) <= data.keys()


def test_an_actor_s_schema_has_what_is_written_and_not_what_is_read_from_its_place() -> None:
    schema = yaml.safe_load(schemas()["actor.json"])
    assert set(schema["properties"]) == Entry.model_fields.keys() - {"key", "path", "body", "body_line"}
    assert schema["required"] == ["name", "kind", "summary"]
    assert schema["properties"]["kind"]["enum"] == ["person", "organisation", "state", "place", "group", "term"]
