"""Door two: a reader's own copy in the place of the restatement, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import ROOT, serve
from tests.copies import FORMS, plain
from tests.reader import visit
from tests.small import PARAGRAPHS

SHOWN = """() => [...document.querySelectorAll("p[data-sha256]")].map((p) => [p.id, p.className, p.textContent])"""
MARKUP = """() => [...document.querySelectorAll("p[data-sha256]")].map((p) => [...p.childNodes].map((node) =>
    [node.nodeName, node.textContent, [...(node.attributes ?? [])].map(({ name, value }) => `${name}=${value}`).sort()]))"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context()
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def ask(page: Page) -> None:
    page.get_by_role("button", name="Read the author’s own words").click()


def give(page: Page, words: str) -> None:
    ask(page)
    page.locator("#own-copy").fill(words)
    page.get_by_role("button", name="Show it with the notes").click()


def report(page: Page) -> str:
    found = page.locator(".own-report")
    found.wait_for()
    return found.inner_text()


@pytest.mark.parametrize(("name", "form"), FORMS.values(), ids=FORMS)
def test_a_copy_in_any_form_is_verified(page: Page, small_address: str, name: str, form: Any) -> None:
    visit(page, f"{small_address}/whole/")
    ask(page)
    page.locator(".own-form input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": form(PARAGRAPHS)})
    assert "all 3 paragraphs here are the author’s" in report(page)
    assert page.evaluate(SHOWN) == [[f"p{n}", "verbatim", words] for n, words in enumerate(PARAGRAPHS, 1)]
    assert page.locator(".companion").is_hidden()


def test_notes_stand_where_the_weaver_puts_them(page: Page, small_address: str, full_address: str) -> None:
    for path in ("essay/01-lamp/", "essay/02-answer/", "whole/"):
        visit(page, f"{full_address}/{path}")
        woven = page.evaluate(MARKUP)
        visit(page, f"{small_address}/{path}")
        if page.locator(".own-report").count() == 0 and path == "essay/01-lamp/":
            give(page, plain(PARAGRAPHS).decode())
        report(page)
        assert page.evaluate(MARKUP) == woven, path


def test_a_changed_paragraph_is_shown_unverified_with_the_notes_it_has_once(page: Page, small_address: str) -> None:
    visit(page, f"{small_address}/whole/")
    give(page, plain(PARAGRAPHS).decode().replace("put out by", "put ont by"))
    assert "2 of the 3" in report(page)
    assert "1 not verified" in report(page)
    changed = page.locator("#p2")
    expect(changed).to_have_class("verbatim unverified")
    assert [link.get_attribute("data-note") for link in changed.locator("a.passage").all()] == ["lifeboat"]
    assert page.locator("#storm ~ .about-note a.back").is_hidden()
    assert "not verified" in page.locator(".own-state").inner_text()


def test_a_missing_paragraph_stays_restated_and_says_so(page: Page, small_address: str) -> None:
    visit(page, f"{small_address}/essay/01-lamp/")
    before = page.locator("#p2").inner_html()
    give(page, "\n\n".join([PARAGRAPHS[0], PARAGRAPHS[2]]))
    report(page)
    expect(page.locator("#p1")).to_have_class("verbatim")
    expect(page.locator("#p2")).to_have_class("restated")
    assert page.locator("#p2").inner_html() == before
    assert page.locator(".own-state").inner_text().startswith("Not in your copy")
    assert page.locator(".companion").is_visible()


@pytest.mark.parametrize(
    "words",
    ["A text about bread.\n\nIt has two paragraphs, and not a word of a lighthouse in them.", "word " * 60_000, "   ", "\0\0"],
)
def test_another_text_is_refused_kindly(page: Page, small_address: str, words: str) -> None:
    visit(page, f"{small_address}/essay/01-lamp/")
    before = page.evaluate(SHOWN)
    give(page, words)
    expect(page.locator(".own-error")).not_to_be_empty(timeout=20_000)
    assert page.evaluate(SHOWN) == before
    assert page.evaluate("localStorage.getItem('edition-copy-essay')") is None


@pytest.mark.parametrize(
    ("name", "data"), {"a.pdf": b"%PDF-1.7", "a.zip": b"PK\x03\x04nothing", "a.epub": b"PK\x03\x04" + bytes(40)}.items()
)
def test_a_file_that_cannot_be_read_is_refused_kindly(page: Page, small_address: str, name: str, data: bytes) -> None:
    visit(page, f"{small_address}/essay/01-lamp/")
    ask(page)
    page.locator(".own-form input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": data})
    expect(page.locator(".own-error")).not_to_be_empty()


