"""What typst sets: a template and the data for it become pages; and the cover of the EPUB."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from edition.export.records import Book
from edition.export.twin import Missing
from edition.pictures.faces import SANS, SERIF
from edition.text.language import t

HERE = Path(__file__).parent
DOTS = 130  # of the cover, an inch
BOX = "□"  # stands for a sign that no face has
TRIAL = '#set document(title: "t")\n#set text(font: "Source Serif Pro")\n#json("signs.json")'


def typeset(template: str, data: Mapping[str, str], form: str, **options: Any) -> bytes:
    """Return what typst makes of a template of this folder; data are the JSON files that it reads, by their names.

    What the faces of the site have not, typst takes from its own; no face of the machine is looked at. Raises Missing: typst.
    """
    try:
        return _run((HERE / template).read_bytes(), data, form, **options)
    except _typst().TypstError as error:
        raise Missing(f"typst could not set it: {(str(error).splitlines() or ['it gives no reason'])[0]}") from None


def _run(source: bytes, data: Mapping[str, str], form: str, **options: Any) -> bytes:
    inputs = {"main.typ": source, **{name: text.encode() for name, text in data.items()}}
    run: Any = _typst().compile  # its types know neither files in memory nor pages in a list
    made = run(inputs, font_paths=[str(SERIF), str(SANS)], ignore_system_fonts=True, format=form, **options)
    return bytes(made if isinstance(made, bytes) else made[0])


def _typst() -> Any:
    try:
        import typst  # late: large, and no other command has a use for it
    except ImportError:
        raise Missing("typst is not installed; pip install typst") from None
    return typst


def as_data(value: object) -> str:
    """Return data as templates read it."""
    return json.dumps(value, ensure_ascii=False)


def unset(signs: Iterable[str], standard: str) -> set[str]:
    """Return those of some signs that no face has, of the site’s or of typst’s own. Raises Missing: typst."""
    error = _typst().TypstError

    def fails(some: list[str]) -> bool:
        try:
            _run(TRIAL.encode(), {"signs.json": as_data(" ".join(some))}, "pdf", pdf_standards=standard)
        except error:
            return True
        return False

    def found(some: list[str]) -> list[str]:
        if not some or not fails(some):
            return []
        half = len(some) // 2
        return some if len(some) == 1 else found(some[:half]) + found(some[half:])

    return set(found(sorted(signs)))


def cover(book: Book) -> bytes:
    """Return the picture on the cover as PNG; nothing where there is no typst: a book can do without."""
    authors = ", ".join(dict.fromkeys(text.record.author for text in book.texts))
    about = {"title": book.title, "authors": t("A text by {author}", author=authors) if authors else "", "language": book.language}
    try:
        return typeset("cover.typ", {"about.json": as_data({**about, "what": t("An annotated edition")})}, "png", ppi=DOTS)
    except Missing:
        return b""
