"""What the page's form for a new note must know, as files beside the pages: one for the edition, one a section."""

import json
from pathlib import Path
from typing import Any

from edition.model.edition import Edition
from edition.model.section import Section

FOLDER = "suggest"


def slug(path: str) -> str:
    """The name of a section's file: essay--01-mutiny for docs/essay/01-mutiny.md."""
    return path.removeprefix("docs/").removesuffix(".md").replace("/", "--")


def suggesting(edition: Edition) -> dict[Path, str | bytes]:
    """Every such file by its path: JSON with sources, ids and spellings; JSON with a section's path and source."""
    folder = edition.root / "docs" / "assets" / FOLDER
    made: dict[Path, str | bytes] = {folder / "rules.json": _json(_rules(edition))}
    for section in edition.all_sections():
        made[folder / f"{slug(section.path)}.json"] = _json(_section(section))
    return made


def _rules(edition: Edition) -> dict[str, Any]:
    spellings = [[form, entry.name] for entry in edition.register.actors for form in entry.spellings if form[0].isupper()]
    return {
        "sources": [[source.id, source.title] for source in edition.register.sources],
        "ids": sorted(note.id for _, note in edition.all_notes()),
        "spellings": sorted(spellings, key=lambda pair: -len(pair[0])),
    }


def _section(section: Section) -> dict[str, Any]:
    return {"path": section.path, "source": section.source}


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
