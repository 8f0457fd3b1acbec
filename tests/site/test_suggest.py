"""From selected words to the forge's own form, filled in."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from edition.contribute.propose import FIELDS
from tests.conftest import ROOT
from tests.reader import Reader, reading
from tests.site.conftest import PHONE, WIDE
from tests.site.test_access import findings

ANSWER, SECTION = "essay/02-answer/", "docs/essay/02-answer.md"
TEMPLATE = "note.yml"
FORM = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / TEMPLATE).read_text("utf-8"))
NOTE, SOURCE = "It was pewter & dull: 100 %, “as the card says”.", "Museum of the town,\nhttps://example.org/medal?x=1&y=2"
SELECT = """(paragraph, [start, end]) => {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let length = 0;
  for (let node; (node = walker.nextNode()); length += node.data.length) {
    if (start >= length && start <= length + node.data.length) range.setStart(node, start - length);
    if (end >= length && end <= length + node.data.length) { range.setEnd(node, end - length); break; }
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def reader(browser: Browser, small: Path) -> Iterator[Reader]:
    with reading(browser, small / "site", permissions=["clipboard-read", "clipboard-write"]) as found:
        yield found
        assert found.faults == []


def select(page: Page, words: str) -> None:
    """Select words of the paragraph, whatever elements divide them."""
    paragraph = page.locator("#p3")
    start = (paragraph.text_content() or "").index(words)
    paragraph.scroll_into_view_if_needed()
    paragraph.evaluate(SELECT, [start, start + len(words)])


def suggest(page: Page, words: str = "") -> None:
    """Open the form, for selected words or for none yet."""
    if words:
        select(page, words)
    place = page.locator(".suggest-float" if words else "article")
    place.get_by_role("button", name="Suggest a note").click()
    expect(page.get_by_role("dialog", name="Suggest a note")).to_be_visible()


def sent(context: BrowserContext, page: Page) -> dict[str, str]:
    """Send the form; what the forge is asked for."""
    asked: list[str] = []

    def forge(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="the forge", content_type="text/html")

    context.route("https://forge.test/**", forge)
    with context.expect_page() as opened:
        page.get_by_role("button", name="Open the form, filled in").click()
    opened.value.wait_for_load_state()
    assert asked[0].startswith("https://forge.test/issues/new?")
    assert len(quote(asked[0], safe="")) < 7900  # a forge that asks to sign in first carries it encoded once more, and takes 8000
    return {name: value for name, (value,) in parse_qs(urlsplit(asked[0]).query).items()}


def test_the_forge_s_form_has_the_fields_that_are_read_from_it() -> None:
    assert {field["id"]: field["attributes"]["label"] for field in FORM["body"]} == FIELDS


@pytest.mark.parametrize("width", [1280, 390])
def test_selected_words_become_a_form_that_is_filled_in(browser: Browser, small: Path, width: int) -> None:
    with reading(browser, small / "site", width, has_touch=width < 500) as reader:
        page = reader.open(ANSWER)
        suggest(page, "lain ti")
        page.get_by_label("What is to be said of them").fill(NOTE)
        page.get_by_label("Where that can be looked up").fill(SOURCE)
        given = sent(reader.context, page)
        assert given.pop("template") == TEMPLATE
        assert given.pop("title") == "Note on “plain tin”"
        assert given == {"section": SECTION, "quote": "plain tin", "note": NOTE, "source": SOURCE}
        assert given.keys() <= FIELDS.keys()
        assert reader.faults == []


@pytest.mark.parametrize(
    ("selected", "grown"),
    [
        ("edal of plain ti", "medal of plain tin"),  # words that an element divides from others
        (" the matter ", "the matter"),
        ("“medal", "medal"),
        ("the", "the Harbour"),  # which stands there three times
        ("gave the keeper", "gave the keeper"),
    ],
)
def test_words_are_whole_and_stand_once(reader: Reader, selected: str, grown: str) -> None:
    page = reader.open(ANSWER)
    suggest(page, selected)
    expect(page.get_by_label("The words that the note is about")).to_have_value(grown)


def test_the_keyboard_alone_suffices(reader: Reader) -> None:
    page = reader.open(ANSWER)
    button = page.get_by_role("button", name="Suggest a note", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("The words that the note is about")).to_be_focused()
    page.keyboard.type("plain tin")
    page.keyboard.press("Tab")
    page.keyboard.type(NOTE)
    page.keyboard.press("Tab")
    page.keyboard.type("Museum")
    given = sent(reader.context, page)
    assert (given["quote"], given["note"], given["source"]) == ("plain tin", NOTE, "Museum")
    page.bring_to_front()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()


def test_nothing_is_sent_without_words_and_a_note(reader: Reader) -> None:
    page = reader.open(ANSWER)
    suggest(page)
    page.get_by_role("button", name="Open the form, filled in").click()
    assert not page.get_by_role("dialog").locator("form").evaluate("form => form.checkValidity()")
    assert len(reader.context.pages) == 1


def test_what_an_address_cannot_hold_goes_to_the_clipboard_whole(reader: Reader) -> None:
    page = reader.open(ANSWER)
    suggest(page, "plain tin")
    long = "Кириллица " * 90  # 5,000 bytes in an address, and 8,300 encoded once more
    page.get_by_label("What is to be said of them").fill(long)
    page.get_by_label("Where that can be looked up").fill(SOURCE)
    given = sent(reader.context, page)
    assert given["quote"] == "plain tin" and "note" not in given
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("on the clipboard")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert all(words in copied for words in ("plain tin", SECTION, long, SOURCE))


def test_what_an_address_can_hold_stays_in_it(reader: Reader) -> None:
    page = reader.open(ANSWER)
    suggest(page, "plain tin")
    long = "Кириллица " * 75
    page.get_by_label("What is to be said of them").fill(long)
    assert sent(reader.context, page)["note"] == long


def test_an_edition_without_a_forge_puts_the_note_on_the_clipboard(reader: Reader) -> None:
    reader.page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { document.querySelector('.suggest-first').dataset.issues = ''; });"
    )
    page = reader.open(ANSWER)
    suggest(page, "plain tin")
    page.get_by_label("What is to be said of them").fill(NOTE)
    page.get_by_role("button", name="Copy the note").click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("on the clipboard")
    assert NOTE in page.evaluate("navigator.clipboard.readText()")
    assert len(reader.context.pages) == 1


def test_a_draft_stays_on_the_device(reader: Reader) -> None:
    page = reader.open(ANSWER)
    suggest(page)
    page.get_by_label("What is to be said of them").fill("Half a <b>thought")
    page = reader.open(ANSWER)
    suggest(page)
    expect(page.get_by_label("What is to be said of them")).to_have_value("Half a <b>thought")
    page = reader.open("essay/01-lamp/")
    suggest(page)
    expect(page.get_by_label("What is to be said of them")).to_have_value("")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_axe_finds_nothing_in_the_form(browser: Browser, small: Path, width: int) -> None:
    with reading(browser, small / "site", width) as reader:
        page = reader.open(ANSWER)
        suggest(page)
        assert findings(page) == []
