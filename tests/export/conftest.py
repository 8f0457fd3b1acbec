"""The small edition as a book: restated, and with the author's own words."""

import shutil
from pathlib import Path

import pytest

from edition.export.book import book
from edition.export.records import Book
from edition.model.edition import load_edition
from edition.model.references import formatted
from tests.bench.corpus import corpus
from tests.conftest import BASE, Run
from tests.export.rich import copied, shape


def book_of(root: Path) -> Book:
    edition = load_edition(root)
    references, _ = formatted(edition.register.sources, root)
    return book(edition, references)


@pytest.fixture(scope="session")
def restated() -> Book:
    return book_of(BASE)


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """An edition of two texts, whose paragraphs have the same ids."""
    return book_of(corpus(tmp_path_factory.mktemp("two") / "edition", 2, 3, 2))


@pytest.fixture(scope="session")
def shaped(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The small edition with verse, a speech, a quotation and a footnote of the author’s, and notes on them."""
    return book_of(shape(copied(tmp_path_factory.mktemp("shaped"))))


@pytest.fixture(scope="session")
def authors(tmp_path_factory: pytest.TempPathFactory, edition: Run) -> Book:
    folder = Path(shutil.copytree(BASE, tmp_path_factory.mktemp("authors") / "edition"))
    done = edition("import", "essay.txt", cwd=folder)
    assert done.returncode == 0, done.stderr
    return book_of(folder)
