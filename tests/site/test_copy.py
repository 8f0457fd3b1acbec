"""A reader's own copy in the place of the restatement: shown, verified by its hashes, kept on the device, sent to nobody."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import markdown
import pytest
from playwright.sync_api import Browser, Page, expect

from edition.extension import EditionExtension
from edition.model.markdown import EXTENSIONS
from tests.conftest import HOME, ROOT, Run
from tests.copies import FORMS, plain
from tests.reader import Reader, becomes, reading
from tests.small import PARAGRAPHS

LAMP = "essay/01-lamp/"
READABLE = {name: form for name, form in FORMS.items() if form[0].endswith((".txt", ".html"))}
WHOLE = plain(PARAGRAPHS).decode()
SHOWN = """() => [...document.querySelectorAll("p[data-sha256]")].map((p) => [p.id, p.className, p.textContent])"""
MARKUP = """() => [...document.querySelectorAll("p[data-sha256]")].map((p) => [...p.childNodes].map((node) =>
    [node.nodeName, node.textContent, [...(node.attributes ?? [])].map(({ name, value }) => `${name}=${value}`).sort()]))"""
LIT = """() => {
    const form = document.querySelector(".lens");
    const first = form.querySelector("[name=first]");
    const keys = [...first.options].map((one) => one.value).filter(Boolean);
    return keys.map((key) => {
        first.value = key;
        form.dispatchEvent(new Event("change"));
        return [key, [...document.querySelectorAll("p[data-sha256].lit")].map((one) => one.id)];
    });
}"""


@pytest.fixture
def reader(browser: Browser, small: Path) -> Iterator[Reader]:
    with reading(browser, small / "site") as found:
        yield found
        # A saved page brings styles, and the policy refuses them aloud.
        assert [fault for fault in found.faults if "Applying inline style" not in fault] == []
        assert found.context.cookies() == []


def lens(page: Page) -> Page:
    """Open the choices, in which the lens is, and close them."""
    page.get_by_role("button", name="How to read").click()
    expect(page.locator(".lens")).to_be_visible()
    page.get_by_role("button", name="How to read").click()
    return page


def give(page: Page, words: str = WHOLE) -> None:
    """Paste a copy, and show it."""
    page.get_by_role("button", name="Read the author’s own words").click()
    page.get_by_label("Paste your copy").fill(words)
    page.get_by_role("button", name="Show it with the notes").click()


def open_file(page: Page, name: str, data: bytes) -> None:
    """Give a copy as a file."""
    page.get_by_role("button", name="Read the author’s own words").click()
    page.get_by_label("or open a file").set_input_files({"name": name, "mimeType": "", "buffer": data})


def report(page: Page) -> str:
    """What is said of the copy."""
    page.get_by_role("button", name="Remove it").wait_for()
    return page.locator("p[data-text]").inner_text()


@pytest.mark.parametrize("name", READABLE)
def test_a_copy_in_any_form_is_shown_and_verified(reader: Reader, name: str) -> None:
    page = reader.open("whole/")
    file, form = FORMS[name]
    open_file(page, file, form(PARAGRAPHS))
    assert "all 3 paragraphs here are the author’s" in report(page)
    letters = [[id, kind, re.sub(r"\W", "", words)] for id, kind, words in page.evaluate(SHOWN)]
    assert letters == [[f"p{n}", "verbatim", re.sub(r"\W", "", words)] for n, words in enumerate(PARAGRAPHS, 1)]
    expect(page.locator(".companion")).to_be_hidden()


def test_notes_stand_where_they_stand_in_an_edition_with_the_authors_words(reader: Reader, browser: Browser, full: Path) -> None:
    paths = (LAMP, "essay/02-answer/", "whole/")
    with reading(browser, full / "site") as other:
        woven = {path: other.open(path).evaluate(MARKUP) for path in paths}
    give(reader.open(LAMP))
    for path in paths:
        report(reader.page)
        assert reader.page.evaluate(MARKUP) == woven[path], path
        if path != paths[-1]:
            reader.open(paths[paths.index(path) + 1])


def test_a_changed_paragraph_is_shown_unverified_with_the_notes_whose_words_it_has(reader: Reader) -> None:
    page = reader.open("whole/")
    give(page, WHOLE.replace("put out by", "put ont by"))
    assert "2 of the 3 paragraphs here verified, 1 not verified" in report(page)
    expect(page.locator("#p2")).to_have_class("verbatim unverified")
    expect(page.locator("#p2 a.passage")).to_have_count(1)
    expect(page.locator("#p2 a.passage")).to_have_attribute("data-note", "lifeboat")
    expect(page.locator(".note:has(#storm) a[role=doc-backlink]")).to_be_hidden()


def test_a_missing_paragraph_stays_restated_and_says_so(reader: Reader) -> None:
    page = reader.open(LAMP)
    before = page.locator("#p2").inner_html()
    give(page, f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[2]}")
    assert "1 not in it and restated" in report(page)
    expect(page.locator("#p1")).to_have_class("verbatim")
    expect(page.locator("#p2")).to_have_class("restated")
    assert page.locator("#p2").inner_html() == before
    expect(page.locator(".companion")).to_be_visible()


@pytest.mark.parametrize(
    ("words", "answer"),
    {
        "another text": ("A text about bread.\n\nNot a word of a lighthouse is in it.", "another text"),
        "a very long text": ("word " * 60_000, "another text"),
        "nothing": (" \n ", "nothing in it"),
    }.values(),
)
def test_another_text_is_refused_kindly(reader: Reader, words: str, answer: str) -> None:
    page = reader.open(LAMP)
    before = page.evaluate(SHOWN)
    give(page, words)
    expect(page.get_by_role("alert")).to_contain_text(answer, timeout=20_000)
    assert page.evaluate(SHOWN) == before
    assert page.evaluate("localStorage.getItem('edition-copy-essay')") is None


@pytest.mark.parametrize(("name", "data"), [("a.pdf", b"%PDF-1.7"), ("a.docx", b"PK\x03\x04" + bytes(40)), ("a.txt", bytes(9))])
def test_a_file_that_cannot_be_read_is_refused_kindly(reader: Reader, name: str, data: bytes) -> None:
    page = reader.open(LAMP)
    open_file(page, name, data)
    expect(page.get_by_role("alert")).not_to_be_empty()


def test_it_is_remembered_until_removed_and_nothing_is_sent(reader: Reader) -> None:
    page = reader.open(LAMP)
    sent: list[tuple[str, str | None, str]] = []
    page.on("request", lambda request: sent.append((request.method, request.post_data, request.url)))
    give(page)
    report(page)
    page = reader.open("essay/02-answer/")
    report(page)
    expect(page.locator("#p3")).to_have_text(PARAGRAPHS[2])
    assert {(method, data) for method, data, _ in sent} == {("GET", None)}
    assert {url for _, _, url in sent if not url.startswith(HOME) or "?" in url} == set()
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("#p3")).to_have_class("restated")
    assert page.evaluate("localStorage.getItem('edition-copy-essay')") is None
    page.reload()
    expect(page.get_by_role("button", name="Read the author’s own words")).to_be_visible()


def test_what_was_kept_is_verified_anew(reader: Reader) -> None:
    page = reader.open(LAMP)
    page.evaluate("""localStorage.setItem("edition-copy-essay", JSON.stringify({ p1: "Some other words.", p9: "x" }))""")
    page.reload()
    assert "1 not verified" in report(page)
    expect(page.locator("#p1")).to_have_class("verbatim unverified")
    page.evaluate("localStorage.setItem('edition-copy-essay', 'no JSON')")
    page.reload()
    expect(page.get_by_role("button", name="Read the author’s own words")).to_be_visible()
    expect(page.locator("#p1")).to_have_class("restated")


def test_a_copy_can_be_dropped(reader: Reader) -> None:
    page = reader.open(LAMP)
    page.get_by_role("button", name="Read the author’s own words").click()
    page.get_by_label("Paste your copy").evaluate(
        """(area, words) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([words], "essay.txt"));
            area.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
        }""",
        WHOLE,
    )
    assert "all 2 paragraphs here are the author’s" in report(page)


def test_the_lens_sees_a_copy_as_it_sees_the_page_with_the_authors_words(reader: Reader, browser: Browser, full: Path) -> None:
    with reading(browser, full / "site") as other:
        there = lens(other.open("whole/")).evaluate(LIT)
    assert ["ada-brook", ["p1", "p3"]] in there
    page = reader.open("whole/")
    give(page)
    report(page)
    becomes(lens(page), LIT, there)
    becomes(lens(reader.open("whole/")), LIT, there)


def test_without_a_safe_connection_it_says_so(reader: Reader) -> None:
    reader.page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page = reader.open(LAMP)
    give(page)
    expect(page.get_by_role("alert")).to_contain_text("HTTPS")


# ---- an edition with the author's words


FORGERIES = {
    "a letter": ("never missed", "never mixsed"),
    "a full stop": ("she had it.", "she had it"),
    "the hash": ('data-sha256="5a73', 'data-sha256="0a73'),
    "whose words": ('class="verbatim" data-', 'class="restated" data-'),
}


@pytest.mark.parametrize(("old", "new"), FORGERIES.values(), ids=FORGERIES)
def test_a_forged_page_is_told(full: Path, tmp_path: Path, browser: Browser, old: str, new: str) -> None:
    with reading(browser, full / "site") as reader:
        page = reader.open(LAMP)
        page.get_by_role("button", name="Verify the text").click()
        expect(page.locator("article")).to_contain_text("Verified: all 2 paragraphs")
    forged = Path(shutil.copytree(full / "site", tmp_path / "site"))
    html = (forged / LAMP / "index.html").read_text("utf-8")
    assert old in html
    (forged / LAMP / "index.html").write_text(html.replace(old, new, 1), "utf-8")
    with reading(browser, forged) as reader:
        page = reader.open(LAMP)
        page.get_by_role("button", name="Verify the text").click()
        expect(page.locator("article")).to_contain_text("1 of 2 paragraphs are not the author’s")
        expect(page.locator("#p1")).to_have_class(re.compile("disproved"))
        expect(page.locator("#p2")).not_to_have_class(re.compile("disproved"))


def test_an_emendation_is_shown_and_copying_gives_the_printed_form(base: Path, edition: Run, browser: Browser) -> None:
    facts = base / "data/text.yml"
    slip = "  emendations:\n  - {paragraph: p3, printed: plain tin, corrected: plain zinc, why: a slip}\n  words: 52\n"
    facts.write_text(facts.read_text("utf-8").replace("  words: 52\n", slip), "utf-8")
    for command in (["facts", "essay.txt"], ["import", "essay.txt"]):
        done = edition(*command, cwd=base)
        assert done.returncode == 0, done.stderr
    source = (base / "docs/essay/02-answer.md").read_text("utf-8")
    html = markdown.markdown(source, extensions=[*EXTENSIONS, EditionExtension(root=str(base))])
    page = browser.new_page()
    page.set_content(f"<div class='md-typeset'>{html}</div>")
    page.add_style_tag(path=str(ROOT / "overrides/assets/edition.css"))
    assert page.evaluate("getComputedStyle(document.querySelector('.emended'), '::before').content") == '"plain zinc"'
    assert page.evaluate("getComputedStyle(document.querySelector('.printed')).fontSize") == "0px"
    page.locator("#p3").evaluate("paragraph => getSelection().selectAllChildren(paragraph)")
    assert page.evaluate("getSelection().toString()").strip() == PARAGRAPHS[2]
    expect(page.locator("#p3 [data-note=medal]").first).to_be_visible()
    page.close()
