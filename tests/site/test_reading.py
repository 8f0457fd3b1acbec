"""Reading: from the words to the note and back, by mouse, keyboard and touch; addresses, the way back, what is remembered.

How an open note looks is known to `opened` alone. What of words and note is seen, by every way and in every window, is the walk's.
"""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.conftest import HOME
from tests.reader import READ, Reader, becomes, reading
from tests.site.conftest import PHONE, TABLET, WIDE, choose

LAMP = "essay/01-lamp/"
NOTES = {  # the notes of that page, in the order of the text, each with words of its own
    "keeper": "Two more keepers followed her",
    "storm": "three panes of the lantern were broken",
    "lifeboat": "found the slip blocked by shingle",
}
STOPS = 15  # of the Tab key, at most, before the first words that a note is about
PASSAGES = "article a.passage:not([aria-hidden]), article a.note-ref"
ACTIVE = "document.activeElement"
OVERLAPS = """() => {
  const boxes = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility())
    .map((one) => one.getBoundingClientRect());
  const meets = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  const [notes, text] = [boxes(".note"), boxes(".restated, .verbatim, h1, .after, .cast, .turn")];
  return notes.flatMap((box, at) => [
    ...notes.slice(at + 1).some((other) => meets(box, other)) ? [`note ${at + 1} lies on another`] : [],
    ...text.some((other) => meets(box, other)) ? [`note ${at + 1} lies on the text`] : [],
    ...box.right > innerWidth + 1 || box.height < 1 ? [`note ${at + 1} cannot be seen`] : [],
  ]);
}"""


def opened(page: Page) -> Locator:
    """The note that is open: beside the text, or in the sheet."""
    return page.locator(".margins .note.open, #sheet:not([hidden])")


def card(page: Page) -> Locator:
    """What opens beside a name or a source where there is room."""
    return page.locator("#card:popover-open")


def passage(page: Page, note: str) -> Locator:
    return page.locator(f"#passage-{note}")


# ---- every note can be opened and left


@pytest.mark.parametrize("width", [WIDE, TABLET, PHONE])
def test_few_stops_of_the_keyboard_come_before_the_first_passage(browser: Browser, small: Path, width: int) -> None:
    with reading(browser, small / "site", width) as reader:
        page = reader.open(LAMP)
        for _ in range(STOPS + 1):
            page.keyboard.press("Tab")
            if page.evaluate(f"{ACTIVE}.matches('a.passage')"):
                break
        expect(passage(page, "keeper")).to_be_focused()


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_keyboard_reaches_every_note_and_comes_back(browser: Browser, small: Path, width: int) -> None:
    with reading(browser, small / "site", width) as reader:
        page = reader.open(LAMP)
        page.locator("h1").evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")
        for note, words in NOTES.items():
            for _ in range(10):
                page.keyboard.press("Tab")
                if page.evaluate(f"{ACTIVE}.id") == f"passage-{note}":
                    break
            expect(passage(page, note)).to_be_focused()
            page.keyboard.press("Enter")
            expect(opened(page)).to_contain_text(words)
            expect(opened(page)).to_be_focused()
            page.keyboard.press("Tab")
            assert opened(page).evaluate(f"note => note.contains({ACTIVE}) && note !== {ACTIVE}")
            page.keyboard.press("Escape")
            expect(passage(page, note)).to_be_focused()
            expect(opened(page)).to_have_count(0)
        assert reader.faults == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_nothing_opens_by_moving_the_focus_over_the_text(browser: Browser, small: Path, width: int) -> None:
    with reading(browser, small / "site", width) as reader:
        page = reader.open(LAMP)
        for link in page.locator(":is(.restated, .cast) a").all():
            link.focus()
        page.wait_for_timeout(400)  # longer than a pointer rests on a name before its card opens
        expect(opened(page).or_(card(page))).to_have_count(0)
        assert reader.faults == []


def test_a_finding_opens_its_note_and_closes_it(wide: Reader) -> None:
    page = wide.open(LAMP)
    more = page.get_by_role("button", name="The whole of note 2")
    more.click()
    expect(opened(page)).to_contain_text(NOTES["storm"])
    page.get_by_role("button", name="Close").click()
    expect(opened(page)).to_have_count(0)
    page.locator(".note:has(#lifeboat)").click(position={"x": 40, "y": 8})
    expect(opened(page)).to_contain_text(NOTES["lifeboat"])
    passage(page, "lifeboat").click()
    expect(opened(page)).to_have_count(0)


