"""The reading face comes from the site itself: each file is asked for what it has, and what every page needs comes at once."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tests.reader import Reader

WINDOW = 14_600 - 400  # bytes that a server sends before it waits for an answer, but for the head of its own
FACE = re.compile(r"@font-face \{([^}]*)\}")


@pytest.fixture(scope="module")
def faces(small: Path) -> dict[str, set[int]]:
    """The font files that the style sheet names, each with the characters for which it is asked, in order."""
    found = {}
    for face in FACE.findall((small / "site/assets/fonts/fonts.css").read_text("utf-8")):
        name, ranges = re.search(r'url\("([^"]+)"\)', face), re.search(r"unicode-range: ([^;]+);", face)
        assert name and ranges
        parts = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges[1])
        found[name[1]] = {code for first, last in parts for code in range(int(first, 16), int(last or first, 16) + 1)}
    return found


def held(small: Path, name: str) -> set[int]:
    """The characters that a font file has."""
    return set(TTFont(small / "site/assets/fonts" / name).getBestCmap())


def test_the_style_sheet_names_every_file_and_no_other(small: Path, faces: dict[str, set[int]]) -> None:
    assert sorted(path.name for path in (small / "site/assets/fonts").glob("*.woff2")) == sorted(faces)


def test_a_face_has_nothing_that_it_is_not_asked_for(small: Path, faces: dict[str, set[int]]) -> None:
    assert {name: held(small, name) - asked for name, asked in faces.items() if held(small, name) - asked} == {}


def test_of_faces_that_overlap_the_one_that_a_page_asks_for_ahead_counts(faces: dict[str, set[int]]) -> None:
    """The later one does."""
    for style in ("regular", "bold", "italic"):
        own = [name for name in faces if f"-{style}-" in name]
        assert own[-1] == f"source-serif-{style}-basic.woff2"


@pytest.mark.parametrize("style", ["regular", "bold", "italic"])
def test_every_style_has_what_english_needs_and_accents_beside(small: Path, style: str) -> None:
    basic = f"source-serif-{style}-basic.woff2"
    assert not set(map(ord, "abcXYZ0189.,;:!?()[]’‘“”–—…·©¶\u00a0")) - held(small, basic)
    assert not set(map(ord, "éüßæñçłčŠ€₽™")) - held(small, basic.replace("basic", "accents"))


@pytest.mark.parametrize("style", ["regular", "italic"])
def test_what_every_page_needs_comes_at_once(small: Path, style: str) -> None:
    assert (small / f"site/assets/fonts/source-serif-{style}-basic.woff2").stat().st_size < WINDOW


def test_a_browser_can_load_the_face_of_the_text(wide: Reader) -> None:
    page = wide.open("essay/01-lamp/")
    family = page.locator("#p1").evaluate("paragraph => getComputedStyle(paragraph).fontFamily").split(",")[0]
    load = "([font, words]) => document.fonts.load(font, words).then((faces) => faces.map(({ status }) => status))"
    for font in (f"16px {family}", f"bold 16px {family}", f"italic 16px {family}"):
        assert page.evaluate(load, [font, "Brŵc"]) == ["loaded", "loaded"]
