"""The same mkdocs.yml under every builder: equal articles, equal search, and the differences that are known."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from lxml import html

from tests.conftest import BUILD_ENV, HOME, build

# What Zensical does otherwise, told in docs/moving.md. Whatever else differs is a fault.
KNOWN = {"search.json"}  # its own index, which none of our pages loads
APART = "//a[@id='__skip'] | //a[@title='Edit this page']"  # an empty anchor at the head of each article; the theme's edit link


def article(site: Path, page: Path, without: str = "") -> str:
    """A page's article with its links as they lead, since one page may be called ./ or ././ or ../page/."""
    whole: Any = html.fromstring((site / page).read_text("utf-8"))
    tree = whole.xpath("//article")[0]
    for element in tree.xpath(without) if without else ():
        element.drop_tree()
    here = HOME + page.as_posix().removesuffix("index.html")
    for link in tree.xpath("//a[@href]"):
        link.set("href", urljoin(here, link.get("href")))
    found: bytes = html.tostring(tree)
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", found.decode()))


def assets(site: Path) -> dict[str, bytes]:
    """This project’s styles, scripts, fonts and search files by their names; MkDocs leaves out what is noted of them (.txt)."""
    files = [
        path for folder in ("made", "search/index") for path in (site / "assets" / folder).rglob("*.*") if path.suffix != ".txt"
    ]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def assert_same(site: Path, other: Path, without: str = "") -> None:
    pages = sorted(path.relative_to(site) for path in site.rglob("*.html"))
    assert pages == sorted(path.relative_to(other) for path in other.rglob("*.html"))
    assert [page for page in pages if article(site, page, without) != article(other, page, without)] == []
    assert assets(site) == assets(other)


def test_properdocs_builds_the_same_site(house: Path, house_site: Path, tmp_path: Path) -> None:
    done = build(house, tmp_path / "site", "properdocs")
    assert done.returncode == 0, done.stderr
    assert_same(house_site, tmp_path / "site")


def test_zensical_builds_the_same_site(house: Path, house_site: Path) -> None:
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean", "-f", "mkdocs.yml"]
    done = subprocess.run(command, cwd=house, env=os.environ | BUILD_ENV, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    other = house / "site"
    assert_same(house_site, other, APART)
    files = {path.relative_to(other).as_posix() for path in other.rglob("*.json")}
    assert files - {path.relative_to(house_site).as_posix() for path in house_site.rglob("*.json")} == KNOWN
