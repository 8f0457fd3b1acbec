"""Finding names: longest first, whole words, possessives, epithets in their paragraphs."""

import pytest

from edition.names import mentions, names
from edition.records import Entry, Epithet, Native


def entry(key: str, name: str, variants: tuple[str, ...] = (), epithets: tuple[tuple[str, str], ...] = ()) -> Entry:
    made = tuple(Epithet(form=form, **{"in": (paragraph,)}) for form, paragraph in epithets)
    native = (Native(lang="ru", name="Вагнер"),)
    return Entry(key=key, name=name, kind="person", summary="-", variants=variants, epithets=made, native=native)


KNOWN = names(
    [
        entry("wagner", "Wagner Group", ("Wagner", "the Wagner Group")),
        entry("prigozhin", "Yevgeny Prigozhin", ("Prigozhin",), (("the vile Prigozhin", "p12"),)),
        entry("lukashenko", "Aleksandr Lukashenko", ("Lukashenko",), (("the Belarusian", "p4"),)),
        entry("rostov", "Rostov-on-Don", ("Rostov",)),
        entry("coup", "Coup", ("coup", "d’état")),
    ]
)

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


@pytest.mark.parametrize(("text", "paragraph", "expected"), CASES.values(), ids=CASES)
def test_mentions(text: str, paragraph: str, expected: list[tuple[str, str]]) -> None:
    found = mentions(text, KNOWN, paragraph)
    assert [(text[mention.span.start : mention.span.end], mention.key) for mention in found] == expected
