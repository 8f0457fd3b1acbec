"""What a page can ask for by name: choices for readers, and pictures in their places."""

import xml.etree.ElementTree as ET

from edition.model.edition import Edition, load_edition
from edition.render.directives import FIGURES, place_directives
from edition.text.tree import make
from tests.conftest import BASE
from tests.render.outline import outline

EDITION = load_edition(BASE)


def shown(name: str) -> list[str]:
    figure = FIGURES[name](EDITION, "")
    assert figure is not None
    return outline(ET.tostring(figure, "unicode", method="html"))


def test_the_lens_offers_every_actor_that_is_named_and_knows_every_form() -> None:
    names = (
        '[["Ada Brook","ada-brook"],["Brook","ada-brook"],["Miss Brook","ada-brook"],["the keeper","ada-brook","p3"],'
        '["Harbour Board","harbour-board"],["the Board","harbour-board"],["Hollin Light","hollin-light"],'
        '["Jack Penn","jack-penn"],["Penn","jack-penn"],["Jack Pen","jack-penn"],'
        '["Lampman","lampman"],["lampman","lampman"],["lampmen","lampman"]]'
    )
    actors = (
        '<option value="ada-brook">Ada Brook</option><option value="harbour-board">Harbour Board</option>'
        '<option value="hollin-light">Hollin Light</option>'
    )
    assert shown("lens") == outline(
        f"""<form class="choose lens" hidden="hidden" data-script="whole/lens" aria-label="Read for an actor" data-names='{names}'>
        <label>Read for <select name="first"><option value="">everybody</option>{actors}</select></label>
        <label>and <select name="second"><option value="">nobody else</option>{actors}</select></label>
        <button type="button" data-step="-1">Previous</button><button type="button" data-step="1">Next</button>
        <output class="outcome"></output></form>"""
    )


def test_who_is_who_can_be_narrowed_to_the_kinds_that_there_are() -> None:
    assert shown("kinds") == outline(
        """<form class="choose filter" hidden="hidden" data-script="lists/filter" aria-label="Which actors">
        <label>Show <select name="kind"><option value="">all</option><option value="person">Persons</option>
        <option value="organisation">Organisations</option><option value="place">Places</option></select></label>
        <output class="outcome"></output></form>"""
    )


def test_events_can_be_narrowed_to_those_of_an_actor_and_of_a_section() -> None:
    assert shown("events") == outline(
        """<form class="choose filter" hidden="hidden" data-script="lists/filter" aria-label="Which events">
        <label>Show events of <select name="actor"><option value="">everybody</option><option value="ada-brook">Ada Brook</option>
        <option value="harbour-board">Harbour Board</option><option value="hollin-light">Hollin Light</option>
        <option value="jack-penn">Jack Penn</option></select></label>
        <label>for <select name="paragraphs"><option value="">the whole essay</option><option value="p1 p2">The lamp</option>
        <option value="p3">The answer</option></select></label>
        <output class="outcome"></output></form>"""
    )


def test_each_directive_stands_where_it_was_asked_for() -> None:
    asked = ["hours", "period 1", "march", "relations", "score", "strip ada-brook", "period 9"]
    root = make("div")
    root.extend([make("p", f"[{name}]") for name in asked] + [make("p", "after")])
    place_directives(root, lambda: EDITION)
    kinds = [element.get("class") for element in root]
    shown = ("hours broad", "dots period-1", "march broad", "graph broad", "score", "strip")
    assert kinds == [*(f"picture {kind}" for kind in shown), None]


def test_the_edition_is_loaded_only_if_it_is_needed() -> None:
    root = make("div")
    root.extend([make("p", "[unknown]"), make("p", "[@board-1901]"), make("p", "Words [contents]"), make("li", "[contents]")])

    def load() -> Edition:
        raise AssertionError("nothing here asks for the edition")

    place_directives(root, load)
    assert len(root) == 4
