"""The ways from a page to the forge that keeps its files."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import html
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from edition.extension import EditionExtension
from edition.model.markdown import EXTENSIONS
from tests.conftest import BASE

EDIT, ISSUES = "https://forge.test/edit/main/docs/{path}", "https://forge.test/issues/new"
REPORT = (
    f"{ISSUES}?template=problem.yml&title=Problem+with+the+note+on+%E2%80%9Cmedal+of+plain+tin%E2%80%9D"
    "&note=docs%2Fessay%2F02-answer.md%23medal"
)


def page(path: str, options: dict[str, str], root: Path = BASE) -> html.HtmlElement:
    """Return a page of the small edition as a host that knows its path renders it."""
    md = Markdown(extensions=[*EXTENSIONS, EditionExtension(root=str(root), **options)])
    host = Treeprocessor(md)
    host.file = SimpleNamespace(src_uri=path)  # type: ignore[attr-defined]
    md.treeprocessors.register(host, "host", 0)
    return html.fragment_fromstring(md.convert((root / "docs" / path).read_text("utf-8")), create_parent="page")


def tools(page: html.HtmlElement) -> list[tuple[str, str]]:
    return [(link.text or "", link.get("href", "")) for link in page.xpath(".//p[@class='tools']/a")]


def test_every_note_of_a_section_can_be_edited_on_its_line_and_reported() -> None:
    found = page("essay/02-answer.md", {"edit": EDIT, "issues": ISSUES})
    assert tools(found) == [
        ("Edit this note", "https://forge.test/edit/main/docs/essay/02-answer.md#L8"),
        ("Report a problem with this note", REPORT),
    ]
    [link, _] = found.xpath(".//p[@class='tools']/a")
    assert (link.get("rel"), link.get("aria-label")) == ("nofollow", "Edit this note, “medal of plain tin”")


@pytest.mark.parametrize(
    ("options", "words"),
    [({"edit": EDIT}, ["Edit this note"]), ({"issues": ISSUES}, ["Report a problem with this note"]), ({}, [])],
)
def test_what_is_not_set_is_not_offered(options: dict[str, str], words: list[str]) -> None:
    assert [said for said, _ in tools(page("essay/02-answer.md", options))] == words


def test_notes_that_stand_out_of_order_are_edited_on_their_own_lines(base: Path) -> None:
    path = base / "docs/essay/02-answer.md"
    path.write_text(path.read_text("utf-8") + "\n### “the keeper” { #first }\n\nIt stands before the other.\n", "utf-8")
    found = page("essay/02-answer.md", {"edit": EDIT}, base)
    assert [heading.get("id") for heading in found.xpath(".//h3")] == ["first", "medal"]
    assert [href.partition("#")[2] for _, href in tools(found)] == ["L14", "L8"]


def test_a_page_that_repeats_notes_leads_to_their_own_files(base: Path) -> None:
    (base / "docs/whole.md").write_text(
        "# Whole\n\n## Notes\n\n### “medal of plain tin” { #medal }\n\n### “other” { #other }\n", "utf-8"
    )
    assert tools(page("whole.md", {"edit": EDIT}, base)) == [
        ("Edit this note", "https://forge.test/edit/main/docs/essay/02-answer.md#L8"),
    ]


def test_a_section_offers_the_form_for_a_new_note_last_in_its_row() -> None:
    for issues in ("", ISSUES):
        [row] = page("essay/02-answer.md", {"issues": issues}).find_class("controls")
        button = row[-1]
        assert dict(button.attrib) == {
            "type": "button",
            "class": "suggest-first",
            "data-script": "suggest",
            "data-section": "docs/essay/02-answer.md",
            "data-issues": issues,
            "hidden": "hidden",
        }
        assert button.text == "Suggest a note"


def test_links_from_docs_on_become_links_from_the_page_on() -> None:
    hrefs = {link.get("href") for link in page("essay/02-answer.md", {}).xpath(".//a[@class='actor']")}
    assert hrefs == {"../who/harbour-board.md", "../who/ada-brook.md"}
