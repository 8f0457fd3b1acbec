"""The data is what other programs read: JSON under its schema, sources in pandoc and in a BibTeX parser, text line by line."""

import json
from pathlib import Path

import jsonschema
import pypandoc
from bibtexparser.entrypoint import parse_string

from edition.export.data import write_data
from edition.export.plain import write_plain
from edition.export.records import Book
from edition.export.sources import csl_item, write_bibtex, write_csl
from edition.model.sources import Source


def test_the_json_is_as_its_schema_says(restated: Book, authors: Book) -> None:
    for book in (restated, authors):
        files = write_data(book)
        schema = json.loads(files["edition.schema.json"])
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(json.loads(files["edition.json"]), schema)


def test_the_schema_refuses_what_no_edition_is(restated: Book) -> None:
    files = write_data(restated)
    data = json.loads(files["edition.json"])
    data["texts"][0]["sections"][0]["notes"][0]["number"] = "first"
    errors = list(jsonschema.Draft202012Validator(json.loads(files["edition.schema.json"])).iter_errors(data))
    assert [list(error.path)[-1] for error in errors] == ["number"]


def test_offsets_in_the_json_find_the_words_that_notes_hang_on(restated: Book) -> None:
    data = json.loads(write_data(restated)["edition.json"])
    found = []
    for section in data["texts"][0]["sections"]:
        texts = {block["id"]: block["text"] for block in section["text"]}
        found += [texts[note["anchor"]["paragraph"]][note["anchor"]["start"] : note["anchor"]["end"]] for note in section["notes"]]
    assert found == ["the last true keeper", "put out by the storm", "lifeboat stayed ashore", "medal of plain tin"]


def test_pandoc_cites_from_the_csl_json(restated: Book, tmp_path: Path) -> None:
    path = tmp_path / "sources.json"
    path.write_bytes(write_csl(restated)["sources.json"])
    said = pypandoc.convert_text("[@board-1901, p. 7]", "plain", "markdown", extra_args=["--citeproc", f"--bibliography={path}"])
    assert said.startswith("(Harbour Board 1901, 7)")
    assert "Report on the Lights of the Bay" in said


def test_dates_in_every_form_become_parts_and_a_doi_is_bare() -> None:
    source = Source.model_validate(
        {
            "id": "a",
            "type": "book",
            "title": "A title",
            "issued": "2010-03/2011",
            "accessed": {"literal": "one *fine* day"},
            "DOI": "https://doi.org/10.1000/182",
        }
    )
    assert csl_item(source) == {
        "id": "a",
        "type": "book",
        "title": "A title",
        "issued": {"date-parts": [[2010, 3], [2011]]},
        "accessed": {"literal": "one *fine* day"},
        "DOI": "10.1000/182",
    }


def test_a_bibtex_parser_reads_every_source(restated: Book) -> None:
    library = parse_string(write_bibtex(restated)["sources.bib"].decode())
    assert library.failed_blocks == []
    found = {entry.key: entry for entry in library.entries}
    assert list(found) == [source.id for source in restated.sources]
    assert found["brook-1890"]["author"] == "Brook, Ada"
    assert found["brook-1890"]["url"] == "https://example.org/letters/12"


def test_the_plain_text_reads_aloud(restated: Book) -> None:
    text = write_plain(restated)["edition.txt"].decode()
    lines = text.splitlines()
    assert "@" not in text, "no mark of ours is read aloud"
    at = lines.index("Note 1, on “the last true keeper”")
    assert lines[at + 1 : at + 4] == [
        "Where: paragraph p1, on “the last true keeper”",
        "Kind: does not hold",
        "  She was not the last.",
    ]
    assert lines[at - 3] == "Paragraph p1"
