"""The pictures, the lens and the filters as a reader meets them."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import HOME
from tests.reader import Reader, reading

PICTURES = ["timeline/", "march/", "relations/", "aged/", "glossary/", "who/ada-brook/", "essay/01-lamp/"]


def lit(page: Page) -> list[str]:
    """The paragraphs that the lens leaves in the light."""
    return [str(id) for id in page.eval_on_selector_all("p[data-sha256].lit", "all => all.map((one) => one.id)")]


def shown(page: Page) -> list[str]:
    """The entries that a filter leaves."""
    entries = page.locator("article :is(h2, h3):is([data-actors], [data-kind], [data-paragraphs])").filter(visible=True)
    return [one.get_attribute("id") or "" for one in entries.all()]


def test_the_lens_leaves_in_the_light_where_somebody_is_named(wide: Reader) -> None:
    page = wide.open("whole/")
    page.get_by_role("button", name="How to read").click()
    page.locator("select[name=first]").select_option("ada-brook")
    assert lit(page) == ["p1", "p3"]  # by name, and as “the keeper”
    assert page.url == f"{HOME}whole/?lens=ada-brook"
    marked = page.evaluate("[...CSS.highlights.get('lens-1')].map((range) => range.toString())")
    assert set(marked) == {"Ada Brook", "the keeper"}
    page.locator("select[name=second]").select_option("harbour-board")
    assert lit(page) == ["p1", "p2", "p3"]


def test_the_lens_opens_as_its_address_says_and_steps_by_keyboard(wide: Reader) -> None:
    page = wide.open("whole/?lens=harbour-board")
    assert lit(page) == ["p2", "p3"]
    page.get_by_role("button", name="How to read").click()
    page.locator("select[name=first]").focus()
    for key in ("Tab", "Tab", "Tab"):
        page.keyboard.press(key)
    for at in range(1, 5):
        page.keyboard.press("Enter")
        expect(page.locator(".lens .outcome")).to_have_text(f"{at} of 4: Harbour Board")
        expect(page.locator("p.restated.lit, .note.open.lit").filter(has_text="Harbour Board").first).to_be_in_viewport()
    expect(page.locator(".note.open")).to_contain_text("found the slip blocked by shingle")  # where the last one is


def test_the_timeline_shows_the_events_of_somebody(wide: Reader) -> None:
    page = wide.open("timeline/")
    assert shown(page) == ["tower-lit", "gale-begins", "crew-called", "lamp-out", "medal-given"]
    page.get_by_label("Show events of").select_option("jack-penn")
    assert shown(page) == ["crew-called"]
    expect(page.get_by_role("status")).to_have_text("1 of 5")
    expect(page.get_by_role("heading", name="After the gale")).to_be_hidden()
    page = wide.open(page.url.removeprefix(HOME))
    assert shown(page) == ["crew-called"]


def test_a_link_to_an_event_outdoes_a_filter_that_hides_it(wide: Reader) -> None:
    page = wide.open("timeline/?actor=jack-penn#lamp-out")
    expect(page.locator("#lamp-out")).to_be_visible()


def test_who_is_who_can_be_filtered_by_kind(wide: Reader) -> None:
    assert shown(wide.open("glossary/?kind=place")) == ["hollin-light"]


def test_a_section_leads_to_its_own_events(wide: Reader) -> None:
    page = wide.open("essay/02-answer/")
    page.get_by_role("link", name="Read them on the timeline").or_(page.get_by_role("link", name="Read it on the timeline")).click()
    page.wait_for_url("**/timeline/?paragraphs=p3")
    expect(page.get_by_role("status")).to_have_text("1 of 5")
    assert shown(page) == ["medal-given"]


@pytest.mark.parametrize("width", [320, 1440])
def test_one_drawing_of_two_is_shown_and_can_be_read(browser: Browser, small: Path, width: int) -> None:
    with reading(browser, small / "site", width) as reader:
        for path in PICTURES:
            page = reader.open(path)
            for figure in page.locator(".picture").all():
                assert figure.locator("svg").filter(visible=True).count() == 1, path
            sizes = page.eval_on_selector_all(
                ".picture svg text",
                "all => all.filter((one) => one.checkVisibility())"
                ".map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)",
            )
            assert min(sizes, default=99) >= 8.5, path
        assert reader.faults == []


def test_pictures_stand_in_print(wide: Reader) -> None:
    page = wide.open("timeline/")
    page.emulate_media(media="print")
    expect(page.locator(".picture svg").filter(visible=True)).not_to_have_count(0)
    expect(page.locator("form").filter(visible=True)).to_have_count(0)
