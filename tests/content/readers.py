"""What a reader meets in a browser: the answers to queries.yml, and the author's text where EDITION_ESSAY names it."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from edition.cli import make_pages
from edition.files.disk import read_text
from edition.files.problem import Problem
from edition.files.yaml_positions import load
from edition.model.edition import Edition
from tests.conftest import HOME, build, copy_project, executable
from tests.content.essay import essay
from tests.content.remarks import at_note, notes_by_id, remark
from tests.reader import reading
from tests.weight import SECTION, WHOLE, weigh

QUERIES = Path(__file__).with_name("queries.yml")
NAME = "tests/content/queries.yml"
PLACES = {"who": "actor", "terms": "term", "timeline": "event", "sources": "source"}
WAIT = 1500  # milliseconds for an answer to stand


def remarks(edition: Edition) -> Iterator[Problem]:
    """Yield what is not found first, and what of the author's text is not shown; nothing where there is no browser."""
    with TemporaryDirectory() as scratch, sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        except Error:
            print("No browser: nothing is looked for as a reader would (make browser installs one).", file=sys.stderr)
            return
        folder = copy_project(Path(scratch) / "edition")
        make_pages(folder)
        done = build(folder, folder / "site")
        if done.returncode:
            yield remark("mkdocs.yml", f"the site cannot be built: {done.stderr.strip().splitlines()[-1]}", "build")
            return
        with reading(browser, folder / "site") as reader:
            yield from _queries(reader.open(""), [text.folder for text in edition.register.texts])
            yield from _copy(reader.open("whole/"), edition)
        yield from _weights(browser, folder / "site", edition)
        browser.close()


# ---- the weight


def _weights(browser: Browser, site: Path, edition: Edition) -> Iterator[Problem]:
    """Say which page of the text is heavier than a reader on a slow line should have to wait for."""
    pages = [(section.path, section.page.removesuffix(".md") + "/", SECTION) for section in edition.all_sections()]
    whole = [
        (f"docs/{text.folder}", name.removesuffix(".md") + "/", WHOLE)
        for text in edition.register.texts
        if (name := edition.whole_page(text))
    ]
    for name, path, most in [*pages, *whole]:
        size = max(sum(weigh(browser, site, path, width).values()) for width in (1440, 390))
        if size > most:
            yield remark(name, f"its page loads {size / 1000:.1f} kB, fonts apart (at most {most / 1000:.0f})", "weight")


# ---- the search


def _queries(page: Page, texts: list[str]) -> Iterator[Problem]:
    marked = load(read_text(QUERIES, QUERIES.parents[2]), NAME)
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog")
    field = dialog.get_by_role("searchbox")
    expect(field).to_be_focused()
    chosen = ""
    for kind, queries in marked.data.items():
        for number, query in enumerate(queries):
            field.fill("")
            if query.get("only", "") != chosen:
                chosen = query.get("only", "")
                dialog.get_by_role("radio", name=re.compile("Sources" if chosen else "All")).check(force=True)
            field.fill(query["ask"])
            first = _first(page, query, texts)
            if first:
                wanted = query.get("begins") or query["first"]
                message = f"“{query['ask']}” finds {first} first, not {wanted}"
                yield remark(NAME, message, "query", *marked.place((kind, number)))


def _first(page: Page, query: dict[str, Any], texts: list[str]) -> str:
    """Return what a query finds first where that is not what is wanted."""
    hits = page.get_by_role("dialog").get_by_role("listitem").get_by_role("link")
    found = "nothing"
    for _ in range(WAIT // 50):
        page.wait_for_timeout(50)
        if not hits.count():
            continue
        title, found = hits.first.inner_text(), _named(hits.first.get_attribute("href") or "", texts)
        if title.lstrip("“").startswith(query["begins"]) if "begins" in query else found in query["first"].split(" or "):
            return ""
    return found


def _named(href: str, texts: list[str]) -> str:
    """Return a hit as queries.yml writes it: its sort, and the end of its address."""
    path, _, part = href.removeprefix(HOME).partition("#")
    folder, _, name = path.strip("/").rpartition("/")
    if folder in texts:
        return f"{'text' if re.fullmatch(r'p[0-9]+', part) else 'note'}:{part}"
    sort = PLACES.get(folder or name, "page")
    return f"page:{name}#{part}" if sort == "page" and part else f"{sort}:{part or name}"


# ---- the author's text


def _copy(page: Page, edition: Edition) -> Iterator[Problem]:
    path = essay()
    if path is None:
        return
    total = sum(len(section.paragraphs) for section in edition.all_sections())
    page.get_by_role("button", name="Read the author’s own words").click()
    page.get_by_label("Paste your copy").fill(path.read_text("utf-8"))
    page.get_by_role("button", name="Show it with the notes").click()
    page.get_by_role("button", name="Remove it").wait_for()
    told = page.locator("p[data-text]").first.inner_text()
    if f"all {total} paragraphs here are the author’s" not in told:
        yield remark("data/text.yml", f"of the author's text the page says: {told}", "copy")
    links = page.eval_on_selector_all("p [data-note]", "all => all.map((link) => link.dataset.note)")
    placed = {id for ids in links for id in ids.split()}
    for id, (section, note) in notes_by_id(edition).items():
        if id not in placed:
            yield at_note(section, note, "has no passage in the author's text", "copy")
