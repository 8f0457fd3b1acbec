"""The search: what it finds, how it is worked, what it loads, and what it does when things go wrong. No engine is named here."""

import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.conftest import HOME
from tests.reader import Reader, reading
from tests.site.conftest import PHONE, WIDE, choose
from tests.site.test_access import findings

FIRST = {  # what must stand first
    # names: whole, in part, of another alphabet, as others spell them
    "Ada Brook": "who/ada-brook/",
    "brook": "who/ada-brook/",
    "who is Ada Brook": "who/ada-brook/",
    "Brŵc": "who/ada-brook/",
    "brwc": "who/ada-brook/",
    "Jack Pen": "who/jack-penn/",
    "Hollin": "who/hollin-light/",
    # letters wrong, missing or changed about
    "Holin Light": "who/hollin-light/",
    "Hollin Lihgt": "who/hollin-light/",
    "harbuor board": "who/harbour-board/",
    # terms, notes by the author's words and by their own, paragraphs, pages
    "lampmen": "terms/#lampman",
    "medal of plain tin": "essay/02-answer/#medal",
    "“put out by the storm”": "essay/01-lamp/#storm",
    "panes of the lantern": "essay/01-lamp/#storm",
    "climbed the tower": "essay/01-lamp/#p1",
    "about this edition": "about/",
    # events and days, in the ways in which days are written
    "lamp goes out": "timeline/#lamp-out",
    "2 November 1891": "timeline/#medal-given",
    "1891-11-02": "timeline/#medal-given",
    "2.11.1891": "timeline/#medal-given",
    # sources
    "Report on the lights of the bay": "sources/#board-1901",
}
CALM = {  # what is odd to ask for, and what is said of it
    "zq" * 2500: "Nothing found",
    "Brook storm " * 500: "hit",
    "…!?—": "Type a word",
    "ሰላም": "Nothing found",
    "<img src=x onerror=alert(1)>": "",
    "\ud83d Brook": "hit",
    "(((((a+)+)+)+$": "",
}


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Search")


def hits(page: Page) -> Locator:
    """The hits, each the link that leads to it."""
    return page.get_by_role("dialog").get_by_role("listitem").get_by_role("link")


def opened(page: Page, query: str = "") -> Locator:
    """Open the search by its key, type, and give the hits."""
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.type(query)
    return hits(page)


# ---- what it finds


def test_what_readers_look_for_stands_first(wide: Reader) -> None:
    page = wide.open("")
    opened(page)
    for query, address in FIRST.items():
        field(page).fill(query)
        expect(hits(page).first, query).to_have_attribute("href", HOME + address)


def test_every_hit_leads_to_something_of_its_own(wide: Reader, small: Path) -> None:
    page = wide.open("")
    opened(page)
    found: set[str] = set()
    for query in ("the", "Brook", "harbour", "storm", "note", "letter", "medal"):
        field(page).fill(query)
        expect(hits(page).first, query).to_be_visible()
        page.wait_for_timeout(200)
        addresses = [link.get_attribute("href") or "" for link in hits(page).all()]
        assert len(addresses) == len(set(addresses)), query
        found.update(addresses)
    for address in found:
        path, _, part = address.removeprefix(HOME).partition("#")
        tree = html.parse(str(small / "site" / path / "index.html"))
        assert not part or tree.xpath("//*[@id=$part]", part=part), address
    assert len(found) > 10


# ---- how it is worked


