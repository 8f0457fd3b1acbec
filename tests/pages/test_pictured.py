"""The pages of a picture and the same in words, where the small edition's own golden pages do not reach."""

from pathlib import Path

from edition.model.edition import load_edition
from edition.model.occurrences import finding_of
from edition.pages.pictured import relations, road
from tests.pages.test_timeline import changed


def test_without_relations_that_is_said(base: Path) -> None:
    (base / "data/relations.yml").unlink()
    assert relations(load_edition(base)).endswith(
        "# Who stood to whom\n\nThis edition tells of no relations yet: they stand in `data/relations.yml`.\n"
    )


def test_an_unsourced_relation_cites_nothing(base: Path) -> None:
    edition = changed(base, "relations.yml", ("  sources: [board-1901]\n", ""))
    assert "| Kept its light, and wrote its log. | Died in 1931. (over) |\n" in relations(edition)


def test_the_table_is_headed_by_the_names_of_the_two_states_and_says_what_began_later(base: Path) -> None:
    states = ("relations:\n", "then: In the gale\nsince: By 1901\nrelations:\n")
    edition = changed(base, "relations.yml", states, ("  then: Carried her letters to the village.\n", ""))
    page = relations(edition)
    assert "| Who to whom | In the gale | By 1901 |\n" in page
    assert ": her neighbour | Not yet. | [@brook-1890] (still so) |\n" in page


def test_the_page_of_the_road_begins_with_what_the_text_says_and_its_note_finds(base: Path) -> None:
    edition = changed(base, "events.yml", ("road:\n", "road:\n  claim: lifeboat\n  claim_km: 2\n"))
    finding = next(finding_of(note) for _, note in edition.all_notes() if note.id == "lifeboat")
    said = f"The essay says [“lifeboat stayed ashore”](essay/01-lamp.md#lifeboat). {finding}"
    assert f"# The road to the slip\n\n{said}\n\n[march]\n" in road(edition)


def test_accounts_without_a_distance_stand_below_their_event_on_the_road(base: Path) -> None:
    edition = changed(base, "events.yml", (", km: 2 }", " }"))
    page = road(edition)
    row = "| at the slip | Harbour Board | [Harbour Board 1901](sources.md#board-1901) |"
    assert f"{row}\n\n## Also disputed\n\n### A crew is called, or not\n" in page
    assert page.endswith("- still in the village: Jack Penn ([Brook 1890](sources.md#brook-1890))\n")


def test_a_closed_stretch_of_the_road_is_told_from_end_to_end(base: Path) -> None:
    edition = changed(base, "events.yml", ("  km: 2\n", "  km: 2\n  km_to: 0.5\n"))
    assert "| 0.5 to 2 km |\n" in road(edition)
