"""Subset the text face to what an edition needs: Latin and Cyrillic letters, as woff2, made when the site is built."""

import os
from collections.abc import Iterable
from pathlib import Path

import font_source_serif_pro

STYLES = {"Regular": "regular", "Bold": "bold", "It": "italic"}
COMMON = [range(0x20, 0x7F), [0xA0, 0xA9, 0xAB, 0xB0, 0xB6, 0xB7, 0xBB], range(0x2010, 0x2015), [0x2018, 0x2019, 0x201C, 0x201D]]
RARE = [0x20AC, 0x20BD, 0x2116, 0x2122, 0x2212, 0x2260]
RANGES: dict[str, list[Iterable[int]]] = {
    # What every page of English needs. A file below 14 kB comes with the first answer of a server, all at once.
    "basic": [*COMMON, [0x2026, 0x2192]],
    # Accented letters, rare punctuation, euro and rouble, № ™ − ≠.
    "accents": [range(0xA1, 0x250), range(0x1E00, 0x1F00), range(0x2010, 0x2040), RARE],
    "cyrillic": [range(0x400, 0x530), [0x301]],
}
FEATURES = ["kern", "liga", "onum", "pnum", "locl", "mark", "ccmp"]


def fonts(folder: Path) -> list[Path]:
    """Write the missing font files, and remove those of earlier versions; those written."""
    # The italic has no Cyrillic.
    wanted = {
        folder / f"source-serif-{name}-{script}.woff2": (style, {code for part in ranges for code in part})
        for style, name in STYLES.items()
        for script, ranges in RANGES.items()
        if (style, script) != ("It", "cyrillic")
    }
    for path in set(folder.glob("source-serif-*.woff2")) - wanted.keys():
        path.unlink(missing_ok=True)
    missing = {path: what for path, what in wanted.items() if not path.exists()}
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
    for path, (style, codes) in missing.items():
        _subset(style, codes, path)
    return list(missing)


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
