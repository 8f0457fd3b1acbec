"""What a page can ask for by name: choices for readers, pictures in their places, what the method rests on."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.model.edition import Edition, load_edition
from edition.model.sources import WEIGHTS
from edition.render.directives import FIGURES, place_directives
from edition.text.tree import make
from tests.conftest import BASE
from tests.render.outline import outline

EDITION = load_edition(BASE)
ANSWER = "docs/essay/02-answer.md"


def shown(name: str, edition: Edition = EDITION, word: str = "") -> list[str]:
    figure = FIGURES[name](edition, word)
    assert figure is not None
    return outline(ET.tostring(figure, "unicode", method="html"))


# ---- choices


def test_the_lens_offers_every_actor_that_is_named() -> None:
    actors = (
        '<option value="ada-brook">Ada Brook</option><option value="harbour-board">Harbour Board</option>'
        '<option value="hollin-light">Hollin Light</option>'
    )
    assert shown("lens") == outline(
        f"""<div class="choose lens" hidden="hidden" data-script="whole/lens" aria-label="Read for an actor" role="group">
        <p>Read for one or two of the people: what does not speak of them steps back.</p>
        <label>For <select name="first"><option value="">everybody</option>{actors}</select></label>
        <label>and <select name="second"><option value="">nobody else</option>{actors}</select></label>
        <button type="button" data-step="-1">Previous</button><button type="button" data-step="1">Next</button>
        <p class="outcome" role="status"></p></div>"""
    )


def test_who_is_who_can_be_narrowed_to_the_kinds_that_there_are() -> None:
    assert shown("kinds") == outline(
        """<div class="choose filter" hidden="hidden" data-script="lists/filter" aria-label="Which actors" role="group">
        <label>Show <select name="kind"><option value="">all</option><option value="person">Persons</option>
        <option value="organisation">Organisations</option><option value="place">Places</option></select></label>
        <p class="outcome" role="status"></p></div>"""
    )


def test_events_can_be_narrowed_to_those_of_an_actor_and_of_a_section() -> None:
    assert shown("events") == outline(
        """<div class="choose filter" hidden="hidden" data-script="lists/filter" aria-label="Which events" role="group">
        <label>Show events of <select name="actor"><option value="">everybody</option><option value="ada-brook">Ada Brook</option>
        <option value="harbour-board">Harbour Board</option><option value="hollin-light">Hollin Light</option>
        <option value="jack-penn">Jack Penn</option></select></label>
        <label>for <select name="paragraphs"><option value="">the whole essay</option><option value="p1 p2">The lamp</option>
        <option value="p3">The answer</option></select></label>
        <p class="outcome" role="status"></p></div>"""
    )


def test_notes_can_be_narrowed_to_a_kind_a_section_and_whom_they_name() -> None:
    edition = EDITION.with_section(ANSWER, "# The answer\n\nWords.\n{ #p3 }\n\n## Notes\n\n### “Words” { .right }\n\nSo.\n")
    assert shown("notes", edition) == outline(
        """<div class="choose filter" hidden="hidden" data-script="lists/filter" aria-label="Which notes" role="group">
        <label>Show <select name="kind"><option value="">all kinds</option><option value="right">holds</option>
        <option value="wrong">does not hold</option><option value="disputed">two tales</option></select></label>
        <label>of <select name="paragraphs"><option value="">the whole essay</option><option value="p1 p2">The lamp</option>
        <option value="p3">The answer</option></select></label>
        <label>that name <select name="actor"><option value="">anybody</option><option value="ada-brook">Ada Brook</option>
        <option value="harbour-board">Harbour Board</option><option value="hollin-light">Hollin Light</option></select></label>
        <p class="outcome" role="status"></p></div>"""
    )


# ---- what the method rests on


def test_the_vocabulary_tells_each_kind_with_its_notes_and_the_shortest_finding() -> None:
    body = "It is *so*, says [she](a.md)[^1] [@board-1901]. It is a longer story than can be told.\n\n[^1]: Elsewhere."
    longer = "### “the matter” { #matter .right }\n\nWhat the other note says in two words is said here in many more."
    edition = EDITION.with_section(ANSWER, f"# The answer\n\n## Notes\n\n{longer}\n\n### “a medal” {{ #tin .wrong }}\n\n{body}\n")
    assert shown("vocabulary", edition) == outline(
        """<dl class="vocabulary">
        <dt><span class="kind kind-right">holds</span> 2 notes</dt><dd>The log bears it out.</dd>
        <dd class="shown"><a href="/essay/01-lamp.md#storm">“put out by the storm”</a> It was.</dd>
        <dt><span class="kind kind-wrong">does not hold</span> 2 notes</dt><dd>The books say otherwise.</dd>
        <dd class="shown"><a href="/essay/02-answer.md#tin">“a medal”</a> It is so, says she.</dd>
        <dt><span class="kind kind-disputed">two tales</span> 1 note</dt><dd>The board and the crew tell it differently.</dd>
        <dd class="shown"><a href="/essay/01-lamp.md#lifeboat">“lifeboat stayed ashore”</a> Two accounts stand against each
        other.</dd>
        <dt><span class="kind kind-context">background</span> 0 notes</dt><dd>What one must know.</dd>
        </dl>"""
    )


def test_every_weight_is_told_with_how_many_sources_have_it(base: Path) -> None:
    path = base / "data/sources.yml"
    more = [
        f"- {{ id: more-{at}, type: book, title: It, custom: {{ weight: '{weight}' }} }}\n"
        for at, weight in enumerate(("agency: Wire", "Agency", "weak", "hearsay"))
    ]
    path.write_text(path.read_text("utf-8") + "".join(more), "utf-8")
    told = shown("weights", load_edition(base))
    names = [told[at + 1].strip(" “”") for at, line in enumerate(told) if line.strip() == "dt"]
    counts = {"document": 1, "agency": 2, "weak": 1}
    assert names == [f"{weight}: {counts.get(weight, 0)}" for weight in WEIGHTS]
    assert "    “For what was said or decided, and not for whether it is true.”" in "\n".join(told)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text, "The newest of 2 sources is of 1901; the notes were last reviewed 24 November 2026."),
        (
            lambda text: text.replace("reviewed=2026-11-24", "reviewed=2026-11-20", 1),
            "The newest of 2 sources is of 1901; the notes were last reviewed 20 to 24 November 2026.",
        ),
        (lambda text: text.replace(" reviewed=2026-11-24", ""), "The newest of 2 sources is of 1901."),
    ],
    ids=["on one day", "on several", "never"],
)
def test_it_is_said_how_far_the_evidence_reaches(base: Path, change: Callable[[str], str], words: str) -> None:
    for path in sorted((base / "docs/essay").glob("*.md")):
        text = path.read_text("utf-8")
        path.write_text(change(text) if "01-lamp" in path.name or "-20" not in words else text, "utf-8")
    assert shown("reach", load_edition(base)) == outline(f'<p class="reach">{words}</p>')


def test_without_sources_the_evidence_reaches_nowhere(base: Path) -> None:
    (base / "data/sources.yml").unlink()
    assert FIGURES["reach"](load_edition(base), "") is None


def test_the_contents_count_the_notes_of_each_section() -> None:
    told = [line.strip() for line in shown("contents")]
    assert [line for line in told if line.startswith("“") and "note" in line] == ["“3 notes”", "“1 note”"]
    assert [line for line in told if line.startswith("a ")] == [
        'a href="/essay/01-lamp.md"',
        'a aria-label="3 notes on The lamp" class="notes-of" href="/notes.md?paragraphs=p1+p2"',
        'a href="/essay/02-answer.md"',
        'a aria-label="1 note on The answer" class="notes-of" href="/notes.md?paragraphs=p3"',
    ]


def test_an_example_is_a_passage_with_its_finding() -> None:
    assert shown("example", word="medal") == outline(
        """<p class="example">
        <a class="passage kind-context" href="/essay/02-answer.md#medal" data-number="4">medal of plain tin</a>
        <span class="kind kind-context">background</span> The medal lies in the museum of the town, with a card that calls it
        pewter.</p>"""
    )
    assert FIGURES["example"](EDITION, "no-such-note") is None


# ---- in their places


def test_each_directive_stands_where_it_was_asked_for() -> None:
    asked = ["hours", "period 1", "march", "relations", "score", "strip ada-brook", "vocabulary", "weights", "reach", "period 9"]
    root = make("div")
    root.extend([make("p", f"[{name}]") for name in asked] + [make("p", "after")])
    place_directives(root, lambda: EDITION)
    kinds = [element.get("class") for element in root]
    drawn = ("hours broad", "dots period-1", "march broad", "graph broad", "score", "strip")
    assert kinds == [*(f"picture {kind}" for kind in drawn), "vocabulary", "weights", "reach", None]


def test_what_has_nothing_to_show_leaves_nothing(base: Path) -> None:
    for name in ("sources", "events", "relations"):
        (base / f"data/{name}.yml").unlink()
    root = make("div")
    root.extend([make("p", f"[{name}]") for name in ("march", "reach", "example none")] + [make("p", "after")])
    place_directives(root, lambda: load_edition(base))
    assert [element.text for element in root] == ["after"]


def test_the_edition_is_loaded_only_if_it_is_needed() -> None:
    root = make("div")
    root.extend([make("p", "[unknown]"), make("p", "[@board-1901]"), make("p", "Words [contents]"), make("li", "[contents]")])

    def load() -> Edition:
        raise AssertionError("nothing here asks for the edition")

    place_directives(root, load)
    assert len(root) == 4
