"""Editions of small texts, made and rendered in one process, and what a reader of their pages finds there."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from markdown import Markdown

from edition.check.rules import check
from edition.contribute.offer import offer
from edition.extension import EditionExtension
from edition.files.disk import write_changed
from edition.files.problem import Problem, errors
from edition.intake.read import Document, read_document
from edition.model.edition import load_edition
from edition.original import new, verify

EXTENSIONS = ("def_list", "footnotes", "tables", "pymdownx.details", "toc")


@dataclass
class Made:
    """An edition of a text: its folder, the file, the document that was read, what was told."""

    root: Path
    file: Path
    document: Document
    told: list[str]

    def pages(self) -> list[Any]:
        """The trees of its sections, in order."""
        made = []
        for path in sorted((self.root / "docs/essay").glob("*.md")):
            md = Markdown(extensions=[*EXTENSIONS, EditionExtension(root=str(self.root))])
            page = f"<!doctype html><html><body><article>{md.convert(path.read_text('utf-8'))}</article></body></html>"
            target = self.root / "site/essay" / path.stem / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page, "utf-8")
            made.append(html.document_fromstring(page))
        return made

    def problems(self) -> list[Problem]:
        """What its check stops for."""
        return errors(check(load_edition(self.root)))

    def differences(self) -> list[Problem]:
        """Where its pages differ from the file, as another reader sees it."""
        found, same = verify.against_source(self.root / "site", self.root, self.file, self.file.parent)
        assert same
        return found


EXAMPLES = Path(__file__).parents[2] / "examples"
TEXTS = {  # of each example: its file, its language, its title and author where the file does not name them
    "sonnet": ("sonnet.txt", "en", "Sonnet 116", "William Shakespeare"),
    "scene": ("scene.xml", "en", "", ""),
    "law": ("law.md", "en", "", ""),
    "essay": ("essay.html", "en", "", ""),
    "analects": ("analects.txt", "zh", "論語", "孔子"),
    "fable": ("fable.txt", "ar", "الأسد والفأر", "إيسوب"),
    "letter": ("letter.txt", "ru", "Письмо с маяка", "Пётр Орлов"),
}


def example(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Make the edition of an example in a folder, with its notes."""
    file, language, title, author = TEXTS[name]
    made = make(folder, file, (EXAMPLES / name / file).read_bytes(), monkeypatch, language, of=(title, author))
    found = offer(load_edition(made.root), EXAMPLES / name / "notes.csv", "2026-11-28")
    assert found.left == []
    write_changed({made.root / path: text for path, text in found.texts.items()}, made.root)
    return made


def make(
    folder: Path,
    name: str,
    data: bytes | str,
    monkeypatch: pytest.MonkeyPatch,
    language: str = "en",
    split: int = 0,
    of: tuple[str, str] = ("A text", "A. Nobody"),
) -> Made:
    """Make an edition of a file in a folder, but for the wheel."""
    monkeypatch.setattr(new, "requirement", lambda root: "annotated-edition")
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    document = read_document(file, folder, mixed=False)
    about = new.about(document, *of, "public domain", language)
    made, told = new.plan(document, about, split, pictures=True)
    told += new.new_edition(made, document, about, folder / "made")
    return Made(folder / "made", file, document, told)


def paragraphs(pages: list[Any], shape: str = "") -> list[str]:
    """The words of the paragraphs of pages that have a shape, a sign for each line's end."""
    found = [one for page in pages for one in page.xpath("//*[@id and contains(@class, 'verbatim')]")]
    chosen = [one for one in found if not shape or shape in one.get("class").split()]
    return ["".join(_words(one)).strip() for one in chosen]


def _words(one: Any) -> list[str]:
    words = [one.text or ""]
    for child in one:
        mark = child.tag == "sup" and child.get("id", "").startswith("fnref")
        words += ["/"] if child.tag == "br" else [] if mark or child.get("class") == "footnote-backref" else _words(child)
        words.append((child.tail or "").strip("\n"))
    return words
