"""The reading view in a real browser: wide and narrow, by mouse, keyboard and touch, without JavaScript, on paper."""

import io
import json
import random
import re
import shutil
import time
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from pypdf import PdfReader

from edition.model.edition import load
from edition.text.citations import without_citations
from edition.text.tree import plain
from tests.conftest import HOME, build
from tests.crowded import section as crowded_section
from tests.reader import Reader, becomes, reading

WIDE, TABLET, SMALL, PHONE, LEAST = 1440, 1024, 768, 390, 320
WIDTHS = [WIDE, TABLET, SMALL, PHONE, LEAST]
SECTIONS = [f"essay/{path.stem}/" for path in sorted((Path(__file__).parents[1] / "docs" / "essay").glob("*.md"))]
DEAL = "essay/02-deal/"
PASSAGES = "article a.passage:not([aria-hidden]), article a.note-ref"
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.note')].filter((note) => !note.hidden).map((note) => note.getBoundingClientRect());
  const text = [...document.querySelectorAll('.restated, .verbatim, .who, .brief, h1')].map((one) => one.getBoundingClientRect());
  const across = (one, other) => one.left < other.right - 1 && other.left < one.right - 1;
  const meets = (one, other) => across(one, other) && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  const faults = [];
  boxes.forEach((box, at) => {
    if (boxes.slice(at + 1).some((other) => meets(box, other))) faults.push(`note ${at + 1} lies on another`);
    if (text.some((other) => meets(box, other))) faults.push(`note ${at + 1} lies on the text`);
    if (at && box.top < boxes[at - 1].top) faults.push(`note ${at + 1} is out of order`);
    if (box.right > innerWidth + 1 || box.height < 1) faults.push(`note ${at + 1} cannot be seen`);
  });
  return faults;
}"""


@pytest.fixture(scope="session")
def crowded(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with a crowded page in the place of the first section."""
    folder = Path(shutil.copytree(project, tmp_path_factory.mktemp("crowded") / "edition"))
    (folder / "docs/essay/01-mutiny.md").write_text(crowded_section(), "utf-8")
    target = folder / "site"
    done = build(folder, target, strict=False)  # other pages link to the notes that are gone
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture
def wide(browser: Browser, site: Path) -> Iterator[Reader]:
    with reading(browser, site, WIDE) as reader:
        yield reader


@pytest.fixture
def phone(browser: Browser, site: Path) -> Iterator[Reader]:
    with reading(browser, site, PHONE, 844, has_touch=True, is_mobile=True) as reader:
        yield reader


def card(page: Page) -> Locator:
    return page.locator("#card:popover-open")


def in_margins(page: Page) -> bool:
    return bool(page.locator("article.margins").count())


def scroll(page: Page) -> float:
    return float(page.evaluate("scrollY"))


# ---- the margin


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_margin_notes_never_overlap(browser: Browser, site: Path, scheme: str) -> None:
    with reading(browser, site, WIDE, color_scheme=scheme) as reader:
        for path in [*SECTIONS, "whole/"]:
            page = reader.open(path)
            assert in_margins(page), path
            becomes(page, OVERLAPS, [], path)
            page.evaluate("document.documentElement.style.fontSize = '40px'")
            becomes(page, OVERLAPS, [], f"{path} at 200 % text")


def test_a_note_stands_beside_its_passage_where_there_is_room(wide: Reader) -> None:
    page = wide.open(DEAL)
    first = page.locator(PASSAGES).first.bounding_box()
    note = page.locator(".note").first.bounding_box()
    assert first and note
    assert abs(first["y"] - note["y"]) < 60
    assert note["x"] > first["x"] + first["width"]


def test_the_margin_follows_unfolding_and_resizing(wide: Reader) -> None:
    page = wide.open("essay/06-lost-wars/")
    more = page.locator(".note .more:visible").first
    before = page.locator(".note").first.bounding_box()
    more.click()
    expect(page.locator(".note .more[aria-expanded=true]")).to_have_count(1)
    after = page.locator(".note").first.bounding_box()
    assert before and after and after["height"] > before["height"]
    becomes(page, OVERLAPS, [])
    page.set_viewport_size({"width": 1150, "height": 800})
    becomes(page, OVERLAPS, [])
    page.set_viewport_size({"width": SMALL, "height": 800})
    expect(page.locator("article.margins")).to_have_count(0)


