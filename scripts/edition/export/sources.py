"""The sources as data that reference managers read: CSL-JSON, and BibTeX, which pandoc makes of it."""

import json
import re
from collections.abc import Mapping
from typing import Any

from edition.export.proof import Said
from edition.export.records import Book
from edition.export.twin import Missing
from edition.files.pandoc import PandocError, run_pandoc
from edition.model.csl import DATES, address, csl_date
from edition.model.sources import Source

CSL, BIBTEX = "sources.json", "sources.bib"
ENTRY = re.compile(r"^@[a-z]+\{([^,\s]+),", re.MULTILINE)


def csl_item(source: Source) -> dict[str, Any]:
    """Return a source as an item of CSL-JSON, schema 1.0.2: its dates in parts, its DOI bare, all else as the data has it."""
    fields = source.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    made = {name: _date(value) if name in DATES else value for name, value in fields.items()}
    if fields.get("DOI"):
        made["DOI"] = address(fields).removeprefix("https://doi.org/")
    return made


def _date(value: Any) -> dict[str, Any]:
    made = csl_date(value)
    return made | ({"literal": str(value["literal"])} if "literal" in made else {})


def as_json(value: object) -> bytes:
    """Return data as JSON that people can read, too, and a diff can tell of."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def write_csl(book: Book) -> Mapping[str, bytes]:
    """Return the sources as CSL-JSON, in the order of the bibliography."""
    return {CSL: as_json([csl_item(source.record) for source in book.sources])}


def read_csl(files: Mapping[str, bytes]) -> Said:
    """Return what CSL-JSON says. Raises ValueError, KeyError."""
    return Said(sources=[item["id"] for item in json.loads(files[CSL])])


def write_bibtex(book: Book) -> Mapping[str, bytes]:
    """Return the sources as BibTeX, in the order of the bibliography. Raises Missing: pandoc."""
    items = [csl_item(source.record) for source in book.sources]
    return {BIBTEX: _bibtex(items).encode() if items else b""}


def _bibtex(items: list[dict[str, Any]]) -> str:
    # What is the editors’ alone, no bibliography knows; an open end of a stretch of time BibTeX cannot say.
    known = [{name: value for name, value in item.items() if name != "custom"} for item in items]
    try:
        made = run_pandoc(json.dumps(known).encode(), "--from=csljson", "--to=bibtex", "--wrap=none")
    except PandocError as error:
        raise Missing(f"pandoc could not make it ({error}); install pypandoc_binary") from None
    return f"{made.decode().strip()}\n"


def read_bibtex(files: Mapping[str, bytes]) -> Said:
    """Return what a BibTeX file says. Raises ValueError."""
    return Said(sources=ENTRY.findall(files[BIBTEX].decode()))
