"""The page of events, where the small edition's own golden page does not reach."""

from pathlib import Path

import pytest

from edition.model.edition import Edition, load_edition
from edition.model.sources import Source
from edition.pages.timeline import SHORT, short, timeline


def changed(base: Path, name: str, *pairs: tuple[str, str]) -> Edition:
    """Return the small edition with other words in a file of data/."""
    path = base / "data" / name
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    return load_edition(base)


def test_without_events_that_is_said(base: Path) -> None:
    (base / "data/events.yml").unlink()
    page = timeline(load_edition(base))
    assert page.endswith("# Timeline\n\nThis edition tells of no events yet: they stand in `data/events.yml`.\n")


def test_what_is_not_known_of_an_event_is_not_told(base: Path) -> None:
    edition = changed(base, "events.yml", ("  place: Hollin\n", ""), ("  sources: [board-1901]\n", "  old_style: 1822-01-01\n"))
    assert (
        "\n    1 January 1822 Old Style · bears on [p1](essay/01-lamp.md#p1), [Hollin Light](who/hollin-light.md)\n    { .facts }\n"
        in timeline(edition)
    )


def test_an_event_and_its_period_say_in_words_which_claims_they_bear_on(base: Path) -> None:
    edition = changed(base, "events.yml", ("  figures:\n", "  claims: [lifeboat, storm, no-such-note]\n  figures:\n"))
    claims = "[“lifeboat stayed ashore”](essay/01-lamp.md#lifeboat), [“put out by the storm”](essay/01-lamp.md#storm)"
    page = timeline(edition)
    assert f"\n\nBears on {claims}.\n{{ .facts }}\n\n???+ period " in page
    assert f" · bears on {claims}, [Harbour Board](who/harbour-board.md), " in page  # and not once more on its paragraph


def test_a_period_is_closed_unless_the_timeline_is_short(base: Path) -> None:
    assert timeline(load_edition(base)).count("???+ period") == 3
    event = "- { id: e%d, title: It, date: 1822, text: It was. }\n"
    more = "".join(event % at for at in range(SHORT))
    page = timeline(changed(base, "events.yml", ("events:\n", f"events:\n{more}")))
    assert (page.count("???+ period"), page.count("??? period")) == (0, 3)
    assert f'??? period "{SHORT + 1} events, 1822"' in page


def test_the_period_that_has_the_large_picture_has_no_strip_and_a_second_one_has(base: Path) -> None:
    assert "## The night of the gale, hour by hour\n\n???" in timeline(load_edition(base))
    edition = changed(base, "events.yml", ("from: 1890-11-04 }", "from: 1890-11-04, hours: true }"))
    assert "## After the gale\n\n[period 3]\n\n???" in timeline(edition)


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