def layouts(reader: Reader, path: str) -> int:
    """How often the browser has laid out a page by the time that its notes stand where they belong."""
    session = reader.context.new_cdp_session(reader.page)
    session.send("Performance.enable")
    page = reader.open(path)
    page.wait_for_selector(".margins.settled")
    page.wait_for_timeout(500)  # whatever else lays it out
    return next(int(one["value"]) for one in session.send("Performance.getMetrics")["metrics"] if one["name"] == "LayoutCount")


def test_many_notes_cost_no_more_layouts_of_the_page_than_few(wide: Reader) -> None:
    """A layout for each note would freeze a page of a thousand."""
    assert layouts(wide, "whole/") <= layouts(wide, DEAL) + 10


SHIFTS = """() => new Promise((resolve) => {
  const found = [];
  const told = new PerformanceObserver((list) => found.push(...list.getEntries().map((entry) => entry.value)));
  told.observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(found.reduce((sum, value) => sum + value, 0)), 1000);
})"""


@pytest.mark.parametrize("width", [WIDE, SMALL, PHONE])
@pytest.mark.parametrize("path", ["", "essay/01-mutiny/", DEAL, "whole/", "glossary/", "timeline/", "sources/"])
def test_nothing_that_is_read_moves_while_a_page_and_its_fonts_come(browser: Browser, site: Path, path: str, width: int) -> None:
    def late(route: Route) -> None:
        time.sleep(0.3)
        route.fallback()

    with reading(browser, site, width) as reader:
        reader.context.route("**/*.woff2", late)
        page = reader.open(path)
        assert page.evaluate(SHIFTS) < 0.01


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_on_a_phone_no_script_is_asked_for_before_the_words_are_there(browser: Browser, site: Path, width: int) -> None:
    """But for the one that knows light from dark. Where notes stand in the margin the reading view comes with the page."""
    with reading(browser, site, width) as reader:
        page = reader.page
        page.goto(HOME + DEAL)
        expect(page.locator("div.controls")).to_be_visible()  # the reading view came without being called
        asked = page.evaluate("performance.getEntriesByType('resource').map((one) => [one.name.split('/').pop(), one.startTime])")
        painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        scripts = {name: start for name, start in asked if name.endswith(".js")}
        early = {name for name, start in scripts.items() if start < painted}
        assert "card.js" in scripts
        assert early == {"theme.js"} if width == PHONE else "reading.js" in early


def test_pointing_at_a_passage_marks_its_note_and_the_reverse(wide: Reader) -> None:
    page = wide.open(DEAL)
    page.locator("#passage-exile").hover()
    expect(page.locator(".note.active h3")).to_have_attribute("id", "exile")
    page.locator(".note:has(#charges)").hover()
    expect(page.locator("a.passage.active")).to_have_attribute("id", "passage-charges")


def independent_stack(wanted: list[int], heights: list[int], gap: int) -> list[Fraction]:
    """The least squares by the min-max formula for isotonic regression, which pools nothing."""
    offsets = [sum(height + gap for height in heights[:at]) for at in range(len(heights))]
    level = [Fraction(top - offset) for top, offset in zip(wanted, offsets, strict=True)]

    def mean(start: int, end: int) -> Fraction:
        return sum(level[start : end + 1], Fraction()) / (end + 1 - start)

    count = range(len(level))
    best = [max(min(mean(start, end) for end in count if end >= at) for start in count if start <= at) for at in count]
    return [one + offset for one, offset in zip(best, offsets, strict=True)]


def test_notes_are_displaced_as_little_as_possible(wide: Reader) -> None:
    chance = random.Random(7)
    cases = [
        (sorted(chance.randrange(0, 900) for _ in range(size)), [chance.randrange(20, 300) for _ in range(size)])
        for size in (1, 2, 3, 5, 8, 13)
        for _ in range(12)
    ]
    page = wide.open(DEAL)
    script = """async (cases) => {
      const { stack } = await import('/war/assets/margin.js');
      return cases.map(([wanted, heights]) => stack(wanted, heights, 12, -1e9));
    }"""
    found = page.evaluate(script, cases)
    for (wanted, heights), tops in zip(cases, found, strict=True):
        assert tops == pytest.approx([float(top) for top in independent_stack(wanted, heights, 12)], abs=1e-6)


# ---- the card


