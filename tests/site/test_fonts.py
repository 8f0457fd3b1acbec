"""The faces come from the site itself: each file is asked for what it has, and what every page needs comes at once."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tests.reader import Reader

WINDOW = 14_600 - 400  # bytes that a server sends before it waits for an answer, but for the head of its own
FACE = re.compile(r"@font-face ?\{([^}]*)\}")
FACES = ["serif-regular", "serif-bold", "serif-italic", "sans-regular", "sans-semibold"]


@pytest.fixture(scope="module")
def faces(small: Path) -> dict[str, set[int]]:
    """The font files that the style sheet names, each with the characters for which it is asked, in order."""
    found = {}
    for face in filter(re.compile("url").search, FACE.findall((small / "site/assets/made/edition.css").read_text("utf-8"))):
        name, ranges = re.search(r'url\("([^"]+)"\)', face), re.search(r"unicode-range:([^;]+)", face)
        assert name and ranges
        parts = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges[1])
        found[name[1]] = {code for first, last in parts for code in range(int(first, 16), int(last or first, 16) + 1)}
    return found


def held(small: Path, name: str) -> set[int]:
    """The characters that a font file has."""
    return set(TTFont(small / "site/assets/made" / name).getBestCmap())


def test_the_style_sheet_names_every_file_and_no_other(small: Path, faces: dict[str, set[int]]) -> None:
    assert sorted(path.name for path in (small / "site/assets/made").glob("*.woff2")) == sorted(faces)


def test_a_file_has_nothing_that_it_is_not_asked_for(small: Path, faces: dict[str, set[int]]) -> None:
    assert {name: held(small, name) - asked for name, asked in faces.items() if held(small, name) - asked} == {}


def test_no_character_is_asked_of_two_files_of_a_face(faces: dict[str, set[int]]) -> None:
    """A browser would load both."""
    for face in FACES:
        codes = [code for name, asked in faces.items() if name.startswith(face) for code in asked]
        assert len(codes) == len(set(codes)), face


def test_a_page_loads_no_file_but_the_basic_ones_where_its_words_need_no_more(small: Path, wide: Reader) -> None:
    loaded: list[str] = []
    wide.page.on("request", lambda request: loaded.append(request.url))
    wide.open("whole/")
    wide.page.evaluate("document.fonts.ready")
    assert [url for url in loaded if url.endswith(".woff2") and "-basic" not in url] == []


@pytest.mark.parametrize("face", FACES)
def test_every_face_has_what_english_needs_and_accents_beside(small: Path, face: str) -> None:
    assert not set(map(ord, "abcXYZ0189.,;:!?()[]’‘“”–—…·©¶\u00a0")) - held(small, f"{face}-basic.woff2")
    assert not set(map(ord, "éüßæñçłčŠ€₽™")) - held(small, f"{face}-accents.woff2")


def test_labels_have_the_signs_of_the_kinds(small: Path) -> None:
    assert not set(map(ord, "✓×≠i")) - (held(small, "sans-semibold-basic.woff2") | held(small, "sans-semibold-accents.woff2"))


@pytest.mark.parametrize("face", sorted({*FACES} - {"serif-bold"}))
def test_what_every_page_needs_comes_at_once(small: Path, face: str) -> None:
    assert (small / f"site/assets/made/{face}-basic.woff2").stat().st_size < WINDOW


def test_a_browser_can_load_the_faces_of_the_text_and_of_the_labels(wide: Reader) -> None:
    page = wide.open("essay/01-lamp/")
    load = "([font, words]) => document.fonts.load(font, words).then((faces) => faces.map(({ status }) => status))"
    for place, forms in (("#p1", ("", "bold ", "italic ")), (".glance", ("", "600 "))):
        family = page.locator(place).evaluate("one => getComputedStyle(one).fontFamily").split(",")[0]
        for form in forms:
            assert page.evaluate(load, [f"{form}16px {family}", "Brŵc"]) == ["loaded", "loaded"], form + family
