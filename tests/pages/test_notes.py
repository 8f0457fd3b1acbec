"""The pages of notes, where there are none, few, or more than a page can bear."""

import re
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pytest

from edition.model.edition import Edition, load_edition
from edition.model.markdown import overload, runs_of_lines
from edition.model.section import parse
from edition.pages.notes import LISTED, OF_A_KIND, aged, all_notes, whole
from tests.conftest import BASE, HERE

EDITION = load_edition(BASE)
PAGE = "docs/essay/02-answer.md"
GOLDEN = HERE / "golden/aged"


def with_notes(*notes: str) -> Edition:
    return EDITION.with_section(PAGE, "# The answer\n\n## Notes\n\n" + "\n\n".join(notes) + "\n")


def note(at: int, classes: str = ".right") -> str:
    return f"### “it {at}” {{ #n{at} {classes} }}\n\nIt *did*, as [she](a.md) says [@board-1901]. More.\nAnd more."


def too_much(page: str) -> list[str]:
    return [fault for _, block in runs_of_lines(page.split("\n")) if (fault := overload("\n".join(block)))]


# ---- how the essay aged


@pytest.fixture
def judged(base: Path) -> Path:
    """The small edition with the kinds and the section of golden/aged."""
    (base / "data/kinds.yml").write_bytes((GOLDEN / "kinds.yml").read_bytes())
    (base / PAGE).write_bytes((GOLDEN / "02-answer.md").read_bytes())
    return base


def test_kinds_that_take_sides_and_look_ahead_are_told_as_the_golden_page_says(judged: Path) -> None:
    expected = (GOLDEN / "aged.md").read_text("utf-8").splitlines()
    page = re.sub(r"^generated: .*\n", "", aged(load_edition(judged)), count=1, flags=re.MULTILINE).splitlines()
    assert not (shown := "\n".join(unified_diff(expected, page, "expected", "made", lineterm="", n=1))), f"\n{shown}"


def test_a_side_without_notes_is_told_all_the_same(judged: Path) -> None:
    (judged / PAGE).unlink()
    (judged / "docs/essay/01-lamp.md").write_text("# The lamp\n\n## Notes\n\n### “it” { .came }\n\nIt did.\n", "utf-8")
    page = aged(load_edition(judged))
    assert "**For the author:** of 1 notes 1 finds that the claim holds (right 0, came true 1)." in page
    assert "**Against:** of 1 notes 0 find that the claim does not hold (wrong 0, came otherwise 0)." in page
    assert "| hedged forecasts | 0 | 0 |" in page


def test_several_groups_of_one_side_are_told_in_one_sentence(judged: Path) -> None:
    kinds = judged / "data/kinds.yml"
    kinds.write_text(kinds.read_text("utf-8").replace("nobody can say }", "is two tales, side: against }"), "utf-8")
    assert (
        "\n\n**Against:** of 7 notes 4 find that the claim does not hold (wrong 1, came otherwise 3) "
        "and 1 finds that the claim is two tales (two tales 1, Board alone 0).\n\n[score]\n\n"
    ) in aged(load_edition(judged))


def test_kinds_of_no_group_stand_by_themselves(base: Path) -> None:
    (base / "data/kinds.yml").unlink()
    (base / PAGE).unlink()
    assert aged(load_edition(base)).partition("# How the essay aged")[2] == (
        "\n\n[score]\n\n### Note (3) { #note }\n\nA note.\n\n"
        "- [“the last true keeper”](essay/01-lamp.md#keeper): She was not the last. *The lamp*\n"
        "- [“put out by the storm”](essay/01-lamp.md#storm): It was. *The lamp*\n"
        "- [“lifeboat stayed ashore”](essay/01-lamp.md#lifeboat): Two accounts stand against each other. *The lamp*\n"
    )


