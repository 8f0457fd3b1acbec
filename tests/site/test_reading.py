"""Reading: from the words to the note and back, by mouse, keyboard and touch; addresses, the way back, what is remembered.

How an open note looks is known to `opened` alone.
"""

import json
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.conftest import HOME
from tests.reader import READ, Reader, becomes, reading
from tests.site.conftest import PHONE, TABLET, WIDE

LAMP = "essay/01-lamp/"
NOTES = {  # the notes of that page, in the order of the text, each with words of its own
    "keeper": "Two more keepers followed her",
    "storm": "three panes of the lantern were broken",
    "lifeboat": "found the slip blocked by shingle",
}
PASSAGES = "article a.passage:not([aria-hidden]), article a.note-ref"
IN_SIGHT = """(words) => [...document.querySelectorAll("p, li")].some((one) => {
  const box = one.getBoundingClientRect();
  return one.textContent.includes(words) && one.checkVisibility() && box.top < innerHeight && box.bottom > 0;
})"""
OVERLAPS = """() => {
  const boxes = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility())
    .map((one) => one.getBoundingClientRect());
  const meets = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  const [notes, text] = [boxes(".note"), boxes(".restated, .verbatim, h1")];
  return notes.flatMap((box, at) => [
    ...notes.slice(at + 1).some((other) => meets(box, other)) ? [`note ${at + 1} lies on another`] : [],
    ...text.some((other) => meets(box, other)) ? [`note ${at + 1} lies on the text`] : [],
    ...box.right > innerWidth + 1 || box.height < 1 ? [`note ${at + 1} cannot be seen`] : [],
  ]);
}"""


def card(page: Page) -> Locator:
    """What opens beside words where there is no room for notes beside the text."""
    return page.locator("#card:popover-open")


def opened(page: Page) -> Locator:
    """The note that is open: beside the text, or in the card."""
    return page.locator("article.margins .note:focus-within") if page.locator("article.margins").count() else card(page)


def passage(page: Page, note: str) -> Locator:
    return page.locator(f"#passage-{note}")


def in_sight(page: Page, words: str) -> None:
    """Wait until a paragraph with these words is in the window."""
    becomes(page, f"() => ({IN_SIGHT})({json.dumps(words)})", True, words)


# ---- every note can be opened and left


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_keyboard_reaches_every_note_and_comes_back(browser: Browser, small: Path, width: int) -> None:
    with reading(browser, small / "site", width) as reader:
        page = reader.open(LAMP)
        page.locator("h1").evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")
        for note, words in NOTES.items():
            for _ in range(60):
                page.keyboard.press("Tab")
                if passage(page, note).evaluate("link => link === document.activeElement"):
                    break
            expect(passage(page, note)).to_be_focused()
            page.keyboard.press("Enter")
            expect(opened(page)).to_contain_text(words)
            expect(opened(page)).to_be_focused()
            page.keyboard.press("Tab")
            assert opened(page).evaluate("note => note.contains(document.activeElement) && note !== document.activeElement")
            page.keyboard.press("Escape")
            expect(passage(page, note)).to_be_focused()
            expect(card(page)).to_have_count(0)
        assert reader.faults == []


@pytest.mark.parametrize("way", ["the button", "a press beside it", "the Escape key"])
def test_a_press_opens_each_note_and_it_can_be_closed(tablet: Reader, way: str) -> None:
    page = tablet.open(LAMP)
    for note, words in NOTES.items():
        passage(page, note).click()
        expect(card(page)).to_contain_text(words)
        expect(card(page)).to_have_role("dialog")
        if way == "the button":
            card(page).get_by_role("button", name="Close").click()
        elif way == "a press beside it":
            page.locator("h1").click(position={"x": 2, "y": 2})
        else:
            page.keyboard.press("Escape")
        expect(card(page)).to_have_count(0)
        page.wait_for_timeout(400)  # longer than a pointer rests on a passage before it opens
        expect(card(page)).to_have_count(0)


def test_a_press_shows_the_note_beside_the_text_where_there_is_room(wide: Reader) -> None:
    page = wide.open(LAMP)
    for note, words in NOTES.items():
        passage(page, note).click()
        expect(opened(page)).to_have_count(1)
        expect(opened(page)).to_contain_text(words)
        expect(opened(page)).to_be_in_viewport()


def test_a_tap_opens_each_note_and_keeps_the_place(phone: Reader) -> None:
    page = phone.open(LAMP)
    for note, words in NOTES.items():
        passage(page, note).scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        passage(page, note).tap()
        expect(card(page)).to_contain_text(words)
        card(page).get_by_role("button", name="Close").tap()
        expect(card(page)).to_have_count(0)
        assert page.evaluate("scrollY") == before


