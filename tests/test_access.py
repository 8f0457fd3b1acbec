"""No axe finding (WCAG 2.2 A and AA) on any kind of page, light and dark, wide and narrow, with cards open."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.reader import reading

PAGES = [
    "",
    "essay/01-mutiny/",
    "glossary/",
    "terms/",
    "who/yevgeny-prigozhin/",
    "march/",
    "aged/",
    "about/",
    "method/",
    "nowhere/",
]
# Very long pages of the same elements: at each width and in each scheme once, not in all six pairs; the two longest twice.
LONG = ["essay/06-lost-wars/", "notes/", "timeline/", "relations/"]
LONG_AT = {(1280, "light"), (390, "dark"), (320, "light")}
LONGEST = ["whole/", "sources/"]
LONGEST_AT = {(1280, "dark"), (320, "light")}
VIEWS = [
    (path, width, scheme)
    for width in (1280, 390, 320)
    for scheme in ("light", "dark")
    for path in PAGES + (LONG if (width, scheme) in LONG_AT else []) + (LONGEST if (width, scheme) in LONGEST_AT else [])
]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}


def findings(page: Page, within: str | None = None) -> list[str]:
    """What axe finds on a page as it stands, or within a part of it: the rule, how often, and the first place."""
    violations = Axe().run(page, context=within, options=RULES).response["violations"]
    return [f"{one['id']} ×{len(one['nodes'])}: {one['nodes'][0]['target']}" for one in violations]


@pytest.mark.parametrize(("path", "width", "scheme"), VIEWS)
def test_axe_finds_nothing(browser: Browser, site: Path, path: str, width: int, scheme: str) -> None:
    with reading(browser, site, width, color_scheme=scheme, reduced_motion="reduce") as reader:
        page = reader.open(path)
        if path.startswith("essay/"):
            page.get_by_text("Choose notes").click()
        assert findings(page) == []
        if path.startswith("essay/"):
            page.locator("a.passage").first.click()
            # A sheet covers what is beneath it, and half a link beneath its edge is no small link.
            assert findings(page, None if width == 1280 else "#card:popover-open") == []
