"""What a reader's browser loads and waits for: a reading page, and the first hit of a search."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page, TimeoutError, sync_playwright

from tests.conftest import executable, serve

PATIENCE = 60_000  # milliseconds; nobody waits longer for a hit
FONTS = (".woff2", ".woff")
HITS = {"ours": ".hits", "plain": ".md-search-result__list"}
FIELD = {"ours": "dialog input[type=search]", "plain": ".md-search__input"}


@contextmanager
def opened(site: Path) -> Iterator[tuple[Page, str, list[str]]]:
    """A page in a browser, the address of the site, and the paths that are asked for."""
    server = serve(site)
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        page = browser.new_page(bypass_csp=True)  # or Playwright could not poll
        page.on("request", lambda request: asked.append(unquote(urlsplit(request.url).path)))
        yield page, f"http://127.0.0.1:{server.server_port}/", asked
        browser.close()
    server.shutdown()


def weight(site: Path, paths: list[str]) -> int:
    """The bytes that some files take on their way, compressed as hosts do; fonts apart, each file once."""
    total = 0
    for name in dict.fromkeys(paths):
        path = site / name.lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        if path.is_file() and path.suffix not in FONTS:
            data = path.read_bytes()
            total += len(data) if path.suffix in (".gz", ".png") else len(gzip.compress(data, 6))
    return total


def rows(folder: Path) -> Iterator[tuple[str, str]]:
    """The lines of the table that a browser must tell, ours beside plain Material's."""
    last = sorted(folder.glob("docs/text-*/*.md"))[-1].relative_to(folder / "docs").with_suffix("").as_posix()
    rare = re.findall(r"### “(.+?)”", (folder / "docs" / f"{last}.md").read_text("utf-8"))[0]
    pages, first, waits = {}, {}, {}
    for name in ("ours", "plain"):
        site = folder / f"site-{name}"
        with opened(site) as (page, home, asked):
            page.goto(f"{home}{last}/", wait_until="networkidle")
            pages[name] = weight(site, asked)
            waits[name] = search(page, name, rare)
            first[name] = weight(site, [path for path in asked if "search" in path])
    for label, found in (("a reading page, fonts apart", pages), ("loaded for the first hit, with the page or after it", first)):
        yield label, f"{found['ours'] / 1e3:.0f} kB (plain Material {found['plain'] / 1e3:.0f} kB)"
    yield "from the last key to the first hit", f"{waits['ours']:.0f} ms (plain Material {waits['plain']:.0f} ms)"


def search(page: Page, name: str, words: str) -> float:
    """Milliseconds from the last key to the first hit for some words, in a search that has just been opened."""
    page.keyboard.press("/")
    page.wait_for_selector(FIELD[name])
    page.evaluate("addEventListener('keyup', () => { window.typed = performance.now(); }, { capture: true })")
    page.keyboard.type(words, delay=20)
    hit = f"document.querySelector('{HITS[name]}')?.textContent.includes({words!r})"
    seen = f"() => {hit} && performance.now()"
    try:
        found = page.wait_for_function(seen, polling=10, timeout=PATIENCE).json_value()
    except TimeoutError:
        return PATIENCE
    return max(0.0, float(found) - float(page.evaluate("window.typed")))
