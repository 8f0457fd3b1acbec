"""Each example is built as its reader gets it, and every note of it is seen together with its words, on a desk and on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import Run, serve
from tests.texts.shown import TEXTS, example
from tests.walk import SIZES, walk

DESK, PHONE = SIZES[0], SIZES[-1]


@pytest.mark.parametrize("name", TEXTS)
def test_an_example_is_built_proved_and_walked(
    browser: Browser, edition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    made = example(tmp_path, name, monkeypatch)
    built = edition("build", cwd=made.root)
    assert (built.returncode, built.stdout) == (0, "the site is in site\n")
    proved = edition("verify", ".", str(made.file), cwd=made.root)
    assert (proved.returncode, proved.stderr) == (0, "")
    server = serve(made.root / "site")
    for width, height in (DESK, PHONE):
        context = browser.new_context(viewport={"width": width, "height": height}, has_touch=width < 500, is_mobile=width < 500)
        page = context.new_page()
        for path in sorted((made.root / "docs/essay").glob("*.md")):
            page.goto(f"http://127.0.0.1:{server.server_port}/essay/{path.stem}/")
            assert walk(page, page.url, f"http://127.0.0.1:{server.server_port}/about/", some=3) == []
        context.close()
    server.shutdown()
