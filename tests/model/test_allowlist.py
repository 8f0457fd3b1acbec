"""Ids that content must not have: those that no id looks like, and those of the page itself."""

import pytest

from edition.model.allowlist import heading_id, id_fault, reserved


@pytest.mark.parametrize("id", ["storm", "notes-of-a-keeper", "cards", "p1a", "źródło-władzy", "the-source-of-power", "a.b:c"])
def test_ordinary_ids_are_allowed(id: str) -> None:
    assert id_fault(id) == ""


@pytest.mark.parametrize("id", ["", "-storm", "two words", "a" * 121, "<b>"])
def test_what_looks_like_no_id(id: str) -> None:
    assert id_fault(id) == "an id has letters, digits and hyphens"


@pytest.mark.parametrize(
    "id",
    [
        "notes",
        "sources",
        "card",
        "choices",
        "sheet-title",
        "p12",
        "passage-storm",
        "source-of-power",
        "cite-this",
        "nav-bar",
        "fnref:1",
        "suggest-note",
        "x__",
    ],
)
def test_ids_of_the_page_are_kept_for_it(id: str) -> None:
    assert reserved(id)
    assert id_fault(id) == "it is kept for the page itself"


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("The answer", "the-answer"),
        ("Été à Nîmes", "ete-a-nimes"),
        ("Part II, 1891", "part-ii-1891"),
        ("1891", "h-1891"),
        ("Раздел 2", "раздел-2"),
        ("2. Раздел", "h-2-раздел"),
        ("灯塔", "灯塔"),
        ("المنارة القديمة", "المنارة-القديمة"),
        ("…", "h"),
        ("p1", "h-p1"),
    ],
)
def test_a_heading_s_id_is_made_of_its_letters_and_begins_with_one(words: str, id: str) -> None:
    assert heading_id(words) == id
