"""The pages of events and relations, where the small edition's own golden pages do not reach."""

from pathlib import Path

import pytest

from edition.model.edition import Edition, load_edition
from edition.model.sources import Source
from edition.pages.timeline import relations, road, short, timeline


def changed(base: Path, name: str, *pairs: tuple[str, str]) -> Edition:
    """Return the small edition with other words in a file of data/."""
    path = base / "data" / name
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    return load_edition(base)


def test_without_events_or_relations_that_is_said(base: Path) -> None:
    (base / "data/events.yml").unlink()
    (base / "data/relations.yml").unlink()
    edition = load_edition(base)
    assert timeline(edition).endswith("# Timeline\n\nThis edition tells of no events yet: they stand in `data/events.yml`.\n")
    assert relations(edition).endswith(
        "# Who stood to whom\n\nThis edition tells of no relations yet: they stand in `data/relations.yml`.\n"
    )


def test_what_is_not_known_of_an_event_is_not_told(base: Path) -> None:
    edition = changed(base, "events.yml", ("  place: Hollin\n", ""), ("  sources: [board-1901]\n", "  old_style: 1822-01-01\n"))
    assert (
        "\n1 January 1822 Old Style · bears on [p1](essay/01-lamp.md#p1), [Hollin Light](who/hollin-light.md)\n{ .facts }\n"
        in timeline(edition)
    )


def test_an_unsourced_relation_cites_nothing(base: Path) -> None:
    edition = changed(base, "relations.yml", ("  sources: [board-1901]\n", ""))
    assert "| Kept its light, and wrote its log. | Died in 1931. | over |\n" in relations(edition)


def test_accounts_without_a_distance_stand_below_their_event_on_the_road(base: Path) -> None:
    edition = changed(base, "events.yml", (", km: 2 }", " }"))
    page = road(edition)
    assert "| at the slip | Harbour Board | [Harbour Board 1901](sources.md#board-1901) |\n\n## A crew is called, or not\n" in page
    assert page.endswith("- still in the village: Jack Penn ([Brook 1890](sources.md#brook-1890))\n")


def test_a_closed_stretch_of_the_road_is_told_from_end_to_end(base: Path) -> None:
    edition = changed(base, "events.yml", ("  km: 2\n", "  km: 2\n  km_to: 0.5\n"))
    assert "| kilometres 0.5 to 2 |\n" in road(edition)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"author": [{"family": "Vane"}], "issued": {"date-parts": [[1970, 1]]}}, "Vane 1970"),
        ({"author": [{"family": "Vane"}, {"family": "Weir"}, {"family": "Yard"}]}, "Vane and Weir"),
        ({"type": "article-newspaper", "container-title": "Coast and County", "author": [{"family": "Vane"}]}, "Coast and County"),
        ({"type": "article-journal", "container-title": "Lights", "author": [{"literal": "The Board"}]}, "The Board"),
        ({}, "A title"),
    ],
)
def test_a_source_in_a_word_or_two(fields: dict[str, object], words: str) -> None:
    assert short(Source.model_validate({"id": "it", "type": "book", "title": "A title"} | fields)) == words
