"""Small texts of seven kinds: each becomes an edition that holds what it is made of, passes, and is proved against its file."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from edition.contribute import insert
from edition.files.problem import EditionError
from edition.model.edition import load_edition
from tests.texts.shown import EXAMPLES, TEXTS, Made, example, make, paragraphs

SCENE = """ACT I

SCENE I. A room in the castle.

BERTA

Who has taken the lamp?

OTTO

Nobody took it. It went out.

BERTA

Then who is that?
"""


Of = Callable[..., Made]


@pytest.fixture
def of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Of:
    """Make an edition of a text under a name."""
    return lambda name, data, language="en", split=0: make(tmp_path, name, data, monkeypatch, language, split)


def sound(made: Made) -> list[Any]:
    """The pages of an edition that passes its check and is proved against its file."""
    pages = made.pages()
    assert (made.problems(), made.differences()) == ([], [])
    return pages


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[Any]]:
    """The pages of an example by its name, with its notes."""
    return lambda name: sound(example(tmp_path, name, monkeypatch))


@pytest.mark.parametrize("name", TEXTS)
def test_every_note_of_an_example_stands_on_its_words(shown: Callable[[str], list[Any]], name: str) -> None:
    pages = shown(name)
    notes = [section.get("id") for page in pages for section in page.xpath("//section[@class='notes']//h3[@id]")]
    marked = {id for page in pages for link in page.xpath("//a[@data-note]") for id in link.get("data-note").split()}
    assert len(notes) >= 3
    assert set(notes) == marked


def test_a_sonnet_keeps_its_lines(shown: Callable[[str], list[Any]]) -> None:
    [page] = shown("sonnet")
    lines = [line.text_content().strip("\n") for line in page.xpath("//p[contains(@class, 'verse')]/span[@class='line']")]
    bare = [re.sub(r"^\s+", "", line) for line in (EXAMPLES / "sonnet/sonnet.txt").read_text("utf-8").split("\n")[2:-1]]
    assert [line.strip() for line in lines] == bare
    assert [line[:4] == "\u00a0" * 4 for line in lines] == [False] * 12 + [True] * 2
    assert [page.findtext(".//h1")] == ["CXVI"]


def test_a_scene_keeps_speakers_with_their_speeches(shown: Callable[[str], list[Any]]) -> None:
    pages = shown("scene")
    assert paragraphs(pages, "speaker")[:3] == ["Bernardo", "Francisco", "Bernardo"]
    assert "Well, good night./If you do meet Horatio and Marcellus,/The rivals of my watch, bid them make haste." in paragraphs(
        pages
    )
    assert paragraphs(pages, "stage")[1:] == ["Enter Horatio and Marcellus.", "Exit."]


def test_a_scene_in_plain_text_has_speakers_too(of: Of) -> None:
    pages = sound(of("scene.txt", SCENE))
    assert len(pages) == 1
    assert paragraphs(pages, "speaker") == ["BERTA", "OTTO", "BERTA"]
    assert paragraphs(pages, "speech") == ["Who has taken the lamp?", "Nobody took it. It went out.", "Then who is that?"]


@pytest.mark.parametrize("form", ["md", "docx"])
def test_a_law_keeps_its_numbers(of: Of, shown: Callable[[str], list[Any]], form: str, tmp_path: Path) -> None:
    if form == "docx":
        law = "# Of lamps\n\n## Section 1\n\n(1) Every lamp is lit.\n(2) No lamp is sold.\n\n    a) by day,\n    b) by night.\n"
        pypandoc.convert_text(law, "docx", format="markdown", outputfile=str(tmp_path / "x.docx"))
        pages = sound(of("law.docx", (tmp_path / "x.docx").read_bytes()))
        numbers = ["(1)", "(2)", "a)", "b)"]
    else:
        pages = shown("law")
        numbers = ["(1)", "(2)", "1.", "2.", "a)", "b)", "3.", "(2a)", "(1)", "(2)"]
    found = [words.split()[0] for words in paragraphs(pages)]
    assert [word for word in found if word in numbers] == numbers
    assert [words.split()[0] for words in paragraphs(pages, "in2")] == ["a)", "b)"]


def test_numbers_of_every_kind_are_words_however_deep_they_stand(of: Of) -> None:
    items = ["1.  All lamps:", "    A.  on land:", "        I.  by day:", "            1.  the north one,"]
    law = "\n\n".join([*items, "            2.  the south one,", "2a. none.\n"])
    pages = sound(of("law.md", law))
    found = ["1. All lamps:", "A. on land:", "I. by day:", "1. the north one,", "2. the south one,", "2a. none."]
    assert paragraphs(pages) == found
    assert [len(paragraphs(pages, f"in{deep}")) for deep in (2, 3, 4)] == [1, 1, 2]


def test_an_essay_keeps_its_own_notes_apart(shown: Callable[[str], list[Any]]) -> None:
    first, second, third = shown("essay")
    words = paragraphs([first])
    assert words[0].startswith(
        "The lamp of the north tower burned for 40 nights over some 10² square miles of sea, on oil and a little H₂O,"
    )
    assert words[0].endswith("as the Gazette has it; so has Mlle\u00a0Roy, who kept it.")
    assert words[1:] == ["By the log, which ends in March.", "The number of the ninth of May."]
    assert paragraphs([third])[-1] == "Nor does she."
    marks, notes = first.xpath("//sup[starts-with(@id, 'fnref')]/a/@href"), first.xpath("//div[@class='footnote']//li/@id")
    assert marks == [f"#{id}" for id in notes]
    assert [len(quoted.text_content().split()) for quoted in second.xpath("//blockquote/p")] == [7, 10]
    assert [mark for page in (first, second) for mark in page.xpath("//span[@class='page-mark']/@data-page")] == ["11", "12"]
    assert [cell.text_content() for cell in second.xpath("//table//tr")[2]] == ["1817", "29", "4"]
    assert first.xpath("//sup[not(@id)]")[0].text_content() == "lle"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "analects",
            "子曰：「巧言令色，鮮矣仁！」",
        ),
        ("fable", "كان أسد نائما في غابته."),
        ("letter", "Дорогая Анна!"),
    ],
)
def test_a_text_in_any_script_has_its_heading_and_its_words(shown: Callable[[str], list[Any]], name: str, words: str) -> None:
    pages = shown(name)
    assert words in paragraphs(pages)
    title = (EXAMPLES / name / TEXTS[name][0]).read_text("utf-8").split("\n", 1)[0]
    assert [page.findtext(".//h1") for page in pages] == [title]


LETTER = (EXAMPLES / "letter/letter.txt").read_text("utf-8")
LAW = (EXAMPLES / "law/law.md").read_text("utf-8")


def test_a_letter_in_an_old_encoding_is_read_and_said_so(of: Of) -> None:
    made = of("letter.txt", LETTER.encode("cp1251"), "ru")
    assert "Дорогая Анна!" in paragraphs(sound(made))
    assert "guessed: the encoding, Windows-1251: the file does not name it" in made.told


def test_what_is_changed_on_a_page_is_told_with_both_sides(of: Of) -> None:
    made = of("letter.txt", LETTER, "ru")
    made.pages()
    path = next((made.root / "site/essay").rglob("index.html"))
    path.write_text(path.read_text("utf-8").replace("никто не спит", "никто не ест"), "utf-8")
    [problem] = made.differences()
    assert problem.rule == "verify-differs"
    assert "“ест.”" in problem.message and "“спит. Твой Пётр”" in problem.message


def test_what_no_page_has_is_told(of: Of) -> None:
    made = of("law.md", LAW)
    made.pages()
    path = next((made.root / "site/essay").glob("01-*/index.html"))
    path.write_text(path.read_text("utf-8").replace("(2a) In a gale", "(2) In a gale"), "utf-8")
    [problem] = made.differences()
    assert problem.rule in ("verify-lost", "verify-figures")


def test_a_text_that_names_its_encoding_is_read_as_it_says(of: Of) -> None:
    head = "Title: Brief\n\nCharacter set encoding: ISO-8859-1\n\n*** START OF THIS PROJECT GUTENBERG EBOOK BRIEF ***\n\n"
    made = of("brief.txt", f"{head}Die Lampe glüht über der Brücke.\n".encode("latin-1"), "de")
    assert paragraphs(sound(made)) == ["Die Lampe glüht über der Brücke."]
    assert made.told[0] == "read brief.txt: text as ISO-8859-1"


SIDE_BY_SIDE = """<p>One<a id="r1" href="#n1">1</a> lamp, two<a id="r2" href="#n2">2</a> lamps.</p>
<div class="footnote"><p><a id="n1" href="#r1">1</a> Of brass.</p><p>And tin.</p><p><a id="n2" href="#r2">2</a> Of tin.</p>
<h2>Later</h2><p>All lamps went out.</p></div>"""


def test_notes_of_one_division_are_each_its_own_and_what_follows_them_stays(of: Of) -> None:
    pages = sound(of("lamps.html", SIDE_BY_SIDE))
    assert paragraphs(pages) == ["One lamp, two lamps.", "Of brass.", "And tin.", "Of tin.", "All lamps went out."]
    assert [len(item.xpath("p")) for page in pages for item in page.xpath("//div[@class='footnote']//li")] == [2, 1]
    assert [page.findtext(".//h1") for page in pages][1] == "Later"


def test_a_note_on_a_heading_stands_in_what_is_below_it(of: Of) -> None:
    note = '<p id="n1"><a href="#r1">1</a> Of the coast.</p>'
    stanza = '<div class="poem"><span>O sea,</span><br/><span>O light.</span></div>'
    [page] = sound(of("a.html", f'<h2>North<a id="r1" href="#n1">1</a></h2>{stanza}<p>The lamp was out.</p>{note}'))
    assert page.findtext(".//h1") == "North"
    assert page.xpath("//sup[starts-with(@id, 'fnref')]/ancestor::p[contains(@class, 'verse')]")


def test_headings_in_a_row_stand_in_their_order(of: Of) -> None:
    rows = "# Lamps\n\n### Of the coast\n\n# North\n\nThe lamp was out.\n\n# South\n\nIt was lit.\n"
    assert [page.findtext(".//h1") for page in sound(of("a.md", rows, split=1))] == ["Lamps: Of the coast: North", "South"]


def test_a_title_made_of_a_section_s_first_words_is_no_word_of_the_author_s(of: Of) -> None:
    assert len(sound(of("a.md", "The lamp.\n\nIt was out.\n\n* * *\n\nThe tower.\n\nIt stood.\n"))) == 2


def test_words_of_the_mark_of_a_note_are_told(of: Of) -> None:
    made = of("a.txt", "The lamp[1] was lit at nine in the evening.\n\n[Footnote 1: Of brass.]\n")
    assert paragraphs(sound(made)) == ["The lamp was lit at nine in the evening.", "Of brass."]
    assert "left out: labels of notes, which are numbered anew, 1 word, such as “Footnote”" in made.told


def test_a_text_too_long_for_one_page_has_no_link_to_it(of: Of) -> None:
    made = of("a.md", "".join(f"# Part {number}\n\nThe lamp was lit {number} times.\n\n" for number in range(1, 62)))
    assert len(sound(made)) == 61
    assert "whole.md" not in (made.root / "docs/index.md").read_text("utf-8")


def test_a_note_names_the_section_of_a_heading_that_others_have_too(of: Of) -> None:
    made = of("a.md", "# Act I\n\n## The tower\n\nIt is dark.\n\n# Act II\n\n## The tower\n\nIt is light.\n", split=1)
    edition = load_edition(made.root)
    with pytest.raises(EditionError, match="say which: --at heading --in 01-act-i "):
        insert.placed(edition, insert.draft(edition, "The tower", "", "2026-11-28", "A finding.", "heading"))
    draft = insert.placed(edition, insert.draft(edition, "The tower", "", "2026-11-28", "A finding.", "heading", "02-act-ii"))
    section = insert.section_of(edition, draft.quote, draft.at, draft.within)
    text, _ = insert.inserted(edition, section, draft)
    (made.root / section.path).write_text(text, "utf-8")
    pages = sound(made)
    assert [len(page.xpath("//h2//a[@data-note]")) for page in pages] == [0, 1]


def test_a_note_in_a_script_whose_vowels_are_marks_has_an_address(of: Of) -> None:
    made = of("a.txt", "दीपक जल रहा है।\n\nकोई नहीं जानता कि क्यों।\n", "hi")
    edition = load_edition(made.root)
    draft = insert.placed(edition, insert.draft(edition, "कोई नहीं जानता", "", "2026-11-28", "A finding."))
    section = insert.section_of(edition, draft.quote)
    (made.root / section.path).write_text(insert.inserted(edition, section, draft)[0], "utf-8")
    assert [len(page.xpath("//a[@data-note]")) for page in sound(made)] == [1]
