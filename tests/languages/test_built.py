"""The small edition in other languages, built: nothing of its interface is in English, and every word says its language."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from edition.text.language import served_by
from tests.conftest import Run, build
from tests.languages.words import catalogue, extracted
from tests.reader import reading
from tests.site.test_access import findings

DIRECTIONS = {"fr": "ltr", "ar": "rtl", "zh": "ltr", "de-AT": "ltr", "la": "ltr"}
READ = ("title", "aria-label", "alt", "content", "placeholder")
# The words of the edition itself: its navigation, its text and notes, what its kinds are called.
OWN = ("rooms", "list", "map", "parts", "turn", "kind", "verbatim", "restated", "body", "facts", "passage")
OWN_PAGES = ("index.html", "about/index.html", "contribute/index.html")
TEMPLATE = "original/template"  # what is said there becomes an edition’s own
FIELD = re.compile(r"\{\w+\}")


@pytest.fixture(scope="module")
def sites(small: Path, tmp_path_factory: pytest.TempPathFactory, edition: Run) -> dict[str, Path]:
    """The small edition as its pages speak each language, its text in English."""
    made = {}
    for language in DIRECTIONS:
        folder = tmp_path_factory.mktemp(language) / "edition"
        shutil.copytree(small, folder, ignore=shutil.ignore_patterns("site"))
        replace(folder / "mkdocs.yml", "  language: en", f"  language: {language}")
        replace(folder / "data/text.yml", "- folder: essay", "- folder: essay\n  language: en")
        assert edition("pages", cwd=folder).returncode == 0
        done = build(folder, folder / "site")
        assert done.returncode == 0, done.stderr
        made[language] = folder / "site"
    return made


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def patterns(language: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The English messages that the language says otherwise, of two letters or more beside their fields."""
    words = catalogue(language)
    for message in (
        message for message in extracted() if message.id and not all(TEMPLATE in name for name, _ in message.locations)
    ):
        found = words.get(message.id, message.context)
        assert found is not None and found.string
        said = {found.string} if isinstance(found.string, str) else set(found.string)
        for id in {message.id} if isinstance(message.id, str) else set(message.id):
            fixed = FIELD.split(id)
            # A message that is little more than its fields would be found in any sentence.
            telling = [part for part in fixed if len(re.sub(r"\W", "", part)) > 4]
            if id not in said and telling:
                fields = (r"\d+" if field == "{count}" else ".+?" for field in FIELD.findall(id))
                inside = "".join(re.escape(part) + next(fields, "") for part in fixed)
                yield id, re.compile(rf"\s*{inside}\s*", re.DOTALL)


def read(site: Path) -> Iterator[tuple[str, str]]:
    """All words that readers see or hear of the interface, with the page: the edition's own are left out."""
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if name in OWN_PAGES:
            continue
        for element in html.document_fromstring(path.read_text("utf-8")).iter():
            if not isinstance(element.tag, str) or element.tag in ("script", "style", "title"):
                continue
            line = [element, *element.iterancestors()]
            if any(set(one.get("class", "").split()) & set(OWN) or one.get("lang") == "en" for one in line):
                continue
            words = (element.text, *(child.tail for child in element), *(element.get(name) for name in READ))
            yield from ((name, text) for text in words if text and text.strip())


@pytest.mark.parametrize("language", ["fr", "ar", "zh", "de-AT"])
def test_nothing_of_the_interface_is_left_in_english(sites: dict[str, Path], language: str) -> None:
    known = list(patterns(served_by(language)))
    left = {(page, id) for page, text in read(sites[language]) for id, pattern in known if pattern.fullmatch(text)}
    assert left == set()