def test_pointing_at_a_passage_marks_its_note_and_the_reverse(wide: Reader) -> None:
    page = wide.open(LAMP)
    passage(page, "storm").hover()
    expect(page.locator(".note.active h3")).to_have_attribute("id", "storm")
    page.locator(".note:has(#keeper)").hover()
    expect(page.locator("a.passage.active")).to_have_attribute("id", "passage-keeper")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_nothing_opens_by_moving_the_focus_over_it(browser: Browser, small: Path, width: int) -> None:
    with reading(browser, small / "site", width) as reader:
        page = reader.open(LAMP)
        for link in page.locator("article a.passage, article a.actor, article a.citation").all():
            link.focus()
        page.wait_for_timeout(500)
        expect(card(page)).to_have_count(0)
        assert reader.faults == []


def test_names_and_sources_say_what_they_are(tablet: Reader) -> None:
    page = tablet.open(LAMP)
    page.locator("article a.actor", has_text="Ada Brook").first.click()
    expect(card(page).locator("[lang=cy]")).to_have_text("Ada Brŵc")
    expect(card(page).get_by_role("link")).to_have_attribute("href", re.compile(r"/who/ada-brook/$"))
    page.keyboard.press("Escape")
    citation = page.locator(".note a.citation").first
    citation.click()
    expect(card(page)).to_contain_text("Report on the lights of the bay")
    page.keyboard.press("Escape")
    expect(citation).to_be_focused()


def test_a_screen_reader_hears_what_a_passage_and_the_way_back_are(wide: Reader) -> None:
    page = wide.open(LAMP)
    expect(passage(page, "lifeboat")).to_have_accessible_name("Note 3, dispute, on “lifeboat stayed ashore”")
    expect(passage(page, "lifeboat")).to_have_attribute("role", "doc-noteref")
    passage(page, "lifeboat").click()
    back = page.locator(".note a[href='#passage-lifeboat']")
    expect(back).to_have_accessible_name("Back to the passage “lifeboat stayed ashore”")
    expect(back).to_have_attribute("role", "doc-backlink")


@pytest.mark.parametrize("width", [WIDE, TABLET])
def test_n_and_p_step_through_the_notes_unless_they_are_turned_off(browser: Browser, small: Path, width: int) -> None:
    with reading(browser, small / "site", width) as reader:
        page = reader.open(LAMP)
        for key, note in (("n", "keeper"), ("n", "storm"), ("n", "lifeboat"), ("p", "storm")):
            page.keyboard.press(key)
            expect(opened(page)).to_contain_text(NOTES[note])
        page = reader.open(LAMP)
        page.get_by_text("Choose notes").click()
        page.get_by_label(re.compile("Keys n and p")).uncheck()
        page.keyboard.press("n")
        page.wait_for_timeout(200)
        expect(opened(page)).to_have_count(0)
        assert reader.faults == []


# ---- addresses, and the way back


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_an_address_leads_to_the_note_or_the_passage_that_it_names(browser: Browser, small: Path, width: int) -> None:
    with reading(browser, small / "site", width, 500) as reader:
        in_sight(reader.open(LAMP + "#lifeboat"), NOTES["lifeboat"])
        page = reader.open("about/")
        expect(passage(reader.open(LAMP + "#passage-lifeboat"), "lifeboat")).to_be_in_viewport()
        page.goto(HOME + "notes/")
        page.locator(f"article a[href$='{LAMP}#storm']").first.click()
        in_sight(page, NOTES["storm"])
        assert page.url == f"{HOME}{LAMP}#storm"
        assert reader.faults == []


