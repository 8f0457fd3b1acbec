"""The notes as EPUB Annotations: as the draft has them, on the words of the EPUB; what is changed the proof sees."""

import importlib
import json
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from edition.contribute.offer import offer
from edition.export.annotations_epub import FILE, colour, write_epub_annotations
from edition.export.annotations_proof import read_epub_annotations
from edition.export.proof import differences, said_by
from edition.export.records import Book
from edition.model.edition import load_edition
from tests.export.rich import copied, enrich, made, strip

SITE = "https://edition.test/tower/"
# What the draft of July 2026 demands (W3C, EPUB Annotations 1.0): its tables as a schema.
URL = {"type": "string", "pattern": r"^[a-z]+:\S+$"}
POSITION = {
    "type": "object",
    "properties": {"type": {"const": "TextPositionSelector"}, "start": {"minimum": 0}, "end": {"type": "integer"}},
    "required": ["type", "start", "end"],
    "additionalProperties": False,
}
SELECTOR = {
    "oneOf": [
        {"properties": {"type": {"const": "CssSelector"}, "refinedBy": POSITION}, "required": ["value"]},
        {
            "properties": {
                "type": {"const": "FragmentSelector"},
                "conformsTo": {"const": "http://tools.ietf.org/rfc/rfc3236"},
                "refinedBy": POSITION,
            },
            "required": ["value"],
        },
        {"properties": {"type": {"const": "TextQuoteSelector"}}, "required": ["exact"]},
    ]
}
BODY = {
    "properties": {
        "type": {"const": "TextualBody"},
        "format": {"const": "text/plain"},
        "value": {"type": "string", "minLength": 1},
        "color": {"enum": ["pink", "orange", "yellow", "green", "blue", "purple"]},
        "highlight": {"enum": ["solid", "underline", "strikethrough", "outline"]},
        "tags": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["type", "value"],
    "additionalProperties": False,
}
ITEM = {
    "properties": {
        "id": URL,
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["bookmarking", "commenting", "highlighting"]},
        "created": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "target": {
            "properties": {"source": {"pattern": r"^[^:]+\.xhtml$"}, "selector": {"type": "array", "items": SELECTOR}},
            "required": ["source"],
            "additionalProperties": False,
        },
        "body": BODY,
    },
    "required": ["id", "type", "created", "target"],
    "additionalProperties": False,
}
SET = {
    "properties": {
        "@context": {"const": "https://www.w3.org/ns/epub-anno.jsonld"},
        "id": URL,
        "type": {"const": "AnnotationSet"},
        "about": {
            "properties": {
                "dc:identifier": {"type": "array", "items": URL},
                "dc:format": {"const": "application/epub+zip"},
                "dc:title": {"type": "string"},
                "dc:creator": {"type": "array", "items": {"type": "string"}},
                "dc:date": {"pattern": r"^\d{4}$"},
            },
            "additionalProperties": False,
        },
        "items": {"type": "array", "items": ITEM},
    },
    "required": ["@context", "id", "type", "about", "items"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return made(enrich(copied(tmp_path_factory.mktemp("set"))), SITE)


def unpacked(book: Book) -> Any:
    with zipfile.ZipFile(BytesIO(write_epub_annotations(book)[FILE])) as archive:
        assert archive.namelist() == ["annotations.json"]
        return json.loads(archive.read("annotations.json"))


def packed(data: Any) -> Mapping[str, bytes]:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("annotations.json", json.dumps(data))
    return {FILE: made.getvalue()}


# ---- what is written


@pytest.mark.parametrize("site", [SITE, ""])
def test_a_twin_says_what_the_book_says(tmp_path: Path, site: str) -> None:
    book = made(enrich(copied(tmp_path)), site)
    said = read_epub_annotations(write_epub_annotations(book))
    assert differences(said_by(book), said) == [] and len(said.notes or ()) == 6


def test_an_edition_without_notes_has_a_set_without_any(tmp_path: Path) -> None:
    book = made(strip(copied(tmp_path)))
    assert unpacked(book)["items"] == []
    assert differences(said_by(book), read_epub_annotations(write_epub_annotations(book))) == []


def test_it_is_as_the_draft_has_it(rich: Book) -> None:
    data = unpacked(rich)
    assert [error.message for error in Draft202012Validator(SET).iter_errors(data)] == []
    assert len({item["id"] for item in data["items"]}) == 6
    del data["items"][0]["created"]
    assert not Draft202012Validator(SET).is_valid(data)


def test_a_note_is_plain_words_with_its_quote_before_and_its_address_after(rich: Book) -> None:
    [item] = [item for item in unpacked(rich)["items"] if item["body"]["value"].startswith("“medal of plain tin”")]
    _, said, address = item["body"]["value"].split("\n\n")
    assert said.startswith("The medal lies in the museum of the town, with a card that calls it pewter.\nNobody has tested")
    expected = (f"{SITE}essay/02-answer/#medal", ["background"], "2026-11-24T00:00:00Z")
    assert (address, item["body"]["tags"], item["created"]) == expected
    assert item["target"]["source"] == "essay-02-answer.xhtml"


def test_the_same_bytes_again(rich: Book, tmp_path: Path) -> None:
    assert write_epub_annotations(made(enrich(copied(tmp_path)), SITE)) == write_epub_annotations(rich)


def test_a_kind_has_the_colour_nearest_to_its_own(rich: Book) -> None:
    colours = {kind.id: colour(kind) for kind in rich.kinds}
    assert colours == {"right": "green", "wrong": "orange", "disputed": "orange", "context": "blue"}


def test_positions_count_in_the_epub_itself(rich: Book) -> None:
    """The EPUB prints the numbers of notes between the words: a position counts them, too."""
    epub = pytest.importorskip("edition.export.epub", reason="the EPUB is not part of this toolkit")
    with zipfile.ZipFile(BytesIO(importlib.import_module(epub.__name__).write_epub(rich)["edition.epub"])) as archive:
        names = {name.rpartition("/")[2]: name for name in archive.namelist()}
        package = etree.fromstring(archive.read(next(name for name in archive.namelist() if "package" in name)))
        identifiers = [str(one.text) for one in package.iter("{http://purl.org/dc/elements/1.1/}identifier")]
        assert unpacked(rich)["about"]["dc:identifier"] == identifiers
        for item in unpacked(rich)["items"]:
            page = etree.fromstring(archive.read(names[item["target"]["source"]]))
            style, fragment, quote = item["target"]["selector"]
            [paragraph] = [one for one in page.iter() if one.get("id") == fragment["value"]]
            text = "".join(map(str, paragraph.itertext()))
            inside = text[style["refinedBy"]["start"] : style["refinedBy"]["end"]]
            assert "".join(sign for sign in inside if not sign.isdigit()) == quote["exact"]


def test_what_went_out_comes_in_again(tmp_path: Path) -> None:
    base = copied(tmp_path)
    book = made(base, SITE)
    (base / FILE).write_bytes(write_epub_annotations(book)[FILE])
    for section in book.edition.all_sections():
        (base / section.path).write_text(section.source.partition("### ")[0], "utf-8")
    found = offer(load_edition(base), base / FILE, "2026-11-28")
    assert [str(problem) for problem in found.left] == []
    for path, text in found.texts.items():
        path.write_text(text, "utf-8")
    notes = [(note.quote, note.anchor, note.kind) for note in book.notes]
    assert [(note.quote, note.anchor, note.kind) for note in made(base, SITE).notes] == notes


# ---- what is changed the proof sees

Change = Callable[[Any], Any]
CHANGES: dict[str, tuple[Change, str]] = {
    "a letter": (
        lambda items: _set(items[0]["body"], "value", "last", "lost", 2),
        "note 1, on “the last true keeper”, has",
    ),
    "a quote": (lambda items: _set(items[0]["body"], "value", "true", "trua"), "note 1, on “the last true keeper”: its quote is"),
    "a note": (lambda items: items.pop(2), "it has 5 notes in the place of 6"),
    "the order": (
        lambda items: items.insert(0, items.pop(1)),
        "note 1, on “the last true keeper”: its quote is “put out",
    ),
    "a kind": (lambda items: items[0]["body"]["tags"].__setitem__(0, "holds"), "its kind is “holds”, not “does not hold”"),
    "an anchor": (lambda items: _move(items[0], 0), "its selectors lead to different words"),
    "a paragraph": (lambda items: _lead(items[0], "p2"), "its paragraph is “essay p2”, not “essay p1”"),
    "the words": (lambda items: items[0]["target"]["selector"][2].update(exact="the last"), "its words is “the last”"),
    "an address": (lambda items: _set(items[0]["body"], "value", "essay/", ""), "it does not end with its address"),
}


def _set(holder: Any, key: str, old: str, new: str, count: int = 1) -> None:
    holder[key] = holder[key].replace(old, new, count).replace(new, old, count - 1)


def _move(item: Any, selector: int) -> None:
    item["target"]["selector"][selector]["refinedBy"] = {"type": "TextPositionSelector", "start": 1, "end": 21}


def _lead(item: Any, id: str) -> None:
    item["target"]["selector"][0]["value"], item["target"]["selector"][1]["value"] = f"#{id}", id


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_the_proof_falls(rich: Book, change: Change, expected: str) -> None:
    data = unpacked(rich)
    change(data["items"])
    assert data != unpacked(rich)
    try:
        told = "\n".join(differences(said_by(rich), read_epub_annotations(packed(data))))
    except ValueError as error:
        told = str(error)
    assert expected in told


def test_a_damaged_archive_does_not_pass(rich: Book) -> None:
    data = write_epub_annotations(rich)[FILE]
    with pytest.raises((zipfile.BadZipFile, ValueError, KeyError)):
        read_epub_annotations({FILE: data[:-40]})