def test_a_language_without_a_catalogue_has_an_english_interface(sites: dict[str, Path], small: Path) -> None:
    """But for its tag, and for the words that say in which language they are, the page is that of an English edition."""

    def page(site: Path) -> str:
        text = (site / "essay/01-lamp/index.html").read_text("utf-8")
        text = re.sub(r'<link rel="preload" href="[^"]*serif-regular-accents.woff2"[^>]*>', "", text)
        return re.sub(r"\s+(?=<)", "", re.sub(r' lang="(?:en|la)"|</?bdi[^>]*>', "", text))

    assert page(sites["la"]) == page(small / "site")


@pytest.mark.parametrize("language", DIRECTIONS)
def test_page_and_text_say_their_language_and_their_direction(sites: dict[str, Path], language: str) -> None:
    page = html.parse(str(sites[language] / "essay/01-lamp/index.html")).getroot()
    assert (page.get("lang"), page.get("dir")) == (language, DIRECTIONS[language])
    texts = page.xpath("//h1 | //p[@class='restated'] | //li[contains(@class, 'note ')]/h3")
    assert {(one.get("lang"), one.get("dir", "ltr")) for one in texts} == {("en", "ltr")}
    findings = page.xpath("//p[@class='finding']")
    assert findings and not [one for one in findings if one.get("lang")]


def test_dates_counts_and_quotation_marks_are_the_language_s(sites: dict[str, Path]) -> None:
    def words(language: str, path: str) -> str:
        return " ".join(html.parse(str(sites[language] / path)).getroot().text_content().split())

    lamp = "essay/01-lamp/index.html"
    assert "Revue le 24 novembre 2026" in words("fr", lamp)
    assert "审校于 2026年11月24日" in words("zh", lamp)
    assert "روجعت في 24 نوفمبر 2026" in words("ar", lamp)
    assert "3 حواشٍ" in words("ar", lamp)  # of three to ten the plural, of two the dual, of one no number
    assert "حاشية واحدة" in words("ar", "essay/02-answer/index.html")
    assert "Jänner" in words("de-AT", "who/ada-brook/index.html") or "Durchgesehen am 24. November 2026" in words("de-AT", lamp)
    assert "«\u00a0" in (sites["fr"] / lamp).read_text("utf-8")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("language", ["ar", "zh"])
def test_axe_finds_nothing_and_scripts_speak_the_language(
    browser: Browser, sites: dict[str, Path], language: str, width: int
) -> None:
    close = str(catalogue(language)["Close"].string)
    with reading(browser, sites[language], width, reduced_motion="reduce") as reader:
        for path in ("timeline/", "relations/", "notes/"):
            assert findings(reader.open(path)) == [], path
        page = reader.open("essay/01-lamp/")
        page.locator("#passage-storm").click()
        page.get_by_role("button", name=close).first.wait_for()
        assert findings(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        page.locator(".search-open").click()
        page.locator("dialog.search input[type=search]").fill("lamp")
        page.locator("dialog.search .hits a").first.wait_for()
        assert page.locator("dialog.search .count").inner_text() != ""
        assert "hit" not in page.locator("dialog.search .count").inner_text()
        assert findings(page) == []
        assert [fault for fault in reader.faults if "404" not in fault] == []


def test_from_right_to_left_all_is_mirrored(browser: Browser, sites: dict[str, Path]) -> None:
    """Notes stand on the left of the text, the contents on its right; an English text in it begins on the left."""
    with reading(browser, sites["ar"], 1440) as reader:
        page = reader.open("essay/01-lamp/")
        page.locator(".margins").wait_for()
        box = "(one) => { const { left, right } = document.querySelector(one).getBoundingClientRect(); return [left, right]; }"
        text, note, parts = (page.evaluate(box, one) for one in ("p.restated", ".note", ".parts"))
        assert note[1] <= text[0] and parts[0] >= text[1]
        assert page.evaluate("getComputedStyle(document.querySelector('p.restated')).direction") == "ltr"
        first, last = (page.evaluate(box, f".dots svg.wide a:nth-of-type({at})") for at in (2, 4))
        assert first[0] > last[0]  # time runs from the right