def test_the_address_of_a_note_can_be_copied(tablet: Reader) -> None:
    page = tablet.open(LAMP)
    passage(page, "storm").click()
    card(page).get_by_role("button", name="Copy link").click()
    expect(card(page).get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{HOME}{LAMP}#storm"


def test_back_leads_to_where_the_reader_was(phone: Reader) -> None:
    page = phone.open("")
    page.locator(f"article a[href*='{LAMP}']").first.tap()
    page.wait_for_url(f"**/{LAMP}")
    page.evaluate(READ)
    passage(page, "storm").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    passage(page, "storm").tap()
    card(page).get_by_role("link", name="Ada Brook").tap()
    page.wait_for_url("**/who/ada-brook/")
    page.go_back()
    page.wait_for_url(f"**/{LAMP}")
    becomes(page, "scrollY", before)
    page.go_back()
    page.wait_for_url(HOME)


@pytest.mark.parametrize("end", ["#%", "#%E0%A4%A", '#"]', "?lens=__proto__+constructor", "?q=%", "?actor=__proto__"])
def test_an_address_that_means_nothing_stops_no_script(wide: Reader, end: str) -> None:
    for path in (LAMP, "whole/", "timeline/"):
        wide.open(path + end)


# ---- what is remembered on the device


def test_the_cover_offers_to_go_on_where_the_reader_was(wide: Reader) -> None:
    wide.page.set_viewport_size({"width": WIDE, "height": 300})
    wide.open(LAMP).evaluate("document.getElementById('p2').scrollIntoView()")
    link = wide.open("").locator("article a[href*='#p2']")
    expect(link).to_have_attribute("href", f"{HOME}{LAMP}#p2")
    expect(link).to_have_text("The lamp")


def test_marks_and_kinds_can_be_hidden_and_the_choice_is_remembered(tablet: Reader) -> None:
    page = tablet.open(LAMP)
    line = "link => getComputedStyle(link).textDecorationLine"
    page.get_by_role("button", name="Marks in the text").click()
    assert passage(page, "storm").evaluate(line) == "none"
    page.get_by_role("button", name="Marks in the text").click()
    assert passage(page, "storm").evaluate(line) == "underline"
    page.get_by_text("Choose notes").click()
    page.get_by_label(re.compile("Correction")).uncheck()
    for _ in range(2):
        expect(page.locator(".note:has(#keeper)")).to_be_hidden()
        expect(page.locator(".note:has(#storm)")).to_be_visible()
        page.reload()
    assert tablet.context.cookies() == []


# ---- the words themselves


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_copying_a_paragraph_gives_its_words_and_nothing_else(browser: Browser, small: Path, width: int) -> None:
    with reading(browser, small / "site", width) as reader:
        page = reader.open(LAMP)
        page.locator("#p2").evaluate("paragraph => getSelection().selectAllChildren(paragraph)")
        assert page.evaluate("getSelection().toString()").strip() == (
            "In the great gale the lamp was “put out by the storm”, the “lifeboat stayed ashore”, "
            "and nobody in the Harbour Board answered."
        )


def late(route: Route) -> None:
    """Keep a file back for a while."""
    time.sleep(0.2)
    route.fallback()


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("path", ["", LAMP])
def test_nothing_that_is_read_moves_while_a_page_and_its_fonts_come(browser: Browser, small: Path, path: str, width: int) -> None:
    shifts = """() => new Promise((resolve) => {
      const read = ({ node }) => node && (node.closest ? node : node.parentElement)?.closest("h1, .lead, .restated, .companion");
      const found = [];
      const told = new PerformanceObserver((list) => found.push(...list.getEntries().filter(({ sources }) => sources.some(read))));
      told.observe({ type: "layout-shift", buffered: true });
      setTimeout(() => resolve(found.map(({ value }) => value)), 500);
    })"""
    with reading(browser, small / "site", width) as reader:
        reader.context.route("**/*.woff2", late)
        assert sum(reader.open(path).evaluate(shifts)) < 0.01


# ---- the worst that notes can do


@pytest.mark.parametrize("width", [WIDE, TABLET, 320])
def test_a_crowded_page_stays_readable(browser: Browser, crowded: Path, width: int) -> None:
    with reading(browser, crowded, width) as reader:
        page = reader.open(LAMP)
        reached = page.eval_on_selector_all(PASSAGES, "links => links.flatMap((link) => link.dataset.note.split(' '))")
        assert set(reached) == set(page.eval_on_selector_all(".note h3", "all => all.map((one) => one.id)"))
        assert len(set(reached)) == 69
        for at in range(5):  # notes on the same words
            page.locator(f"a[data-note^='same-{at}']").first.click()
            expect(opened(page).first).to_be_in_viewport()
            page.keyboard.press("Escape")
        if width == WIDE:
            becomes(page, OVERLAPS, [])
            page.evaluate("document.documentElement.style.fontSize = '40px'")
            becomes(page, OVERLAPS, [], "at twice the size")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert reader.faults == []


def test_kinds_differ_by_more_than_colour(browser: Browser, crowded: Path) -> None:
    with reading(browser, crowded, TABLET) as reader:
        styles = reader.open(LAMP).eval_on_selector_all(
            "a.passage[data-number]",
            """all => Object.fromEntries(all.map((link) => [
              link.className.match(/kind-(\\w+)/)[1],
              [getComputedStyle(link).textDecorationStyle, getComputedStyle(link, "::after").content.slice(-2)].join(),
            ]))""",
        )
    assert len(styles) == len(set(styles.values())) == 5