@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_alone_reaches_every_note_and_comes_back(browser: Browser, site: Path, width: int) -> None:
    with reading(browser, site, width) as reader:
        page = reader.open(DEAL)
        passages = page.locator(PASSAGES)
        margins = in_margins(page)
        page.locator("h1").evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")
        for at in range(passages.count()):
            for _ in range(60):
                page.keyboard.press("Tab")
                if passages.nth(at).evaluate("node => node === document.activeElement"):
                    break
            expect(passages.nth(at)).to_be_focused()
            page.keyboard.press("Enter")
            inside = page.locator(".note.active") if margins else card(page)
            expect(inside).to_be_visible()
            expect(inside).to_be_focused()
            if not margins:
                expect(inside).to_have_accessible_name(re.compile(re.escape(passages.nth(at).inner_text()[:12])))
            page.keyboard.press("Tab")
            assert inside.evaluate("node => node.contains(document.activeElement) && node !== document.activeElement")
            page.keyboard.press("Escape")
            expect(passages.nth(at)).to_be_focused()
            expect(card(page)).to_have_count(0)


def test_the_card_says_what_it_is(browser: Browser, site: Path) -> None:
    with reading(browser, site, SMALL) as reader:
        page = reader.open(DEAL)
        page.locator("#passage-fighters").click()
        expect(card(page)).to_match_aria_snapshot("""
          - dialog "“return to fighting”":
            - heading "“return to fighting”" [level=2]
            - list:
              - listitem:
                - paragraph: /Correction · wrong/
                - paragraph: /.+/
                - paragraph:
                  - button "Copy link"
            - button "Close"
        """)


def test_the_card_opens_for_a_pointer_that_rests_and_stays_while_it_is_in_it(browser: Browser, site: Path) -> None:
    with reading(browser, site, SMALL) as reader:
        page = reader.open(DEAL)
        page.locator("#passage-exile").hover()
        assert card(page).count() == 0
        expect(card(page)).to_be_visible()
        page.locator("#card h2").hover()
        page.wait_for_timeout(500)
        expect(card(page)).to_be_visible()
        page.locator("h1").hover()
        expect(card(page)).to_have_count(0)


def test_a_press_outside_closes_the_card(browser: Browser, site: Path) -> None:
    with reading(browser, site, SMALL) as reader:
        page = reader.open(DEAL)
        page.locator("#passage-exile").click()
        expect(card(page)).to_be_visible()
        page.locator("h1").click()
        expect(card(page)).to_have_count(0)


def test_a_tap_opens_a_sheet_at_the_foot_and_keeps_the_place(phone: Reader) -> None:
    page = phone.open(DEAL)
    page.locator("#passage-exile").scroll_into_view_if_needed()
    before = scroll(page)
    page.locator("#passage-exile").tap()
    expect(card(page)).to_be_visible()
    box = card(page).bounding_box()
    assert box and box["x"] == 0 and box["width"] == PHONE
    assert abs(box["y"] + box["height"] - 844) <= 1
    assert scroll(page) == before
    assert page.evaluate("location.hash") == ""
    page.touchscreen.tap(4, 220)  # the edge of the page, where no link is
    expect(card(page)).to_have_count(0)
    assert scroll(page) == before


