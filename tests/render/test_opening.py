"""What opens a section before its first paragraph, and what closes its text."""

from pathlib import Path

import pytest
from edition.render.opening import closing
from lxml import html
from markdown import Markdown

from edition.extension import EditionExtension
from edition.model.edition import load_register
from edition.model.markdown import EXTENSIONS
from edition.render.page import read
from edition.text.tree import make
from tests.conftest import BASE
from tests.render.outline import outline

SECTION = (BASE / "docs/essay/01-lamp.md").read_text("utf-8")
EXPECTED = """
<p class="glance">Paragraphs 1 to 2 of 3 · 3 notes · 1 minute with all notes</p>
<div class="controls" data-script="reading/controls" hidden="hidden">
  <button type="button" aria-pressed="true">Marks in the text</button>
  <details>
    <summary>Choose notes</summary>
    <fieldset>
      <legend>Show notes of these kinds</legend>
      <label><input type="checkbox" value="source" checked="checked"> <span class="about-note"><span
        class="kind kind-source">Source</span> (1)</span></label>
      <label><input type="checkbox" value="correction" checked="checked"> <span class="about-note"><span
        class="kind kind-correction">Correction</span> (1)</span></label>
      <label><input type="checkbox" value="dispute" checked="checked"> <span class="about-note"><span
        class="kind kind-dispute">Dispute</span> (1)</span></label>
      <label><input type="checkbox" value="keys" checked="checked"> Keys n and p step through the notes</label>
    </fieldset>
  </details>
</div>
<aside class="brief" aria-label="In brief"><p>Mostly true: the gale is on record.</p></aside>
<p class="companion"><strong>In our own words.</strong> The argument is restated here; only what stands in quotation marks is the
  author’s. See <a href="https://example.org/last-keeper">the essay at Coast and County</a>, and
  <a href="/about.md#text">how the author’s text comes in</a>.</p>
<p class="own-words" data-script="copy/words" hidden="hidden" data-text="essay"><button type="button">Read the author’s own
  words</button> <a href="/whole.md">The whole edition on one page</a></p>
"""


def rendered(source: str, root: Path = BASE) -> html.HtmlElement:
    md = Markdown(extensions=[*EXTENSIONS, EditionExtension(root=str(root))])
    return html.fragment_fromstring(md.convert(source), create_parent="page")


def before_the_text(page: html.HtmlElement) -> str:
    """Return what stands between a page's title and its first paragraph."""
    made = ""
    for element in page[1:]:
        if element.get("id", "").startswith("p"):
            return made
        made += html.tostring(element, encoding="unicode")
    return made


def test_a_section_opens_with_all_that_a_reader_can_choose_and_should_know(base: Path) -> None:
    (base / "docs/whole.md").write_text("# The whole edition\n", "utf-8")
    page = rendered(SECTION, base)
    assert page[0].tag == "h1"
    assert outline(before_the_text(page)) == outline(EXPECTED)


@pytest.mark.parametrize(
    ("paragraphs", "notes", "words", "glance"),
    [
        (1, 0, 3, "Paragraph 1 of 3 · 0 notes · 1 minute with all notes"),
        (2, 1, 600, "Paragraphs 1 to 2 of 3 · 1 note · 3 minutes with all notes"),
    ],
)
def test_a_glance_says_where_how_many_and_how_long(paragraphs: int, notes: int, words: int, glance: str) -> None:
    text = "".join(f"Words of it.\n{{ #p{at} }}\n\n" for at in range(1, paragraphs + 1))
    page = rendered(f"# It\n\n{text}## Notes\n\n" + f"### “it”\n\n{'word ' * words}\n\n" * notes)
    assert page.findtext("p[@class='glance']") == glance


def test_the_author_s_own_words_open_with_a_way_to_verify_them() -> None:
    page = rendered(f"# It\n\n{(BASE / 'essay.txt').read_text('utf-8').split(chr(10))[0]}\n{{ #p1 }}\n\n## Notes\n")
    [place] = page.find_class("own-words")
    assert place.findtext("button") == "Verify the text"
    assert page.find_class("companion") == []


def test_a_newcomer_is_told_who_is_who_before_the_first_paragraph(base: Path) -> None:
    for key, lead in (("ada-brook", 2), ("harbour-board", 1)):
        path = base / f"docs/actors/{key}.md"
        path.write_text(path.read_text("utf-8").replace("---\nname", f"---\nlead: {lead}\nname", 1), "utf-8")
    [who] = rendered(SECTION, base).find_class("who")
    assert outline(html.tostring(who, encoding="unicode")) == outline(
        '<dl class="who"><dt><a class="actor" href="/who/harbour-board.md">Harbour Board</a></dt>'
        "<dd>Owner of the light and paymaster of its keepers</dd>"
        '<dt><a class="actor" href="/who/ada-brook.md">Ada Brook</a></dt><dd>Keeper of Hollin Light</dd></dl>'
    )
    later = SECTION.replace("{ #p1 }", "{ #p4 }").replace("{ #p2 }", "{ #p5 }")
    assert rendered(later, base).find_class("who") == []


def test_there_is_a_way_to_the_whole_text_only_where_it_has_a_page_of_its_own(base: Path) -> None:
    def ways() -> list[str]:
        return [link.get("href", "") for link in rendered(SECTION, base).xpath("p[@class='own-words']/a")]

    assert ways() == []
    (base / "docs/whole.md").write_text("# The whole edition\n", "utf-8")
    assert ways() == ["/whole.md"]
    path = base / "data/text.yml"
    path.write_text(path.read_text("utf-8") + "- { folder: letters, title: Letters, author: A. Clerk }\n", "utf-8")
    register = load_register(base)
    assert [register.whole_name(text) for text in register.texts] == ["whole-essay.md", "whole-letters.md"]


def test_the_events_of_a_section_follow_its_text() -> None:
    page = rendered(SECTION)
    [strip] = page.find_class("own-events")
    before = strip.getprevious()
    assert before is not None
    assert before.get("id") == "p2"
    caption = strip.find("figcaption")
    assert caption is not None
    assert caption.text_content() == "4 dated events bear on this part of the essay. Read them on the timeline"
    assert caption.find("a").get("href") == "/timeline.md?paragraphs=p1+p2"
    assert len(strip.findall("svg[@class='wide']/a")) == 4


def test_the_whole_text_and_a_page_without_paragraphs_have_none() -> None:
    register = load_register(BASE)
    root = make("div")
    root.extend([make("form", data_script="whole/lens"), make("p", "Words", id="p1")])
    closing(read(root, register.texts[0]), register)
    assert [element.tag for element in root] == ["form", "p"]
    assert [element.tag for element in rendered("# It\n\nWords\n")] == ["h1", "p"]
