"""What an edition's editors have set for the whole of it: data/edition.yml, and of mkdocs.yml the language of its pages."""

import re
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BeforeValidator, WithJsonSchema

from edition.files.disk import read_text
from edition.files.problem import EditionError
from edition.model.records import TAG, Key, Record


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


def language_of_pages(root: Path) -> str:
    """Return theme.language of mkdocs.yml: the language in which the edition in a folder speaks to its readers; en without one.

    The file is the builder's, with tags that only it reads, so nothing but this one value is taken out of it.
    """
    try:
        node = yaml.compose(read_text(root / "mkdocs.yml", root), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (EditionError, yaml.YAMLError):
        return "en"
    for name in ("theme", "language"):
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        node = next((value for key, value in pairs if key.value == name), None)
    return str(node.value) if isinstance(node, yaml.ScalarNode) and re.fullmatch(TAG, node.value) else "en"
