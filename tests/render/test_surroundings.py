"""What stands around the words of a section: a line above them; choices, whose words they are, who is meant, the way on below."""

from pathlib import Path

import pytest
from lxml import html

from tests.conftest import BASE
from tests.render.hosted import hosted
from tests.render.outline import outline
from tests.small import PARAGRAPHS

LAMP, ANSWER = "essay/01-lamp.md", "essay/02-answer.md"
BELOW = """
<div id="choices" popover="auto" data-script="reading/choices" role="group" aria-label="How to read">
  <fieldset>
    <legend>Show notes of these kinds</legend>
    <label><input type="checkbox" value="right" checked="checked"> <span class="kind kind-right">holds</span> (1)
      <small>The log bears it out.</small></label>
    <label><input type="checkbox" value="wrong" checked="checked"> <span class="kind kind-wrong">does not hold</span> (1)
      <small>The books say otherwise.</small></label>
    <label><input type="checkbox" value="disputed" checked="checked"> <span class="kind kind-disputed">two tales</span> (1)
      <small>The board and the crew tell it differently.</small></label>
  </fieldset>
  <label><input type="checkbox" value="marks" checked="checked"> Mark the words that notes are about</label>
  <label><input type="checkbox" value="keys" checked="checked"> Keys n and p step through the notes</label>
</div>
<div class="after">
  <p class="companion"><strong>In our own words.</strong> The argument is restated here; only what stands in quotation marks is the
    author’s. See <a href="https://example.org/last-keeper">the essay at Coast and County</a>, and
    <a href="../about.md#text">how the author’s text comes in</a>.</p>
  <p class="own-words" data-script="copy/words" hidden="" data-text="essay"><button type="button">Read the author’s own
    words</button></p>
  <p><a class="whole" href="../whole.md">The whole text on one page</a></p>
  <button type="button" class="suggest-first" data-script="suggest" data-section="docs/essay/01-lamp.md" data-issues=""
    hidden="">Suggest a note</button>
</div>
<details class="cast">
  <summary>Who is meant here (3)</summary>
  <dl>
    <dt><a class="actor" href="../who/ada-brook.md">Ada Brook</a></dt><dd>Keeper of Hollin Light</dd>
    <dt><a class="actor" href="../who/hollin-light.md">Hollin Light</a></dt><dd>A lighthouse</dd>
    <dt><a class="actor" href="../who/harbour-board.md">Harbour Board</a></dt>
    <dd>Owner of the light and paymaster of its keepers</dd>
  </dl>
</details>
<nav class="turn" aria-label="Previous and next section"><a rel="next" href="02-answer.md"><span>Next</span> The answer</a></nav>
"""


@pytest.fixture
def whole(base: Path) -> Path:
    """The small edition with a page of its whole text."""
    (base / "docs/whole.md").write_text("# The whole\n", "utf-8")
    return base


def below(page: html.HtmlElement) -> str:
    """Return what stands between the verdict in brief, or the last paragraph of the text, and the notes."""
    made = ""
    for element in page:
        if element.get("id", "")[:1] == "p" or element.tag == "aside":
            made = ""
        elif element.tag != "section":
            made += html.tostring(element, encoding="unicode", with_tail=False)
    return made


def glance(page: html.HtmlElement) -> str:
    line = page[1]
    assert (page[0].tag, line.tag, line.get("class")) == ("h1", "p", "glance")
    return str(line.text_content())


def section(paragraphs: int, notes: int, words: int) -> str:
    text = "".join(f"{'Words ' * words}of it.\n{{ #p{at} }}\n\n" for at in range(1, paragraphs + 1))
    return f"# It\n\n{text}## Notes\n\n" + f"### “it”\n\n{'word ' * words}\n\n" * notes


# ---- above


@pytest.mark.parametrize(
    ("path", "source", "line"),
    [
        (LAMP, None, "In our own words · section 1 of 2 · 3 notes · 1 minute"),
        (ANSWER, section(1, 0, 3), "In our own words · section 2 of 2 · 0 notes · 1 minute"),
        (ANSWER, section(1, 1, 440), "In our own words · section 2 of 2 · 1 note · 2 minutes, 4 with all notes"),
        ("whole.md", section(2, 1, 330), "In our own words · 2 sections · 1 note · 3 minutes, 5 with all notes"),
        (LAMP, f"# It\n\n{PARAGRAPHS[0]}\n{{ #p1 }}\n\n## Notes\n", "section 1 of 2 · 0 notes · 1 minute"),
    ],
    ids=["restated", "no note", "one note", "the whole", "the author's"],
)
def test_one_line_says_whose_words_they_are_where_they_stand_and_how_long_they_take(
    path: str, source: str | None, line: str
) -> None:
    page = hosted(path, source=source)
    assert glance(page) == line
    assert [link.get("href") for link in page[1]] == ["../about.md#text" if "/" in path else "about.md#text"] * ("own" in line)


# ---- below


