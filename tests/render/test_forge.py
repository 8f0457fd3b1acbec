"""The ways from a page to the forge that keeps its files."""

from pathlib import Path

import pytest
from lxml import html

from tests.conftest import BASE
from tests.render.hosted import hosted

EDIT, ISSUES = "https://forge.test/edit/main/docs/{path}", "https://forge.test/issues/new"
REPORT = (
    f"{ISSUES}?template=problem.yml&title=Problem+with+the+note+on+%E2%80%9Cmedal+of+plain+tin%E2%80%9D"
    "&note=docs%2Fessay%2F02-answer.md%23medal"
)


def ways(page: html.HtmlElement) -> list[tuple[str, str]]:
    """The ways from the notes to the forge; beside them stand those to the passage and to the original."""
    return [(link.text or "", link.get("href", "")) for link in page.xpath(".//p[@class='tools']/a[@rel='nofollow']")]


def test_every_note_of_a_section_can_be_reported_and_edited_on_its_line() -> None:
    found = hosted("essay/02-answer.md", edit=EDIT, issues=ISSUES)
    assert ways(found) == [
        ("This is wrong, because …", REPORT),
        ("Edit", "https://forge.test/edit/main/docs/essay/02-answer.md#L8"),
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [({"edit": EDIT}, ["Edit"]), ({"issues": ISSUES}, ["This is wrong, because …"]), ({}, [])],
)
def test_what_is_not_set_is_not_offered(options: dict[str, str], words: list[str]) -> None:
    assert [said for said, _ in ways(hosted("essay/02-answer.md", BASE, None, **options))] == words


def test_notes_that_stand_out_of_order_are_edited_on_their_own_lines(base: Path) -> None:
    path = base / "docs/essay/02-answer.md"
    path.write_text(path.read_text("utf-8") + "\n### “the keeper” { #first }\n\nIt stands before the other.\n", "utf-8")
    found = hosted("essay/02-answer.md", base, edit=EDIT)
    assert [heading.get("id") for heading in found.xpath(".//h3")] == ["first", "medal"]
    assert [href.partition("#")[2] for _, href in ways(found)] == ["L14", "L8"]


def test_a_page_that_repeats_notes_leads_to_their_own_files(base: Path) -> None:
    (base / "docs/whole.md").write_text(
        "# Whole\n\n## Notes\n\n### “medal of plain tin” { #medal }\n\n### “other” { #other }\n", "utf-8"
    )
    assert ways(hosted("whole.md", base, edit=EDIT)) == [
        ("Edit", "https://forge.test/edit/main/docs/essay/02-answer.md#L8"),
    ]


def test_a_section_offers_the_form_for_a_new_note_last_below_its_words() -> None:
    for issues in ("", ISSUES):
        [row] = hosted("essay/02-answer.md", issues=issues).find_class("after")
        button = row[-1]
        assert dict(button.attrib) == {
            "type": "button",
            "class": "suggest-first",
            "data-script": "suggest",
            "data-section": "docs/essay/02-answer.md",
            "data-issues": issues,
            "hidden": "",
        }
        assert button.text == "Suggest a note"


def test_links_from_docs_on_become_links_from_the_page_on() -> None:
    hrefs = {link.get("href") for link in hosted("essay/02-answer.md").xpath(".//a[@class='actor']")}
    assert hrefs == {"../who/harbour-board.md", "../who/ada-brook.md"}
