"""The relations as a picture: who, how, to whom."""

import xml.etree.ElementTree as ET

from edition.model.edition import Edition
from edition.model.records import Entry, Relation
from edition.pictures.relations import graph, ordered
from tests.pictures.drawn import EDITION, assert_named, assert_words_apart, hrefs, other, says

STATES = ("lasting", "changed", "ended")
WORDS = "a label of forty letters, and not longer"


def shown(edition: Edition) -> ET.Element:
    figure = graph(edition)
    assert figure is not None
    return figure


def relation(begins: str, to: str, state: str = "lasting", label: str = "knows") -> Relation:
    return Relation.model_validate({"from": begins, "to": to, "label": label, "state": state})


def crowd() -> Edition:
    """Twelve actors of long names and twenty-four relations of long words among them."""
    actors = [
        Entry(key=f"a{at}", name=f"The venerable Brotherhood of Lightkeepers {at}", kind="group", summary="-") for at in range(12)
    ]
    relations = [relation(f"a{at}", f"a{(at * 5 + step) % 12}", STATES[at % 3], WORDS) for at in range(12) for step in (1, 4)]
    return other(actors=tuple(actors), relations=tuple(relations))


def test_every_relation_is_told_and_its_actors_lead_to_their_pages() -> None:
    figure = shown(EDITION)
    assert says(figure) == (
        "Ada Brook: its keeper: Harbour Board (over); Harbour Board: accused his crew: Jack Penn (changed since); "
        "Jack Penn: her neighbour: Ada Brook (still so)."
    )
    left, right = ["ada-brook", "harbour-board", "jack-penn"], ["harbour-board", "jack-penn", "ada-brook"]
    assert hrefs(figure) == [f"/who/{key}.md" for key in left + right]
    edges = [path.get("class") for path in figure.findall("svg[@class='wide']//path") if "edge" in path.get("class", "")]
    assert edges == ["edge ended"] * 2 + ["edge changed"] * 2 + ["edge lasting"] * 2
    assert_named(figure)


def test_words_are_apart_however_many_they_are() -> None:
    assert_words_apart(shown(EDITION))
    assert_words_apart(shown(crowd()))


def test_relations_of_one_actor_stand_together() -> None:
    found = ordered((relation("a", "x"), relation("b", "y"), relation("a", "z")))
    assert [one.begins for one in found] in (["a", "a", "b"], ["b", "a", "a"])


def test_a_relation_to_nobody_is_left_out_and_without_any_there_is_no_picture() -> None:
    some = other(relations=(*EDITION.register.relations, relation("ada-brook", "nobody")))
    assert says(shown(some)) == says(shown(EDITION))
    assert graph(other(relations=(relation("ada-brook", "nobody"),))) is None
    assert graph(other(relations=())) is None