def test_after_the_words_stands_all_that_a_reader_can_choose_and_should_know(whole: Path) -> None:
    page = hosted(LAMP, whole)
    assert outline(below(page), without=("score", "own-events")) == outline(BELOW)
    kinds = [element.get("id") or element.get("class") for element in page]
    assert kinds == [
        None,
        "glance",
        "p1",
        "p2",
        "brief",
        "choices",
        "after",
        "cast",
        "picture score",
        "picture dots own-events",
        "turn",
        "notes",
        "sources",
    ]


def test_the_last_section_leads_back(whole: Path) -> None:
    [turn] = hosted(ANSWER, whole).find_class("turn")
    assert outline(html.tostring(turn, encoding="unicode")) == outline(
        """<nav class="turn" aria-label="Previous and next section">
        <a rel="prev" href="01-lamp.md"><span>Previous</span> The lamp</a></nav>"""
    )


def test_the_verdict_in_brief_stands_where_the_file_has_it() -> None:
    source = "# It\n\n> Right.\n> { .brief }\n\nWords of it.\n{ #p1 }\n\n## Notes\n"
    page = hosted(LAMP, source=source)
    assert [element.get("class") for element in page[:4]] == [None, "glance", "brief", "restated"]
    assert (page[2].tag, page[2].get("aria-label"), page[2].text_content().strip()) == ("aside", "What the notes find", "Right.")


def test_the_author_s_own_words_can_be_verified_and_are_not_said_to_be_ours() -> None:
    page = hosted(LAMP, source=f"# It\n\n{PARAGRAPHS[0]}\n{{ #p1 }}\n\n## Notes\n")
    assert [button.text for button in page.xpath("div[@class='after']/p[@class='own-words']/button")] == ["Verify the text"]
    assert page.find_class("companion") == []


def test_where_some_paragraphs_are_ours_both_is_said() -> None:
    page = hosted(LAMP, source=f"# It\n\n{PARAGRAPHS[0]}\n{{ #p1 }}\n\nOurs.\n{{ #p2 }}\n\n## Notes\n")
    assert glance(page).startswith("In our own words · ")
    assert [button.text for button in page.xpath("//p[@class='own-words']/button")] == ["Verify the text"]
    assert len(page.find_class("companion")) == 1


def test_a_text_of_which_nothing_is_known_offers_nothing_to_verify(base: Path) -> None:
    (base / "data/text.yml").write_text("texts:\n- { folder: essay, title: The last keeper, author: J. Marsh }\n", "utf-8")
    page = hosted(LAMP, base)
    assert (page.find_class("own-words"), page.find_class("companion")) == ([], [])
    assert glance(page) == "section 1 of 2 · 3 notes · 1 minute"


def test_without_notes_there_is_nothing_to_choose() -> None:
    assert hosted(LAMP, source="# It\n\nWords of it.\n{ #p1 }\n").xpath("//*[@id='choices']") == []


def test_there_is_a_way_to_the_whole_text_only_where_it_has_a_page_of_its_own(base: Path) -> None:
    assert hosted(LAMP, base).find_class("whole") == []
    (base / "docs/whole.md").write_text("# The whole\n", "utf-8")
    assert [link.get("href") for link in hosted(LAMP, base).find_class("whole")] == ["../whole.md"]


def test_the_events_of_a_section_are_told_with_the_way_to_the_timeline() -> None:
    [strip] = hosted(LAMP).find_class("own-events")
    caption = strip.find("figcaption")
    assert caption is not None
    assert caption.text_content() == "4 dated events bear on this part of the essay. Read them on the timeline"
    assert caption.find("a").get("href") == "../timeline.md?paragraphs=p1+p2"
    assert len(strip.findall("svg[@class='wide']/a")) == 4
    assert hosted(LAMP, source="# It\n\nWords.\n{ #p9 }\n\n## Notes\n").find_class("own-events") == []


# ---- other pages


def test_the_whole_text_has_the_lens_among_the_choices_and_the_few_whom_a_newcomer_needs(whole: Path) -> None:
    for key, lead in (("ada-brook", 2), ("harbour-board", 1)):
        path = whole / f"docs/actors/{key}.md"
        path.write_text(path.read_text("utf-8").replace("---\nname", f"---\nlead: {lead}\nname", 1), "utf-8")
    page = hosted("whole.md", whole, "# Whole\n\nWords by Ada Brook.\n{ #p1 }\n\n[lens]\n\n## Notes\n\n### “Words”\n")
    kinds = [element.get("id") or element.get("class") for element in page]
    assert kinds == [None, "glance", "p1", "choices", "after", "cast", "notes"]
    assert [child.get("class") or child.tag for child in page[3]] == ["fieldset", "label", "label", "choose lens"]
    [cast] = page.find_class("cast")
    assert cast.findtext("summary") == "Who is who, in a line each"
    assert [link.get("href") for link in cast.iter("a")] == ["who/harbour-board.md", "who/ada-brook.md"]
    assert page.find_class("whole") == []


def test_a_page_without_paragraphs_stays_as_it_is() -> None:
    assert [element.tag for element in hosted("about.md", BASE, "# It\n\nWords\n\n> Quoted.\n")] == ["h1", "p", "blockquote"]
