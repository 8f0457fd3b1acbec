"""Each golden case is a section or a page in Markdown, with what its reader gets beside it in HTML.

The case tests/golden/render/NAME.md is rendered in the small edition, with the text of tests/golden/edition; NAME.html begins with
a comment that says which rule the case shows. White space and the order of attributes do not count. What surrounds the words of
every section alike (the glance above them, choices, banner and cast below) is left out: test_surroundings.py tests it. A case may
have kinds of its own in NAME.kinds.yml; an empty one stands for an edition that has none.

To renew a case, write into NAME.html, by hand, what should come of it by the rule; no command copies what the code makes.
"""

import shutil
from difflib import unified_diff
from pathlib import Path

import pytest
from markdown import Markdown

from edition.extension import EditionExtension
from edition.model.markdown import EXTENSIONS
from edition.model.references import CACHE
from tests.conftest import BASE
from tests.render.outline import outline

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = sorted((GOLDEN / "render").glob("*.md"))
SURROUNDINGS = ("glance", "choices", "after", "cast")


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the small edition, with the text of the golden cases and without events."""
    folder = Path(shutil.copytree(BASE, tmp_path_factory.mktemp("golden") / "edition"))
    shutil.copytree(GOLDEN / "edition", folder, dirs_exist_ok=True)
    (folder / "data" / "events.yml").unlink()
    (folder / CACHE).parent.mkdir()
    shutil.copy(GOLDEN / "references.json", folder / CACHE)
    return folder


def with_kinds(vocabulary: Path, golden: Path, folder: Path) -> Path:
    """Return a copy of the folder with other kinds, or without any."""
    root = Path(shutil.copytree(golden, folder / "edition"))
    (root / "data/kinds.yml").unlink()
    if words := vocabulary.read_text("utf-8"):
        (root / "data/kinds.yml").write_text(words, "utf-8")
    return root


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_page_is_rendered_as_its_golden_case_says(case: Path, golden: Path, tmp_path: Path) -> None:
    vocabulary = case.with_suffix(".kinds.yml")
    root = with_kinds(vocabulary, golden, tmp_path) if vocabulary.exists() else golden
    expected = case.with_suffix(".html").read_text("utf-8")
    assert expected.startswith("<!-- "), "a golden case says which rule it shows"
    md = Markdown(extensions=[*EXTENSIONS, EditionExtension(root=str(root))])
    made = outline(md.convert(case.read_text("utf-8")), without=SURROUNDINGS)
    difference = unified_diff(outline(expected), made, "expected", "made", lineterm="", n=2)
    assert not (shown := "\n".join(difference)), f"\n{shown}"


def test_every_golden_case_has_both_files() -> None:
    assert [path.stem for path in sorted((GOLDEN / "render").glob("*.html"))] == [case.stem for case in CASES]
