"""What a cold visit to a page of a site takes: every file that it loads, compressed as hosts do, fonts apart."""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser

from tests.conftest import HOME
from tests.reader import reading

SECTION, WHOLE = 40_000, 100_000  # bytes, at most: a page of a section, a text on one page
WAIT = 1500  # milliseconds after the page has come in which a script could still ask for something


def weigh(browser: Browser, site: Path, path: str, width: int) -> dict[str, int]:
    """Return the bytes of each file that a reader’s browser loads for a page, before he does anything."""
    asked: list[str] = []
    with reading(browser, site, width) as reader:
        reader.page.on("request", lambda request: asked.append(unquote(urlsplit(request.url).path)))
        reader.page.goto(HOME + path, wait_until="load")
        reader.page.wait_for_timeout(WAIT)
    found = {}
    for name in dict.fromkeys(asked):
        file = site / name.removeprefix(urlsplit(HOME).path)
        file = file / "index.html" if file.is_dir() else file
        if file.suffix != ".woff2":
            found[name] = len(file.read_bytes() if file.suffix == ".png" else gzip.compress(file.read_bytes(), 6))
    return found
