"""What is said in both languages: the browser's side runs the same table of cases as Python's."""

import pytest
from playwright.sync_api import Page

from edition.original.fingerprints import letters
from tests.text.vectors import VECTORS, outcomes

# What Python calls it, and the function of the browser's side in its file.
FORMS = [("normal", "normal", "normal"), ("digest", "normal", "digest"), ("bare", "marks", "unquoted")]


@pytest.mark.parametrize(("name", "file", "function"), FORMS)
def test_a_text_gets_the_same_form(scripts: Page, name: str, file: str, function: str) -> None:
    code = """async ([file, name, rows]) => {
        const module = await import(`/assets/copy/${file}.js`);
        return Promise.all(rows.map(([text]) => module[name](text)));
    }"""
    assert scripts.evaluate(code, [file, function, VECTORS[name]]) == outcomes(VECTORS[name])


def test_quotes_are_found_alike(scripts: Page) -> None:
    code = """async (rows) => {
        const { find } = await import("/assets/copy/normal.js");
        return rows.map(([quote, text]) => find(quote, text).map(([start, end]) => text.slice(start, end)));
    }"""
    assert scripts.evaluate(code, VECTORS["find"]) == outcomes(VECTORS["find"])


def test_names_are_found_alike(scripts: Page) -> None:
    code = """async ([rows, forms]) => {
        const { index, mentions } = await import("/assets/whole/names.js");
        return rows.map(([text, paragraph]) => {
            const here = forms.filter(([, , ...only]) => !only.length || only.includes(paragraph));
            return mentions(text, index(here)).map(([start, end, key]) => [text.slice(start, end), key]);
        });
    }"""
    assert scripts.evaluate(code, [VECTORS["names"], VECTORS["forms"]]) == outcomes(VECTORS["names"])


def test_a_text_has_the_same_letters(scripts: Page) -> None:
    texts = [text for rows in VECTORS.values() for row in rows for text in row if isinstance(text, str)]
    code = """async (texts) => {
        const { letters } = await import("/assets/copy/match.js");
        return texts.map(letters);
    }"""
    assert scripts.evaluate(code, texts) == [letters(text) for text in texts]