def test_method_is_named_where_there_is_such_a_page(base: Path) -> None:
    assert "method.md" not in aged(load_edition(base))
    (base / "docs/method.md").write_text("# Method\n", "utf-8")
    told = "\n\nWhat the kinds mean is told under [Method](method.md).\n\n"
    assert f"background 1. {told.strip()}\n\n" in aged(load_edition(base))
    (base / "data/kinds.yml").unlink()
    assert told in aged(load_edition(base))


def test_where_there_are_no_notes_that_is_said() -> None:
    edition = with_notes().with_section("docs/essay/01-lamp.md", "# The lamp\n")
    assert aged(edition).endswith("# How the essay aged\n\nThis edition has no notes yet.\n")


def test_more_notes_of_a_kind_than_a_list_bears_are_left_to_the_search() -> None:
    page = aged(with_notes(*(note(at) for at in range(OF_A_KIND + 2))))  # and “put out by the storm”
    assert f"### Holds ({OF_A_KIND + 3})" in page
    assert f"[“it {OF_A_KIND - 2}”]" in page
    assert f"[“it {OF_A_KIND - 1}”]" not in page
    assert "\n- and 3 more, which the search finds\n" in page
    assert too_much(page) == []


# ---- all notes


def test_more_notes_than_a_page_bears_are_counted() -> None:
    some = with_notes(*(note(at) for at in range(LISTED - 3)))  # and three of the first section
    page = all_notes(with_notes(*(note(at) for at in range(LISTED - 2))))
    assert f"## [“it {LISTED - 4}”](essay/02-answer.md#n{LISTED - 4}) {{ #note-{LISTED} .listed .right " in all_notes(some)
    assert "\nThe 1001 notes of this edition are too many to list; the search finds each of them.\n" in page
    assert "- [The answer](essay/02-answer.md): 998\n" in page
    assert "\n- holds: 999\n" in page
    assert "\n- background: 0\n" in page
    assert "“it 1”" not in page
    assert too_much(page) == []


@pytest.mark.parametrize("listing", [all_notes, aged], ids=["all notes", "aged"])
def test_what_a_note_says_is_shown_as_its_words(listing: Callable[[Edition], str]) -> None:
    page = listing(
        with_notes("### “a \\*b\\* \\[c]” { #it .right }\n\nIt _is_ 1 < 2, as `x` and [she](a.md) say[^1]. More.\n\n[^1]: No.")
    )
    assert r"[“a \*b\* \[c\]”](essay/02-answer.md#it)" in page
    assert "It is 1 &lt; 2, as x and she say." in page
    assert "More." not in page


# ---- all on one page


def test_on_one_page_a_note_has_the_address_that_it_has_in_its_section() -> None:
    edition = with_notes("### “plain tin”\n\nIt is.", "### “plain tin” {.context }\n\nSo it is.")
    page = whole(edition, edition.register.texts[0])
    assert page.endswith("\n### “plain tin” { #plain-tin }\n\nIt is.\n\n### “plain tin” { #plain-tin-2 .context }\n\nSo it is.\n")


def test_on_one_page_a_note_says_all_that_its_heading_says() -> None:
    given = (
        """### “plain tin” { #tin .right words="that is, tin" hedged="it may be" reviewed=2026-11-24 }""",
        """### “a medal” { #a-medal words='"that" medal' hedged=perhaps }""",
    )
    edition = with_notes(*(f"{heading}\n\nIt is." for heading in given))
    page = whole(edition, edition.register.texts[0])
    assert [line for line in page.split("\n") if line in given] == list(given)
    assert parse(page, PAGE).notes[-1].hedged == "perhaps"


def test_links_between_the_pages_of_a_text_stay_on_its_one_page() -> None:
    edition = with_notes(
        "### “plain tin” { #tin }\n\nSee [it](01-lamp.md#storm), [all](01-lamp.md) and [her](../who/ada-brook.md)."
    )
    page = whole(edition, edition.register.texts[0])
    assert page.endswith("See [it](#storm), [all](#h-01-lamp) and [her](who/ada-brook.md).\n")