def test_a_name_and_a_source_say_what_they_are_beside_the_words(wide: Reader) -> None:
    page = wide.open(LAMP)
    page.locator("#p1 a.actor", has_text="Ada Brook").click()
    expect(card(page)).to_have_role("dialog")
    expect(card(page).locator("[lang=cy]")).to_have_text("Ada Brŵc")
    expect(card(page).get_by_role("link")).to_have_attribute("href", re.compile(r"/who/ada-brook/$"))
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    passage(page, "storm").click()
    citation = opened(page).locator("a.citation")
    citation.click()
    expect(card(page)).to_contain_text("Letter to her sister")
    page.keyboard.press("Escape")
    expect(citation).to_be_focused()
    expect(opened(page)).to_contain_text(NOTES["storm"])


def test_a_name_and_a_source_say_what_they_are_in_the_sheet(phone: Reader) -> None:
    page = phone.open(LAMP)
    passage(page, "storm").tap()
    for link, words in (("[2]", "Letter to her sister"), ("Ada Brook", "Keeper of Hollin Light")):
        opened(page).get_by_role("link", name=link, exact=True).tap()
        expect(opened(page)).to_contain_text(words)
        expect(opened(page)).not_to_contain_text(NOTES["storm"])
        opened(page).get_by_role("button", name="Back").tap()
        expect(opened(page)).to_contain_text(NOTES["storm"])


def test_a_pointer_that_rests_on_a_name_is_told_who_that_is_and_one_that_passes_by_is_not(wide: Reader) -> None:
    page = wide.open(LAMP)
    name = page.locator("#p1 a.actor", has_text="Ada Brook")
    name.hover()
    page.locator("h1").hover()
    page.wait_for_timeout(400)
    expect(card(page)).to_have_count(0)
    name.hover()
    expect(card(page)).to_contain_text("Keeper of Hollin Light")
    page.locator("h1").hover()
    expect(card(page)).to_have_count(0)


def test_a_screen_reader_hears_what_a_passage_and_the_way_back_are(phone: Reader) -> None:
    page = phone.open(LAMP)
    expect(passage(page, "lifeboat")).to_have_accessible_name("Note 3, two tales, on “lifeboat stayed ashore”")
    expect(passage(page, "lifeboat")).to_have_attribute("role", "doc-noteref")
    back = page.locator(".notes a[href='#passage-lifeboat']")
    expect(back).to_have_accessible_name("Back to the passage")
    expect(back).to_have_attribute("role", "doc-backlink")
    passage(page, "lifeboat").tap()
    expect(opened(page)).to_have_role("dialog")
    expect(opened(page)).to_have_accessible_name(re.compile("^(≠ )?3 two tales$"))


def test_n_and_p_stop_at_the_ends_and_can_be_turned_off(wide: Reader) -> None:
    page = wide.open(LAMP)
    for _ in range(4):
        page.keyboard.press("n")
    expect(opened(page)).to_contain_text(NOTES["lifeboat"])
    expect(page.get_by_role("status").filter(has_text="No further note")).to_be_visible()
    choose(page, "Keys n and p")
    page.wait_for_function("localStorage.getItem('edition')")  # what keeps it is loaded late
    page.keyboard.press("Escape")
    expect(opened(page)).to_have_count(0)
    expect(page).to_have_url(HOME + LAMP)  # the way back of a note that is closed takes its time
    page.reload()
    page.evaluate(READ)
    page.keyboard.press("n")
    page.wait_for_timeout(200)
    expect(opened(page)).to_have_count(0)


# ---- addresses, and the way back


def test_the_address_of_a_note_can_be_copied_and_cited(tablet: Reader) -> None:
    page = tablet.open(LAMP)
    passage(page, "storm").click()
    opened(page).get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{HOME}{LAMP}#storm"
    opened(page).get_by_role("button", name="Cite").click()
    opened(page).get_by_role("button", name="Copy in words").click()
    expect(page.get_by_role("status").filter(has_text="Copied in words")).to_be_visible()
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited.startswith("Note 2, on “put out by the storm”, in ")
    assert cited.endswith(f", reviewed 24 November 2026, {HOME}{LAMP}#storm")


