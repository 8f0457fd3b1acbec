"""The density strip: where the author's text names an actor, and how often."""

import xml.etree.ElementTree as ET

from edition.model.records import Text
from edition.pictures.strip import strip
from tests.pictures.drawn import EDITION, assert_named, hrefs, other, says


def shown(key: str) -> ET.Element:
    figure = strip(EDITION, key)
    assert figure is not None
    return figure


def test_a_strip_says_what_the_facts_count_and_leads_there() -> None:
    assert says(shown("ada-brook")) == "Named in p1 (1), p3 (1), of 3 paragraphs."
    assert hrefs(shown("ada-brook")) == ["/essay/01-lamp.md#p1", "/essay/02-answer.md#p3"]
    assert_named(shown("ada-brook"))


def test_the_paragraph_that_names_somebody_most_has_the_highest_bar() -> None:
    [text] = EDITION.register.texts
    counts = {"ada-brook": {"Ada Brook": {"p1": 4, "p3": 1}, "the keeper": {"p3": 1}}, "harbour-board": {"the Board": {"p2": 8}}}
    known = other(texts=(text.model_copy(update={"mentions": counts}),))
    figure, highest = strip(known, "ada-brook"), strip(known, "harbour-board")
    assert figure is not None
    assert highest is not None
    heights = [float(bar.get("height", 0)) for bar in figure.iter("rect") if bar.get("class") == "mark"]
    [most] = [float(bar.get("height", 0)) for bar in highest.iter("rect") if bar.get("class") == "mark"]
    assert heights[0] > heights[1]
    assert most > heights[0]
    assert [link.findtext("title") for link in figure.iter("a")] == ["p1: 4 times", "p3: 2 times"]


def test_a_paragraph_that_is_on_no_page_is_shown_without_a_link() -> None:
    [text] = EDITION.register.texts
    facts = [{"id": f"p{at}", "words": 1, "sha256": "0" * 64} for at in (1, 9)]
    changed = {"paragraphs": facts, "mentions": {"ada-brook": {"Ada Brook": {"p9": 1}}}}
    more = Text.model_validate(text.model_dump() | changed)
    figure = strip(other(texts=(more,)), "ada-brook")
    assert figure is not None
    assert (hrefs(figure), says(figure)) == ([], "Named in p9 (1), of 2 paragraphs.")
    assert [text.text for text in figure.iter("text")] == ["p1", "p9", "1"]  # the first is named too, and how often above its bar


def test_an_actor_that_the_text_does_not_name_gets_words_and_nobody_nothing() -> None:
    assert ET.tostring(shown("jack-penn"), "unicode") == '<p class="facts">Not named in the essay.</p>'
    assert strip(EDITION, "nobody") is None
