"""The index of the search: what Pagefind is given and what it keeps of it, whole, and the same whenever the records are."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from edition.model.edition import Edition, load_edition
from edition.pages.search_index import MARK, PAGES, page, pages, vocabulary, write_index
from edition.pages.search_records import SORTS, Record, records
from tests.conftest import BASE

EDITION = load_edition(BASE)
REFERENCES = {"board-1901": "Harbour Board, <em>Report</em>, 1901.", "brook-1890": "Ada Brook, ‘Letter’, 1890."}
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60)


def record(title: str, text: str = "", *names: str, sort: str = "note", about: str = "") -> Record:
    return Record(sort, title, "essay/a.md#it", about, text, names)


def fragments(index: Path) -> list[dict[str, Any]]:
    """What Pagefind has kept of each page, in the order in which it was given them."""
    found = [json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")) for path in index.rglob("*.pf_fragment")]
    return sorted(found, key=lambda fragment: int(fragment["url"]))


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def words(text: str) -> str:
    return " ".join(text.split())


# ---- the index of an edition


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the small edition."""
    folder = tmp_path_factory.mktemp("search") / "assets" / "index"
    assert write_index(EDITION, REFERENCES, folder) == [folder]
    return folder


def test_pagefind_keeps_every_record_whole_under_its_sort_and_address(index: Path) -> None:
    kept = []
    for fragment in fragments(index):
        [place] = fragment["anchors"]
        title, about, names, text = (words(part) for part in fragment["content"].split("¦"))
        sort = fragment["meta"]["sort"].removeprefix(MARK)
        kept.append((sort, unquote(place["id"]), title.rstrip("."), about, names, text.rstrip(".")))
    given = [  # Pagefind ends a block that has no full stop with one
        (one.sort, one.address, one.title.rstrip("."), one.about, " | ".join(one.names), words(one.text).rstrip("."))
        for one in records(EDITION, REFERENCES)
    ]
    assert kept == given


def test_what_a_search_begins_with_tells_how_the_pages_are_divided(index: Path) -> None:
    head = json.loads((index / "index.json").read_text("utf-8"))
    assert (head["sorts"], head["mark"], head["pages"], head["together"]) == (SORTS, MARK, len(records(EDITION, REFERENCES)), 1)
    lists = {chr(int(path.stem.removeprefix("words-"), 16)) for path in index.glob("words-*.json")}
    assert set(head["letters"]) == lists
    assert json.loads((index / "words-6b.json").read_text("utf-8")).keys() == {"keeper"}


def test_the_same_records_give_the_same_bytes(index: Path, tmp_path: Path) -> None:
    write_index(EDITION, REFERENCES, tmp_path / "other")
    assert tree(tmp_path / "other") == tree(index)


def test_the_index_is_written_anew_only_if_a_record_or_a_synonym_has_changed(base: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"

    def changes(edition: Edition) -> bool:
        return write_index(edition, REFERENCES, folder) != []

    assert changes(load_edition(base))
    assert not changes(load_edition(base))
    (base / "data/search.yml").write_text("also: { warden: [keeper] }\n", "utf-8")
    assert changes(load_edition(base))
    assert json.loads((folder / "words-77.json").read_text("utf-8")) == {"warden": ["keeper"]}
    path = base / "docs/about.md"
    path.write_text(path.read_text("utf-8").replace("nobody wrote it", "no clerk wrote it"), "utf-8")
    assert changes(load_edition(base))
    assert [one["url"] for one in fragments(folder) if "no clerk wrote it" in one["content"]] != []
    assert not changes(load_edition(base))
    assert [path.name for path in tmp_path.iterdir() if path.name not in ("edition", "index")] == []


def test_an_edition_without_anything_has_an_index_all_the_same(tmp_path: Path) -> None:
    write_index(Edition(tmp_path / "none", EDITION.register.__class__(), {}, ()), {}, tmp_path / "index")
    head = json.loads((tmp_path / "index/index.json").read_text("utf-8"))
    assert (head["pages"], head["letters"], fragments(tmp_path / "index")) == (0, "", [])


# ---- pages for Pagefind


@given(st.lists(st.builds(record, TEXTS, TEXTS, TEXTS, about=TEXTS), min_size=1, max_size=3))
def test_whatever_stands_in_a_record_is_words_on_its_page(some: list[Record]) -> None:
    """And each record can be taken out again."""
    shown = html.document_fromstring(page(some))
    assert {element.tag for element in shown.iter()} <= {"html", "body", "i", "h2", "p"}
    assert [unquote(heading.get("id") or "") for heading in shown.iter("h2")] == [one.address for one in some]
    assert [(paragraph.text or "").count("¦") for paragraph in shown.iter("p")] == [3] * len(some)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("l’armée d’un État", "l’ armée d’ un État"),
        ("It isn’t O’Brien’s", "It isn’t O’Brien’s"),
        ("灯台 stands", "灯 台 stands"),
        ("ทีน้ำ", "ที น้ ำ"),
        ("a ¦ b ___ c", "a | b _ c"),
    ],
    ids=["elided words", "English ones", "characters that are words", "marks stay with theirs", "marks of the index"],
)
def test_words_are_parted_where_pagefind_would_not(text: str, shown: str) -> None:
    [paragraph] = html.document_fromstring(page([record("It", text)])).iter("p")
    assert words((paragraph.text or "").split("¦")[3]) == shown


def counts(found: Sequence[Record]) -> list[int]:
    return [len(group) for group in pages(found)]


def test_a_record_has_a_page_of_its_own_but_where_there_are_very_many_of_a_sort() -> None:
    few, many = [record("It", sort="actor")] * 3, [record("It")] * (2 * PAGES + 1)
    assert counts([]) == []
    assert counts(few) == [1, 1, 1]
    assert counts([*few, *many[:PAGES]]) == [1] * (3 + PAGES)
    assert counts([*few, *many]) == [1, 1, 1, *[3] * (len(many) // 3)]
    assert [one for group in pages([*few, *many]) for one in group] == [*few, *many]


# ---- words for those who spell otherwise


def test_words_of_titles_and_names_stand_by_their_first_letter_with_those_they_stand_for() -> None:
    some = [record("The Élan of a Łódź tram", "not this", "Øresund"), record("Old-fashioned elans")]
    assert vocabulary(some, [("Plomb", "lead"), ("elans", "Élan"), ("plomb", "Blei")]) == {
        "e": {"elans": ["élan"], "élan": []},
        "f": {"fashioned": []},
        "l": {"łódź": []},
        "o": {"øresund": []},
        "p": {"plomb": ["blei", "lead"]},
        "t": {"tram": []},
    }
