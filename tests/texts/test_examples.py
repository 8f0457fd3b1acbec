"""Small texts of seven kinds: each becomes an edition that holds what it is made of, passes, and is proved against its file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypandoc
import pytest

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
