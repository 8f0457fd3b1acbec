"""The table of cases that Python and the reader's browser both run: the normal form, quotes, and names.

vectors.json holds rows of arguments, each with what comes of them last:

| name | arguments | outcome |
| --- | --- | --- |
| normal, digest, bare | a text | a text |
| find | a quote, a text | the words found |
| forms | a form, the key of its entry, and for an epithet its paragraphs | (what `names` looks for) |
| names | a text, the id of its paragraph or nothing | the words found, each with the key |
"""

import json
from pathlib import Path
from typing import Any

Rows = list[list[Any]]
VECTORS: dict[str, Rows] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))


def outcomes(rows: Rows) -> list[Any]:
    """Return what should come of each row."""
    return [row[-1] for row in rows]