def test_targets_are_large_enough_for_a_finger(phone: Reader) -> None:
    page = phone.open(DEAL)
    page.locator("#passage-exile").tap()
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, summary, .parts a, a.passage, #card .citations a')]
          .filter((node) => node.checkVisibility() && node.closest('article'))
          .filter((node) => Math.min(node.getBoundingClientRect().width, node.getBoundingClientRect().height) < 24)
          .map((node) => node.outerHTML.slice(0, 90))"""
    )
    assert small == []


def test_names_and_sources_have_cards_too(browser: Browser, site: Path) -> None:
    with reading(browser, site, SMALL) as reader:
        page = reader.open(DEAL)
        page.locator("article a.actor").first.click()
        expect(card(page)).to_contain_text("Лукашенко")
        expect(card(page).locator("[lang]").first).to_have_attribute("lang", re.compile("^(ru|be)$"))
        expect(card(page).get_by_role("link")).to_have_attribute("href", re.compile("aleksandr-lukashenko"))
        page.keyboard.press("Escape")
        citation = page.locator(".note a.citation").first
        citation.click()
        expect(card(page).get_by_role("link").first).to_have_attribute("href", re.compile("^https?://"))
        page.keyboard.press("Escape")
        expect(citation).to_be_focused()


# ---- stepping and choosing


@pytest.mark.parametrize("width", [WIDE, SMALL])
def test_n_and_p_step_through_the_notes(browser: Browser, site: Path, width: int) -> None:
    with reading(browser, site, width) as reader:
        page = reader.open(DEAL)
        here = ".note.active h3" if in_margins(page) else "#card:popover-open [data-of]"
        seen = []
        for key in "nnnp":
            page.keyboard.press(key)
            found = page.locator(here).first
            seen.append(found.get_attribute("id") or found.get_attribute("data-of"))
        assert seen == ["ally", "negotiator", "exile", "negotiator"]


def test_marks_and_kinds_can_be_hidden_and_the_choice_is_remembered(browser: Browser, site: Path) -> None:
    with reading(browser, site, SMALL) as reader:
        page = reader.open(DEAL)
        passage = page.locator("#passage-fighters")
        page.get_by_role("button", name="Marks in the text").click()
        assert "underline" not in passage.evaluate("node => getComputedStyle(node).textDecorationLine")
        page.get_by_role("button", name="Marks in the text").click()
        page.get_by_text("Choose notes").click()
        page.get_by_label(re.compile("Correction")).uncheck()
        expect(page.locator(".note:has(#fighters)")).to_be_hidden()
        expect(page.locator(".note:has(#exile)")).to_be_visible()
        page.reload()
        expect(page.locator(".note:has(#fighters)")).to_be_hidden()
        assert reader.context.cookies() == []


def test_the_address_of_a_note_can_be_copied(browser: Browser, site: Path) -> None:
    with reading(browser, site, SMALL, permissions=["clipboard-read", "clipboard-write"]) as reader:
        page = reader.open(DEAL)
        page.locator("#passage-exile").click()
        card(page).get_by_role("button", name="Copy link").click()
        expect(card(page).get_by_role("button", name="Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()").endswith("/essay/02-deal/#exile")


def test_the_cover_offers_to_go_on_where_the_reader_was(wide: Reader) -> None:
    wide.open("essay/06-lost-wars/").evaluate("document.getElementById('p10').scrollIntoView()")
    page = wide.open("")
    link = page.locator(".go-on a")
    expect(link).to_have_attribute("href", re.compile("06-lost-wars/#p10$"))


def test_an_address_with_a_note_shows_the_note(wide: Reader) -> None:
    page = wide.open(DEAL + "#charges")
    expect(page.locator(".note.active h3")).to_have_attribute("id", "charges")
    expect(page.locator(".note.active")).not_to_have_class(re.compile("folded"))


# ---- what copying, screen readers, paper and the lack of scripts get


def test_copying_a_paragraph_gives_its_text_and_nothing_else(wide: Reader, project: Path) -> None:
    page = wide.open(DEAL)
    paragraph = load(project).sections["essay"][1].paragraphs[0]
    page.locator("#p2").evaluate("node => getSelection().selectAllChildren(node)")
    assert page.evaluate("getSelection().toString()") == plain(paragraph.source)
    assert page.locator("#p2").evaluate("node => node.textContent") == plain(paragraph.source)


def test_a_screen_reader_hears_the_passage_once_and_what_the_note_is(wide: Reader) -> None:
    page = wide.open(DEAL)
    passage = page.locator("#passage-fighters")
    expect(passage).to_have_accessible_name("Note 5, correction, on “return to fighting”")
    expect(passage).to_have_attribute("role", "doc-noteref")
    back = page.locator(".note:has(#fighters) .back")
    expect(back).to_have_attribute("aria-label", "Back to the passage “return to fighting”")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_nothing_opens_by_moving_the_focus_over_it(browser: Browser, site: Path, width: int) -> None:
    with reading(browser, site, width) as reader:
        page = reader.open(DEAL)
        for passage in page.locator(PASSAGES).all():
            passage.focus()
            page.wait_for_timeout(50)
            expect(card(page)).to_have_count(0)


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_without_javascript_every_passage_leads_to_its_note_and_back(browser: Browser, site: Path, width: int) -> None:
    with reading(browser, site, width, java_script_enabled=False) as reader:
        page = reader.page
        page.goto("https://edition.test/war/" + DEAL)
        assert not page.locator("article").locator("button, input, summary, [aria-expanded]").filter(visible=True).all()
        assert page.locator("article .controls").bounding_box() is None  # nor is room kept for what never comes
        passage = page.locator("#passage-charges")
        passage.click()
        assert page.url.endswith("#charges")
        expect(page.locator("#charges")).to_be_in_viewport()
        page.locator(".note:has(#charges) .back").click()
        assert page.url.endswith("#passage-charges")
        expect(passage).to_be_in_viewport()


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).lower()


def test_on_paper_every_note_and_source_is_there_and_nothing_of_the_site(wide: Reader, project: Path) -> None:
    section = load(project).sections["essay"][1]
    page = wide.open(DEAL)
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = squeezed(re.sub(r"\[\d+(, [^\]]*)?\]", "", "".join(sheet.extract_text() for sheet in pdf.pages)))
    for note in section.notes:
        for sentence in plain(without_citations(note.body)).split("\n"):
            assert squeezed(sentence) in text, (note.id, sentence)
    assert squeezed("fpif.org/the-war-comes-home") in text
    page.emulate_media(media="print")
    shown = [
        name
        for name in (".md-header", ".controls", ".parts", ".md-footer", ".tools")
        if page.locator(f"{name} >> visible=true").count()
    ]
    assert shown == []
    address = page.locator(".sources a[href^=http]").first
    assert address.evaluate("node => getComputedStyle(node, '::after').content").startswith('" <http')


@pytest.mark.parametrize("width", [LEAST, 640])
def test_no_page_scrolls_sideways_at_400_per_cent_zoom(browser: Browser, site: Path, width: int) -> None:
    with reading(browser, site, width, 256) as reader:
        for path in [
            "",
            *SECTIONS,
            "whole/",
            "glossary/",
            "terms/",
            "sources/",
            "notes/",
            "about/",
            "method/",
            "contribute/",
            "nowhere/",
        ]:
            page = reader.open(path)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_forced_colours_keep_the_marks(browser: Browser, site: Path) -> None:
    with reading(browser, site, WIDE, forced_colors="active") as reader:
        page = reader.open(DEAL)
        assert page.locator("#passage-exile").evaluate("node => getComputedStyle(node).textDecorationLine") == "underline"


def test_kinds_differ_by_more_than_colour(wide: Reader) -> None:
    page = wide.open("essay/03-ruler/")
    styles = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('a.passage[data-number]')].map((node) => [
          node.className.match(/kind-(\\w+)/)[1],
          [getComputedStyle(node).textDecorationStyle, getComputedStyle(node, '::after').content.slice(-2)].join(),
        ]))"""
    )
    assert len(styles) >= 4
    assert len(set(styles.values())) == len(styles)