def test_by_keyboard_from_the_key_to_the_place(wide: Reader) -> None:
    page = wide.open("about/")
    expect(opened(page, "plain tin").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(hits(page).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/essay/02-answer/#medal")
    expect(page.locator("#medal")).to_be_in_viewport()


def test_escape_closes_and_the_focus_returns(wide: Reader) -> None:
    page = wide.open("about/")
    button = page.get_by_role("button", name="Search")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Search this edition")).to_be_visible()
    page.keyboard.type("a/b")
    expect(field(page)).to_have_value("a/b")
    field(page).fill("plain tin")
    expect(hits(page).first).to_have_attribute("href", re.compile("#medal$"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()
    page.wait_for_url(f"{HOME}about/")


def test_readers_who_turned_single_keys_off_are_left_alone(wide: Reader) -> None:
    page = wide.open("essay/01-lamp/")
    choose(page, "Keys n and p")
    page.keyboard.press("/")
    page.wait_for_timeout(200)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_search_can_be_shared_and_come_back_to(wide: Reader) -> None:
    opened(wide.open("about/"), "Hollin")
    wide.page.wait_for_url("**/about/?q=Hollin")
    page = wide.open("about/?q=Hollin")
    expect(hits(page).first).to_be_visible()
    hits(page).first.click()
    page.wait_for_url("**/who/hollin-light/")
    page.go_back()
    expect(field(page)).to_have_value("Hollin")


def test_a_hit_on_the_same_page_is_gone_to(wide: Reader) -> None:
    page = wide.open("essay/01-lamp/")
    expect(opened(page, "lifeboat stayed ashore").first).to_have_attribute("href", re.compile("#lifeboat$"))
    hits(page).first.hover()
    hits(page).first.click()
    page.wait_for_url("**/essay/01-lamp/#lifeboat")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#lifeboat")).to_be_in_viewport()


def test_hits_are_narrowed_to_one_sort_and_their_number_is_said(wide: Reader) -> None:
    page = wide.open("")
    opened(page)
    field(page).fill("Harbour Board")
    expect(hits(page).first).to_have_attribute("href", re.compile("/who/"))
    page.get_by_role("radio", name=re.compile("Sources")).check(force=True)
    expect(hits(page)).to_have_count(1)
    expect(hits(page)).to_have_attribute("href", re.compile("/sources/#board-1901$"))
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("1 hit")


def test_by_touch_on_the_smallest_screen(browser: Browser, small: Path) -> None:
    with reading(browser, small / "site", 320, 640, has_touch=True, is_mobile=True) as reader:
        page = reader.open("essay/01-lamp/")
        page.get_by_role("button", name="Search").tap()
        field(page).fill("Brŵc")
        expect(hits(page).first).to_be_visible()
        assert page.get_by_role("dialog").evaluate("dialog => dialog.scrollWidth <= innerWidth")
        hits(page).first.tap()
        page.wait_for_url("**/who/ada-brook/")
        assert reader.faults == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_axe_finds_nothing_in_the_open_search(browser: Browser, small: Path, width: int) -> None:
    with reading(browser, small / "site", width, reduced_motion="reduce") as reader:
        page = reader.open("about/?q=Harbour")
        expect(hits(page).first).to_be_visible()
        assert findings(page) == []


# ---- what it loads, and what it does when things go wrong


def test_nothing_of_it_is_loaded_before_it_is_opened(wide: Reader) -> None:
    asked: list[str] = []
    wide.page.on("request", lambda request: asked.append(request.url))
    page = wide.open("essay/01-lamp/")
    before = len(asked)
    assert [url for url in asked if "/search/" in url and not url.endswith("/search/open.js")] == []
    expect(opened(page, "Hollin").first).to_be_visible()
    assert len(asked) > before


def test_odd_queries_get_a_calm_answer(wide: Reader) -> None:
    page = wide.open("")
    opened(page)
    for query, answer in CALM.items():
        field(page).evaluate(  # past what the field lets one type
            """(field, query) => {
                field.removeAttribute("maxlength");
                field.value = query;
                field.dispatchEvent(new Event("input"));
            }""",
            query,
        )
        page.wait_for_timeout(200)
        expect(page.get_by_role("dialog"), query[:20]).to_contain_text(answer)
        expect(page.get_by_role("dialog").locator("img")).to_have_count(0)


@pytest.mark.parametrize("fault", ["missing", "rubbish", "no connection"])
def test_an_index_that_cannot_be_had_is_told_and_tried_again(browser: Browser, small: Path, fault: str) -> None:
    broken = True

    def serve(route: Route) -> None:
        if not broken or route.request.resource_type not in ("fetch", "xhr"):
            route.fallback()
        elif fault == "missing":
            route.fulfill(status=404, body="not here")
        elif fault == "rubbish":
            route.fulfill(body="{not json")
        else:
            route.abort()

    with reading(browser, small / "site") as reader:
        reader.context.route("**/*", serve)
        page = reader.open("")
        opened(page, "Hollin")
        expect(page.get_by_role("dialog")).to_contain_text("cannot get at its index")
        broken = False
        page.keyboard.type(" ")
        expect(hits(page).first).to_be_visible()
        assert [one for one in reader.faults if one.startswith("error")] == []
