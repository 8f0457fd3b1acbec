"""A reader before a real browser: the site at its own address, and everything that goes wrong written down."""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.conftest import HOME

# Importing a module that is on its way waits for it. The reading view asks for those that a page names, but for what waits for its
# reader, and lays notes beside the text where there is room.
READ = """async () => {
  if (!document.documentElement.matches('.js')) return;
  const assets = document.querySelector('script[src$="/boot.js"]').src;
  const named = [...document.querySelectorAll('[data-script]')].map(({ dataset }) => dataset.script);
  await import(new URL('reading/main.js', assets));
  const later = ['copy/words', 'reading/choices', 'suggest', location.search.includes('lens=') ? '' : 'whole/lens'];
  const now = named.filter((name) => !later.includes(name));
  if (matchMedia('(min-width: 61.5em)').matches && document.querySelector('.notes .note')) now.push('reading/margins');
  await Promise.all(now.map((name) => import(new URL(`${name}.js`, assets))));
}"""


def visit(page: Page, address: str) -> None:
    """Go to a page of a site, and wait until its scripts have run."""
    page.goto(address, wait_until="load")
    page.evaluate(READ)


@dataclass
class Reader:
    """A page in a window of its own, and what it should not have done: requests to other hosts, console messages, errors."""

    page: Page
    context: BrowserContext
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page of the site, and wait until its scripts have run."""
        visit(self.page, HOME + path)
        self.page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
        return self.page


def answer(site: Path, route: Route, faults: list[str]) -> None:
    """Give the file that an address of the site stands for; the 404 page where there is none; nothing from elsewhere."""
    address = route.request.url
    if not address.startswith(HOME):
        faults.append(f"asked another host for {address}")
        route.abort()
        return
    path = site / unquote(urlsplit(address).path).removeprefix(urlsplit(HOME).path)
    path = path / "index.html" if path.is_dir() else path
    found = path.is_file()
    if not found and route.request.resource_type != "document":
        faults.append(f"asked for {address}, which is not there")
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    body = (path if found else site / "404.html").read_bytes()
    route.fulfill(status=200 if found else 404, body=body, content_type=kind if found else "text/html")


def becomes(page: Page, script: str, wanted: Any, why: str = "") -> None:
    """Wait until a script gives what is wanted, twice running: the page has settled, however slow the machine."""
    last: Any = None
    for _ in range(100):
        found = page.evaluate(script)
        if found == last == wanted:
            return
        last = found
        page.wait_for_timeout(100)
    assert last == wanted, why


@contextmanager
def reading(browser: Browser, site: Path, width: int = 1280, height: int = 900, **options: Any) -> Iterator[Reader]:
    """A window of a width in CSS pixels; options are those of Playwright's contexts."""
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    reader = Reader(context.new_page(), context)
    context.route("**/*", lambda route: answer(site, route, reader.faults))
    reader.page.on("console", lambda message: reader.faults.append(f"console: {message.text}"))
    reader.page.on("pageerror", lambda error: reader.faults.append(f"error: {error}"))
    try:
        yield reader
    finally:
        context.close()
