"""Ids that content must not have: those that no id looks like, and those of the page itself."""

import pytest

from edition.model.allowlist import id_fault, reserved


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
