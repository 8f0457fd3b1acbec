"""The score: how many notes are of each kind, as a bar, in words, and small beside each section."""

import xml.etree.ElementTree as ET

import pytest

from edition.model.edition import Edition
from edition.pictures.score import SMALL, WIDTH, by_kind, own_score, score, share
from tests.pictures.drawn import EDITION, assert_named, hrefs, says
from tests.render.outline import outline

PAGE = "docs/essay/02-answer.md"


def with_notes(*kinds: str) -> Edition:
    """Return the small edition with notes of these kinds in its second section; its first has one of each but the last."""
    notes = "".join(f"### “it {at}” {{ #n{at} {kind} }}\n\n" for at, kind in enumerate(kinds))
    return EDITION.with_section(PAGE, f"# Answer\n\n## Notes\n\n{notes}")


def shown(edition: Edition) -> ET.Element:
    figure = score(edition)
    assert figure is not None
    return figure


def bars(element: ET.Element) -> list[tuple[str, float, float]]:
    """Return the parts of a bar: the class of each, where it begins and how wide it is."""
    found = [bar for bar in element.iter("rect") if bar.get("class", "").startswith("mark ")]
    return [(bar.get("class", ""), float(bar.get("x", 0)), float(bar.get("width", 0))) for bar in found]


def test_notes_stand_by_kind_in_the_order_of_the_vocabulary() -> None:
    found = by_kind(with_notes(".right", ".other", ".right .wrong"))
    assert [(kind.id, [note.id for _, note in notes]) for kind, notes in found] == [
        ("right", ["storm", "n0", "n2"]),
        ("wrong", ["keeper"]),
        ("disputed", ["lifeboat"]),
        ("context", ["n1"]),
    ]


def test_the_bar_counts_the_notes_and_its_parts_lead_to_their_lists() -> None:
    figure = shown(with_notes(".right", ".right"))
    assert says(figure) == "holds 3, does not hold 1, two tales 1, background 0, of 5 notes."
    assert hrefs(figure) == ["/aged.md#right", "/aged.md#wrong", "/aged.md#disputed"]
    found = bars(figure)
    assert [kind for kind, _, _ in found] == ["mark kind-right", "mark kind-wrong", "mark kind-disputed"]
    assert [start for _, start, _ in found] == pytest.approx([0, WIDTH * 3 / 5, WIDTH * 4 / 5], abs=0.1)
    assert found[-1][1] + found[-1][2] == pytest.approx(WIDTH, abs=2)
    assert [link.get("aria-label") for link in figure.findall("svg/a")] == ["holds: 3", "does not hold: 1", "two tales: 1"]
    assert_named(figure)


def test_a_key_says_it_in_words_and_leads_nowhere_where_there_is_nothing() -> None:
    key = shown(with_notes()).find("ul")
    assert key is not None
    assert outline(ET.tostring(key, "unicode", method="html")) == outline(
        """<ul class="score-key">
        <li><a href="/aged.md#right"><span class="kind kind-right">holds</span> 1</a></li>
        <li><a href="/aged.md#wrong"><span class="kind kind-wrong">does not hold</span> 1</a></li>
        <li><a href="/aged.md#disputed"><span class="kind kind-disputed">two tales</span> 1</a></li>
        <li><span><span class="kind kind-context">background</span> 0</span></li>
        </ul>"""
    )


def test_without_notes_there_is_no_score() -> None:
    assert score(with_notes().with_section("docs/essay/01-lamp.md", "# Lamp\n")) is None


def test_a_section_s_share_is_a_small_bar_of_its_own_notes() -> None:
    _, answer = with_notes(".wrong", ".right", ".right", ".right").all_sections()
    [bar] = share(answer, EDITION.register)
    assert (bar.get("class"), bar.get("aria-hidden")) == ("share", "true")
    assert [(kind, start) for kind, start, _ in bars(bar)] == [("mark kind-right", 0), ("mark kind-wrong", SMALL * 3 / 4)]
    _, answer = with_notes().all_sections()
    assert share(answer, EDITION.register) == []


def test_a_section_has_the_score_of_its_own_notes_which_lead_to_the_list_of_them() -> None:
    right, wrong, *_ = EDITION.register.kinds
    figure = own_score([right, wrong, right], ["p1", "p2"], EDITION.register)
    assert figure is not None
    assert hrefs(figure) == ["/notes.md?kind=right&paragraphs=p1+p2", "/notes.md?kind=wrong&paragraphs=p1+p2"]
    assert says(figure) == "holds 2, does not hold 1, of 3 notes."
    assert [start for _, start, _ in bars(figure)] == pytest.approx([0, WIDTH * 2 / 3], abs=0.1)
    assert [item.findtext("a/span") for item in figure.iter("li")] == ["holds", "does not hold"]
    assert_named(figure)
    assert own_score([], ["p1"], EDITION.register) is None
