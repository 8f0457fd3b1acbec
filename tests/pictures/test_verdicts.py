"""How the text aged: the notes that judge, by verdict, as bars."""

import xml.etree.ElementTree as ET

from edition.pictures.verdicts import by_verdict, chart

from edition.model.edition import Edition
from tests.pictures.drawn import EDITION, assert_named, hrefs, says

PAGE = "docs/essay/02-answer.md"


def with_notes(*classes: str) -> Edition:
    notes = "".join(f"### “it {at}” {{ {names} }}\n\n" for at, names in enumerate(classes))
    return EDITION.with_section(PAGE, f"# Answer\n\n## Notes\n\n{notes}")


def shown(edition: Edition) -> ET.Element:
    figure = chart(edition)
    assert figure is not None
    return figure


def test_notes_stand_by_verdict_and_those_that_do_not_judge_nowhere() -> None:
    found = by_verdict(with_notes(".right", ".context", ".open .hindsight", ".right"))
    assert {verdict: [note.id for _, note in notes] for verdict, notes in found.items()} == {
        "right": ["storm", "it-0", "it-3"],
        "wrong": ["keeper"],
        "disputed": ["lifeboat"],
        "open": ["it-2"],
    }


def test_bars_count_the_notes_and_lead_to_their_lists() -> None:
    figure = shown(with_notes(".right", ".cametrue"))
    assert says(figure) == "right 2, wrong 1, disputed 1, came true 1."
    assert hrefs(figure) == [f"/aged.md#{verdict}" for verdict in ("right", "wrong", "disputed", "cametrue")]
    lengths = [float(bar.get("width", 0)) for bar in figure.iter("rect") if bar.get("class", "").startswith("mark")]
    assert lengths[1:] == [lengths[1]] * 3
    assert abs(lengths[0] - 2 * lengths[1]) < 0.2
    assert_named(figure)


def test_where_no_note_judges_there_is_no_picture() -> None:
    assert chart(EDITION.with_section("docs/essay/01-lamp.md", "# Lamp\n")) is None
