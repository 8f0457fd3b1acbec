"""The small edition with more in it: two texts, whatever Markdown a note may hold, notes on overlapping words, odd letters."""

import shutil
from pathlib import Path

from edition.export.book import book
from edition.export.records import Book
from edition.model.edition import load_edition
from edition.model.references import formatted
from tests.conftest import BASE

BODY = """It is *not* so, says **Ada Brook**, & the `log <1890>` agrees [@brook-1890, p. 3; @board-1901].

- one of the Harbour Board
- two, with a [link](https://example.org/a?b=1&c=2) and *a link to [the medal](02-answer.md#medal)*

> A quotation of Jack Penn’s.
>
> Of two paragraphs[^1].

1. first
2. second

| hour | glass |
| --- | --- |
| 2:15 | 29.4 |

    code  with   spaces

[^1]: A footnote on Hollin Light [@board-1901].
"""
LETTER = """# A letter

Dear sister, the lamp is out, and the night is long; “the lamp is out” I say again to the Harbour Board.
{ #p1 }

## Notes

### “the night is long” { #out .right reviewed=2026-11-20 }

The glass was gone, and so was the “oil”\u00ad: Ada Brŵc 𝔄 said so [@brook-1890].
"""
TEXT = """
- folder: letter
  title: A letter
  author: A. Brook
  language: cy
"""


def copied(folder: Path) -> Path:
    """Return a copy of the small edition in a folder."""
    return Path(shutil.copytree(BASE, folder / "edition"))


OWN = """{ #p1 }

[^n1]: By the keeper herself, who had it from Jack Penn.
{ #p4 }
"""


def footnote(base: Path) -> Path:
    """Give the author of a copy of the small edition a footnote to the first paragraph, and to the third."""
    for name, id in (("01-lamp", "p1"), ("02-answer", "p3")):
        path = base / f"docs/essay/{name}.md"
        own = OWN.replace("{ #p1 }", f"{{ #{id} }}")
        path.write_text(path.read_text("utf-8").replace(f"\n{{ #{id} }}\n", f"[^n1]\n{own}", 1), "utf-8")
    return base


SHAPED = """# The answer

Enter Jack Penn.
{ #p3 .stage }

Penn
{ #p4 .speaker }

The lamp is out, and the night is long;\\
the “medal of plain tin” is mine.
{ #p5 .verse }

> They told me that “the slip was blocked”[^n1].
> { #p6 }

[^n1]: By “shingle from the bay”.
{ #p7 }

| Night | “What the log says” |
| --- | --- |
| second | “three panes broken” |
| third |  |
{ #p8 .table }

## Notes

### “medal of plain tin” { #medal .context reviewed=2026-11-24 }

It lies in the museum [@board-1901].

### “the slip was blocked” { #slip .right reviewed=2026-11-24 }

It was [@board-1901].

### “shingle from the bay” { #shingle .right reviewed=2026-11-24 }

So says the log [@brook-1890].

### “three panes broken” { #panes .right at=p8 reviewed=2026-11-24 }

It does [@brook-1890].
"""


def shape(base: Path) -> Path:
    """Make of the second section of a copy of the small edition a scene, with a quotation and a footnote of the author’s."""
    (base / "docs/essay/02-answer.md").write_text(SHAPED, "utf-8")
    return base


def enrich(base: Path) -> Path:
    """Make an edition that has all of that of a copy of the small edition."""
    lamp = base / "docs/essay/01-lamp.md"
    note = f"### “by the storm”  {{ #by .disputed reviewed=2026-11-25 }}\n\n{BODY}\n"
    lamp.write_text(lamp.read_text("utf-8").replace("### “lifeboat", f"{note}\n### “lifeboat"), "utf-8")
    (base / "docs/letter").mkdir()
    (base / "docs/letter/01-night.md").write_text(LETTER, "utf-8")
    facts = base / "data/text.yml"
    facts.write_text(facts.read_text("utf-8").rstrip("\n") + TEXT, "utf-8")
    return base


def strip(base: Path) -> Path:
    """Make an edition that has nothing but a text: no notes, no register, no facts but who wrote it."""
    for folder in ("actors", "terms"):
        shutil.rmtree(base / "docs" / folder)
    for path in (base / "docs/essay").glob("*.md"):
        path.write_text(path.read_text("utf-8").partition("## Notes")[0].partition("\n> ")[0] + "\n## Notes\n", "utf-8")
    for name in ("events", "relations", "sources"):
        (base / f"data/{name}.yml").unlink()
    (base / "data/text.yml").write_text("texts:\n- { folder: essay, title: The last keeper, author: J. Marsh }\n", "utf-8")
    return base


def made(folder: Path, site: str = "") -> Book:
    """Return the edition in a folder as a book; site is the address of its site."""
    settings = folder / "mkdocs.yml"
    words = settings.read_text("utf-8").replace('!ENV [SITE_URL, ""]', f'"{site}"')
    settings.write_text(words, "utf-8")
    edition = load_edition(folder)
    references, _ = formatted(edition.register.sources, folder)
    return book(edition, references)
