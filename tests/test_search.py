"""The search in a real browser: what it finds, how it is worked, what it loads, and what it does when things go wrong."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import HOME
from tests.reader import Reader, reading
from tests.test_access import findings

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text("utf-8"))
ENGINE = """async (queries) => {
  const { engine } = await import(new URL('assets/search-engine.js', document.baseURI));
  const search = engine(new URL('assets/search/', document.baseURI));
  const found = [];
  for (const { ask, only } of queries) found.push((await search.find(ask, only ?? '')).hits);
  return found;
}"""
Hit = dict[str, Any]


@pytest.fixture
def reader(browser: Browser, site: Path) -> Iterator[Reader]:
    with reading(browser, site) as found:
        yield found
        assert found.faults == []


@pytest.fixture
def phone(browser: Browser, site: Path) -> Iterator[Reader]:
    with reading(browser, site, 320, 640, has_touch=True, is_mobile=True) as found:
        yield found
        assert found.faults == []


def opened(page: Page, query: str = "") -> None:
    """Open the search by its key and type."""
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
    page.keyboard.type(query)


def first(page: Page) -> str:
    return page.locator(".hits strong").first.inner_text()


def name(hit: Hit) -> str:
    """A hit as queries.yml writes it."""
    page, _, part = hit["address"].partition("#")
    place = page.removesuffix(".md").split("/")[-1]
    both = f"{place}#{part}" if part else place
    return f"{hit['sort']}:{both if hit['sort'] == 'page' else part or place}"


# ---- what it finds


@pytest.mark.parametrize("kind", QUERIES)
def test_what_readers_look_for_stands_first(reader: Reader, kind: str) -> None:
    page = reader.open("")
    found = page.evaluate(ENGINE, QUERIES[kind])
    wrong = []
    for query, hits in zip(QUERIES[kind], found, strict=True):
        title, names = (hits[0]["title"], name(hits[0])) if hits else ("", "")
        good = title.startswith(query["begins"]) if "begins" in query else names in query["first"].split(" or ")
        if not good:
            wrong.append((query["ask"], [name(hit) for hit in hits[:3]]))
    assert wrong == []


def test_there_are_many_queries_and_each_stands_once() -> None:
    asked = [query["ask"] for kind in QUERIES.values() for query in kind]
    assert len(asked) == len(set(asked)) >= 60


def shown(site: Path) -> list[list[Any]]:
    """Every record of the built index as it is shown."""
    folder = site / "assets/search"
    head = json.loads(gzip.decompress((folder / "index.gz").read_bytes()))
    parts = range(len(head["shown"]))
    return [record for part in parts for record in json.loads(gzip.decompress((folder / f"shown-{part}.gz").read_bytes()))]


def test_every_hit_lands_on_something_of_its_own(site: Path) -> None:
    ids = {path.parent: set(re.findall(r' id="([^"]+)"', path.read_text("utf-8"))) for path in site.rglob("index.html")}
    dead = []
    for title, address, *_ in shown(site):
        page, _, part = address.partition("#")
        folder = site / page.removesuffix(".md").removesuffix("index")
        if folder not in ids or (part and part not in ids[folder]):
            dead.append((title, address))
    assert dead == []
    addresses = [record[1] for record in shown(site)]
    assert len(addresses) == len(set(addresses))


# ---- how it is worked


def test_by_keyboard_from_the_key_to_the_place(reader: Reader) -> None:
    page = reader.open("about/")
    opened(page, "all charges would be dropped")
    expect(page.locator(".count")).to_contain_text("hit")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hits a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/essay/02-deal/#charges")
    expect(page.locator("#charges")).to_be_in_viewport()


def test_escape_closes_and_the_focus_returns(reader: Reader) -> None:
    page = reader.open("about/")
    button = page.get_by_role("button", name="Search")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Search this edition")).to_be_visible()
    page.keyboard.type("Putin")
    page.wait_for_url("**/about/?q=Putin")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()
    assert page.url == f"{HOME}about/"


def test_the_slash_is_typed_where_one_types(reader: Reader) -> None:
    page = reader.open("about/")
    opened(page, "a/b")
    expect(page.get_by_role("searchbox")).to_have_value("a/b")


def test_readers_who_turned_single_keys_off_are_left_alone(reader: Reader) -> None:
    page = reader.open("about/")
    page.evaluate("localStorage.setItem('edition', JSON.stringify({ keys: false }))")
    page.keyboard.press("/")
    page.wait_for_timeout(200)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_search_can_be_shared_and_come_back_to(reader: Reader) -> None:
    page = reader.open("about/?q=Prigozin")
    expect(page.locator(".hits a").first).to_be_visible()
    assert first(page) == "Yevgeny Prigozhin"
    page.locator(".hits a").first.click()
    page.wait_for_url(lambda url: "?q=" not in url)
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("Prigozin")


def test_a_hit_on_the_same_page_is_gone_to(reader: Reader) -> None:
    page = reader.open("essay/06-lost-wars/")
    opened(page, "coup in October")
    expect(page.locator(".hits mark").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/essay/06-lost-wars/#october")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#october")).to_be_in_viewport()
    expect(page.locator(".note.active")).to_have_count(1)


def test_hits_are_narrowed_to_one_sort(reader: Reader) -> None:
    page = reader.open("")
    opened(page, "Wagner")
    expect(page.locator(".sorts")).to_contain_text("Sources")
    page.locator(".sorts label", has_text="Sources").click()
    expect(page.locator(".hits li.source")).not_to_have_count(0)
    expect(page.locator(".hits li:not(.source)")).to_have_count(0)
    total = int(page.locator(".count").inner_text().split()[0])
    assert f"Sources {total}" in page.locator(".sorts").inner_text().replace("\n", " ")
    assert total > 10
    page.get_by_role("button", name="More hits").click()
    expect(page.locator(".hits li")).to_have_count(min(total, 20))
    expect(page.locator(".hits a").nth(10)).to_be_focused()


def test_the_number_of_hits_is_said_after_a_pause(reader: Reader) -> None:
    page = reader.open("")
    opened(page)
    page.get_by_role("searchbox").fill("mutiny")  # at once: what is typed letter by letter is counted after each
    expect(page.locator(".count")).to_contain_text("hits")
    expect(page.locator("dialog [role=status]")).to_have_text(page.locator(".count").inner_text())


def test_by_touch_on_the_smallest_screen(phone: Reader) -> None:
    page = phone.open("essay/01-mutiny/")
    page.get_by_role("button", name="Search").tap()
    page.get_by_role("searchbox").fill("Лукашенко")
    expect(page.locator(".hits a").first).to_be_visible()
    assert first(page) == "Aleksandr Lukashenko"
    assert page.evaluate("document.querySelector('dialog').scrollWidth <= innerWidth")
    small = """[...document.querySelectorAll('dialog :is(a, button, label, input[type=search])')]
        .filter((one) => one.getBoundingClientRect().height < 24 && one.offsetParent).length"""
    assert page.evaluate(small) == 0
    page.locator(".hits a").first.tap()
    page.wait_for_url(re.compile("aleksandr-lukashenko"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_the_open_search(browser: Browser, site: Path, width: int, scheme: str) -> None:
    with reading(browser, site, width, color_scheme=scheme, reduced_motion="reduce") as found:
        page = found.open("about/?q=Wagner")
        expect(page.locator(".hits a").first).to_be_visible()
        assert findings(page) == []


def test_without_javascript_there_is_no_dead_button(browser: Browser, site: Path) -> None:
    with reading(browser, site, java_script_enabled=False) as found:
        found.page.goto(HOME)
        expect(found.page.locator(".search-open")).to_be_hidden()


# ---- what it loads


def test_nothing_of_it_is_loaded_before_it_is_opened_and_little_then(browser: Browser, site: Path) -> None:
    with reading(browser, site) as found:
        asked: list[str] = []
        found.page.on("request", lambda request: asked.append(request.url.partition("?")[0]))
        page = found.open("essay/01-mutiny/")
        assert [url for url in asked if "search" in url] == []
        opened(page, "Prigozin")
        expect(page.locator(".hits a").first).to_be_visible()
        loaded = {url for url in asked if "search" in url}
        assert sum((site / url.removeprefix(HOME)).stat().st_size for url in loaded) < 120_000


def test_what_was_loaded_works_offline(reader: Reader) -> None:
    page = reader.open("")
    opened(page)
    # All at once: of what is typed letter by letter, something may still be on its way when the hits are there.
    page.get_by_role("searchbox").fill("Putin")
    expect(page.locator(".hits strong").first).to_have_text("Vladimir Putin")
    page.get_by_role("searchbox").fill("")
    reader.context.set_offline(True)
    reader.context.route("**/*", lambda route: route.abort())
    page.get_by_role("searchbox").fill("Putin")
    expect(page.locator(".hits a").first).to_be_visible()
    assert first(page) == "Vladimir Putin"


# ---- what it does when things go wrong


BAD = {
    "five thousand letters": ("zq" * 2500, "Nothing found"),
    "thousands of words": ("Putin war " * 500, "hit"),
    "only punctuation": ("…!?—", "Type a word"),
    "a script that no text is in": ("ሰላም", "Nothing found"),
    "markup": ("<img src=x onerror=alert(1)>", "hit"),
    "half a surrogate": ("\ud83d Putin", "hit"),
    "a pattern": ("(((((a+)+)+)+$", "hit"),
}


@pytest.mark.parametrize(("query", "answer"), BAD.values(), ids=BAD)
def test_bad_queries_get_a_calm_answer(reader: Reader, query: str, answer: str) -> None:
    page = reader.open("")
    opened(page)
    # Past what the field lets one type.
    page.evaluate(
        """(query) => {
            const field = document.querySelector('dialog input');
            field.removeAttribute('maxlength');
            field.value = query;
            field.dispatchEvent(new Event('input'));
        }""",
        query,
    )
    expect(page.locator(".count")).to_contain_text(answer)
    expect(page.locator("dialog img")).to_have_count(0)


@pytest.mark.parametrize("fault", ["missing", "cut", "rubbish", "no connection"])
def test_an_index_that_cannot_be_had_is_told_and_tried_again(browser: Browser, site: Path, fault: str) -> None:
    broken = True

    def serve(route: Route) -> None:
        if not broken:
            route.fallback()
        elif fault == "missing":
            route.fulfill(status=404, body="not here")
        elif fault == "no connection":
            route.abort()
        else:
            data = (site / route.request.url.partition("?")[0].removeprefix(HOME)).read_bytes()
            route.fulfill(body=data[: len(data) // 2] if fault == "cut" else b"{not json")

    with reading(browser, site) as found:
        found.context.route("**/assets/search/**", serve)
        page = found.open("")
        opened(page, "Putin")
        expect(page.locator(".count")).to_contain_text("cannot get at its index")
        broken = False
        page.keyboard.type(" ")
        expect(page.locator(".hits a").first).to_be_visible()
        assert [one for one in found.faults if one.startswith("error")] == []