# ---- the worst that notes can do


@pytest.mark.parametrize("width", [WIDE, SMALL, LEAST])
def test_a_crowded_page_stays_readable(browser: Browser, crowded: Path, width: int) -> None:
    with reading(browser, crowded, width) as reader:
        page = reader.open("essay/01-mutiny/")
        assert page.locator(".note").count() == 69
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        reached = page.evaluate(
            f"() => [...document.querySelectorAll({json.dumps(PASSAGES)})].flatMap((a) => a.dataset.note.split(' '))"
        )
        assert set(reached) == set(page.evaluate("[...document.querySelectorAll('.note h3')].map((node) => node.id)"))
        if width == WIDE:
            becomes(page, OVERLAPS, [])
            page.locator("#passage-all-of-it").click()
            becomes(page, OVERLAPS, [])
        else:
            page.locator("#passage-same-0").click()
            expect(card(page).locator(".note")).to_have_count(5)
            box = card(page).bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= width


def test_five_notes_on_the_same_words_have_a_number_each(browser: Browser, crowded: Path) -> None:
    with reading(browser, crowded, SMALL) as reader:
        page = reader.open("essay/01-mutiny/")
        for at in range(5):
            link = page.locator(f"a[data-note='same-{at}'], a.passage[data-note^='same-{at} ']").first
            link.click()
            expect(card(page)).to_be_visible()
            page.keyboard.press("Escape")
        assert "1" not in page.locator("#p2").evaluate("node => node.textContent")


def test_no_page_asks_another_host_or_complains(browser: Browser, site: Path) -> None:
    with reading(browser, site, WIDE) as reader:
        for path in ["", *SECTIONS, "whole/", "glossary/", "terms/", "sources/", "notes/", "about/", "method/", "contribute/"]:
            reader.open(path)
            reader.page.wait_for_timeout(50)
        assert reader.faults == []
        assert reader.context.cookies() == []
