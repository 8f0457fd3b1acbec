"""Finding names: longest first, whole words, possessives, epithets in their paragraphs."""

import random
from typing import Any

import pytest
from playwright.sync_api import Page

from edition.model.records import Entry, Epithet, Native
from edition.text.names import mentions, names


def entry(key: str, name: str, variants: tuple[str, ...] = (), epithets: tuple[tuple[str, str], ...] = ()) -> Entry:
    made = tuple(Epithet(form=form, **{"in": (paragraph,)}) for form, paragraph in epithets)
    native = (Native(lang="ru", name="Вагнер"),)
    return Entry(key=key, name=name, kind="person", summary="-", variants=variants, epithets=made, native=native)


ENTRIES = [
    entry("wagner", "Wagner Group", ("Wagner", "the Wagner Group")),
    entry("prigozhin", "Yevgeny Prigozhin", ("Prigozhin",), (("the vile Prigozhin", "p12"),)),
    entry("lukashenko", "Aleksandr Lukashenko", ("Lukashenko",), (("the Belarusian", "p4"),)),
    entry("rostov", "Rostov-on-Don", ("Rostov",)),
    entry("coup", "Coup", ("coup", "d’état")),
]
KNOWN = names(ENTRIES)
FORMS = [[form, one.key] for one in ENTRIES for form in one.forms] + [
    [epithet.form, one.key, *epithet.paragraphs] for one in ENTRIES for epithet in one.epithets
]
IN_BROWSER = """async ([rows, forms]) => {
    const { index, mentions } = await import('/assets/names.js');
    return rows.map(([text, paragraph]) => {
        const here = forms.filter(([, , ...only]) => !only.length || only.includes(paragraph));
        return mentions(text, index(here)).map(([start, end, key]) => [text.slice(start, end), key]);
    });
}"""

CASES = {
    "longest first": ("He led the Wagner Group then.", "", [("the Wagner Group", "wagner")]),
    "possessive": ("Prigozhin’s men and Wagner's camps", "", [("Prigozhin", "prigozhin"), ("Wagner", "wagner")]),
    "not inside a longer word": ("Wagnerites, Prigozhinism, coups", "", []),
    "hyphened name": ("from Rostov-on-Don’s centre", "", [("Rostov-on-Don", "rostov")]),
    "hyphened compound": ("the Wagner-held town", "", [("Wagner", "wagner")]),
    "across a line break": ("Yevgeny\nPrigozhin spoke", "", [("Yevgeny\nPrigozhin", "prigozhin")]),
    "typography forgiven": ("a coup d'état", "", [("coup", "coup"), ("d'état", "coup")]),
    "epithet in its paragraph": ("helped the Belarusian hold on", "p4", [("the Belarusian", "lukashenko")]),
    "epithet elsewhere": ("said the Belarusian ministry", "", []),
    "epithet in another paragraph": ("helped the Belarusian hold on", "p5", []),
    "epithet longer than the name in it": ("to the vile Prigozhin and", "p12", [("the vile Prigozhin", "prigozhin")]),
    "case counts": ("rostov and wagner", "", []),
}


def named(text: str, paragraph: str) -> list[tuple[str, str]]:
    return [(text[mention.span.start : mention.span.end], mention.key) for mention in mentions(text, KNOWN, paragraph)]


@pytest.mark.parametrize(("text", "paragraph", "expected"), CASES.values(), ids=CASES)
def test_mentions(text: str, paragraph: str, expected: list[tuple[str, str]]) -> None:
    assert named(text, paragraph) == expected


def test_the_browser_finds_the_same_names(scripts: Page) -> None:
    """All cases, and five hundred texts of words that begin, end or nearly are names."""
    draw = random.Random(1917)
    pieces = [word for text, _, _ in CASES.values() for word in text.split()] + [
        "the",
        "vile",
        "Group",
        "’s",
        "—",
        "\u00ad",
        "😀",
        "Пригожин",
    ]
    rows: list[Any] = [[text, paragraph] for text, paragraph, _ in CASES.values()]
    for _ in range(500):
        words = draw.choices(pieces, k=8)
        rows.append([draw.choice([" ", "", "\n", "-"]).join(words), draw.choice(["p4", "p12", ""])])
    found = scripts.evaluate(IN_BROWSER, [rows, FORMS])
    assert found == [[list(one) for one in named(*row)] for row in rows]
    assert sum(map(len, found)) > 500
