"""The faces that the site ships: which signs they have, and how wide they set a text."""

from collections.abc import Mapping
from functools import lru_cache
from math import fsum
from pathlib import Path
from unicodedata import bidirectional, combining, east_asian_width

import font_source_sans_pro
import font_source_serif_pro

SERIF = Path(font_source_serif_pro.__file__).parent / "files"
SANS = Path(font_source_sans_pro.__file__).parent / "files"
LABELS = SANS / "SourceSansPro-Regular.otf"  # labels of notes and pictures
STRONG = SANS / "SourceSansPro-Semibold.otf"
WORDS = SERIF / "SourceSerifPro-Regular.otf"  # the words of the text


@lru_cache(maxsize=4)
def _widths(path: Path) -> Mapping[str, float]:
    """How wide each character of a face is, in its own size."""
    from fontTools.ttLib import TTFont  # most runs draw nothing

    with TTFont(path, lazy=True) as font:
        font.setGlyphOrder([f"{glyph}" for glyph in range(font["maxp"].numGlyphs)])  # their names stand among the outlines
        metrics, unit = font["hmtx"].metrics, font["head"].unitsPerEm
        return {chr(code): metrics[name][0] / unit for code, name in font.getBestCmap().items()}


def has(sign: str) -> bool:
    """Tell whether the face of labels has a character."""
    return sign in _widths(LABELS)


def width_of(text: str, size: float, face: Path = LABELS) -> float:
    """Return how wide a face sets a text, in the unit of the size; what it lacks is set by another, of which a width is taken."""
    widths = _widths(face)
    return fsum(widths[char] if char in widths else _elsewhere(char, widths["M"]) for char in text) * size


def _elsewhere(char: str, otherwise: float) -> float:
    """How wide the signs of other scripts are set, about: Chinese ones are square, Arabic ones narrow, marks take no room."""
    if combining(char):
        return 0
    if east_asian_width(char) in "WF":
        return 1
    return 0.55 if bidirectional(char) in ("R", "AL") else otherwise
