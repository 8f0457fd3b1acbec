"""What the browser tests share: windows of several widths on the small edition, and that edition under this project's settings."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import BASE, ROOT, Run, build, copy_project
from tests.reader import Reader, reading
from tests.site.crowded import long_section, section, wide_table
from tests.small import lend_fonts

WIDE, TABLET, PHONE = 1440, 768, 390


@pytest.fixture
def wide(browser: Browser, small: Path) -> Iterator[Reader]:
    """A large window, in which nothing may go wrong unseen."""
    with reading(browser, small / "site", WIDE) as reader:
        yield reader
    assert reader.faults == []


@pytest.fixture
def tablet(browser: Browser, small: Path) -> Iterator[Reader]:
    """A window too narrow for notes beside the text, with a mouse and a clipboard."""
    with reading(browser, small / "site", TABLET, permissions=["clipboard-read", "clipboard-write"]) as reader:
        yield reader
    assert reader.faults == []


@pytest.fixture
def phone(browser: Browser, small: Path) -> Iterator[Reader]:
    """A small screen, worked by touch."""
    with reading(browser, small / "site", PHONE, 640, has_touch=True, is_mobile=True) as reader:
        yield reader
    assert reader.faults == []


def choose(page: Page, label: str) -> None:
    """Change one of the choices on how to read, whatever it was."""
    page.get_by_role("button", name="How to read").click()
    page.locator("#choices").get_by_label(re.compile(label)).click()
    page.get_by_role("button", name="How to read").click()


@pytest.fixture(scope="session")
def crowded(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small edition with a crowded page in the place of the first section, a long one in that of the second."""
    folder = Path(shutil.copytree(small, tmp_path_factory.mktemp("crowded") / "edition", ignore=shutil.ignore_patterns("site")))
    (folder / "docs/essay/01-lamp.md").write_text(section(), "utf-8")
    (folder / "docs/essay/02-answer.md").write_text(long_section(), "utf-8")
    with (folder / "docs/about.md").open("a", encoding="utf-8") as page:
        page.write(wide_table())
    done = build(folder, folder / "site", strict=False)  # other pages link to the notes that are gone
    assert done.returncode == 0, done.stderr
    return folder / "site"


def furnish(folder: Path) -> Path:
    """Copy this project's settings, templates, styles and scripts, with the words of the small edition in them."""
    copy_project(folder)
    for path in (folder / "docs").iterdir():
        if path.name != "assets":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.rmtree(folder / "data")
    for name in ("docs", "data"):
        shutil.copytree(BASE / name, folder / name, dirs_exist_ok=True)
    settings, nav = ((root / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n") for root in (ROOT, BASE))
    (folder / "mkdocs.yml").write_text("".join((*settings[:2], nav[2])), "utf-8")
    return folder


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small edition under this project's own settings, as a fresh clone would have it."""
    return furnish(tmp_path_factory.mktemp("sources") / "edition")


@pytest.fixture(scope="session")
def house(sources: Path, small: Path, tmp_path_factory: pytest.TempPathFactory, edition: Run) -> Path:
    """The same with its generated pages."""
    folder = Path(shutil.copytree(sources, tmp_path_factory.mktemp("house") / "edition"))
    lend_fonts(small, folder)
    made = edition("pages", cwd=folder)
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="session")
def house_site(house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site, built strictly by MkDocs."""
    target = tmp_path_factory.mktemp("site") / "site"
    done = build(house, target)
    assert done.returncode == 0, done.stderr
    return target
