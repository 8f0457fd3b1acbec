"""Subset the text face to what an edition needs, as woff2 files with the style sheet that names them."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import font_source_serif_pro

FAMILY = "Source Serif"
STYLES = {"Regular": "regular", "Bold": "bold", "It": "italic"}
WEIGHTS = {"bold": "font-weight: 700;", "italic": "font-style: italic;"}
COMMON = [range(0x20, 0x7F), [0xA0, 0xA9, 0xAB, 0xB0, 0xB6, 0xB7, 0xBB], range(0x2010, 0x2015), [0x2018, 0x2019, 0x201C, 0x201D]]
RARE = [0x20AC, 0x20BD, 0x2116, 0x2122, 0x2212, 0x2260]
# Of two faces with a character the later one counts, so the small one, which a page has asked for ahead, stands last.
RANGES: dict[str, list[Iterable[int]]] = {
    "cyrillic": [range(0x400, 0x530), [0x301]],
    # Accented letters, rare punctuation, euro and rouble, № ™ − ≠.
    "accents": [range(0xA1, 0x250), range(0x1E00, 0x1F00), range(0x2010, 0x2040), RARE],
    # What every page of English needs. A file below 14 kB comes with the first answer of a server, all at once.
    "basic": [*COMMON, [0x2026, 0x2192]],
}
FEATURES = ["kern", "liga", "onum", "pnum", "locl", "mark", "ccmp"]


def faces() -> Iterator[tuple[str, str, set[int]]]:
    """Yield each file: its name, the style of the face (Regular, Bold, It), and its characters. The italic has no Cyrillic."""
    for script, ranges in RANGES.items():
        for style, name in STYLES.items():
            if (style, script) != ("It", "cyrillic"):
                yield f"source-serif-{name}-{script}.woff2", style, {code for part in ranges for code in part}


def write_fonts(folder: Path) -> list[Path]:
    """Write the missing font files and their style sheet, and remove those of earlier versions; return those written."""
    wanted = {folder / name: (style, codes) for name, style, codes in faces()}
    for path in set(folder.glob("source-serif-*.woff2")) - wanted.keys():
        path.unlink(missing_ok=True)
    missing = [path for path in wanted if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in missing:
        _subset(*wanted[path], path)
    sheet, style = folder / "fonts.css", style_sheet()
    if not sheet.exists() or sheet.read_text("utf-8") != style:
        sheet.write_text(style, "utf-8")
        missing.append(sheet)
    return missing


def style_sheet() -> str:
    """Return the style sheet that names every file with the characters that it is asked for."""
    return "".join(_face(name, codes) for name, _, codes in faces())


def _face(name: str, codes: set[int]) -> str:
    style = WEIGHTS.get(name.split("-")[2], "")
    lines = [f'font-family: "{FAMILY}";', style, "font-display: optional;", f'src: url("{name}") format("woff2");']
    lines.append(f"unicode-range: {', '.join(_ranges(codes))};")
    return "@font-face {\n" + "".join(f"  {line}\n" for line in lines if line) + "}\n"


def _ranges(codes: set[int]) -> Iterator[str]:
    """Runs of characters as a style sheet writes them."""
    ordered = sorted(codes)
    first = last = ordered[0]
    for code in [*ordered[1:], -1]:
        if code != last + 1:
            yield f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}"
            first = code
        last = code


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
