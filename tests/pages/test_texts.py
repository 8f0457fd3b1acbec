"""Several texts in one edition: one register, and pages of their own."""

from pathlib import Path

import pytest

from edition.check.rules import check
from edition.model.edition import Edition, load_edition
from edition.pages.generate import pages

LETTER = """# A letter from the bay

The clerk writes that “the lamp burned all night” and that Ada Brook was on the stairs of Hollin Light when the boats came in.
{ #p1 }

## Notes

### “the lamp burned all night” { #burned .right reviewed=2026-11-24 }

The log of the light says the same, hour by hour, and the pay book of the Harbour Board gives the oil that was used for it.
The clerk was not there; he had it from Ada Brook, whose own letter to her sister
was written in the same week, and tells of it in other words [@brook-1890].
"""


@pytest.fixture
def two(base: Path) -> Edition:
    """Return the small edition with a second text in it."""
    (base / "docs/letters").mkdir()
    (base / "docs/letters/01-clerk.md").write_text(LETTER, "utf-8")
    path = base / "data/text.yml"
    path.write_text(path.read_text("utf-8") + "- { folder: letters, title: Letters from the bay, author: A. Clerk }\n", "utf-8")
    return load_edition(base)


def test_a_second_text_is_no_fault(two: Edition) -> None:
    assert [str(problem) for problem in check(two) if not problem.warning] == []


def test_each_text_has_its_own_page_and_all_have_the_others_in_common(two: Edition) -> None:
    made = {path.relative_to(two.root / "docs").as_posix(): text for path, text in pages(two, {"brook-1890": "A letter."}).items()}
    assert "whole.md" not in made
    assert "the lamp burned all night" in made["whole-letters.md"]
    assert "the lamp burned all night" not in made["whole-essay.md"]
    assert "letters/01-clerk.md#p1" in made["who/ada-brook.md"]
    assert "essay/01-lamp.md#p1" in made["who/ada-brook.md"]
    assert "?lens=" not in made["who/ada-brook.md"]
    assert "(essay/01-lamp.md#storm)" in made["sources.md"]
    assert "(letters/01-clerk.md#burned)" in made["sources.md"]
    notes = [line.split(" {")[0] for line in made["notes.md"].split("\n") if line.startswith("## ")]
    assert notes == [  # each text counts from 1
        "## [“the last true keeper”](essay/01-lamp.md#keeper)",
        "## [“put out by the storm”](essay/01-lamp.md#storm)",
        "## [“lifeboat stayed ashore”](essay/01-lamp.md#lifeboat)",
        "## [“medal of plain tin”](essay/02-answer.md#medal)",
        "## [“the lamp burned all night”](letters/01-clerk.md#burned)",
    ]
    assert "\n1 · holds · A letter from the bay\n{ .facts }\n" in made["notes.md"]
