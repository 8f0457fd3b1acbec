"""The pages of notes, where there are none, few, or more than a page can bear."""

from pathlib import Path

from edition.model.edition import Edition, load_edition
from edition.model.markdown import overload, runs_of_lines
from edition.pages.notes import LISTED, OF_A_VERDICT, aged, all_notes, whole
from tests.conftest import BASE

EDITION = load_edition(BASE)
PAGE = "docs/essay/02-answer.md"


def with_notes(*notes: str) -> Edition:
    return EDITION.with_section(PAGE, "# The answer\n\n## Notes\n\n" + "\n\n".join(notes) + "\n")


def note(at: int, classes: str = ".hindsight .cametrue") -> str:
    return f"### “it {at}” {{ #n{at} {classes} }}\n\nIt *did*, as [she](a.md) says [@board-1901]. More.\nAnd more."


def too_much(page: str) -> list[str]:
    return [fault for _, block in runs_of_lines(page.split("\n")) if (fault := overload("\n".join(block)))]


def test_a_verdict_has_the_first_line_of_each_note_under_its_group() -> None:
    page = aged(with_notes(note(1), note(2, ".context .opinion")))
    assert page.startswith("---\ntitle: How the essay aged\n")
    assert (
        "\n## Its predictions\n\n### Came true (1) { #cametrue }\n\n"
        "- [“it 1”](essay/02-answer.md#n1): It did, as she says. More. *The answer*\n"
    ) in page
    assert page.index("## Its predictions") < page.index("## What it stated") < page.index("## What it thought")


def test_method_is_named_where_there_is_such_a_page(base: Path) -> None:
    assert "method.md" not in aged(load_edition(base))
    (base / "docs/method.md").write_text("# Method\n", "utf-8")
    assert "What the verdicts mean is told under [Method](method.md).\n" in aged(load_edition(base))


def test_where_no_note_judges_that_is_said() -> None:
    edition = EDITION.with_section("docs/essay/01-lamp.md", "# The lamp\n")
    assert aged(edition).endswith("# How the essay aged\n\nNo note of this edition judges the words that it is about yet.\n")


def test_more_notes_of_a_verdict_than_a_list_bears_are_left_to_the_search() -> None:
    page = aged(with_notes(*(note(at) for at in range(OF_A_VERDICT + 3))))
    assert f"### Came true ({OF_A_VERDICT + 3})" in page
    assert f"[“it {OF_A_VERDICT - 1}”]" in page
    assert f"[“it {OF_A_VERDICT}”]" not in page
    assert "\n- and 3 more, which the search finds\n" in page
    assert too_much(page) == []


def test_more_notes_than_a_page_bears_are_counted() -> None:
    some = with_notes(*(note(at) for at in range(LISTED - 3)))
    page = all_notes(with_notes(*(note(at) for at in range(LISTED - 2))))
    assert f"- [“it {LISTED - 4}”]" in all_notes(some)
    assert "\nThe 1001 notes of this edition are too many to list; the search finds each of them.\n" in page
    assert "- [The answer](essay/02-answer.md): 998\n" in page
    assert "\n- Hindsight: 998\n" in page
    assert "\n- Came true: 998\n" in page
    assert "“it 1”" not in page
    assert too_much(page) == []


def test_on_one_page_a_note_has_the_address_that_it_has_in_its_section() -> None:
    edition = with_notes("### “plain tin”\n\nIt is.", "### “plain tin” {.context }\n\nSo it is.")
    page = whole(edition, edition.register.texts[0])
    assert page.endswith("\n### “plain tin” { #plain-tin }\n\nIt is.\n\n### “plain tin” { #plain-tin-2 .context }\n\nSo it is.\n")
