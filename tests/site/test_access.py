"""For every reader: axe finds nothing (WCAG 2.2 A, AA) on any kind of page; no scripts, paper, 320 px, forced colours."""

import io
import re
import unicodedata
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from edition.model.edition import load_edition
from edition.model.markdown import plain
from edition.text.citations import without_citations
from tests.conftest import HOME, ROOT
from tests.reader import Reader, reading
from tests.site.conftest import PHONE, WIDE, choose

LAMP = "essay/01-lamp/"
PAGES = [
    "",
    LAMP,
    "whole/",
    "glossary/",
    "terms/",
    "who/ada-brook/",
    "relations/",
    "timeline/",
    "march/",
    "notes/",
    "aged/",
    "sources/",
    "about/",
    "contribute/",
    "nowhere/",
]
RULES = {"resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
AXE = ROOT / ".cache/axe/package/axe.min.js"  # as `make test` fetches it: newer than the one that comes with the tests
CONTROLS = "button, input, select, textarea, [aria-expanded], [aria-haspopup]"
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"


def findings(page: Page) -> list[str]:
    """What axe finds on a page as it stands, in light and in dark: the rule, how often, and the first place."""
    axe = Axe.from_file(AXE) if AXE.is_file() else Axe()
    page.emulate_media(color_scheme="dark")
    dark = axe.run(page, options=COLOURS).response["violations"]
    page.emulate_media(color_scheme="light")
    light = axe.run(page, options=RULES).response["violations"]
    return [f"{one['id']} ×{len(one['nodes'])}: {one['nodes'][0]['target']}" for one in (*light, *dark)]


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("pages", [PAGES[::2], PAGES[1::2]], ids=["one half", "the other"])
def test_axe_finds_nothing_and_no_page_asks_another_host_complains_or_keeps_a_cookie(
    browser: Browser, small: Path, width: int, pages: list[str]
) -> None:
    with reading(browser, small / "site", width, reduced_motion="reduce") as reader:
        found = {path: findings(reader.open(path)) for path in pages}
        assert {path: wrong for path, wrong in found.items() if wrong} == {}
        assert [fault for fault in reader.faults if "404" not in fault] == []
        assert reader.context.cookies() == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_axe_finds_nothing_with_a_note_open_and_the_choices_shown(browser: Browser, small: Path, width: int) -> None:
    with reading(browser, small / "site", width, reduced_motion="reduce") as reader:
        page = reader.open(LAMP)
        page.locator("#passage-storm").click()
        assert findings(page) == []
        page.get_by_role("button", name="How to read").click()
        assert findings(page) == []


def test_no_page_scrolls_sideways_at_400_per_cent_zoom(browser: Browser, small: Path) -> None:
    with reading(browser, small / "site", 320, 256) as reader:
        wide = [path for path in PAGES if reader.open(path).evaluate(SIDEWAYS)]
        page = reader.open(LAMP + "#storm")
        page.get_by_role("button", name="How to read").click()
        assert wide == [] and not page.evaluate(SIDEWAYS)


@pytest.mark.parametrize("width", [WIDE, 320])
def test_a_table_that_is_wider_than_its_window_is_moved_by_keys(browser: Browser, crowded: Path, width: int) -> None:
    with reading(browser, crowded, width) as reader:
        page = reader.open("about/")
        expect(page.locator("article table[tabindex='0']")).to_have_count(int(width == 320))
        assert findings(page) == []
        assert not page.evaluate(SIDEWAYS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_choice_of_light_or_dark_outlasts_the_page(browser: Browser, small: Path, scheme: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with reading(browser, small / "site", color_scheme=scheme) as reader:
        page = reader.open("")
        before = page.evaluate(ground)
        page.get_by_role("button", name="Light or dark").click()
        chosen = page.evaluate(ground)
        assert chosen != before
        assert reader.open("about/").evaluate(ground) == chosen
        assert reader.faults == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_without_scripts_every_passage_leads_to_its_note_and_back(browser: Browser, small: Path, width: int) -> None:
    with reading(browser, small / "site", width, java_script_enabled=False) as reader:
        page = reader.page
        page.goto(HOME + LAMP)
        for note in ("keeper", "storm", "lifeboat"):
            page.locator(f"#passage-{note}").click()
            assert page.url == f"{HOME}{LAMP}#{note}"
            expect(page.locator(f"#{note}")).to_be_in_viewport()
            page.locator(f".note:has(#{note}) a[role=doc-backlink]").click()
            assert page.url == f"{HOME}{LAMP}#passage-{note}"
            expect(page.locator(f"#passage-{note}")).to_be_in_viewport()
        assert reader.faults == []


def test_without_scripts_nothing_is_shown_that_only_a_script_can_work(browser: Browser, small: Path) -> None:
    dead = {}
    with reading(browser, small / "site", java_script_enabled=False) as reader:
        for path in PAGES:
            reader.page.goto(HOME + path)
            shown = reader.page.locator(CONTROLS).and_(reader.page.locator(":not(.graph input)")).filter(visible=True)
            dead[path] = [one.get_attribute("aria-label") for one in shown.all()]  # a picture’s two states are the style’s alone
    assert {path: found for path, found in dead.items() if found} == {}


def test_the_keyboard_meets_the_way_to_the_words_first(wide: Reader) -> None:
    page = wide.open(LAMP)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{LAMP}#the-lamp")
    expect(page.locator("h1")).to_be_in_viewport()


def test_a_small_screen_has_a_menu_of_every_room(phone: Reader) -> None:
    page = phone.open(LAMP)
    page.get_by_label("Menu", exact=True).tap()
    for name in ("Cover", "The answer", "Who is who", "Timeline", "Terms", "All notes", "Sources", "About this edition"):
        expect(page.get_by_role("link", name=name, exact=True).filter(visible=True).first).to_be_visible()
    page.get_by_role("link", name="Terms", exact=True).filter(visible=True).first.tap()
    page.wait_for_url("**/terms/")


def squeezed(text: str) -> str:
    """The letters of a text: numbers stand at its passages, and a page break or a hyphen may stand anywhere."""
    return re.sub(r"[\W\d_]", "", unicodedata.normalize("NFKC", text)).lower()


def test_on_paper_every_note_and_source_is_there_and_nothing_of_the_site(wide: Reader, small: Path) -> None:
    page = wide.open(LAMP)
    choose(page, "does not hold")  # which is put away, on the screen
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    text = squeezed(re.sub(r"\[\d+(, [^\]]*)?\]", "", "".join(sheet.extract_text() for sheet in sheets)))
    section = load_edition(small).sections["essay"][0]
    for words in [*(paragraph.source for paragraph in section.paragraphs), *(note.body for note in section.notes)]:
        for line in plain(without_citations(words)).split("\n"):
            assert squeezed(line) in text, line
    for words in ("Report on the lights of the bay", "https://example.org/letters/12"):
        assert squeezed(words) in text, words
    page.emulate_media(media="print")
    expect(page.get_by_role("button").or_(page.get_by_role("navigation")).filter(visible=True)).to_have_count(0)


def test_forced_colours_keep_the_marks(browser: Browser, small: Path) -> None:
    with reading(browser, small / "site", WIDE, forced_colors="active") as reader:
        page = reader.open(LAMP)
        line = "link => getComputedStyle(link).textDecorationLine"
        assert page.eval_on_selector_all("a.passage", f"all => all.map({line})") == ["underline"] * 3
