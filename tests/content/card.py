"""The picture for social networks: title, author and the score, drawn by a browser: python -m tests.content.card.

The file says in itself which score it shows, so that `make content` can tell when it is out of date.
"""

import base64
import zlib
from collections.abc import Iterator
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

from edition.files.problem import Problem
from edition.model.edition import Edition, load_edition
from edition.pictures.faces import SERIF, STRONG, WORDS
from edition.pictures.score import by_kind
from tests.conftest import ROOT, executable
from tests.content.remarks import remark

CARD = Path("docs/assets/social.png")
WIDTH, HEIGHT, BAR = 1200, 630, 1020  # pixels: of the card, of the score on it
START, KEY = 8, b"Score\0"  # of the first part of a PNG; what names our words among its parts
FACES = {"Words": WORDS, "Italic": SERIF / "SourceSerifPro-It.otf", "Labels": STRONG}
STYLE = """
body { margin: 0; width: 1200px; height: 630px; box-sizing: border-box; padding: 74px 90px; background: #fdfbf7; color: #23201b;
  font: 36px/1.25 Words; display: flex; flex-direction: column; }
h1 { margin: 0; font: 78px/1.16 Words; }
p { margin: 22px 0 0; }
i { font-family: Italic; font-style: normal; }
svg { margin-top: auto; }
ul { margin: 16px 0 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 2px 26px; font: 25px/1.35 Labels; }
"""


def scored(edition: Edition) -> str:
    """Return the score in words, kinds that no note is of left out."""
    return ", ".join(f"{kind.label} {len(notes)}" for kind, notes in by_kind(edition) if notes)


def parts(card: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield the parts of a PNG: where each begins, its sort, what it holds."""
    at = START
    while at < len(card):
        size = int.from_bytes(card[at : at + 4], "big")
        yield at, card[at + 4 : at + 8], card[at + 8 : at + 8 + size]
        at += size + 12


def told(card: bytes) -> str:
    """Return the score that a card says it shows; nothing where it says none."""
    return next((held[len(KEY) :].decode() for _, sort, held in parts(card) if sort == b"tEXt" and held.startswith(KEY)), "")


def telling(card: bytes, score: str) -> bytes:
    """Return a card that says which score it shows."""
    end = next(at for at, sort, _ in parts(card) if sort == b"IEND")
    held = b"tEXt" + KEY + score.encode()
    part = (len(held) - 4).to_bytes(4, "big") + held + zlib.crc32(held).to_bytes(4, "big")
    return card[:end] + part + card[end:]


def remarks(edition: Edition) -> Iterator[Problem]:
    """Yield a remark where the card shows another score than the edition has."""
    path = edition.root / CARD
    if path.exists() and told(path.read_bytes()) != scored(edition):
        yield remark(CARD.as_posix(), "it shows another score; draw it anew: python -m tests.content.card", "card")


def page(edition: Edition) -> str:
    """Return the card as a page of its own."""
    [text, *_] = edition.register.texts
    faces = "".join(
        f"@font-face {{ font-family: {name}; src: url(data:font/otf;base64,{base64.b64encode(path.read_bytes()).decode()}) }}"
        for name, path in FACES.items()
    )
    counts = [(kind, len(notes)) for kind, notes in by_kind(edition) if notes]
    total, at, bars, items = sum(count for _, count in counts), 0.0, "", ""
    for kind, count in counts:
        bars += f'<rect x="{at:.1f}" width="{BAR * count / total - 3:.1f}" height="44" fill="{kind.light}"/>'
        items += f'<li style="color: {kind.light}">{escape(f"{kind.sign} {kind.label} {count}")}</li>'
        at += BAR * count / total
    return (
        f"<!doctype html><style>{faces}{STYLE}</style><h1>{escape(text.title)}</h1>"
        f"<p><i>{escape(text.author)}</i>, annotated: how each claim stands</p>"
        f'<svg width="{BAR}" height="44">{bars}</svg><ul>{items}</ul>'
    )


def main() -> None:
    """Draw the card of this edition."""
    edition = load_edition(ROOT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        shown.set_content(page(edition))
        shown.evaluate("document.fonts.ready.then(() => true)")
        drawn = shown.screenshot()
        browser.close()
    (ROOT / CARD).write_bytes(telling(drawn, scored(edition)))
    print(f"wrote {CARD.as_posix()}: {scored(edition)}")


if __name__ == "__main__":
    main()