def test_it_is_remembered_until_removed_and_nothing_is_sent(page: Page, small_address: str) -> None:
    visit(page, f"{small_address}/essay/01-lamp/")
    sent: list[tuple[str, str, str | None]] = []
    page.on("request", lambda request: sent.append((request.method, request.url, request.post_data)))
    give(page, plain(PARAGRAPHS).decode())
    report(page)
    visit(page, f"{small_address}/essay/02-answer/")
    report(page)
    assert page.locator("#p3").text_content() == PARAGRAPHS[2]
    assert all(method == "GET" and url.startswith(small_address) and data is None for method, url, data in sent)
    assert not [url for _, url, _ in sent if "keeper" in url.removeprefix(small_address)]
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("#p3")).to_have_class("restated")
    page.reload()
    expect(page.get_by_role("button", name="Read the author’s own words")).to_be_visible()
    assert page.evaluate("localStorage.getItem('edition-copy-essay')") is None


def test_what_was_kept_is_verified_anew(page: Page, small_address: str) -> None:
    visit(page, f"{small_address}/essay/01-lamp/")
    page.evaluate("""localStorage.setItem("edition-copy-essay", JSON.stringify({ p1: "Some other words.", p9: "x" }))""")
    page.reload()
    report(page)
    expect(page.locator("#p1")).to_have_class("verbatim unverified")
    page.evaluate("localStorage.setItem('edition-copy-essay', 'no JSON')")
    page.reload()
    expect(page.locator("#p1")).to_have_class("restated")


def test_it_works_by_keyboard(page: Page, small_address: str) -> None:
    visit(page, f"{small_address}/essay/01-lamp/")
    page.get_by_role("button", name="Read the author’s own words").focus()
    page.keyboard.press("Enter")
    page.locator("#own-copy").wait_for()
    page.keyboard.insert_text(plain(PARAGRAPHS).decode())
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "the author’s" in report(page)


def test_a_copy_can_be_dropped(page: Page, small_address: str) -> None:
    visit(page, f"{small_address}/essay/01-lamp/")
    ask(page)
    page.locator(".own-form").wait_for()
    page.evaluate(
        """(words) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([words], "essay.txt"));
            const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
            document.querySelector(".own-form").dispatchEvent(drop);
        }""",
        plain(PARAGRAPHS).decode(),
    )
    assert "the author’s" in report(page)


def test_the_essay_itself_is_verified_in_every_form_with_every_note_in_place(essay: Path, page: Page, address: str) -> None:
    paragraphs = essay.read_text("utf-8").strip().split("\n\n")
    visit(page, f"{address}/whole/")
    notes = set(page.evaluate("""() => [...document.querySelectorAll(".notes .note h3")].map((heading) => heading.id)"""))
    for file, form in FORMS.values():
        ask(page)
        page.locator(".own-form input[type=file]").set_input_files({"name": file, "mimeType": "", "buffer": form(paragraphs)})
        assert "all 14 paragraphs here are the author’s" in report(page)
        placed = page.evaluate(
            """() => [...document.querySelectorAll("p [data-note]")].flatMap((link) => link.dataset.note.split(" "))"""
        )
        assert set(placed) == notes
        page.get_by_role("button", name="Remove it").click()


LENS = """(keys) => keys.map((key) => {
    const form = document.querySelector("form.lens");
    form.elements.first.value = key;
    form.dispatchEvent(new Event("change"));
    const ranges = [...CSS.highlights.get("lens-1")];
    const named = ranges.map((range) => range.startContainer.parentElement.closest("p[data-sha256]")?.id);
    return [...named.filter(Boolean)].sort();
})"""


def test_the_lens_sees_a_copy_as_it_sees_the_page_with_the_authors_words(page: Page, small_address: str, full_address: str) -> None:
    def through() -> Any:
        page.locator("form.lens:not([hidden])").wait_for()
        return page.evaluate(LENS, ["ada-brook", "harbour-board", "hollin-light"])

    visit(page, f"{full_address}/whole/")
    there = through()
    assert [bool(places) for places in there] == [True, True, True]
    visit(page, f"{small_address}/whole/")
    give(page, plain(PARAGRAPHS).decode())
    report(page)
    assert through() == there
    page.reload()
    report(page)
    assert through() == there


def test_the_lens_finds_in_a_copy_of_the_essay_what_was_counted_in_it(essay: Path, page: Page, address: str) -> None:
    counted = yaml.safe_load((ROOT / "data/text.yml").read_text("utf-8"))["texts"][0]["mentions"]
    visit(page, f"{address}/whole/")
    give(page, essay.read_text("utf-8"))
    report(page)
    page.locator("form.lens:not([hidden])").wait_for()
    offered = page.eval_on_selector_all("form.lens [name=first] option", "all => all.map((one) => one.value).filter(Boolean)")
    keys = [key for key in counted if key in offered]
    assert len(keys) > 20
    found = page.evaluate(LENS, keys)
    assert dict(zip(keys, found, strict=True)) == {
        key: sorted(place for places in counted[key].values() for place, count in places.items() for _ in range(count))
        for key in keys
    }


def test_without_a_safe_connection_it_says_so(small: Path, page: Page) -> None:
    server = serve(small / "site")
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    visit(page, f"http://127.0.0.1:{server.server_port}/essay/01-lamp/")
    give(page, plain(PARAGRAPHS).decode())
    expect(page.locator(".own-error")).to_contain_text("HTTPS")
    server.shutdown()
