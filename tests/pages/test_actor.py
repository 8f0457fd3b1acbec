"""A page for each actor, where the small edition's own golden pages do not reach."""

from pathlib import Path

from edition.model.edition import Edition, load_edition
from edition.model.occurrences import named_places
from edition.pages.actor import actor_pages
from tests.small import PARAGRAPHS


def page(edition: Edition, key: str) -> str:
    return actor_pages(edition, named_places(edition))[f"who/{key}.md"]


def test_all_that_is_known_of_an_actor_is_told(base: Path) -> None:
    (base / "docs/actors/holm.md").write_text(
        "---\nname: Holm\nkind: state\nsummary: An isle\nfounded: 1801\ndissolved: -44\nrole: It had a fleet.\nwikidata: Q42\n"
        "native:\n  - { lang: cy, name: Ynys }\nsay: home\n---\n\nIt was free.\n\nThen it was sold.\n{ .since }\n",
        "utf-8",
    )
    told = page(load_edition(base), "holm")
    assert "\nKind\n:   state\n\nDates\n:   founded 1801, dissolved 44 BC\n\nNames\n:   *Ynys*{ lang=cy } · said home\n" in told
    assert "\nIn May 1932\n:   It had a fleet.\n\nRecord\n:   [Wikidata Q42](https://www.wikidata.org/wiki/Q42)\n" in told
    assert "\nIt was free.\n\n**Since May 1932.** Then it was sold.\n{ .since }\n" in told
    assert "\n## Events\n" not in told
    assert "\n## Related\n" not in told


def test_the_author_s_own_words_are_told_apart_from_ours(base: Path) -> None:
    path = base / "docs/essay/02-answer.md"
    path.write_text(f"# The answer\n\n{PARAGRAPHS[2]}\n{{ #p3 }}\n\n## Notes\n", "utf-8")
    told = page(load_edition(base), "ada-brook")
    theirs, ours, notes = (
        told.index(f"### {title}") for title in ("In the author’s words", "In the text as restated", "In the notes")
    )
    assert theirs < told.index("For this **the keeper** got a medal of plain tin.") < ours < notes


def test_an_unsourced_relation_cites_nothing(base: Path) -> None:
    path = base / "data/relations.yml"
    path.write_text(path.read_text("utf-8").replace("  sources: [board-1901]\n", "", 1), "utf-8")
    assert "**its keeper**. Kept its light, and wrote its log. Died in 1931.\n" in page(load_edition(base), "ada-brook")
