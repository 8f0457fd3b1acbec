"""The one file lies on a disk and asks nobody for anything: a real browser opens it there."""

import re
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Page

from edition.export.onefile import write_one
from edition.export.records import Book
from tests.conftest import BASE
from tests.export.rich import copied, footnote, made

ESSAY = (BASE / "essay.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def folder(restated: Book, authors: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    stick = tmp_path_factory.mktemp("stick")
    for name, book in (("restated", restated), ("authors", authors)):
        (stick / f"{name}.html").write_bytes(write_one(book)["edition.html"])
    return stick


def opened(browser: Browser, path: Path, script: bool = True) -> tuple[Page, list[str]]:
    """The file in a browser, and whatever it asked for or complained of."""
    page = browser.new_context(java_script_enabled=script, viewport={"width": 800, "height": 700}).new_page()
    told: list[str] = []
    page.on("request", lambda request: told.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_timeout(200)
    return page, [one for one in told if not one.startswith(("data:", path.as_uri()))]


def test_it_is_opened_from_a_disk_without_a_request_or_a_complaint(browser: Browser, folder: Path) -> None:
    for name in ("restated", "authors"):
        page, told = opened(browser, folder / f"{name}.html")
        assert told == []
        assert page.evaluate("document.fonts.ready.then(() => [...document.fonts].some((face) => face.status === 'loaded'))")
        page.context.close()


def test_it_holds_no_address_that_a_browser_would_load(folder: Path) -> None:
    source = (folder / "restated.html").read_text("utf-8")
    page: Any = html.document_fromstring(source)
    loaded = [one for one in page.xpath("//@src | //link/@href | //@srcset") if not str(one).startswith("data:")]
    assert loaded == []
    assert [one for one in re.findall(r"url\(([^)]*)\)", source) if not one.startswith('"data:')] == []
    ids = set(page.xpath("//@id"))
    assert len(ids) == len(page.xpath("//@id"))
    assert [one for one in page.xpath("//@href") if str(one).startswith("#") and str(one)[1:] not in ids] == []


def test_the_author_s_footnotes_of_two_sections_are_apart(tmp_path: Path) -> None:
    page: Any = html.document_fromstring(write_one(made(footnote(copied(tmp_path))))["edition.html"])
    feet = [page.get_element_by_id(href[1:]).text_content() for href in page.xpath("//sup[@class='footnote-ref']/a/@href")]
    assert feet == ["By the keeper herself, who had it from Jack Penn."] * 2
    assert len(set(page.xpath("//sup[@class='footnote-ref']/a/@href"))) == 2


def test_two_texts_in_one_file_have_places_of_their_own(two: Book) -> None:
    page: Any = html.document_fromstring(write_one(two)["edition.html"])
    ids = page.xpath("//@id")
    assert {match[1] for id in ids if (match := re.fullmatch(r"(text-\d)-p\d+", id))} == {"text-0", "text-1"}
    assert len(set(ids)) == len(ids)
    assert [one for one in page.xpath("//@href") if str(one).startswith("#") and str(one)[1:] not in ids] == []


def test_a_note_opens_over_the_page_and_closes(browser: Browser, folder: Path) -> None:
    page, _ = opened(browser, folder / "restated.html")
    page.locator("#p1 a.note-ref").first.click()
    card = page.locator("aside.card")
    assert card.is_visible()
    assert "She was not the last." in card.inner_text()
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert page.evaluate("document.activeElement.className").startswith("note-ref")
    page.context.close()


def test_without_scripts_a_note_is_led_to_and_nothing_is_offered_that_does_not_work(browser: Browser, folder: Path) -> None:
    page, _ = opened(browser, folder / "restated.html", script=False)
    page.locator("#p1 a.note-ref").first.click()
    assert page.url.endswith("#keeper")
    assert not page.locator("#search").is_visible()
    assert not page.locator(".own-words").is_visible()
    page.context.close()


def test_the_search_finds_notes_people_and_sources(browser: Browser, folder: Path) -> None:
    page, _ = opened(browser, folder / "restated.html")
    page.fill("#query", "pewter")
    found = page.locator("#found li")
    assert found.count() == 1
    assert found.first.inner_text().startswith("medal of plain tin")
    page.fill("#query", "ada brook")
    assert page.locator("#found a").first.inner_text().startswith("Ada Brook")
    page.locator("#found a").first.click()
    assert page.url.endswith("#actor-ada-brook")
    page.fill("#query", "nothing of the kind")
    assert page.locator("#said").inner_text() == "0 found"
    page.context.close()


def test_a_readers_own_copy_is_shown_with_the_notes_and_proven(browser: Browser, folder: Path) -> None:
    page, told = opened(browser, folder / "restated.html")
    page.get_by_role("button", name="Read the author’s own words").click()
    page.fill("#own-copy", ESSAY)
    page.get_by_role("button", name="Show it with the notes").click()
    page.wait_for_selector(".own-report")
    assert "all 3 paragraphs here are the author’s" in page.locator(".own-report").inner_text()
    paragraphs = page.locator("p.verbatim").all()
    assert len(paragraphs) == 3
    passages = page.locator("#p1 a.passage")
    assert passages.first.inner_text().startswith("the last true keeper")
    passages.first.click()
    assert page.locator("aside.card").is_visible()
    assert told == []
    page.context.close()


def test_a_page_with_the_authors_words_proves_them(browser: Browser, folder: Path) -> None:
    page, _ = opened(browser, folder / "authors.html")
    page.get_by_role("button", name="Verify the text").click()
    page.wait_for_selector(".own-report:has-text('hashes')")
    assert page.locator(".own-report").inner_text().startswith("Verified: all 3 paragraphs")
    page.evaluate("document.querySelector('#p1').append(' More.')")
    page.get_by_role("button", name="Verify the text").click()
    page.wait_for_selector(".own-report.failed")
    assert page.locator("#p1.disproved").count() == 1
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, folder: Path, scheme: Literal["light", "dark"]) -> None:
    page = browser.new_context(color_scheme=scheme, bypass_csp=True).new_page()
    page.goto((folder / "restated.html").as_uri())
    assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in Axe().run(page).response["violations"]] == []
    page.context.close()


def test_it_fits_a_telephone(browser: Browser, folder: Path) -> None:
    page, _ = opened(browser, folder / "restated.html")
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()
