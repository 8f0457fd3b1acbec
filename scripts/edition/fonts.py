"""Subset the text face to what an edition needs: Latin and Cyrillic letters, as woff2, made when the site is built."""

import os
from collections.abc import Iterable
from pathlib import Path

import font_source_serif_pro

STYLES = {"Regular": "regular", "Bold": "bold", "It": "italic"}
RANGES: dict[str, list[Iterable[int]]] = {
    # Western Europe, punctuation, euro and rouble, № ™ → − ≠: what every page needs.
    "latin": [range(0x20, 0x100), range(0x2010, 0x2040), [0x20AC, 0x20BD, 0x2116, 0x2122, 0x2192, 0x2212, 0x2260]],
    "latin-ext": [range(0x100, 0x250), range(0x1E00, 0x1F00)],
    "cyrillic": [range(0x400, 0x530), [0x301]],
}
FEATURES = ["kern", "liga", "onum", "pnum", "locl", "mark", "ccmp"]


def fonts(folder: Path) -> list[Path]:
    """Write the missing font files; those written."""
    written = []
    for style, name in STYLES.items():
        for script, ranges in RANGES.items():
            path = folder / f"source-serif-{name}-{script}.woff2"
            # The italic has no Cyrillic.
            if path.exists() or (style == "It" and script == "cyrillic"):
                continue
            folder.mkdir(parents=True, exist_ok=True)
            _subset(style, {code for part in ranges for code in part}, path)
            written.append(path)
    return written


def _subset(style: str, codes: set[int], path: Path) -> None:
    from fontTools.subset import Options, Subsetter, load_font, save_font  # half a second, which few runs have a use for

    source = Path(font_source_serif_pro.__file__).parent / "files" / f"SourceSerifPro-{style}.otf"
    options = Options(flavor="woff2", layout_features=FEATURES, hinting=False, notdef_outline=True, recalc_timestamp=False)
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    staged = path.with_name(f".{path.name}.{os.getpid()}.edition-new")  # two runs at once do not meet
    save_font(font, str(staged), options)
    staged.replace(path)
