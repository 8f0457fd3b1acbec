"""Each golden case is a section or a page in Markdown, with what its reader gets beside it in HTML.

The case tests/golden/render/NAME.md is rendered in the small edition, with the text of tests/golden/edition; NAME.html begins with
a comment that says which rule the case shows. White space and the order of attributes do not count. What opens every section alike
(the glance, the row of controls, the way to the author's words) is left out: test_opening.py tests it.

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
OPENING = ("glance", "controls", "own-words")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the small edition, with the text of the golden cases and without events."""
    folder = Path(shutil.copytree(BASE, tmp_path_factory.mktemp("golden") / "edition"))
    shutil.copytree(GOLDEN / "edition", folder, dirs_exist_ok=True)
    (folder / "data" / "events.yml").unlink()
    (folder / CACHE).parent.mkdir()
    shutil.copy(GOLDEN / "references.json", folder / CACHE)
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_page_is_rendered_as_its_golden_case_says(case: Path, root: Path) -> None:
    expected = case.with_suffix(".html").read_text("utf-8")
    assert expected.startswith("<!-- "), "a golden case says which rule it shows"
    md = Markdown(extensions=[*EXTENSIONS, EditionExtension(root=str(root))])
    made = outline(md.convert(case.read_text("utf-8")), without=OPENING)
    difference = unified_diff(outline(expected), made, "expected", "made", lineterm="", n=2)
    assert not (shown := "\n".join(difference)), f"\n{shown}"


def test_every_golden_case_has_both_files() -> None:
    assert [path.stem for path in sorted((GOLDEN / "render").glob("*.html"))] == [case.stem for case in CASES]
