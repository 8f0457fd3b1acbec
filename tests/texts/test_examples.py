"""Small texts of seven kinds: each becomes an edition that holds what it is made of, passes, and is proved against its file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from edition.contribute import insert
from edition.files.problem import EditionError
from edition.model.edition import load_edition
from tests.texts.shown import Made, make, paragraphs

SONNET = """CXVI

Let me not to the marriage of true minds
Admit impediments. Love is not love
Which alters when it alteration finds,
Or bends with the remover to remove:

    O no! it is an ever-fixed mark
    That looks on tempests and is never shaken;
"""
SCENE = """ACT I

SCENE I. A room in the castle.

BERTA

Who has taken the lamp?

OTTO

Nobody took it. It went out.

BERTA

Then who is that?
"""
LAW = """# Of lamps

## Section 1

(1) Every lamp is lit at dusk.

(2a) A lamp that is out
is lit again:

1. by the keeper,
2. failing him
    a) by his daughter,
    b) by whoever is near.

5. Nobody else lights it.
"""
ESSAY = """<!doctype html><html><head><title>Lamps</title></head><body><h1>Lamps</h1>
<p>The lamp burned for 40<a id="r1" href="#n1"><sup>1</sup></a> days over 10<sup>2</sup> feet of H<sub>2</sub>O, the
<i>Gazette</i> says;<a id="r2" href="#n2">[2]</a> so does M<sup>lle</sup>&nbsp;Roy.</p>
<blockquote><p>It was dark.</p><p>It was late.</p></blockquote>
<p><span class="pagenum" id="Page_12">[Pg 12]</span>And so to bed.</p>
<table><tr><th>Year</th><th>Lamps</th></tr><tr><td>1816</td><td>3 | 4</td></tr></table>
<p id="n1"><a href="#r1">1.</a> By the log.</p><p id="n2"><a href="#r2">[2]</a> Of the ninth.</p></body></html>"""
ANALECTS = (
    "學而第一\n\n子曰：「學而時習之，不亦說乎？\n有朋自遠方來，不亦樂乎？」\n\n有子曰：「其為人也孝弟，而好犯\n上者，鮮矣。」\n"
)
FABLE = "الأسد والفأر\n\nكان أسد نائما في غابته.\n\nفجاء فأر صغير وأيقظه، فغضب الأسد.\n"
LETTER = "Письмо\n\nДорогая Анна, лампа погасла.\n\nМы ждём тебя у моря, и никто не спит.\n"


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


def test_a_sonnet_keeps_its_lines_and_stanzas(of: Of) -> None:
    verse = paragraphs(sound(of("sonnet.txt", SONNET)), "verse")
    assert [stanza.count("/") + 1 for stanza in verse] == [4, 2]
    assert verse[0].startswith("Let me not to the marriage of true minds/Admit impediments.")


def test_a_scene_keeps_speakers_with_their_speeches_in_one_section(of: Of) -> None:
    pages = sound(of("scene.txt", SCENE))
    assert len(pages) == 1
    assert paragraphs(pages, "speaker") == ["BERTA", "OTTO", "BERTA"]
    assert paragraphs(pages, "speech") == ["Who has taken the lamp?", "Nobody took it. It went out.", "Then who is that?"]


@pytest.mark.parametrize("form", ["md", "docx"])
def test_a_law_keeps_its_numbers(of: Of, form: str, tmp_path: Path) -> None:
    if form == "docx":
        law = "# Of lamps\n\n## Section 1\n\n(1) Every lamp is lit.\n(2) No lamp is sold.\n\n    a) by day,\n    b) by night.\n"
        pypandoc.convert_text(law, "docx", format="markdown", outputfile=str(tmp_path / "x.docx"))
        pages = sound(of("law.docx", (tmp_path / "x.docx").read_bytes()))
        numbers = ["(1)", "(2)", "a)", "b)"]
    else:
        pages = sound(of("law.md", LAW))
        numbers = ["(1)", "(2a)", "1.", "2.", "a)", "b)", "5."]
    found = [words.split()[0] for words in paragraphs(pages)]
    assert [word for word in found if word in numbers] == numbers
    assert [words.split()[0] for words in paragraphs(pages, "in2")] == ["a)", "b)"]


def test_an_essay_keeps_its_own_notes_apart(of: Of) -> None:
    made = of("essay.html", ESSAY)
    [page] = sound(made)
    words = paragraphs([page])
    assert words[0] == "The lamp burned for 40 days over 10² feet of H₂O, the Gazette says; so does Mlle\u00a0Roy."
    assert words[-2:] == ["By the log.", "Of the ninth."]
    marks, notes = page.xpath("//sup[starts-with(@id, 'fnref')]/a/@href"), page.xpath("//div[@class='footnote']//li/@id")
    assert marks == [f"#{id}" for id in notes]
    assert [quoted.text_content().split() for quoted in page.xpath("//blockquote/p")] == [
        ["It", "was", "dark."],
        ["It", "was", "late."],
    ]
    assert page.xpath("//span[@class='page-mark']/@data-page") == ["12"]
    assert [cell.text_content() for cell in page.xpath("//table//td | //table//th")] == ["Year", "Lamps", "1816", "3 | 4"]
    assert page.xpath("//sup[not(@id)]")[0].text_content() == "lle"


@pytest.mark.parametrize(
    ("name", "text", "language", "words"),
    [
        ("analects.txt", ANALECTS, "zh", "有子曰：「其為人也孝弟，而好犯上者，鮮矣。」"),
        ("fable.txt", FABLE, "ar", "كان أسد نائما في غابته."),
        ("letter.txt", LETTER, "ru", "Дорогая Анна, лампа погасла."),
    ],
)
def test_a_text_in_any_script_has_its_heading_and_its_words(of: Of, name: str, text: str, language: str, words: str) -> None:
    made = of(name, text, language)
    pages = sound(made)
    assert words in paragraphs(pages)
    assert [page.findtext(".//h1") for page in pages] == [text.split("\n", 1)[0]]


def test_a_letter_in_an_old_encoding_is_read_and_said_so(of: Of) -> None:
    made = of("letter.txt", LETTER.encode("cp1251"), "ru")
    assert "Дорогая Анна, лампа погасла." in paragraphs(sound(made))
    assert "guessed: the encoding, Windows-1251: the file does not name it" in made.told


def test_what_is_changed_on_a_page_is_told_with_both_sides(of: Of) -> None:
    made = of("letter.txt", LETTER, "ru")
    made.pages()
    path = next((made.root / "site/essay").rglob("index.html"))
    path.write_text(path.read_text("utf-8").replace("никто не спит", "никто не ест"), "utf-8")
    [problem] = made.differences()
    assert problem.rule == "verify-differs"
    assert "“ест.”" in problem.message and "“спит.”" in problem.message


def test_what_no_page_has_is_told(of: Of) -> None:
    made = of("law.md", LAW)
    made.pages()
    path = next((made.root / "site/essay").rglob("index.html"))
    path.write_text(path.read_text("utf-8").replace("(2a) A lamp", "(2) A lamp"), "utf-8")
    [problem] = made.differences()
    assert problem.rule in ("verify-lost", "verify-figures")


def test_a_text_that_names_its_encoding_is_read_as_it_says(of: Of) -> None:
    head = "Title: Ein Brief\n\nCharacter set encoding: ISO-8859-1\n\n*** START OF THIS PROJECT GUTENBERG EBOOK EIN BRIEF ***\n\n"
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
