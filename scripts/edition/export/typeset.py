"""What typst sets: a template and the data for it become pages; and the cover of the EPUB."""

import json
from pathlib import Path
from typing import Any

from edition.export.records import Book
from edition.export.twin import Missing
from edition.pictures.faces import SANS, SERIF

HERE = Path(__file__).parent
DOTS = 130  # of the cover, an inch


def typeset(template: str, data: dict[str, object], form: str, **options: Any) -> bytes:
    """Return what typst makes of a template of this folder; data are the JSON files that it reads, by their names.

    What the faces of the site have not, typst takes from its own; no face of the machine is looked at. Raises Missing: typst.
    """
    try:
        import typst  # late: large, and no other command has a use for it
    except ImportError:
        raise Missing("typst is not installed; pip install typst") from None
    files = {name: json.dumps(value, ensure_ascii=False).encode() for name, value in data.items()}
    inputs = {"main.typ": (HERE / template).read_bytes(), **files}
    run: Any = typst.compile  # its types know neither files in memory nor pages in a list
    made = run(inputs, font_paths=[str(SERIF), str(SANS)], ignore_system_fonts=True, format=form, **options)
    return bytes(made if isinstance(made, bytes) else made[0])


def cover(book: Book) -> bytes:
    """Return the picture on the cover as PNG; nothing where there is no typst: a book can do without."""
    authors = ", ".join(dict.fromkeys(text.record.author for text in book.texts))
    about = {"title": book.title, "authors": f"A text by {authors}" if authors else "", "language": book.language}
    try:
        return typeset("cover.typ", {"about.json": {**about, "what": "An annotated edition"}}, "png", ppi=DOTS)
    except Missing:
        return b""
