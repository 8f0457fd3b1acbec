"""The pictures, the lens and the filters as a reader meets them in a browser."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from edition.model.edition import load, load_register
from edition.text.names import mentions
from edition.text.tree import plain
from tests.conftest import HOME, ROOT
from tests.reader import Reader, reading

PICTURES = ["timeline/", "march/", "relations/", "aged/", "glossary/", "essay/01-mutiny/"]
LIT = ".restated.lit, .verbatim.lit"


def lit(page: Page) -> list[str]:
    return [str(id) for id in page.eval_on_selector_all(LIT, "blocks => blocks.map(block => block.id)")]


def shown(page: Page, selector: str) -> int:
    return page.locator(selector).filter(visible=True).count()


def filtered(reader: Reader, path: str) -> Page:
    """A page that opens with a choice in its address, once the choice is made."""
    page = reader.open(path)
    expect(page.locator(".outcome")).not_to_be_empty()
    return page


def test_the_lens_leaves_in_the_light_where_an_actor_is_named(browser: Browser, site: Path) -> None:
    with reading(browser, site) as reader:
        page = reader.open("whole/")
        page.locator("select[name=first]").select_option("vladimir-putin")
        names = load_register(ROOT).names
        paragraphs = [paragraph for section in load(ROOT).all_sections() for paragraph in section.paragraphs]
        found = {one.id: mentions(plain(one.source), names, one.id) for one in paragraphs}
        named = [id for id, here in found.items() if any(mention.key == "vladimir-putin" for mention in here)]
        assert lit(page) == named
        assert 0 < len(named) < 14
        assert "lens=vladimir-putin" in page.url
        marked = page.evaluate("[...CSS.highlights.get('lens-1')].map(range => range.toString())")
        putin = load_register(ROOT).entries["vladimir-putin"]
        assert Counter(marked)["Putin"] > 5
        assert set(marked) <= {*putin.forms, *(epithet.form for epithet in putin.epithets)}
        assert not reader.faults


def test_the_lens_opens_as_its_address_says_and_takes_two_actors(browser: Browser, site: Path) -> None:
    with reading(browser, site) as reader:
        alone = set(lit(filtered(reader, "whole/?lens=nicholas-ii")))
        page = filtered(reader, "whole/?lens=nicholas-ii+joseph-stalin")
        assert alone < set(lit(page))
        expect(page.locator(".outcome")).to_have_text(re.compile(r"Nicholas II and Joseph Stalin: \d+ times, in \d+ paragraphs"))


def test_the_lens_works_by_keyboard_alone(browser: Browser, site: Path) -> None:
    with reading(browser, site) as reader:
        page = reader.open("whole/")
        page.locator("select[name=first]").focus()
        page.keyboard.type("Vladimir Putin")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".outcome")).to_have_text(re.compile("1 of "))


def test_the_timeline_shows_the_events_of_an_actor_and_of_a_section(browser: Browser, site: Path) -> None:
    with reading(browser, site) as reader:
        page = reader.open("timeline/")
        every = shown(page, "h3.event")
        page.get_by_label("Show events of").select_option("sergei-shoigu")
        some = shown(page, "h3.event")
        assert 0 < some < every
        expect(page.locator(".outcome")).to_have_text(f"{some} of {every}")
        assert page.locator("h2", has_text="Before 1917").is_hidden()
        page = filtered(reader, page.url.partition("/war/")[2])
        assert shown(page, "h3.event") == some


def test_a_link_to_an_event_outdoes_a_filter_that_hides_it(browser: Browser, site: Path) -> None:
    with reading(browser, site) as reader:
        page = reader.open("timeline/?actor=nicholas-ii#crash")
        page.wait_for_selector("form.filter:not([hidden])")
        expect(page.locator("#crash")).to_be_visible()


def test_who_is_who_can_be_filtered_by_kind(browser: Browser, site: Path) -> None:
    with reading(browser, site) as reader:
        page = filtered(reader, "glossary/?kind=state")
        assert page.locator("#belarus").is_visible()
        assert page.locator("#vladimir-putin").is_hidden()


def test_a_section_leads_to_its_own_events(browser: Browser, site: Path) -> None:
    with reading(browser, site) as reader:
        page = reader.open("essay/06-lost-wars/")
        count = int(re.findall(r"\d+", page.locator(".own-events figcaption").inner_text())[0])
        page.get_by_role("link", name="Read them on the timeline").click()
        page.wait_for_selector("form.filter:not([hidden])")
        expect(page.locator(".outcome")).not_to_be_empty()
        assert shown(page, "h3.event") == count


@pytest.mark.parametrize("path", ["whole/", "timeline/", "glossary/"])
def test_without_scripts_no_control_is_shown_and_everything_is(browser: Browser, site: Path, path: str) -> None:
    with reading(browser, site, java_script_enabled=False) as reader:
        reader.page.goto(HOME + path)
        assert reader.page.locator("form.choose").count() == 1
        assert reader.page.locator("form.choose").is_hidden()


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_pictures_fit_the_page_and_can_be_read(browser: Browser, site: Path, width: int) -> None:
    with reading(browser, site, width) as reader:
        for path in PICTURES:
            page = reader.open(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            sizes = page.eval_on_selector_all(
                ".picture svg text, .picture svg tspan",
                "all => all.filter(one => one.getClientRects().length)"
                ".map(one => parseFloat(getComputedStyle(one).fontSize) * one.ownerSVGElement.getScreenCTM().a)",
            )
            assert min(sizes, default=99) >= (8.5 if width == 320 else 10), path
        assert not reader.faults


def test_one_drawing_of_two_is_shown(browser: Browser, site: Path) -> None:
    for width, kind in ((390, "narrow"), (1440, "wide")):
        with reading(browser, site, width) as reader:
            page = reader.open("march/")
            assert shown(page, ".march svg") == 1
            assert page.locator(f".march svg.{kind}").is_visible()


def test_pictures_stand_in_print(browser: Browser, site: Path) -> None:
    with reading(browser, site, 700) as reader:
        page = reader.open("timeline/")
        page.emulate_media(media="print")
        assert page.locator(".overview svg.wide").is_visible()
        assert page.locator("form.choose").is_hidden()


def test_an_actor_page_counts_what_the_facts_count(browser: Browser, site: Path) -> None:
    facts = yaml.safe_load((ROOT / "data" / "text.yml").read_text("utf-8"))["texts"][0]["mentions"]["yevgeny-prigozhin"]
    with reading(browser, site) as reader:
        rows = reader.open("who/yevgeny-prigozhin/").locator("table tbody tr")
        told = {row.locator("td").nth(0).inner_text(): int(row.locator("td").nth(1).inner_text()) for row in rows.all()}
    assert told == {f"“{form}”": sum(counts.values()) for form, counts in facts.items()}
