"""From selected words to a proposal, in a real browser; and the form's rules held to those of `edition check`."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from edition.check import rules as check
from edition.contribute.insert import Draft, inserted, with_section
from edition.model.edition import load

PATH = "docs/essay/02-answer.md"
GOOD = (
    "The medal lies in the museum of the town, with a card that calls it pewter. Nobody has tested the metal, so the essay may be "
    "right or wrong about it, and the curator has said that the question is not worth a scratch. "
    "Its date is sure [@board-1901, p. 12]."
)
SELECT = """([words]) => {
  const paragraph = [...document.querySelectorAll(".restated")].find((one) => one.textContent.includes(words));
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let length = 0;
  const range = document.createRange();
  const [start, end] = [paragraph.textContent.indexOf(words), paragraph.textContent.indexOf(words) + words.length];
  for (let node; (node = walker.nextNode()); length += node.data.length) {
    if (start >= length && start <= length + node.data.length) range.setStart(node, start - length);
    if (end >= length && end <= length + node.data.length) { range.setEnd(node, end - length); break; }
  }
  paragraph.scrollIntoView({ block: "center" });
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
PROBLEMS = """async ([draft, address]) => {
  const [{ problems }, rules] = await Promise.all([import(`${address}/assets/suggest-rules.js`),
    fetch(`${address}/assets/suggest/rules.json`).then((answer) => answer.json())]);
  const paragraphs = [...document.querySelectorAll(".restated")];
  const page = { texts: paragraphs.map((one) => one.textContent), ids: paragraphs.map((one) => one.id),
    restated: paragraphs.map(() => true), sources: new Map(rules.sources), spellings: rules.spellings };
  return problems(draft, page).map(({ rule, message, warning }) => [rule, message, warning]);
}"""
NOTE = """async ([draft, address, today]) => {
  const [rules, { patch, markdown, lineFor, address: name }] = await Promise.all([
    fetch(`${address}/assets/suggest/rules.json`).then((answer) => answer.json()), import(`${address}/assets/suggest-note.js`)]);
  const section = await (await fetch(`${address}/assets/suggest/essay--02-answer.json`)).json();
  const texts = [...document.querySelectorAll(".restated")].map((one) => one.textContent);
  const made = markdown({ ...draft, id: name(draft.quote, new Set(rules.ids)) }, today);
  return patch({ quote: draft.quote, markdown: made }, section.source, texts, section.path);
}"""


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    width = getattr(request, "param", 1280)
    made = browser.new_context(viewport={"width": width, "height": 800}, has_touch=width < 500)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, small_address: str) -> Page:
    opened = context.new_page()
    opened.goto(f"{small_address}/essay/02-answer/")
    opened.locator(".suggest-first").wait_for()
    return opened


TEXTS = {
    "good": GOOD,
    "empty": "",
    "short": "Too short [@board-1901].",
    "uncited": GOOD.replace(" [@board-1901, p. 12]", ""),
    "unknown source": GOOD.replace("board-1901", "board-1902"),
    "straight": GOOD.replace("a card", 'a "card'),
    "apostrophe": GOOD.replace("a card", "the town's card"),
    "html": GOOD.replace("a card", "a <b>card</b>"),
    "handler": GOOD.replace("a card", "a <img src=x onerror=y> card"),
    "contraction": GOOD.replace("has tested", "hasn’t tested"),
    "it is": GOOD.replace("It", "It’s").replace("The medal", "It’s"),
    "in quotes": GOOD.replace("a card", "“it isn’t” on a card"),
    "ordinal": GOOD.replace("Its date", "The 4th of March"),
    "american": GOOD.replace("Its date", "March 4, 1891"),
    "iso": GOOD.replace("Its date", "1891-03-04"),
    "no day": GOOD.replace("Its date", "31 June 1891"),
    "weekday": GOOD.replace("Its date", "Monday 4 March 1891"),
    "right weekday": GOOD.replace("Its date", "Wednesday 4 March 1891"),
    "range": GOOD.replace("Its date", "The span 1890-91"),
    "percent": GOOD.replace("Its date", "The 30 % of it"),
    "now": GOOD.replace("Its date", "Today its date"),
    "heading": GOOD + "\n\n#### More",
    "include": GOOD + '\n\n--8<-- "x"',
    "template": GOOD + "\n\n{{ x }}",
    "fence": GOOD + "\n\n```\nx\n```",
    "script link": GOOD + " [x](javascript:alert(1))",
    "user link": GOOD + " [x](https://a.b@evil.example/)",
    "bare link": GOOD + " [x](//evil.example/)",
    "good link": GOOD + " [x](https://example.org/a)",
    "wide link": GOOD + " [x](javascript\uff1aalert(1))",
    "link without words": GOOD + " [](https://example.org/a)",
    "underlined": GOOD + "\n\nSources\n---\n\nNone.",
    "picture": GOOD + " ![x](https://example.org/a.png)",
    "hidden": GOOD.replace("museum", "mus\u200beum"),
    "turned": GOOD.replace("museum", "\u202emuseum"),
    "alike": GOOD.replace("museum", "musеum"),
}
# What only the tree of the whole file can tell, and the hint that needs a library.
BEYOND = {"attribute-unsafe"}


