"""Texts as they are found, each with what it comes to: every paragraph in its order, and nothing lost or added."""

from base64 import b64decode
from pathlib import Path

import pypandoc
import pytest
import yaml
from lxml import html

from edition.intake import pieces
from edition.intake.read import read_document
from edition.model.edition import load_register
from edition.original import verify
from tests.texts.shown import EXAMPLES, make, paragraphs

CASES = Path(__file__).parent / "cases"
FILES = sorted(path for path in CASES.iterdir() if path.suffix != ".expected")


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_a_text_comes_in_as_it_is(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make(tmp_path, file.name, file.read_bytes(), monkeypatch)
    found = [" ".join(words.split()) for words in paragraphs(made.pages())]
    assert found == file.with_suffix(".expected").read_text("utf-8").splitlines()
    assert (made.problems(), made.differences()) == ([], [])
    pages = verify.built_pages(made.root / "site", made.root)
    verify.proved(pages, load_register(made.root).texts, None, "site", file.name)  # raises where a hash is another


@pytest.mark.parametrize("words", ["As at 1817, the keeper", "a second lamp, which it never got. The keeper"])
def test_what_is_left_out_in_the_midst_of_a_paragraph_is_looked_for_there(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(tmp_path, "a.html", (CASES / "saved-page.html").read_bytes(), monkeypatch)
    made.pages()
    assert made.differences() == []
    path = next(path for path in (made.root / "site").rglob("index.html") if words in path.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace(words, words.replace("keeper", "warden")), "utf-8")
    assert [problem.rule for problem in made.differences()] == ["verify-differs"]


def test_what_the_account_does_not_name_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make(tmp_path, "a.html", (CASES / "saved-page.html").read_bytes(), monkeypatch)
    made.pages()
    account = made.root / "data/intake.yml"
    data = yaml.safe_load(account.read_text("utf-8"))
    data["left_out"] = [one for one in data["left_out"] if one["what"] != "hidden words" or one["begins"] != "[update]"]
    account.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    assert [problem.rule for problem in made.differences()] == ["verify-differs"]


def test_the_parts_of_a_long_division_are_no_words_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "".join(
        f"<p>Keeper {number} wrote this of the lamp, and some {number} words more in the log.</p>" for number in range(400)
    )
    made = make(tmp_path, "a.html", f"<h1>The tower</h1><h2>The lamp</h2>{lines}", monkeypatch)
    titles = [page.findtext(".//h1") for page in made.pages()]
    assert titles == [f"The tower: The lamp ({number})" for number in range(1, len(titles) + 1)]
    assert len(titles) > 1
    assert made.differences() == []


PAGES = [*(path for path in FILES if path.suffix == ".html"), EXAMPLES / "essay/essay.html"]


@pytest.mark.parametrize("file", PAGES, ids=lambda path: path.stem)
def test_a_page_in_pieces_is_the_same_text(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_document(file, file.parent)
    monkeypatch.setattr(pieces, "LARGE", 0)
    cut = read_document(file, file.parent)
    assert (cut.blocks, cut.notes, cut.report.kept) == (whole.blocks, whole.notes, whole.report.kept)


def test_a_long_page_is_cut_between_blocks_with_each_note_beside_its_mark() -> None:
    note = '<li id="n1"><p>Of brass<a role="doc-noteref" href="#n2">2</a>.</p></li><li id="n2"><p>Or tin.</p></li>'
    notes = f'<section id="edition-notes" role="doc-endnotes"><ol>{note}</ol></section>'
    lines = f"<p>{'Words. ' * 80_000}</p>"
    mark = '<p>A lamp<a role="doc-noteref" href="#n1">1</a>.</p>'
    made = list(
        pieces.pieces(html.document_fromstring(f"<body><div>{lines}{mark}<i>One</i> <b>two</b>{lines}</div>{lines}{notes}</body>"))
    )
    assert [piece.count("Words.") for piece in made] == [80_000, 80_000, 80_000]
    assert ["Of brass" in piece and "Or tin" in piece for piece in made] == [False, True, False]
    assert ["<i>One</i> <b>two</b>" in piece for piece in made] == [False, True, False]


PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=="  # one white point
ODD = """---
title: Of lamps
subtitle: A short law
author: E. Orme
abstract: All that is known of lamps.
---

Let $A_n$ be the light of lamp n, and $\\frac{a}{b}$ that of two.

![The lamp as it was in 1817](lamp.png)

By the log.
"""


@pytest.mark.parametrize("form", ["docx", "odt", "epub", "html", "latex", "rst", "org", "rtf", "fb2"])
def test_formulas_captions_and_front_matter_of_every_format_are_proven(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lamp.png").write_bytes(b64decode(PICTURE))
    file = tmp_path / f"odd.{form}"
    options = ["--standalone", "--mathml", f"--resource-path={tmp_path}"]
    pypandoc.convert_text(ODD, form, format="markdown", outputfile=str(file), extra_args=options)
    made = make(
        tmp_path, file.name, file.read_bytes(), monkeypatch, of=("", "E. Orme") if form == "docx" else ("Of lamps", "E. Orme")
    )
    words = " ".join(paragraphs(made.pages()))
    assert "be the light of lamp n, and" in words
    assert "By the log." in words
    assert (form != "docx") or ("A short law" in words and "All that is known of lamps." in words)
    assert (made.problems(), made.differences()) == ([], [])
