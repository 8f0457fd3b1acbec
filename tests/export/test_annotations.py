"""The notes as W3C annotations: valid by the W3C’s assertions, linked data, read by others; what is changed the proof sees."""

import copy
import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from edition.contribute.offer import offer
from edition.export.annotations import CONTEXT, FILE, write_annotations
from edition.export.annotations_proof import read_annotations
from edition.export.blocks import words as said
from edition.export.proof import differences, said_by
from edition.export.records import Book, BookNote
from edition.model.edition import load_edition
from tests.conftest import Run
from tests.export.programs import npm, program, schema
from tests.export.rich import copied, enrich, made, strip
from tests.export.w3c import failing

SITE = "https://edition.test/tower/"
OA = "http://www.w3.org/ns/oa#"
MUSTS = "annotations/annotationMusts.test"
PARSE = """
import { readFileSync } from "node:fs";
const { parseW3CTextAnnotation } = await import(process.argv[2]);
const parsed = JSON.parse(readFileSync(0)).map((one) => parseW3CTextAnnotation(one));
console.log(JSON.stringify(parsed.map(({ parsed, error }) => (error ? String(error) : parsed))));
"""


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return made(enrich(copied(tmp_path_factory.mktemp("annotations"))), SITE)


@pytest.fixture(scope="module")
def files(rich: Book) -> Mapping[str, bytes]:
    return write_annotations(rich)


@pytest.fixture
def collection(files: Mapping[str, bytes]) -> Any:
    return json.loads(files[FILE])


def told(book: Book, files: Mapping[str, bytes]) -> list[str]:
    return differences(said_by(book), read_annotations(files))


