"""The reading face: what the style sheet says of each file is what is in it."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from edition.pages.fonts import RANGES, STYLES, fonts

ROOT = Path(__file__).parents[1]
STYLE = (ROOT / "docs/assets/edition.css").read_text("utf-8")
FACES = re.findall(r"@font-face \{[^}]*fonts/([a-z-]+\.woff2)[^}]*unicode-range: ([^;]+);", STYLE)
WINDOW = 14_600 - 400  # bytes that a server sends before it waits for an answer, but for the head of its own


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("fonts")
    (made / "source-serif-regular-latin.woff2").write_bytes(b"of an earlier version")
    assert len(fonts(made)) == len(FACES)
    return made


def codes(ranges: str) -> set[int]:
    """The characters of a unicode-range."""
    found: set[int] = set()
    for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def test_the_style_sheet_names_every_file_and_no_other(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(name for name, _ in FACES)
    assert fonts(folder) == []  # made once


@pytest.mark.parametrize(("name", "ranges"), FACES)
def test_a_face_is_asked_for_what_it_has(folder: Path, name: str, ranges: str) -> None:
    script = name.removesuffix(".woff2").split("-")[-1]
    wanted = {code for part in RANGES[script] for code in part}
    held = set(TTFont(folder / name).getBestCmap())
    assert held <= wanted  # nothing that is never shown
    assert held <= codes(ranges)  # nor anything that is never asked for


def test_faces_that_overlap_come_in_order() -> None:
    """Of two faces with a character the later one counts, so the small one, which a page has asked for ahead, stands last."""
    scripts = [name.removesuffix(".woff2").split("-")[-1] for name, _ in FACES]
    assert scripts == sorted(scripts, key=["cyrillic", "accents", "basic"].index)


def test_what_every_page_needs_comes_at_once(folder: Path) -> None:
    for style in ("regular", "italic"):
        assert (folder / f"source-serif-{style}-basic.woff2").stat().st_size < WINDOW
    held = TTFont(folder / "source-serif-regular-basic.woff2").getBestCmap()
    assert not set(map(ord, "abcXYZ0189.,;:!?()[]’‘“”–—…·©¶→\u00a0")) - held.keys()


def test_every_style_has_letters_with_accents(folder: Path) -> None:
    for style in STYLES.values():
        held = TTFont(folder / f"source-serif-{style}-accents.woff2").getBestCmap()
        assert not set(map(ord, "éüßæñçłčŠ€₽™")) - held.keys()
