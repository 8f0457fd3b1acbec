"""The site as it is built: sound HTML, no inline script, nothing from another host, every link leads somewhere."""

import itertools
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.conftest import HOME

DATA_BLOCKS = {"application/json", "application/ld+json"}
LOADED = "//script/@src | //img/@src | //link[not(@rel='canonical' or @rel='prev' or @rel='next')]/@href"
Tree = Any  # an lxml element; the stubs know no xpath results


@pytest.fixture(scope="session", params=["restated", "in the author’s words", "under this project’s settings"])
def place(request: pytest.FixtureRequest) -> Path:
    """A built site of the small edition."""
    if request.param.startswith("under"):
        return Path(request.getfixturevalue("house_site"))
    return Path(request.getfixturevalue("small" if request.param == "restated" else "full")) / "site"


@pytest.fixture(scope="session")
def trees(place: Path) -> dict[str, Tree]:
    """Every page of the site by its path."""
    return {path.relative_to(place).as_posix(): html.fromstring(path.read_text("utf-8")) for path in sorted(place.rglob("*.html"))}


def test_no_id_stands_twice(trees: dict[str, Tree]) -> None:
    twice = {name: [one for one, count in Counter(tree.xpath("//@id")).items() if count > 1] for name, tree in trees.items()}
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_every_page_has_one_first_heading_and_skips_no_level(trees: dict[str, Tree]) -> None:
    wrong = {}
    for name, tree in trees.items():
        levels = [int(node.tag[1]) for node in tree.xpath("//article//*[self::h1 or self::h2 or self::h3 or self::h4]")]
        if levels.count(1) != 1 or any(after > before + 1 for before, after in itertools.pairwise(levels)):
            wrong[name] = levels
    assert wrong == {}


def test_every_link_within_the_site_leads_somewhere(place: Path, trees: dict[str, Tree]) -> None:
    ids = {name: set(tree.xpath("//@id")) for name, tree in trees.items()}
    dead = []
    for name, tree in trees.items():
        for href in tree.xpath("//a/@href | //*[local-name()='a']/@href"):
            if re.match(r"[a-z]+:", href) and not href.startswith(HOME):
                continue
            address, _, fragment = href.removeprefix(HOME).partition("#")
            path = address.partition("?")[0]
            base = place if href.startswith(HOME) or name == "404.html" else (place / name).parent
            target = (base / path.removeprefix("/war/")).resolve() if path else place / name
            target = target / "index.html" if target.is_dir() else target
            at = target.relative_to(place.resolve()).as_posix() if target.exists() else ""
            if not at or (fragment and not fragment.startswith(":~:") and at in ids and fragment not in ids[at]):
                dead.append((name, href))
    assert dead == []


def test_what_a_page_loads_is_there_and_on_this_host(place: Path, trees: dict[str, Tree]) -> None:
    missing = []
    for name, tree in trees.items():
        for address in tree.xpath(LOADED):
            path = (place / name).parent / address if name != "404.html" else place / address.removeprefix("/war/")
            if re.match("(https?:)?//", address) or not path.is_file():
                missing.append((name, address))
    assert missing == []


def test_no_page_runs_a_script_of_its_own(trees: dict[str, Tree]) -> None:
    for name, tree in trees.items():
        assert {script.get("type") for script in tree.xpath("//script[not(@src)]")} <= DATA_BLOCKS, name
        acting = tree.xpath("//*[@*[starts-with(name(), 'on')]] | //*[@style] | //style")
        assert [html.tostring(node)[:120] for node in acting] == [], name


def test_every_page_states_its_policy_before_it_loads_anything(trees: dict[str, Tree]) -> None:
    for name, tree in trees.items():
        policy, *later = tree.xpath("//head/meta[@http-equiv='Content-Security-Policy']")
        rules = dict(rule.strip().split(" ", 1) for rule in policy.get("content").split(";"))
        assert rules["default-src"] == "'none'" and rules["script-src"] == rules["style-src"] == "'self'", name
        assert not later and not policy.xpath("preceding-sibling::script | preceding-sibling::link"), name


def test_every_page_has_a_title_a_description_and_an_address_of_its_own(trees: dict[str, Tree]) -> None:
    titles = Counter(tree.findtext(".//title") for tree in trees.values())
    assert [title for title, count in titles.items() if count > 1 or not title] == []
    for name, tree in trees.items():
        assert len(tree.xpath("//meta[@name='description']/@content")) == 1, name
        if name != "404.html":
            assert tree.xpath("//link[@rel='canonical']/@href") == [HOME + name.removesuffix("index.html")]


def test_every_passage_leads_to_its_note_and_back(trees: dict[str, Tree]) -> None:
    pages = {name: tree for name, tree in trees.items() if tree.xpath("//*[@role='doc-endnotes']")}
    assert len(pages) == 3  # two sections, and the whole on one page
    for name, tree in pages.items():
        notes = tree.xpath("//*[@role='doc-endnotes']//h3/@id")
        assert notes, name
        links = tree.xpath("//a[@role='doc-noteref']")
        assert set(notes) == {note for link in links for note in link.get("data-note").split()}, name
        assert {link.get("href") for link in links} <= {f"#{note}" for note in notes}, name
        back = [href for href in tree.xpath("//a[@role='doc-backlink']/@href") if href.startswith("#passage-")]
        assert back == [f"#passage-{note}" for note in notes], name
        # A passage that goes on after another word is no second stop for the keyboard.
        stops = [link.get("data-note").split()[0] for link in links if not link.get("tabindex")]
        assert len(stops) == len(set(stops)), name


def test_the_picture_for_social_networks_is_there(house_site: Path) -> None:
    (address,) = html.parse(str(house_site / "index.html")).xpath("//meta[@property='og:image']/@content")
    assert (house_site / address.removeprefix(HOME)).read_bytes().startswith(b"\x89PNG")
