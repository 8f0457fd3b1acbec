"""What the tests share: copies of the small edition, the command line, the built site, a real browser."""

import functools
import http.server
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from edition.text.language import use

HERE = Path(__file__).parent
ROOT = HERE.parent
BASE = HERE / "cases" / "base"
HOME = "https://edition.test/war/"  # where the browser finds the site: routed to its folder, no port needed
FORGE = {"EDIT_URI_TEMPLATE": "https://forge.test/edit/main/docs/{path}", "ISSUES_URL": "https://forge.test/issues/new"}
BUILD_ENV = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "SITE_URL": HOME, **FORGE}
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge")

Run = Callable[..., subprocess.CompletedProcess[str]]


# What is run here is ended by an interrupt even where a shell ignores those, and says its words as they are read.
os.environ.pop("PYTHONIOENCODING", None)
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the small edition that the cases build on."""
    return Path(shutil.copytree(BASE, tmp_path / "edition"))


@pytest.fixture(scope="session")
def edition() -> Run:
    """Run the command `edition` as its user would: edition("check", cwd=folder)."""

    def run(*arguments: str, cwd: Path, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "edition", *arguments]
        return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=timeout, check=False)

    return run


def needs_git() -> None:
    """Skip a test where git is not there."""
    if shutil.which("git") is None:
        pytest.skip("git is not there")


def copy_project(target: Path) -> Path:
    """A copy of this project's sources, as a fresh clone would have them."""
    ignored = shutil.ignore_patterns(".*", "site", "__pycache__", "*.egg-info", "tests", "made")
    return Path(shutil.copytree(ROOT, target, ignore=ignored))


def build(folder: Path, site: Path, builder: str = "mkdocs", strict: bool = True) -> subprocess.CompletedProcess[str]:
    """Build a folder's site, strictly unless said otherwise, for an address of a project's Pages."""
    command = [sys.executable, "-m", builder, "build", "--strict" if strict else "--no-strict", "-f", "mkdocs.yml", "-d", str(site)]
    return subprocess.run(command, cwd=folder, env=os.environ | BUILD_ENV, capture_output=True, text=True, check=False)


def executable() -> str | None:
    """The browser to test with: EDITION_BROWSER, one on PATH, or nothing for Playwright's own."""
    named = os.environ.get("EDITION_BROWSER")
    return named or next((found for found in map(shutil.which, BROWSERS) if found), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser; where there is none the tests are skipped, under CI they fail."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        try:
            started = playwright.chromium.launch(executable_path=executable(), args=arguments)
        except Exception as error:
            message = f"no browser ({str(error).splitlines()[0]}); run `make browser` or set EDITION_BROWSER"
            if os.environ.get("CI") == "true":
                pytest.fail(message)
            pytest.skip(message)
        yield started
        started.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a reader who leaves before a file has come."""


def serve(folder: Path) -> http.server.ThreadingHTTPServer:
    """Serve a folder on a free port until shut down."""
    server = _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="session")
def scripts(browser: Browser) -> Iterator[Page]:
    """A page from which the site's own modules can be imported."""
    server = serve(ROOT / "overrides")
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/assets/copy/normal.js")
    yield page
    page.close()
    server.shutdown()


@pytest.fixture(scope="session")
def essay() -> Path:
    """The author's text, where EDITION_ESSAY names it."""
    named = os.environ.get("EDITION_ESSAY")
    if not named:
        pytest.skip("EDITION_ESSAY is unset: the author's text is not part of this repository")
    return Path(named)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, edition: Run) -> Path:
    """The small edition of the cases with a configuration of its own, restated and built into site/."""
    from tests.small import companion

    folder = companion(tmp_path_factory.mktemp("small") / "edition", edition)
    done = build(folder, folder / "site")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def full(small: Path, tmp_path_factory: pytest.TempPathFactory, edition: Run) -> Path:
    """The same edition with the author's words in the place of the restatement, built into site/."""
    from tests.small import full

    folder = full(tmp_path_factory.mktemp("full") / "edition", edition, small)
    done = build(folder, folder / "site")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """Speak English at the beginning of each test, whatever the last one spoke."""
    use("en")