def judged(root: Path, draft: dict[str, str]) -> set[tuple[str, str, bool]]:
    """What `check` says about an edition with the note in it and did not say before."""
    before = load(root)
    section = next(section for section in before.all_sections() if section.path == PATH)
    text, _ = inserted(before, section, Draft(draft["quote"], "context", "", "2026-11-24", draft["text"]))
    old = {problem.message for problem in check.check(before)}
    return {
        (found.rule, found.message.split("; nearest")[0], found.warning)
        for found in check.check(with_section(before, PATH, text))
        if found.message not in old and found.rule not in BEYOND
    }


@pytest.mark.parametrize("end", ["#%", "#%E0%A4%A", "#%22]", "?lens=__proto__+constructor"])
def test_an_address_that_means_nothing_stops_no_script(context: BrowserContext, small_address: str, end: str) -> None:
    wrong: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.goto(f"{small_address}/essay/02-answer/{end}")
    opened.locator(".suggest-first").wait_for()
    assert wrong == []


def test_the_form_says_what_check_says(page: Page, small: Path, small_address: str) -> None:
    different = {}
    for name, text in TEXTS.items():
        draft = {"quote": "the keeper", "text": text} if name == "unquoted" else {"quote": "plain tin", "text": text}
        here = page.evaluate(PROBLEMS, [draft, small_address])
        here = {(rule, message.split("; nearest")[0], warning) for rule, message, warning in here if rule not in BEYOND}
        there = judged(small, draft)
        if here != there:
            different[name] = (here - there, there - here)
    assert not different


@pytest.mark.parametrize(
    ("quote", "rule"), [("no such words", "quote-missing"), ("the keeper", "quote-unmarked"), ("", "quote-empty")]
)
def test_the_form_judges_the_quote_as_check_does(page: Page, small: Path, small_address: str, quote: str, rule: str) -> None:
    draft = {"quote": quote, "text": GOOD}
    here = {(found, message.split("; n")[0]) for found, message, _ in page.evaluate(PROBLEMS, [draft, small_address])}
    there = {(found, message.split("; n")[0]) for found, message, _ in judged(small, draft) if found.startswith("quote")}
    assert here == there and {found for found, _ in here} == {rule}


@pytest.mark.parametrize("quote", ["plain tin", "the matter", "A year later"])
def test_the_patch_is_what_the_terminal_writes(page: Page, small: Path, small_address: str, tmp_path: Path, quote: str) -> None:
    before = load(small)
    section = next(section for section in before.all_sections() if section.path == PATH)
    text, _ = inserted(before, section, Draft(quote, "correction", "wrong", "2026-11-24", GOOD))
    patch = page.evaluate(
        NOTE, [{"quote": quote, "kind": "correction", "verdict": "wrong", "text": GOOD}, small_address, "2026-11-24"]
    )
    file = tmp_path / PATH
    file.parent.mkdir(parents=True)
    file.write_text(section.source, "utf-8")
    applied = subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=patch, text=True, capture_output=True, check=False)
    assert applied.returncode == 0, applied.stderr
    assert file.read_text("utf-8") == text


