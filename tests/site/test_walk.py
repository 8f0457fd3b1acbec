"""Words and note are on the screen together, by every way on which a reader comes to a note, in every kind of window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import serve
from tests.walk import SIZES, walk


@pytest.fixture(scope="module")
def address(crowded: Path) -> Iterator[str]:
    """Where that site is served: a browser keeps its files, as it keeps none of those that a test answers for."""
    server = serve(crowded)
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_words_and_note_are_seen_together(browser: Browser, address: str, size: tuple[int, int]) -> None:
    width, height = size
    touch = width < 500
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=touch, is_mobile=touch)
    page = context.new_page()
    page.goto(f"{address}essay/02-answer/")
    assert walk(page, page.url, f"{address}about/", some=3) == []
    context.close()