def packed(collection: Any, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {**files, FILE: json.dumps(collection).encode()}


# ---- what is written


def test_an_edition_without_notes_has_a_collection_without_any(tmp_path: Path) -> None:
    book = made(strip(copied(tmp_path)))
    files = write_annotations(book)
    assert (told(book, files), json.loads(files[FILE])["total"]) == ([], 0)


@pytest.mark.parametrize("site", [SITE, ""])
def test_a_twin_says_what_the_book_says(tmp_path: Path, site: str) -> None:
    book = made(enrich(copied(tmp_path)), site)
    said = read_annotations(write_annotations(book))
    assert differences(said_by(book), said) == []
    assert (list(said.paragraphs or ()), len(said.notes or ())) == (["essay p1", "essay p2", "essay p3", "letter p1"], 6)


def test_a_target_is_on_words_of_the_page_and_of_a_copy_with_a_hash(files: Mapping[str, bytes], collection: Any) -> None:
    target = collection["first"]["items"][2]["target"]
    text = files["annotations-essay.txt"].decode()
    quote, place, page = target["selector"]
    assert (target["source"], target["state"]["cached"]) == (f"{SITE}essay/01-lamp/", f"{SITE}take/annotations-essay.txt")
    assert target["state"]["sha256"] == sha256(text.encode()).hexdigest()
    around = {"prefix": "reat gale the lamp was “put out ", "suffix": "”, the “lifeboat stayed ashore”,"}
    assert quote == {"type": "TextQuoteSelector", "exact": "by the storm", **around}
    assert text[place["start"] : place["end"]] == "by the storm"
    line = next(line for line in text.split("\n") if line.startswith("In the great gale"))
    assert (page["value"], line[page["refinedBy"]["start"] : page["refinedBy"]["end"]]) == ("p2", "by the storm")


def test_a_body_each_for_text_kind_names_sources_and_the_author_s_words(collection: Any) -> None:
    bodies = collection["first"]["items"][2]["body"]
    said = [(body["purpose"], body.get("value") or body["source"]) for body in bodies]
    assert said[0][1].startswith("It is not so, says Ada Brook, & the log <1890> agrees.\n\none of the Harbour Board\n")
    assert said[1:] == [
        ("classifying", "two tales"),
        ("tagging", "Ada Brook"),
        ("tagging", "Harbour Board"),
        ("tagging", "Jack Penn"),
        ("tagging", "Hollin Light"),
        ("linking", "https://example.org/letters/12"),
        ("linking", f"{SITE}sources/#board-1901"),
        ("identifying", "https://example.org/last-keeper"),
    ]
    assert bodies[-1]["selector"] == {"type": "TextQuoteSelector", "exact": "by the storm"}


def test_a_quote_of_two_ends_is_a_text_fragment(tmp_path: Path) -> None:
    base = copied(tmp_path)
    path = base / "docs/essay/02-answer.md"
    path.write_text(path.read_text("utf-8").replace("### “medal of plain tin”", "### “medal … tin”"), "utf-8")
    book = made(base)
    written = write_annotations(book)
    body = json.loads(written[FILE])["first"]["items"][-1]["body"][-1]
    assert body["selector"]["value"] == ":~:text=medal,tin"
    assert told(book, written) == []


def test_the_same_bytes_again(rich: Book, tmp_path: Path) -> None:
    assert write_annotations(made(enrich(copied(tmp_path)), SITE)) == write_annotations(rich)


# ---- the W3C’s assertions


def test_the_assertions_tell_right_from_wrong() -> None:
    folder = schema("web-annotation")
    found: dict[str, dict[str, list[str]]] = {"correct": {}, "incorrect": {}}
    for name, faults in found.items():
        for path in sorted((folder / "tools/samples" / name).glob("anno*.json")):
            with suppress(ValueError):  # some of the wrong ones are no JSON
                faults[path.name] = failing(folder, MUSTS, json.loads(path.read_text("utf-8")))
    # Three of the right ones are of kinds that the assertions have forgotten: Composite, List, Independents.
    assert {name for name, faults in found["correct"].items() if faults} == {"anno11.json", "anno12.json", "anno13.json"}
    assert len(found["correct"]) > 40 and len(found["incorrect"]) > 20 and all(found["incorrect"].values())


@pytest.mark.parametrize("site", [SITE, ""])
@pytest.mark.parametrize("change", [enrich, strip])
def test_every_must_of_the_w3c_holds(tmp_path: Path, site: str, change: Callable[[Path], Path]) -> None:
    folder = schema("web-annotation")
    collection = json.loads(write_annotations(made(change(copied(tmp_path)), site))[FILE])
    assert failing(folder, "collections/collectionMusts.test", collection) == []
    page = {"@context": collection["@context"], **collection["first"]}
    assert failing(folder, "collections/pages/pageMusts.test", page) == []
    for item in page["items"]:
        assert failing(folder, MUSTS, {"@context": CONTEXT, **item}) == []


@pytest.mark.parametrize("key", ["id", "type", "target"])
def test_the_assertions_see_what_is_missing(collection: Any, key: str) -> None:
    item = {"@context": CONTEXT, **collection["first"]["items"][0]}
    del item[key]
    assert failing(schema("web-annotation"), MUSTS, item)


# ---- linked data


def leaves(data: Any) -> Iterator[Any]:
    """The values at the ends of some JSON."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            yield from () if name == "@context" else leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value)
    else:
        yield data


def loader(context: Path) -> Callable[[str, Any], Any]:
    document = json.loads(context.read_text("utf-8"))

    def load(url: str, _: Any) -> Any:
        assert url == CONTEXT
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}

    return load


def test_linked_data_has_every_value(collection: Any) -> None:
    options = {"documentLoader": loader(schema("web-annotation/anno.jsonld"))}
    [expanded] = jsonld.expand(copy.deepcopy(collection), options)
    values = [one for one in leaves(expanded) if not str(one).startswith("http://www.w3.org/2001/XMLSchema#")]  # types of values
    assert len(values) == len(list(leaves(collection)))
    triples = jsonld.to_rdf(copy.deepcopy(collection), options)["@default"]
    exact = [one["object"]["value"] for one in triples if one["predicate"]["value"] == f"{OA}exact"]
    on = [note["label"] for note in collection["first"]["items"]]
    assert sorted(exact) == sorted([*on, *on])
    motives = [one["object"]["value"] for one in triples if one["predicate"]["value"] == f"{OA}motivatedBy"]
    assert motives == [f"{OA}commenting"] * len(on)


# ---- a reader of others


def test_recogito_loads_every_annotation(rich: Book, files: Mapping[str, bytes], collection: Any, tmp_path: Path) -> None:
    module = npm("@recogito/text-annotator@4.1.1") / "@recogito/text-annotator/dist/text-annotator.es.js"
    (tmp_path / "parse.mjs").write_text(PARSE, "utf-8")
    items = json.dumps(collection["first"]["items"])
    command = [program("node", "nodejs"), str(tmp_path / "parse.mjs"), module.as_uri()]
    done = subprocess.run(command, input=items, capture_output=True, text=True, check=True)
    parsed = json.loads(done.stdout)
    notes = [(files[f"annotations-{text.folder}.txt"].decode(), note) for text in rich.texts for note in text.notes]
    for one, (words, note) in zip(parsed, notes, strict=True):
        [selector] = one["target"]["selector"]
        assert selector["quote"] == words[selector["start"] : selector["end"]] == note.quote
        assert [body["value"] for body in one["bodies"] if body["purpose"] == "classifying"] == [note.kind.label]


# ---- what is changed the proof sees

CHANGES: dict[str, tuple[str, str, str]] = {
    "a letter of a note": ("calls it pewter", "calls it powter", "note 5, on “medal of plain tin”, has other words"),
    "a kind": ('"value": "holds"', '"value": "two tales"', "note 2, on “put out by the storm”: its kind is “two tales”"),
    "a label": ('"label": "by the storm"', '"label": "by the storms"', "its label is not the words that it quotes"),
    "words": ('"exact": "lifeboat stayed ashore",', '"exact": "lifeboat stayed afloat",', "its selectors lead to different words"),
    "an anchor": ('"start": 298', '"start": 299', "its selectors lead to different words"),
    "an anchor on the page": ('"start": 50,', '"start": 51,', "its selectors lead to different words"),
    "the words before": ('"prefix": "In the', '"prefix": "On the', "its selectors lead to different words"),
    "a paragraph": ('"value": "p2"', '"value": "p3"', "its selectors lead to different words"),
    "the id of a paragraph": ('"p3"', '"p4"', "paragraph “essay p3” is missing"),
    "a hash": ('"sha256": "', '"sha256": "0', "annotations-essay.txt is not the text that the notes are on"),
    "the count": ('"total": 6', '"total": 7', "it names 7 annotations and holds 6"),
}


def refused(book: Book, files: Mapping[str, bytes]) -> str:
    try:
        return "\n".join(told(book, files))
    except (ValueError, KeyError) as error:
        return str(error)


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES.values(), ids=CHANGES)
def test_the_proof_falls(rich: Book, files: Mapping[str, bytes], old: str, new: str, expected: str) -> None:
    changed, count = re.subn(old, new, files[FILE].decode())
    assert count >= 1
    assert expected in refused(rich, {**files, FILE: changed.encode()})


def test_the_proof_falls_with_a_letter_of_the_text(rich: Book, files: Mapping[str, bytes], collection: Any) -> None:
    text = files["annotations-letter.txt"].replace(b"Harbour Board", b"Harbour Boart")
    changed = {**files, "annotations-letter.txt": text}
    assert "annotations-letter.txt is not the text" in refused(rich, changed)
    collection["texts"][1]["sha256"] = sha256(text).hexdigest()
    assert "paragraph letter p1 has other words" in refused(rich, packed(collection, changed))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda items: items.pop(2), "it has 5 notes in the place of 6"),
        (lambda items: items.insert(0, items.pop(1)), "note 1, on “the last true keeper”: its quote is “put out by the storm”"),
        (lambda items: items[4]["target"].pop("selector"), "note 5, on “medal of plain tin”: its paragraph is “”, not “essay p3”"),
    ],
)
def test_the_proof_falls_with_a_note(
    rich: Book, files: Mapping[str, bytes], collection: Any, change: Callable[[Any], Any], expected: str
) -> None:
    change(collection["first"]["items"])
    collection["total"] = len(collection["first"]["items"])
    assert expected in refused(rich, packed(collection, files))


# ---- the other way


def kept(note: BookNote) -> tuple[object, ...]:
    """What must come in as it went out; where a line ends, and where in it a source is cited, need not."""
    letters = re.sub(r"\s", "", said(note.body))
    return note.quote, note.anchor, note.kind, note.sources, note.actors, letters


@pytest.mark.parametrize("full", [False, True], ids=["restated", "full"])
@pytest.mark.parametrize("site", [SITE, ""])
def test_what_went_out_comes_in_again(tmp_path: Path, full: bool, site: str, edition: Run) -> None:
    base = copied(tmp_path)
    if full:
        assert edition("import", "essay.txt", cwd=base).returncode == 0
    book = made(base, site)
    (base / "notes.jsonld").write_bytes(write_annotations(book)[FILE])
    for section in book.edition.all_sections():
        (base / section.path).write_text(section.source.partition("### ")[0], "utf-8")
    found = offer(load_edition(base), base / "notes.jsonld", "2026-11-28")
    assert [str(problem) for problem in found.left] == []
    for path, text in found.texts.items():
        path.write_text(text, "utf-8")
    again = made(base, site)
    assert list(map(kept, again.notes)) == list(map(kept, book.notes))
