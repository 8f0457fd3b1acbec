"""Which pages are generated, and which that were are no longer wanted."""

from pathlib import Path

import pytest

from edition.model.edition import load_edition
from edition.model.generated import sealed
from edition.pages.generate import pages, stale


def names(base: Path) -> set[str]:
    return {path.relative_to(base / "docs").as_posix() for path in pages(load_edition(base), {})}


def test_there_is_a_page_of_the_road_only_where_events_tell_of_one(base: Path) -> None:
    assert "march.md" in names(base)
    path = base / "data/events.yml"
    path.write_text(path.read_text("utf-8").replace("  stop: true\n", ""), "utf-8")
    assert "march.md" not in names(base)


def test_a_text_too_long_for_one_page_has_none(base: Path) -> None:
    """And no page leads to it."""
    for at in range(3, 62):
        (base / f"docs/essay/{at:02}-more.md").write_text(f"# More {at}\n\n## Notes\n", "utf-8")
    edition = load_edition(base)
    assert "whole.md" not in names(base)
    assert [path for path, text in pages(edition, {}).items() if "whole" in text] == []


@pytest.mark.parametrize("missing", [["events.yml"], ["relations.yml"], ["sources.yml", "events.yml", "relations.yml"]])
def test_an_edition_without_records_has_its_pages_all_the_same(missing: list[str], base: Path) -> None:
    before = names(base)
    for name in missing:
        (base / "data" / name).unlink()
    assert before - names(base) == ({"march.md"} if "events.yml" in missing else set())


def test_pages_of_actors_that_are_gone_are_stale_unless_somebody_wrote_into_them(base: Path) -> None:
    who = base / "docs/who"
    who.mkdir()
    for key in ("ada-brook", "gone", "kept"):
        (who / f"{key}.md").write_text(sealed(key, "# It\n"), "utf-8")
    (who / "kept.md").write_text((who / "kept.md").read_text("utf-8") + "By hand.\n", "utf-8")
    (base / "docs/whole-letters.md").write_text(sealed("Whole", "# Whole\n"), "utf-8")
    (base / "docs/whole.md").write_text(sealed("Whole", "# Whole\n"), "utf-8")
    assert stale(load_edition(base)) == [who / "gone.md", base / "docs/whole-letters.md"]
