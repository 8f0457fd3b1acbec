"""The glossaries: where this edition names an entry, in context, and how often the author does."""

import json
import re
from pathlib import Path

import pytest

from edition.model.edition import load_edition
from edition.model.occurrences import named_places
from edition.pages.glossary import context, counted, known, literal, terms, times
from edition.text.normal import Span
from tests.conftest import BASE

LONG = "alpha " * 12 + "NAME" + " omega" * 12


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("NAME is here", "**NAME** is here"),
        ("It is NAME", "It is **NAME**"),
        (LONG, f"… {'alpha ' * 9}**NAME**{' omega' * 9} …"),
        ("a *b* [c]\n<d> NAME", r"a \*b\* \[c\] &lt;d> **NAME**"),
        ("x" * 80 + " NAME " + "y" * 80, "… **NAME** …"),
    ],
)
def test_a_name_in_context_among_whole_words(text: str, shown: str) -> None:
    at = text.index("NAME")
    assert context(text, Span(at, at + 4)) == shown


def test_words_are_shown_as_they_are() -> None:
    assert literal(r"a_b *c* [d](e) <f> `g` \h {i}") == r"a\_b \*c\* \[d\](e) &lt;f> \`g\` \\h \{i\}"


def test_counts_in_words() -> None:
    assert [times(count) for count in (1, 2, 3)] == ["once", "twice", "3 times"]
    assert counted({"p1": 1, "p3": 2}) == "p1, p3 ×2"


def test_a_term_tells_where_the_author_and_this_edition_name_it(base: Path) -> None:
    path = base / "data/text.yml"
    counts = "    lampman:\n      lampmen:\n        p2: 2\n      lampman:\n        p3: 1\n"
    path.write_text(path.read_text("utf-8").replace("  mentions:\n", f"  mentions:\n{counts}"), "utf-8")
    section = (base / "docs/essay/02-answer.md").read_text("utf-8")
    edition = load_edition(base).with_section("docs/essay/02-answer.md", section.replace("the matter", "the lampman’s matter"))
    page = terms(edition, named_places(edition))
    assert "\n**In the essay:** 3 times. “lampmen” p2 ×2; “lampman” p3.\n{ .facts .counts }\n" in page
    assert page.endswith(
        '\n??? mentions "In this edition: 1 place"\n\n'
        "    - [The answer, p3](essay/02-answer.md#p3): … Board gave the keeper a “medal of plain tin”, and the "
        "**lampman**’s matter was closed.\n"
    )


def test_terms_stand_in_order(base: Path) -> None:
    for name in ("The Aft", "Zinc", "beacon"):
        path = base / f"docs/terms/{name.split()[-1].lower()}.md"
        path.write_text(f"---\nname: {name}\nkind: term\nsummary: A word\n---\n", "utf-8")
    page = terms(load_edition(base), {})
    assert re.findall(r"^## (.*?) \{", page, re.MULTILINE) == ["The Aft", "beacon", "Lampman", "Zinc"]


def test_an_edition_without_terms_has_an_empty_glossary(base: Path) -> None:
    (base / "docs/terms/lampman.md").unlink()
    assert "##" not in terms(load_edition(base), {})
    assert "##" in terms(load_edition(BASE), {})


def test_scripts_know_of_everybody_what_a_card_tells_and_every_form() -> None:
    told = json.loads(known(load_edition(BASE).register))
    assert told["ada-brook"] == {
        "name": "Ada Brook",
        "about": "Person · 1858–1931 · Keeper of Hollin Light",
        "native": "Ada Brŵc",
        "lang": "cy",
        "forms": ["Ada Brook", "Brook", "Miss Brook"],
        "epithets": [["the keeper", "p3"]],
    }
    assert told["jack-penn"]["forms"] == ["Jack Penn", "Penn", "Jack Pen"]
    assert told["lampman"] == {"name": "Lampman", "about": "Term · Who trims a lamp", "forms": ["Lampman", "lampman", "lampmen"]}
