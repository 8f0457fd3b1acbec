"""The shipped faces: Source Serif for text and Source Sans for labels, as small WOFF2 files for the characters that pages use."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from edition.pictures.faces import SANS, SERIF


@dataclass(frozen=True)
class Face:
    """One style of a family: its file, the names of both in style sheets, what selects it, and the scripts it is shipped for."""

    name: str
    family: str
    source: Path
    selects: str
    scripts: tuple[str, ...] = ("cyrillic", "accents", "basic")


FACES = (
    Face("serif-regular", "Source Serif", SERIF / "SourceSerifPro-Regular.otf", "font-weight: 400;"),
    Face("serif-bold", "Source Serif", SERIF / "SourceSerifPro-Bold.otf", "font-weight: 700;"),
    Face("serif-italic", "Source Serif", SERIF / "SourceSerifPro-It.otf", "font-style: italic;", ("accents", "basic")),
    Face("sans-regular", "Source Sans", SANS / "SourceSansPro-Regular.otf", "font-weight: 400;"),
    Face("sans-semibold", "Source Sans", SANS / "SourceSansPro-Semibold.otf", "font-weight: 600 700;"),
)
COMMON = [range(0x20, 0x7F), [0xA0, 0xA9, 0xAB, 0xB0, 0xB6, 0xB7, 0xBB], range(0x2012, 0x2015), [0x2018, 0x2019, 0x201C, 0x201D]]
RARE = [0x20AC, 0x20BD, 0x2116, 0x2122, 0x2212, 0x2260]
# A character is asked of one file: of two with it a browser loads both. The small one has been asked for ahead by a page.
RANGES: dict[str, list[Iterable[int]]] = {
    "cyrillic": [range(0x400, 0x530), [0x301]],
    # Accented letters, rare punctuation, euro and rouble, № ™ − ≠.
    "accents": [range(0xA1, 0x250), range(0x1E00, 0x1F00), range(0x2010, 0x2040), RARE],
    # What every page of English needs. A file below 14 kB comes with the first answer of a server, all at once.
    "basic": [*COMMON, [0x2026, 0x2192]],
}
FEATURES = ["kern", "liga", "onum", "pnum", "locl", "mark", "ccmp"]


def files(signs: str = "") -> Iterator[tuple[str, Face, set[int]]]:
    """Yield each file: its name, its face and its characters; signs are those of the kinds of note, which labels need at once."""
    for script, ranges in RANGES.items():
        for face in FACES:
            if script in face.scripts:
                codes = {code for part in ranges for code in part}
                basic = {code for part in RANGES["basic"] for code in part}
                if face.name.startswith("sans"):
                    basic |= set(map(ord, signs))
                yield f"{face.name}-{script}.woff2", face, basic if script == "basic" else codes - basic


def write_fonts(folder: Path, signs: str = "") -> list[Path]:
    """Write the missing font files, and remove those of earlier versions; return those written."""
    wanted = {folder / name: (face, codes) for name, face, codes in files(signs)}
    listed = "".join(f"{path.name} {sorted(codes)}\n" for path, (_, codes) in wanted.items())
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / "fonts.txt"  # what the files hold: other signs want other files
    fresh = made.exists() and made.read_text("utf-8") == listed
    for path in set(folder.glob("*.woff2")) - wanted.keys():
        path.unlink(missing_ok=True)
    missing = [path for path in wanted if not (fresh and path.exists())]
    for path in missing:
        _subset(*wanted[path], path)
    if not fresh:
        made.write_text(listed, "utf-8")
    return missing


def _subset(face: Face, codes: set[int], path: Path) -> None:
    staged = path.with_name(f".{path.name}.{os.getpid()}.edition-new")  # two runs at once do not meet
    staged.write_bytes(subset(face, codes))
    staged.replace(path)


def subset(face: Face, codes: set[int]) -> bytes:
    """Return a face as WOFF2 with those of some characters that it has; the same bytes every time."""
    from fontTools.subset import Options, Subsetter, load_font, save_font  # half a second, which few runs have a use for

    options = Options(flavor="woff2", layout_features=FEATURES, hinting=False, notdef_outline=True, recalc_timestamp=False)
    font = load_font(str(face.source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    made = BytesIO()
    save_font(font, made, options)
    return made.getvalue()
