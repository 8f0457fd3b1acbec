"""The first door: a note's link opens the original at its phrase, tried on a local page with furniture round the text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from edition.model.edition import load_edition
from edition.text.quotes import fragment
from tests.conftest import BASE, serve
from tests.small import PARAGRAPHS

GAP = '<div style="height: 1500px">\u2003</div>'
HARD = [
    ("A well-known “phrase, with” signs & more.", "well-known “phrase, with” signs & more"),
    ("The office of café Zora – 100% full, he said #1.", "café Zora – 100% full"),
    ("She rowed out at dawn and came back, tired, at noon.", "rowed out … at noon"),
    ("An emphasised name of a long <em>street</em> there.", "name of a long street there"),
]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder to put an original into, and its address."""
    folder = tmp_path_factory.mktemp("original")
    server = serve(folder)
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def publish(folder: Path, name: str, paragraphs: list[str]) -> None:
    body = GAP.join(f'<p id="p{number}">{words}</p>' for number, words in enumerate(paragraphs, 1))
    furniture = "<div>Share this</div><div>By J. Marsh</div>", "<div>Read more</div>"
    (folder / name).write_text(f"<!doctype html><meta charset=utf-8><body>{furniture[0]}{GAP}{body}{GAP}{furniture[1]}", "utf-8")


def landed(page: Page, address: str) -> list[str]:
    """The paragraphs in view once a link has been followed from nowhere, as from an address bar."""
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_function("scrollY > 0")
    return list(
        page.evaluate("""() => [...document.querySelectorAll("p")].filter((p) => {
            const { top, bottom } = p.getBoundingClientRect();
            return bottom > 0 && top < innerHeight;
        }).map((p) => p.id)""")
    )


@pytest.mark.parametrize(("text", "quote"), HARD)
def test_signs_that_a_directive_would_eat(page: Page, original: tuple[Path, str], text: str, quote: str) -> None:
    folder, address = original
    name = f"hard-{len(text)}.html"  # a browser keeps what has the same address
    publish(folder, name, ["Something before.", "Something else.", text, "Something after."])
    assert landed(page, fragment(f"{address}/{name}", quote)) == ["p3"]


def test_every_note_of_the_small_edition_lands_on_its_phrase(page: Page, original: tuple[Path, str]) -> None:
    folder, address = original
    publish(folder, "keeper.html", PARAGRAPHS)
    homes = {
        note.quote: f"p{at}"
        for _, note in load_edition(BASE).all_notes()
        for at, words in enumerate(PARAGRAPHS, 1)
        if note.quote in words
    }
    assert {quote: landed(page, fragment(f"{address}/keeper.html", quote)) for quote in homes} == {
        quote: [home] for quote, home in homes.items()
    }
    assert len(homes) == 4