def test_back_leads_to_where_the_reader_was(phone: Reader) -> None:
    page = phone.open("")
    page.locator(f"article a[href*='{LAMP}']").first.tap()
    page.wait_for_url(f"**/{LAMP}")
    page.evaluate(READ)
    passage(page, "storm").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    passage(page, "storm").tap()
    opened(page).get_by_role("link", name="Ada Brook").tap()
    opened(page).get_by_role("link", name="More about Ada Brook").tap()
    page.wait_for_url("**/who/ada-brook/")
    page.go_back()
    page.wait_for_url(f"**/{LAMP}#storm")
    expect(opened(page)).to_contain_text(NOTES["storm"])
    page.go_back()
    page.wait_for_url(f"**/{LAMP}")
    expect(opened(page)).to_have_count(0)
    becomes(page, "scrollY", before)
    page.go_back()
    page.wait_for_url(HOME)


@pytest.mark.parametrize("end", ["#%", "#%E0%A4%A", '#"]', "?lens=__proto__+constructor", "?q=%", "?actor=__proto__"])
def test_an_address_that_means_nothing_stops_no_script(wide: Reader, end: str) -> None:
    for path in (LAMP, "whole/", "timeline/"):
        wide.open(path + end)


def test_the_address_of_a_note_that_is_gone_says_so(wide: Reader) -> None:
    page = wide.open(LAMP + "#withdrawn")
    expect(page.get_by_role("status").filter(has_text="There is no “withdrawn” on this page")).to_be_visible()


# ---- what is remembered on the device


def test_the_cover_offers_to_go_on_where_the_reader_was(wide: Reader) -> None:
    wide.page.set_viewport_size({"width": WIDE, "height": 300})
    page = wide.open(LAMP)
    page.evaluate("document.getElementById('p2').scrollIntoView()")
    expect(page.locator(".progress")).to_be_attached()  # what remembers the place is there
    link = wide.open("").locator("article a[href*='#p2']")
    expect(link).to_have_attribute("href", f"{HOME}{LAMP}#p2")
    expect(link).to_have_text("The lamp")


def test_marks_and_kinds_can_be_hidden_and_the_choice_is_remembered(phone: Reader) -> None:
    page = phone.open(LAMP)
    line = "text-decoration-line"
    choose(page, "Mark the words")
    choose(page, "does not hold")
    for _ in range(2):
        expect(passage(page, "storm")).to_have_css(line, "none")
        expect(page.locator(".note:has(#keeper)")).to_be_hidden()
        expect(page.locator(".note:has(#storm)")).to_be_visible()
        page.reload()
        page.evaluate(READ)
    page = phone.open(LAMP + "#keeper")  # an address outdoes the choice
    expect(opened(page)).to_contain_text(NOTES["keeper"])
    choose(page, "Mark the words")
    expect(passage(page, "storm")).to_have_css(line, "underline")
    assert phone.context.cookies() == []


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
        assert set(reached) == set(page.eval_on_selector_all(".notes .note h3", "all => all.map((one) => one.id)"))
        assert len(set(reached)) == 69
        becomes(page, OVERLAPS, [])
        for at in range(5):  # notes on the same words
            page.locator(f"a[data-note^='same-{at}']").first.click()
            expect(opened(page)).to_be_in_viewport()
            page.keyboard.press("Escape")
            expect(opened(page)).to_have_count(0)
        becomes(page, OVERLAPS, [])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert reader.faults == []


def test_kinds_differ_by_more_than_colour(browser: Browser, crowded: Path) -> None:
    with reading(browser, crowded, TABLET) as reader:
        styles = reader.open(LAMP).eval_on_selector_all(
            "a.passage[data-number]",
            """all => Object.fromEntries(all.map((link) => [
              link.className.match(/kind-(\\w+)/)[1],
              [getComputedStyle(link).textDecorationStyle, getComputedStyle(link).getPropertyValue("--sign").trim()],
            ]))""",
        )
    assert styles == {
        "right": ["solid", '"✓"'],
        "wrong": ["double", '"×"'],
        "disputed": ["wavy", '"≠"'],
        "context": ["dotted", '"i"'],
    }
