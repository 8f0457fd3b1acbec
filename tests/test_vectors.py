"""The normal form, quotes and ways of copies: one table of vectors, for Python and for the reader's browser alike."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from edition.original.variants import WAYS, educated
from edition.render.page import digest
from edition.text.quotes import bare, find, normal

VECTORS: dict[str, list[list[Any]]] = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))


def found(quote: str, text: str) -> list[str]:
    return [text[span.start : span.end] for span in find(quote, text)]


@pytest.mark.parametrize(
    ("name", "function"), [("normal", normal), ("digest", digest), ("find", found), ("bare", bare), ("educated", educated)]
)
def test_vectors(name: str, function: Any) -> None:
    assert [function(*vector[:-1]) for vector in VECTORS[name]] == [vector[-1] for vector in VECTORS[name]]


@pytest.mark.parametrize("vector", VECTORS["ways"])
def test_ways(vector: list[Any]) -> None:
    text, form, *reached = vector
    assert (form in {way(text) for way in WAYS}) == (reached != [False])


@pytest.mark.parametrize("name", ["normal", "digest", "bare"])
def test_vectors_in_the_browser(scripts: Page, name: str) -> None:
    run = """async ([name, rows]) => {
        const module = await import('/assets/normal.js');
        return Promise.all(rows.map((row) => module[name](row[0])));
    }"""
    assert scripts.evaluate(run, [name, VECTORS[name]]) == [vector[-1] for vector in VECTORS[name]]


def test_quotes_are_found_alike_in_the_browser(scripts: Page) -> None:
    run = """async (rows) => {
        const { find } = await import('/assets/normal.js');
        return rows.map(([quote, text]) => find(quote, text).map(([start, end]) => text.slice(start, end)));
    }"""
    assert scripts.evaluate(run, VECTORS["find"]) == [vector[-1] for vector in VECTORS["find"]]


def test_ways_of_copies_are_the_same_in_the_browser(scripts: Page) -> None:
    texts = [vector[0] for name in ("educated", "ways") for vector in VECTORS[name]]
    run = """async (texts) => {
        const { WAYS } = await import('/assets/copy-match.js');
        return texts.map((text) => WAYS.map((way) => way(text)));
    }"""
    assert scripts.evaluate(run, texts) == [[way(text) for way in WAYS] for text in texts]
