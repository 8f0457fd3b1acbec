"""How much a reader waits for: what a page loads before anything is done with it, and what comes when it is used."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.conftest import PHONE, WIDE
from tests.weight import SECTION, WHOLE, weigh

LAMP = "essay/01-lamp/"
WORDS = 24_000  # bytes of a section’s page that are left to its words, its notes and their sources


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_what_a_page_loads_beside_its_words_leaves_them_room(browser: Browser, small: Path, width: int) -> None:
    for path in (LAMP, "whole/"):
        found = weigh(browser, small / "site", path, width)
        assert sum(size for name, size in found.items() if not name.endswith("/")) <= SECTION - WORDS, (path, found)


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_section_of_many_notes_and_a_text_on_one_page_come_within_their_budgets(
    browser: Browser, crowded: Path, width: int
) -> None:
    """The one has 69 notes, more than twice what a long section of an edition has."""
    assert sum(weigh(browser, crowded, LAMP, width).values()) <= SECTION
    assert sum(weigh(browser, crowded, "whole/", width).values()) <= WHOLE


def test_what_nobody_has_used_yet_is_not_loaded(browser: Browser, small: Path) -> None:
    found = " ".join(weigh(browser, small / "site", LAMP, PHONE))
    later = (
        "sheet.js",
        "card.js",
        "take.js",
        "margins.js",
        "choices.js",
        "suggest.js",
        "suggest.css",
        "copy.js",
        "search.js",
        "names.json",
    )
    assert [name for name in later if name in found] == []
