"""The pictures as a reader meets them: what points to what, what opens, what lights, in every light and on paper."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Page, expect

from tests.conftest import HOME, ROOT
from tests.content.card import CARD, parts, scored, telling, told
from tests.pictures.drawn import EDITION
from tests.reader import Reader, reading

HEAVIEST = 15_000  # bytes of a picture, packed
DRAWN = ("timeline/", "march/", "relations/", "aged/", "who/ada-brook/", "essay/01-lamp/")
GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def bare(browser: Browser, small: Path) -> Iterator[Reader]:
    """A window in which no script runs."""
    with reading(browser, small / "site", 1440, java_script_enabled=False) as reader:
        yield reader


def lit(page: Page) -> set[str]:
    """Whose cards are lit in the drawing that is shown."""
    cards = page.locator(".graph .card.lit").filter(visible=True)
    return {card.get_attribute("data-who") or "" for card in cards.all()}


def test_a_card_that_is_focused_or_pointed_at_lights_what_ties_it(wide: Reader) -> None:
    page = wide.open("relations/")
    card = page.locator("svg.wide [data-who=ada-brook]")
    card.focus()
    assert lit(page) == {"ada-brook", "harbour-board", "jack-penn"}
    page.keyboard.press("Escape")
    assert lit(page) == set()
    card.hover()
    assert "ada-brook" in lit(page)
    page.mouse.move(2, 2)
    assert lit(page) == set()


def test_a_first_tap_lights_a_card_and_a_second_leads_on(phone: Reader) -> None:
    page = phone.open("relations/")
    card = page.locator("svg.narrow [data-who=jack-penn]")
    card.tap()
    assert "jack-penn" in lit(page)
    card.tap()
    page.wait_for_url("**/who/jack-penn/")


def test_the_two_states_are_shown_without_a_script(bare: Reader) -> None:
    page = bare.page
    page.goto(f"{HOME}relations/")  # to open it as others do would wait for scripts
    ended = page.locator("svg.wide .told-tie.ended text").first
    assert ended.evaluate("(text) => getComputedStyle(text).textDecorationLine") == "none"
    page.get_by_label("What became of it").check()
    assert ended.evaluate("(text) => getComputedStyle(text).textDecorationLine") == "line-through"


def test_an_event_of_the_day_leads_to_what_is_known_of_it(wide: Reader) -> None:
    page = wide.open("timeline/")
    page.locator("details.period").evaluate_all("all => { for (const one of all) one.open = false; }")
    page.get_by_role("link", name="02:15 The lamp goes out Hollin").click()
    expect(page.locator("#lamp-out")).to_be_in_viewport()


def test_a_choice_opens_the_periods_that_answer_it_and_dims_the_other_marks(wide: Reader) -> None:
    page = wide.open("timeline/")
    page.locator("details.period").evaluate_all("all => { for (const one of all) one.open = false; }")
    page.get_by_label("Show events of").select_option("jack-penn")
    expect(page.locator("#crew-called")).to_be_visible()
    faint = page.locator("svg.wide a.faint").filter(visible=True)
    assert {(link.get_attribute("href") or "").partition("#")[2] for link in faint.all()} >= {"gale-begins", "lamp-out"}


def test_words_of_pictures_stand_out_from_every_ground(browser: Browser, small: Path) -> None:
    """axe reads the contrast of words that are drawn, too, but not of what lies over a map."""
    for scheme in ("light", "dark"):
        with reading(browser, small / "site", 1440, color_scheme=scheme) as reader:
            for path in DRAWN:
                found = Axe().run(reader.open(path), context={"include": [[".picture"]]}).response["violations"]
                assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == [], (scheme, path)


def test_marks_are_seen_where_the_system_sets_the_colours(browser: Browser, small: Path) -> None:
    with reading(browser, small / "site", 1440, forced_colors="active") as reader:
        for path in DRAWN:
            page = reader.open(path)
            ground = page.evaluate(GROUND)
            fills = page.eval_on_selector_all(
                ".picture :is(.dot:not(.hollow), .told, .mark)", "all => all.map((one) => getComputedStyle(one).fill)"
            )
            assert ground not in fills, path


def test_on_paper_both_states_are_told_and_nothing_is_cut_off(wide: Reader) -> None:
    page = wide.open("relations/")
    page.emulate_media(media="print")
    expect(page.locator(".states")).to_be_hidden()
    page.set_viewport_size({"width": 640, "height": 900})
    for svg in page.locator(".picture svg").filter(visible=True).all():
        box = svg.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 640


@pytest.mark.parametrize("width", [320, 390, 960, 1440])
def test_a_picture_never_makes_a_page_wider_than_its_window(browser: Browser, small: Path, width: int) -> None:
    with reading(browser, small / "site", width) as reader:
        for path in DRAWN:
            wide = reader.open(path).evaluate("document.scrollingElement.scrollWidth")
            assert wide <= width, path


def test_every_picture_is_light(small: Path) -> None:
    for path in DRAWN:
        page = html.parse(str(small / "site" / path / "index.html"))
        for figure in page.iter("figure", "div"):
            if "picture" in (figure.get("class") or "").split():
                packed = gzip.compress(re.sub(rb"\s+", b" ", html.tostring(figure)))
                assert len(packed) <= HEAVIEST, path


def test_the_picture_for_social_networks_says_in_itself_which_score_it_shows() -> None:
    bare = (ROOT / CARD).read_bytes()
    assert [sort for _, sort, _ in parts(bare)][-2:] == [b"tEXt", b"IEND"]
    assert scored(EDITION) == "holds 1, does not hold 1, two tales 1, background 1"
    at, _, held = next(part for part in parts(bare) if part[1] == b"tEXt")
    without = bare[:at] + bare[at + len(held) + 12 :]
    assert (told(without), told(telling(without, scored(EDITION)))) == ("", scored(EDITION))
    assert telling(without, told(bare)) == bare
