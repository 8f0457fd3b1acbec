"""Several texts in one edition: one register, pages of their own, and navigation that does not grow with the number of sections."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from edition.check.rules import check
from edition.model import limits
from edition.model.edition import load
from edition.pages.generate import pages
from edition.pages.search_records import records
from tests.bench.corpus import corpus
from tests.conftest import build

LETTER = """# A letter from the bay

The clerk writes that “the lamp burned all night” and that Ada Brook was on the stairs of Hollin Light when the boats came in.
{ #p1 }

## Notes

### “the lamp burned all night” { #burned .source .right reviewed=2026-11-24 }

The log of the light says the same, hour by hour, and the pay book of the Harbour Board gives the oil that was used for it.
The clerk was not there; he had it from Ada Brook, whose own letter to her sister
was written in the same week, and tells of it in other words [@brook-1890].
"""


@pytest.fixture(scope="session")
def two(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small edition with a second text in it, and its generated pages."""
    folder = Path(shutil.copytree(small, tmp_path_factory.mktemp("two") / "edition"))
    (folder / "docs/letters").mkdir()
    (folder / "docs/letters/01-clerk.md").write_text(LETTER, "utf-8")
    path = folder / "data/text.yml"
    known = yaml.safe_load(path.read_text("utf-8"))
    known["texts"].append({"folder": "letters", "title": "Letters from the bay", "author": "A. Clerk"})
    path.write_text(yaml.safe_dump(known, allow_unicode=True), "utf-8")
    config = (folder / "mkdocs.yml").read_text("utf-8")
    config = config.replace("  !/essay/*.md\n", "  !/essay/*.md\n  !/letters/*.md\n").replace("whole.md", "whole-essay.md")
    letters = "  - The letters:\n      - letters/01-clerk.md\n      - whole-letters.md\n"
    (folder / "mkdocs.yml").write_text(re.sub(r"(nav:\n.*\n)", lambda match: match[1] + letters, config), "utf-8")
    (folder / "docs/whole.md").unlink()
    index = folder / "docs/index.md"
    index.write_text(index.read_text("utf-8").replace("whole.md", "whole-essay.md"), "utf-8")
    edition = load(folder)
    assert [problem for problem in check(edition) if not problem.warning] == []
    for page, text in pages(edition).items():
        page.parent.mkdir(exist_ok=True)
        page.write_text(text, "utf-8")
    return folder


def test_both_texts_are_built_with_one_register(two: Path) -> None:
    done = build(two, two / "site-two")
    assert done.returncode == 0, done.stderr
    whole = {name: (two / f"site-two/whole-{name}/index.html").read_text("utf-8") for name in ("essay", "letters")}
    assert "the lamp burned all night" in whole["letters"] and "the lamp burned all night" not in whole["essay"]
    letter = (two / "site-two/letters/01-clerk/index.html").read_text("utf-8")
    assert re.search(r'<a [^>]*href="\.\./\.\./who/ada-brook/"', letter)
    sources = (two / "site-two/sources/index.html").read_text("utf-8")
    brook = sources[sources.index('id="brook-1890"') - 3000 : sources.index('id="brook-1890"') + 3000]
    assert "letters/01-clerk/#burned" in brook and "essay/01-lamp/#storm" in brook


def test_an_actor_is_found_in_both(two: Path) -> None:
    page = next(text for path, text in pages(load(two)).items() if path.name == "ada-brook.md")
    assert "letters/01-clerk.md#p1" in page and "essay/01-lamp.md#p1" in page


def test_the_search_says_which_text_a_hit_is_of(two: Path) -> None:
    found = {record.address: record for record in records(load(two))}
    assert "Letters from the bay" in found["letters/01-clerk.md#burned"].about
    assert found["letters/01-clerk.md#p1"].title.startswith("Letters from the bay: ")


def test_no_generated_page_asks_more_of_the_parser_than_it_takes(tmp_path: Path) -> None:
    """More notes of each verdict than are listed: what exceeds a limit would be shown as text."""
    edition = load(corpus(tmp_path, 160))
    for path, text in pages(edition).items():
        assert not [fault for _, block in limits.blocks(text.split("\n")) if (fault := limits.overload("\n".join(block)))], path


def test_no_page_carries_the_list_of_a_long_text(tmp_path: Path) -> None:
    sizes = {}
    for sections in (20, 40):
        folder = corpus(tmp_path / str(sections), sections, texts=2)
        edition = load(folder)
        for page, text in pages(edition).items():
            page.parent.mkdir(exist_ok=True)
            page.write_text(text, "utf-8")
        done = build(folder, folder / "site", strict=False)
        assert done.returncode == 0, done.stderr
        reading = (folder / f"site/text-1/{sections - 2:04}/index.html").read_text("utf-8")
        sizes[sections] = len(set(re.findall(r'href="(?:\.\./)+(text-\d/\d+/)', reading)))
    assert sizes[20] == sizes[40] <= 6
