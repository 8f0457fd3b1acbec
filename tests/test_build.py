"""The site as it is built: the same under two builders, sound HTML, no inline script, nothing from another host."""

import itertools
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.conftest import HOME

DATA_BLOCKS = {"application/json", "application/ld+json"}
Tree = Any  # an lxml element; the stubs know no xpath results


@pytest.fixture(scope="session")
def trees(site: Path) -> dict[str, Tree]:
    """Every page of the site by its path."""
    return {path.relative_to(site).as_posix(): html.fromstring(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}


def faulty(trees: dict[str, Tree], path: str) -> dict[str, list[str]]:
    found = {name: [html.tostring(node).decode()[:120] for node in tree.xpath(path)] for name, tree in trees.items()}
    return {name: nodes for name, nodes in found.items() if nodes}


def test_no_id_stands_twice(trees: dict[str, Tree]) -> None:
    twice = {name: [one for one, count in Counter(tree.xpath("//@id")).items() if count > 1] for name, tree in trees.items()}
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_every_page_has_one_first_heading_and_skips_no_level(trees: dict[str, Tree]) -> None:
    levels = {
        name: [int(node.tag[1]) for node in tree.xpath("//article//*[self::h1 or self::h2 or self::h3 or self::h4]")]
        for name, tree in trees.items()
    }
    assert {name for name, found in levels.items() if found.count(1) != 1} == set()
    assert {
        name for name, found in levels.items() if any(after > before + 1 for before, after in itertools.pairwise(found))
    } == set()


def test_every_link_within_the_site_leads_somewhere(site: Path, trees: dict[str, Tree]) -> None:
    ids = {name: set(tree.xpath("//@id")) for name, tree in trees.items()}
    dead = []
    for name, tree in trees.items():
        for href in tree.xpath("//a/@href"):
            address, _, fragment = href.removeprefix(HOME).partition("#")
            path = address.partition("?")[0]
            if re.match(r"[a-z]+:", href) and not href.startswith(HOME):
                continue
            base = site if href.startswith(HOME) or name == "404.html" else (site / name).parent
            target = (base / path.removeprefix("/war/")).resolve() if path else site / name
            target = target / "index.html" if target.is_dir() else target
            at = target.relative_to(site.resolve()).as_posix() if target.exists() else ""
            if not at or (fragment and not fragment.startswith(":~:") and at in ids and fragment not in ids[at]):
                dead.append((name, href))
    assert dead == []


def test_no_page_runs_a_script_of_its_own(trees: dict[str, Tree]) -> None:
    inline = faulty(trees, "//script[not(@src)]")
    for name, tree in trees.items():
        kinds = {script.get("type") for script in tree.xpath("//script[not(@src)]")}
        assert kinds <= DATA_BLOCKS, (name, inline[name])
    assert faulty(trees, "//*[@*[starts-with(name(), 'on')]] | //*[@style] | //style") == {}


def test_every_page_states_its_policy_before_it_loads_anything(trees: dict[str, Tree]) -> None:
    for name, tree in trees.items():
        policy, *later = tree.xpath("//head/meta[@http-equiv='Content-Security-Policy']")
        assert "script-src 'self';" in policy.get("content") and "default-src 'none'" in policy.get("content"), name
        assert not later
        assert not policy.xpath("preceding-sibling::script | preceding-sibling::link"), name


def test_nothing_is_loaded_from_another_host(trees: dict[str, Tree]) -> None:
    loaded = "//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='preload' or @rel='icon']/@href"
    for name, tree in trees.items():
        assert [
            address for address in tree.xpath(loaded) if re.match("(https?:)?//", address) and not address.startswith(HOME)
        ] == [], name


def test_every_page_has_a_title_a_description_and_an_address_of_its_own(trees: dict[str, Tree]) -> None:
    titles = Counter(tree.findtext(".//title") for tree in trees.values())
    assert [title for title, count in titles.items() if count > 1 or not title] == []
    pages = {name: tree for name, tree in trees.items() if name != "404.html"}
    assert {name for name, tree in pages.items() if not tree.xpath("//meta[@name='description']/@content")} == set()
    assert {
        name
        for name, tree in pages.items()
        if tree.xpath("//link[@rel='canonical']/@href") != [HOME + name.removesuffix("index.html")]
    } == set()


def test_the_picture_for_social_networks_is_there(site: Path, trees: dict[str, Tree]) -> None:
    (address,) = trees["index.html"].xpath("//meta[@property='og:image']/@content")
    assert (site / address.removeprefix(HOME)).read_bytes().startswith(b"\x89PNG")


def test_every_passage_leads_to_its_note_and_back(trees: dict[str, Tree]) -> None:
    for name, tree in trees.items():
        notes = tree.xpath("//li[contains(@class, 'note ')]//h3/@id")
        if not notes:
            continue
        assert set(notes) == {one for a in tree.xpath("//a[@role='doc-noteref']") for one in a.get("data-note").split()}, name
        back = [a.get("href") for a in tree.xpath("//a[@role='doc-backlink']") if a.get("href").startswith("#passage-")]
        assert back == [f"#passage-{note}" for note in notes], name
        assert set(tree.xpath("//a[@role='doc-noteref']/@role")) == {"doc-noteref"}


def test_a_continued_passage_is_no_second_tab_stop(trees: dict[str, Tree]) -> None:
    for name, tree in trees.items():
        stops = [a.get("data-note").split()[0] for a in tree.xpath("//a[contains(@class, 'passage') and not(@tabindex)]")]
        assert len(stops) == len(set(stops)), name
