"""Door one: a note's link opens the original at its phrase, tried on a local page with furniture round the text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from edition.model.edition import load
from edition.text.quotes import fragment
from tests.conftest import BASE, ROOT, serve
from tests.copies import FOOT, HEAD
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


def publish(folder: Path, name: str, paragraphs: list[str]) -> None:
    head, foot = ("".join(f"<div>{line}</div>" for line in lines) for lines in (HEAD, FOOT))
    body = GAP.join(f'<p id="p{number}">{words}</p>' for number, words in enumerate(paragraphs, 1))
    (folder / name).write_text(f"<!doctype html><meta charset=utf-8><body>{head}{GAP}{body}{GAP}{foot}", "utf-8")


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
def test_signs_that_a_directive_would_eat(browser: Browser, original: tuple[Path, str], text: str, quote: str) -> None:
    folder, address = original
    publish(folder, "hard.html", ["Something before.", "Something else.", text, "Something after."])
    page = browser.new_page()
    assert landed(page, fragment(f"{address}/hard.html", quote)) == ["p3"]
    page.close()


def test_every_note_of_the_small_edition_lands_on_its_phrase(browser: Browser, original: tuple[Path, str]) -> None:
    folder, address = original
    publish(folder, "keeper.html", PARAGRAPHS)
    page = browser.new_page()
    for _, note in load(BASE).all_notes():
        home = next(f"p{number}" for number, words in enumerate(PARAGRAPHS, 1) if note.quote in words)
        assert landed(page, fragment(f"{address}/keeper.html", note.quote)) == [home], note.quote
    page.close()


def test_every_note_lands_on_its_phrase_in_the_essay(browser: Browser, original: tuple[Path, str], essay: Path) -> None:
    folder, address = original
    paragraphs = essay.read_text("utf-8").strip().split("\n\n")
    publish(folder, "essay.html", paragraphs)
    page = browser.new_page()
    wrong = []
    for section, note in load(ROOT).all_notes():
        homes = [f"p{number}" for number, words in enumerate(paragraphs, 1) if note.quote.split(" … ")[0] in words]
        found = landed(page, fragment(f"{address}/essay.html", note.quote))
        if len(found) != 1 or found[0] not in homes:
            wrong.append((section.path, note.quote, found, homes))
    page.close()
    assert not wrong