def propose(page: Page) -> dict[str, Any]:
    page.get_by_label("The note", exact=True).fill(GOOD)
    link = page.get_by_role("link", name="Propose")
    address = link.get_attribute("href") or ""
    assert address.startswith("https://forge.test/issues/new?") and len(address) < 8000
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


@pytest.mark.parametrize("context", [1280, 390], indirect=True)
def test_selected_words_become_a_filled_form(page: Page) -> None:
    page.evaluate(SELECT, ["lain ti"])
    page.locator(".suggest-float").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    given = propose(page)
    assert (given["quote"], given["section"], given["template"], given["kind"]) == ("plain tin", PATH, "note.yml", "context")
    assert given["text"] == GOOD and given["title"] == "Note on “plain tin”"


def test_the_keyboard_reaches_every_paragraph(page: Page) -> None:
    button = page.get_by_role("button", name="Suggest a note on paragraph 3")
    button.focus()
    expect(button).to_be_in_viewport()
    assert button.bounding_box()["height"] >= 24  # type: ignore[index]
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Suggest a note")
    expect(dialog).to_be_visible()
    page.get_by_role("button", name="medal of plain tin").press("Enter")
    assert propose(page)["quote"] == "medal of plain tin"
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_a_proposal_with_a_problem_cannot_be_sent(page: Page) -> None:
    page.locator(".suggest-first").click()
    page.get_by_label("The author’s words").fill("nobody said this")
    page.get_by_label("The note", exact=True).fill(GOOD)
    expect(page.get_by_role("link", name="Propose")).to_have_count(0)
    expect(page.locator(".suggest-problems")).to_contain_text("not in the text: “nobody said this”")


def test_what_an_address_cannot_hold_goes_to_the_clipboard(page: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.route("https://forge.test/**", lambda route: route.fulfill(body="the forge", content_type="text/html"))
    page.evaluate(SELECT, ["plain tin"])
    page.locator(".suggest-float").click()
    long = f"{GOOD} {'“Кириллица” ' * 120}"
    page.get_by_label("The note", exact=True).fill(long)
    link = page.get_by_role("link", name="Propose")
    assert len(link.get_attribute("href") or "") <= 6000
    with context.expect_page():
        link.click()
    expect(page.locator(".suggest-status")).to_contain_text("is on the clipboard")
    assert page.evaluate("navigator.clipboard.readText()") == long


def test_a_draft_stays_on_the_device(page: Page) -> None:
    page.locator(".suggest-first").click()
    page.get_by_label("The note", exact=True).fill("Half a thought")
    page.reload()
    page.locator(".suggest-first").click()
    expect(page.get_by_label("The note", exact=True)).to_have_value("Half a thought")
    page.get_by_role("button", name="Start afresh").click()
    expect(page.get_by_label("The note", exact=True)).to_have_value("")


def test_nothing_typed_becomes_markup(page: Page) -> None:
    page.locator(".suggest-first").click()
    page.get_by_label("The note", exact=True).fill(
        "<img src=x onerror=window.pwned=1> [x](javascript:window.pwned=1) **b** [@board-1901]"
    )
    shown = page.locator(".suggest-preview")
    expect(shown.locator("strong")).to_have_text("b")
    assert shown.locator("img, script, a[href^=javascript]").count() == 0
    assert page.evaluate("window.pwned") is None


def test_each_note_can_be_edited_and_reported(page: Page) -> None:
    edit = page.locator("#medal").locator("..").locator(".tools a").first
    assert edit.get_attribute("href") == "https://forge.test/edit/main/docs/essay/02-answer.md#L8"
    report = page.locator("#medal").locator("..").locator(".tools a").nth(1).get_attribute("href") or ""
    assert parse_qs(urlsplit(report).query)["note"] == [f"{PATH}#medal"]


def test_the_form_is_accessible(page: Page) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.locator(".suggest-first").click()
    page.get_by_label("The note", exact=True).fill("Half a thought <b>")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert not found.response["violations"], found.generate_report()
