"""References: how our style sets them, how they are kept, and what of them gets onto a page."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from edition.files.problem import EditionError
from edition.files.yaml_positions import load
from edition.model.edition import load_register
from edition.model.references import CACHE, format_references, formatted, read_references, reference_element
from edition.model.sources import Source
from tests.conftest import BASE

GOLDEN = BASE.parents[1] / "golden" / "references.json"
SOURCES = """references:
- id: paper
  type: article-newspaper
  title: The gale
  author: [{ literal: Coast and County }]
  container-title: Coast and County
  issued: { date-parts: [[1890, 11, 5]] }
  URL: https://county.example/gale
  accessed: { date-parts: [[2026, 11, 24]] }
- id: article
  type: article-journal
  title: Lamps & birds
  author: [{ family: Vane, given: Ann }, { family: Weir, given: Ben }]
  container-title: Lights
  volume: 3
  issue: 2
  issued: { date-parts: [[1970]] }
  page: 12–30
  DOI: 10.1000/lights
- id: chapter
  type: chapter
  title: Keepers
  author: [{ family: Vane, given: Ann }, { family: Weir, given: Ben }, { family: Yard, given: Cy }, { family: Zand, given: Di }]
  container-title: A book of coasts
  publisher: Pier Press
  publisher-place: Holm
  issued: { date-parts: [[1965, 4]] }
"""
REFERENCES = {
    "chapter": "Ann Vane et al., <span>‘Keepers’</span>, in <em>A book of coasts</em>, Holm: Pier Press, April 1965.",
    "article": (
        "Ann Vane and Ben Weir, <span>‘Lamps &amp; birds’</span>, <em>Lights</em>, 3 no. 2, 1970, 12–30. "
        '<a href="https://doi.org/10.1000/lights">https://doi.org/10.1000/lights</a>.'
    ),
    "paper": (
        "<span>‘The gale’</span>, <em>Coast and County</em>, 5 November 1890. "
        '<a href="https://county.example/gale">https://county.example/gale</a>, seen 24 November 2026.'
    ),
}


def test_our_style_sets_references(tmp_path: Path) -> None:
    sources = [Source.model_validate(source) for source in load(SOURCES, "it.yml").data["references"]]
    made, _ = formatted(sources, tmp_path)
    assert made == REFERENCES


def test_references_are_kept_until_a_source_changes(tmp_path: Path) -> None:
    sources = load_register(BASE).sources
    made, kept = formatted(sources, tmp_path)
    assert made == read_references_from(GOLDEN)
    (tmp_path / CACHE).parent.mkdir()
    (tmp_path / CACHE).write_text(kept, "utf-8")
    assert read_references(tmp_path) == made
    assert formatted(sources, tmp_path) == (made, kept)
    other = json.loads(kept)
    other["words"]["board-1901"] = "As it was."
    (tmp_path / CACHE).write_text(json.dumps(other), "utf-8")
    assert formatted(sources, tmp_path)[0] == {**made, "board-1901": "As it was."}
    assert formatted(sources[:1], tmp_path)[0] == {"board-1901": made["board-1901"]}


def test_an_address_that_changes_is_taken_without_formatting_anew(tmp_path: Path) -> None:
    board, brook = load_register(BASE).sources
    _, kept = formatted([board, brook], tmp_path)
    (tmp_path / CACHE).parent.mkdir()
    (tmp_path / CACHE).write_text(kept, "utf-8")
    moved = brook.model_copy(update={"URL": "https://example.net/12"})
    made, again = formatted([board, moved], tmp_path)
    assert made["brook-1890"].endswith(' <a href="https://example.net/12">https://example.net/12</a>.')
    assert json.loads(again)["words"] == json.loads(kept)["words"]


def read_references_from(path: Path) -> dict[str, str]:
    return dict(json.loads(path.read_text("utf-8"))["references"])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"references": 3}', "{"])
def test_references_that_cannot_be_read_are_none(text: str, tmp_path: Path) -> None:
    assert read_references(tmp_path) == {}
    (tmp_path / CACHE).parent.mkdir()
    (tmp_path / CACHE).write_text(text, "utf-8")
    assert read_references(tmp_path) == {}


def test_what_pandoc_cannot_read_is_told() -> None:
    with pytest.raises(EditionError, match=r"^data/sources\.yml:1:1: pandoc could not format the references: .* \[pandoc\]$"):
        format_references("references: [")


@pytest.mark.parametrize(
    ("reference", "made"),
    [
        (
            'A, <span>‘B <em>c</em>’</span>. <a href="https://d.org/e">https://d.org/e</a>.',
            'A, ‘B <em>c</em>’. <a href="https://d.org/e">d.org</a>.',
        ),
        ('A <a href="https://me@d.org/">d.org</a>.', "A d.org."),
        ('A <a href="javascript:alert(1)">b</a> c', "A b c"),
        ("<b onclick='x()'>A</b> <script>b</script><sup>c</sup>", "A b<sup>c</sup>"),
        ("A <em>b", "A b"),
    ],
)
def test_of_a_reference_what_is_harmless_stays_and_all_its_words(reference: str, made: str) -> None:
    """A link without an address would stop the builder."""
    assert ET.tostring(reference_element(reference), "unicode") == f"<span>{made}</span>"
