"""Who stood to whom: a card for each actor, a line for each tie, two states of one picture."""

import xml.etree.ElementTree as ET
from typing import Any

from edition.model.edition import Edition
from edition.model.events import RelationsFile
from edition.model.records import Entry
from edition.pictures.cards import ordered
from edition.pictures.relations import graph
from tests.pictures.drawn import (
    EDITION,
    assert_links_say_what_they_show,
    assert_named,
    assert_words_apart,
    drawing,
    hrefs,
    marked,
    other,
    related,
    says,
)

WORDS = "a label of forty letters, and not longer"
TIES = [{"id": "with", "label": "with"}, {"id": "against", "label": "against", "line": "dashed"}]


def shown(edition: Edition) -> ET.Element:
    figure = graph(edition)
    assert figure is not None
    return figure


def relation(begins: str, to: str, state: str = "lasting", **fields: str) -> dict[str, str]:
    return {"from": begins, "to": to, "label": "knows", "state": state, "then": "Knew it."} | fields


def crowd(**fields: Any) -> Edition:
    """Twelve actors of long names and twenty-four relations of long words among them."""
    actors = [
        Entry(key=f"a{at}", name=f"The venerable Brotherhood of Lightkeepers {at}", kind="group", summary="-") for at in range(12)
    ]
    states = ("lasting", "changed", "ended")
    rows = [relation(f"a{at}", f"a{(at * 5 + step) % 12}", states[at % 3], label=WORDS) for at in range(12) for step in (1, 4)]
    told = RelationsFile.model_validate({"relations": rows, **fields})
    return other(actors=tuple(actors), related=told)


def test_every_relation_is_told_and_every_actor_leads_to_its_page() -> None:
    figure = shown(EDITION)
    assert says(figure) == (
        "Ada Brook to Harbour Board: its keeper (over); Harbour Board to Jack Penn: accused his crew (changed since); "
        "Jack Penn to Ada Brook: her neighbour (still so)."
    )
    assert sorted(hrefs(figure)) == [f"/who/{key}.md" for key in ("ada-brook", "harbour-board", "jack-penn")]
    told = " ".join(link.get("aria-label", "") for link in drawing(figure, "wide").findall("a"))
    for words in ("to Harbour Board: its keeper", "to Jack Penn: accused his crew", "to Ada Brook: her neighbour"):
        assert words in told
    assert_named(figure)
    assert_links_say_what_they_show(figure)


def test_a_tie_that_is_told_on_the_card_of_its_end_says_whose_it_is() -> None:
    """Ada has two ties and each of the others one, so these tell them."""
    edition = related(relation("ada-brook", "jack-penn"), relation("harbour-board", "ada-brook"))
    told = {link.get("data-who"): link.get("aria-label") for link in drawing(shown(edition), "narrow").findall("a")}
    assert told == {
        "ada-brook": "Ada Brook",
        "jack-penn": "Jack Penn Ada Brook: knows",
        "harbour-board": "Harbour Board to Ada Brook: knows",
    }


def test_two_states_are_chosen_without_a_script() -> None:
    figure = shown(related(relation("ada-brook", "jack-penn"), then="In the gale", since="By 1901"))
    labels = [("".join(label.itertext()).strip(), label.find("input")) for label in figure.iter("label")]
    assert [(words, box.get("value"), box.get("checked")) for words, box in labels if box is not None] == [
        ("In the gale", "then", "checked"),
        ("By 1901", "since", None),
    ]
    assert {box.get("name") for _, box in labels if box is not None} == {"state"}


def test_lines_tell_what_became_of_a_tie_and_one_without_a_then_began_later() -> None:
    later = relation("ada-brook", "harbour-board")
    del later["then"]
    rows = (relation("ada-brook", "jack-penn", "ended"), relation("jack-penn", "harbour-board"), later)
    svg = drawing(shown(related(*rows)), "wide")
    assert [edge.get("class", "").split()[-1] for edge in marked(svg, "edge")] == ["ended", "later", "lasting"]
    assert sorted(line.get("class", "") for line in marked(svg, "told-tie")) == [
        "told-tie ended",
        "told-tie lasting",
        "told-tie later",
    ]


def test_sorts_of_ties_are_told_apart_by_their_lines_too_and_keyed() -> None:
    rows = (relation("ada-brook", "jack-penn", tie="with"), relation("jack-penn", "harbour-board", tie="against"))
    svg = drawing(shown(related(*rows, ties=TIES)), "wide")
    edges = [edge for edge in marked(svg, "edge") if edge.get("data-ties")]
    assert [edge.get("class", "").split()[1:3] for edge in edges] == [["solid", "tie-0"], ["dashed", "tie-1"]]
    assert [key.findtext("text") for key in marked(svg, "key")] == ["with", "against"]


def test_circles_say_where_an_actor_stands_and_the_rest_stand_by_their_ties() -> None:
    rows = (relation("ada-brook", "jack-penn"), relation("jack-penn", "harbour-board"), relation("ada-brook", "hollin-light"))
    circles = [{"title": "The rock", "side": "right", "who": ["ada-brook", "harbour-board"]}]
    cards = {
        link.get("data-who"): link.find("rect") for link in drawing(shown(related(*rows, circles=circles)), "wide").findall("a")
    }
    lefts = {key: float(box.get("x", 0)) for key, box in cards.items() if box is not None}
    assert lefts["ada-brook"] == lefts["harbour-board"] == lefts["hollin-light"] > lefts["jack-penn"] > 200
    alone = drawing(shown(related(*rows)), "wide").findall("a")
    order = [link.get("data-who") for link in sorted(alone, key=lambda link: float(next(link.iter("rect")).get("x", 0)))]
    assert order[:2] == ["ada-brook", "jack-penn"]


def test_who_died_since_the_text_is_told_among_what_came_later() -> None:
    [text] = EDITION.register.texts
    for published, told in (("1900", True), ("1931-03-03", False)):
        edition = other(texts=(text.model_copy(update={"published": published}),))
        [ada] = [link for link in drawing(shown(edition), "wide").findall("a") if link.get("data-who") == "ada-brook"]
        assert (ada.get("aria-label") or "").endswith("died 2 March 1931") is told


def test_words_are_apart_however_many_they_are() -> None:
    circles = [
        {"title": f"Circle {side}", "side": side, "who": [f"a{at}" for at in range(first, 12, 3)]}
        for first, side in enumerate(("left", "middle", "right"))
    ]
    for edition in (EDITION, crowd(), crowd(ties=TIES, circles=circles)):
        assert_words_apart(shown(edition))


def test_relations_of_one_actor_stand_together_in_the_order_of_the_file() -> None:
    found = ordered(related(relation("b", "x"), relation("a", "y"), relation("b", "z")).register.relations)
    assert [(one.begins, one.to) for one in found] == [("b", "x"), ("b", "z"), ("a", "y")]


def test_a_relation_to_nobody_is_left_out_and_without_any_there_is_no_picture() -> None:
    rows = (relation("ada-brook", "jack-penn"), relation("ada-brook", "nobody"))
    assert "nobody" not in says(shown(related(*rows)))
    assert graph(related(relation("ada-brook", "nobody"))) is None
    assert graph(related()) is None
