"""The PDF is a book: notes at the foot of the page of their words, running heads, an index with pages, tags for screen readers."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from edition.export.pdf import write_pdf
from edition.export.records import Book
from edition.export.typeset import unset

pytest.importorskip("typst", reason="typst is not installed; pip install typst")


@pytest.fixture(scope="module")
def data(restated: Book) -> bytes:
    return write_pdf(restated)["edition.pdf"]


@pytest.fixture(scope="module")
def pages(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The pages as poppler reads them."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed; apt-get install poppler-utils")
    path: Path = tmp_path_factory.mktemp("pdf") / "edition.pdf"
    path.write_bytes(data)
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()
    return [" ".join(page.split()) for page in text.split("\f")]


def page_with(pages: list[str], words: str) -> int:
    (found,) = (at for at, page in enumerate(pages) if words in page)
    return found


def test_a_note_stands_at_the_foot_of_the_page_that_has_its_words(pages: list[str]) -> None:
    text = page_with(pages, "climbed the tower of Hollin Light")
    assert "the last true keeper] “the last true keeper” · does not hold" in pages[text]
    assert "She was not the last." in pages[text]
    assert pages[text].index("climbed the tower") < pages[text].index("She was not the last.")


def test_a_paragraph_has_its_number_in_the_margin_and_its_sources_theirs(pages: list[str]) -> None:
    text = pages[page_with(pages, "climbed the tower of Hollin Light")]
    assert re.search(r"\bp1 Every evening\b", text)
    assert "[2, p. 7]" in text


def test_the_index_gives_the_pages_that_name_an_actor(pages: list[str]) -> None:
    index = pages[max(at for at, page in enumerate(pages) if "Index" in page)]
    match = re.search(r"Ada Brook((?:, \d+)+)", index)
    assert match
    for number in match[1].split(", ")[1:]:
        (page,) = (one for one in pages if one.endswith(f" {number}") and "Contents" not in one)
        assert "Brook" in page or "keeper" in page


def test_it_is_tagged_and_says_its_title_and_language(data: bytes) -> None:
    reader = PdfReader(BytesIO(data))
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    assert reader.metadata and reader.metadata.title == "The last keeper"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_object().get_data()
    assert [item.title for item in reader.outline if not isinstance(item, list)][-1] == "Index"


def test_a_sign_that_no_face_has_is_found() -> None:
    assert unset(set("aé€ж大"), "ua-1") == {"大"}
    assert unset(set("abc"), "ua-1") == set()


def test_it_is_made_on_the_day_of_the_last_review(data: bytes) -> None:
    metadata = PdfReader(BytesIO(data)).metadata
    assert metadata and metadata.creation_date and metadata.creation_date.date().isoformat() == "2026-11-24"
