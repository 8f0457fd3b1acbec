"""Each golden page is what `edition pages` makes of the small edition: tests/golden/pages/NAME.md is docs/NAME.md without its seal.

To renew a page, write into it, by hand, what should stand there by the rule; no command copies what the code makes.
"""

import re
from difflib import unified_diff
from pathlib import Path

import pytest

from edition.model.edition import load_edition
from edition.model.generated import edited
from edition.model.references import CACHE, read_references
from edition.pages.generate import pages
from tests.conftest import BASE

GOLDEN = Path(__file__).parents[1] / "golden"
PAGES = sorted(path.relative_to(GOLDEN / "pages").as_posix() for path in (GOLDEN / "pages").rglob("*.md"))
OTHERS = {"who/harbour-board.md", "who/hollin-light.md"}  # like those of the two actors that are golden


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return every generated page of the small edition by its path in docs/."""
    folder = tmp_path_factory.mktemp("references")
    (folder / CACHE).parent.mkdir()
    (folder / CACHE).write_bytes((GOLDEN / "references.json").read_bytes())
    edition = load_edition(BASE)
    docs = BASE / "docs"
    return {path.relative_to(docs).as_posix(): text for path, text in pages(edition, read_references(folder)).items()}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_its_golden_page_says(name: str, made: dict[str, str]) -> None:
    assert not edited(made[name].encode())
    expected = (GOLDEN / "pages" / name).read_text("utf-8").splitlines()
    page = re.sub(r"^generated: [0-9a-f]{64}\n", "", made[name], count=1, flags=re.MULTILINE).splitlines()
    assert not (shown := "\n".join(unified_diff(expected, page, "expected", "made", lineterm="", n=1))), f"\n{shown}"


def test_every_page_is_golden(made: dict[str, str]) -> None:
    assert made.keys() == {*PAGES, *OTHERS}
