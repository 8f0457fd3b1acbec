"""What gets through from contributed Markdown: nothing but what is allowed, whatever is typed."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.util import ETX, STX

from edition.files.folder_rules import PICTURES
from edition.model.allowlist import CLASSES, ELEMENTS
from edition.model.markdown import EXTENSIONS, only_markdown, take_attributes
from edition.render.sanitise import ATTRIBUTES, name_headings, sanitise, show_only_visible
from edition.text.addresses import address_fault, picture_fault
from edition.text.characters import HIDDEN


def tree(source: str) -> ET.Element:
    """Return a Markdown text as the tree that the extension gets."""
    md = Markdown(extensions=list(EXTENSIONS))
    only_markdown(md)
    lines = source.split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    root = md.parser.parseDocument(lines).getroot()
    assert root is not None
    for name in ("footnotes", "inline"):
        if name in md.treeprocessors:
            md.treeprocessors[name].run(root)
    take_attributes(root)
    return root


def sanitised(element: str) -> str:
    root = ET.fromstring(f"<div>{element}</div>")
    sanitise(root)
    return ET.tostring(root[0], "unicode")


TOKENS = [
    *"[x]( javascript:alert(1) ) ![ ] { } > - 1. ` * ** < <script> &#106; [^1] [^1]: [x]: data:text/html, &zwj; é \\".split(),  # noqa: SIM905
    *[" #__config", " .md-overlay", " onclick=x", "style='a'", "\n", "\n\n", "# ", "    ", "a|b\n-|-\n", "??? note", "//e.f/"],
    *["http://a.b/", "\u202e", "“q”", "\x02", "\x03", "wzxhzdk:0", " ", "\n{ ", "*a*{ lang=x }"],
]
MARKUP = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)


@given(MARKUP)
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_only_what_is_allowed_gets_through(source: str) -> None:
    root = tree(source)
    sanitise(root)
    show_only_visible(root, lambda _: False)
    for element in list(root.iter())[1:]:
        assert element.tag in {*ELEMENTS, "span"}
        assert set(element.attrib) <= set(ATTRIBUTES)
        assert set(element.get("class", "").split()) <= CLASSES
        assert not address_fault(element.get("href", ""))
        assert not element.get("id", "").startswith("__")
        assert "src" not in element.attrib or not picture_fault(element.get("src", ""), PICTURES)
        assert not HIDDEN.search((element.text or "").replace(STX, "").replace(ETX, "").replace("\n", ""))


@pytest.mark.parametrize(
    ("element", "made"),
    [
        ('<p id="p1" class="md-banner role" onclick="a()">x</p>', '<p id="p1" class="role">x</p>'),
        ('<li id="p1">x</li>', "<li>x</li>"),
        ('<sup id="fnref-1">x</sup>', '<sup id="fnref-1">x</sup>'),
        ('<td style="text-align: right;">x</td>', '<td class="right">x</td>'),
        ('<td style="color: red">x</td>', "<td>x</td>"),
        ('<marquee title="x">y</marquee>', "<span>y</span>"),
        ('<h3 reviewed="2026-11-24" data-kind="person">x</h3>', '<h3 reviewed="2026-11-24" data-kind="person">x</h3>'),
        ('<p reviewed="2026-11-24" data-note="x" lang="English!">x</p>', "<p>x</p>"),
        ('<img src="//a.b/c.png" alt="c &amp; d" />', "<em>c &amp;amp; d</em>"),
        ('<img src="assets/c.svg" />', "<em>picture</em>"),
        ('<img src="assets/c.png" alt="c\u200b" title="d" />', '<img src="assets/c.png" alt="c" title="d" />'),
        ('<a href="javascript:x" title="y">z</a>', '<span title="y">z</span>'),
        ('<ol start="3"><li>x</li></ol>', '<ol start="3"><li>x</li></ol>'),
    ],
)
def test_of_an_element_what_is_allowed_stays(element: str, made: str) -> None:
    assert sanitised(element) == made


@pytest.mark.parametrize(
    ("heading", "id"),
    [
        ("<h2>Source of power</h2>", "h-source-of-power"),
        ("<h2>P1</h2>", "h-p1"),
        ("<h2>Ordinary</h2>", None),
        ("<h2>Notes</h2>", None),
        ('<h2 id="mine">Card</h2>', "mine"),
        ("<h2>灯塔</h2>", "灯塔"),
        ("<h2>1891</h2>", "h-1891"),
    ],
)
def test_a_heading_gets_no_id_from_its_words_that_is_the_page_s(heading: str, id: str | None) -> None:
    root = ET.fromstring(f"<div>{heading}</div>")
    name_headings(root)
    assert root[0].get("id") == id


def test_two_headings_of_the_same_words_have_ids_of_their_own() -> None:
    root = ET.fromstring('<div><p id="灯塔"/><h2>灯塔</h2><h2>灯塔</h2></div>')
    name_headings(root)
    assert [element.get("id") for element in root] == ["灯塔", "灯塔_1", "灯塔_2"]


def test_what_is_trusted_to_the_letter_keeps_what_cannot_be_seen() -> None:
    root = ET.fromstring('<div><p id="a">x\u200by <em>z\u200b</em>\u200b</p><p title="d\u200be">f\u202eg</p></div>')
    show_only_visible(root, lambda element: element.get("id") == "a")
    assert ET.tostring(root, "unicode") == ('<div><p id="a">x\u200by <em>z\u200b</em>\u200b</p><p title="de">fg</p></div>')


def test_the_parser_s_own_marks_stay_and_escapes_are_resolved() -> None:
    root = ET.Element("div")
    root.text = f"a\u200b{STX}amp{ETX}#8617; {STX}42{ETX} {STX}8238{ETX}b"
    show_only_visible(root, lambda _: False)
    assert root.text == f"a{STX}amp{ETX}#8617; * b"
