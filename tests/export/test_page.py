"""The page “Take it with you”: what `edition build --exports` has made is there, with sizes and proof, and its links lead to it."""

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from edition.model.edition import load_edition
from edition.model.take import RECORD, Take, Taken, TakenFile
from edition.render.take import lead_to_files, proof, take
from tests.conftest import BASE, ROOT, Run
from tests.small import lend_fonts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small edition with the page that a new edition has."""
    made = Path(shutil.copytree(BASE, tmp_path_factory.mktemp("page") / "edition"))
    if (ROOT / "overrides" / "assets" / "made").is_dir():
        lend_fonts(ROOT, made)
    shutil.copy(ROOT / "scripts/edition/original/template/docs/take.md", made / "docs")
    settings = made / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("      - Add a note: contribute.md\n", "      - Take it with you: take.md\n"), "utf-8")
    (made / "docs" / "contribute.md").unlink()
    return made


def test_every_form_is_there_with_its_size_and_its_proof(folder: Path, edition: Run) -> None:
    done = edition("build", "--exports", cwd=folder, timeout=300)
    assert done.returncode == 0, done.stderr
    files = folder / "site" / "take"
    page: Any = html.document_fromstring((files / "index.html").read_text("utf-8"))
    links = [str(link) for link in page.xpath("//dl[@class='take']//a/@href | //table[@class='proof']//a/@href")]
    assert {"edition.txt", "edition.json", "sources.json", "sources.bib", "feed.xml", "edition.html", "proof.json"} <= set(links)
    assert [link for link in links if not (files / link).is_file()] == []
    rows = {
        row.xpath("string(th)"): [cell.text_content() for cell in row.xpath("td")]
        for row in page.xpath("//table[@class='proof']/tbody/tr")
    }
    assert rows["This edition"] == ["3", "4", "2", "4", "1", "5"]
    assert rows["JSON"] == rows["This edition"]
    assert rows["CSL-JSON"] == ["–", "–", "2", "–", "–", "–"]


def test_a_site_without_them_says_how_they_are_made_and_links_nothing(folder: Path, edition: Run) -> None:
    assert edition("build", cwd=folder, timeout=300).returncode == 0
    files = folder / "site" / "take"
    assert [path.name for path in files.iterdir()] == ["index.html"]
    page: Any = html.document_fromstring((files / "index.html").read_text("utf-8"))
    assert "edition build --exports makes them" in page.text_content()
    assert page.xpath("//article//a[contains(@href, 'edition.')]") == []


@pytest.mark.parametrize(
    ("path", "done", "href"),
    [
        ("take.md", True, "edition.epub"),
        ("take.md", False, "take/edition.epub"),
        ("index.md", True, "take/edition.epub"),
        ("essay/01-lamp.md", True, "../../take/edition.epub"),
        ("essay/01-lamp.md", False, "../take/edition.epub"),
    ],
)
def test_a_file_is_led_to_from_any_page_under_any_builder(path: str, done: bool, href: str) -> None:
    root = ET.fromstring('<div><p><span data-file="edition.epub">it</span></p></div>')
    lead_to_files(root, path, done)
    assert ET.tostring(root, "unicode") == f'<div><p><a href="{href}">it</a></p></div>'


def test_what_was_left_out_is_named_with_the_way_to_get_it(folder: Path, edition: Run) -> None:
    (folder / RECORD).parent.mkdir(exist_ok=True)
    lost = Taken(name="pdf", title="PDF", use="for paper", left_out="typst is not installed; pip install typst")
    there = Taken(name="text", title="Plain text", use="for ears", files=(TakenFile(name="a.txt", size=1234, sha256="0"),))
    (folder / RECORD).write_text(Take(has={"notes": 4}, twins=(lost, there)).text(), "utf-8")
    loaded = load_edition(folder)
    shown = take(loaded)
    assert ["".join(one.itertext()).strip() for one in shown] == [
        "PDF",
        "Left out of this copy of the site: typst is not installed; pip install typst.",
        "Plain text",
        "For ears. a.txt (1 kB)",
    ]
    table = proof(loaded)
    assert table is not None
    assert "PDF" not in "".join(table.itertext())
