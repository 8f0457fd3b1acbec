"""In a reader's own copy a note stands at the place that it names, where its words come again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT, serve

TEXT = "“Yes,” she said. “No,” he said. “Perhaps,” they said."
CODE = """async ([text, at, count]) => {
  document.body.innerHTML = `<article class="md-content__inner"><p id="p4" data-sha256="0">Ours.</p>
    <section class="notes"><ol><li class="note kind-right" value="1"><h3 id="n1">“said”</h3><span class="kind">right</span></li>
    </ol></section></article>`;
  if (at) document.querySelector("li").dataset.at = at;
  const { lay } = await import("/assets/copy/lay.js");
  lay(document.getElementById("p4"), text, ["n1"], () => count);
  const range = document.createRange();
  return [...document.querySelectorAll("a.passage")].map((link) => {
    range.setStart(document.getElementById("p4"), 0);
    range.setEndBefore(link);
    return range.toString().length;
  });
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page from which the site's modules can be imported."""
    server = serve(ROOT / "overrides")
    found = browser.new_page()
    found.goto(f"http://127.0.0.1:{server.server_port}/assets/copy/normal.js")
    yield found
    found.close()
    server.shutdown()


@pytest.mark.parametrize(
    ("text", "at", "count", "places"),
    [
        (TEXT, "p4:2", 9, [TEXT.index("said. “P")]),
        (TEXT, "p4:3", 9, [TEXT.rindex("said")]),
        (TEXT, "p4:4", 9, []),
        (TEXT, "p4", 9, []),
        (TEXT, "", 3, []),
        ("So she said.", "p4", 9, [7]),
        ("So she said.", "", 1, [7]),
        ("So she said.", "", 2, []),
    ],
    ids=["second", "third", "none", "unclear", "nothing named", "the paragraph", "once", "twice on the page"],
)
def test_a_note_stands_where_it_says(page: Page, text: str, at: str, count: int, places: list[int]) -> None:
    assert page.evaluate(CODE, [text, at, count]) == places
