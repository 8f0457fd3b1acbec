"""The tree that gets through: everything the project itself uses, and nothing else; random markup never breaks the walls."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown, markdown

from edition.model import references
from edition.render.sanitise import ATTRIBUTES, CLASSES, ELEMENTS, harmless, visible
from edition.text.characters import HIDDEN, address_fault, deceives, look_alikes, picture_fault, seen, strange
from edition.text.tree import EXTENSIONS, without_raw_html

ROOT = Path(__file__).parents[1]


def tree(source: str) -> ET.Element:
    """A Markdown text as the tree that the extension gets."""
    md = Markdown(extensions=list(EXTENSIONS))
    without_raw_html(md)
    lines = source.split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    root = md.parser.parseDocument(lines).getroot()
    assert root is not None
    for name in ("footnotes", "inline", "attr_list"):
        if name in md.treeprocessors:
            md.treeprocessors[name].run(root)
    return root


def test_nothing_that_the_project_uses_is_taken_out(project: Path) -> None:
    told: dict[str, list[str]] = {}
    for path in sorted((project / "docs").glob("**/*.md")):
        body = re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.DOTALL)
        harmless(tree(body), told.setdefault(path.name, []).append)
    assert not {name: sorted(set(found)) for name, found in told.items() if found}


TOKENS = r"[x]( javascript:alert(1) ) ![ ] { } > - 1. ` * ** < <script> &#106; [^1] [^1]: [x]: data:text/html, &zwj; é \\ http://a.b/".split()  # noqa: SIM905
TOKENS += [
    " #__config",
    " .md-overlay",
    " onclick=x",
    "style='a'",
    "\n",
    "\n\n",
    "# ",
    "    ",
    "a|b\n-|-\n",
    "??? note",
    "//e.f/",
    "\u202e",
]
TOKENS += ["“q”", "\x02", "\x03", "wzxhzdk:0", " "]
MARKUP = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)


@given(MARKUP)
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_only_what_is_allowed_gets_through(source: str) -> None:
    root = tree(source)
    harmless(root)
    visible(root, lambda _: False)
    for element in root.iter():
        if element is root:
            continue
        assert element.tag in {*ELEMENTS, "span"}
        assert set(element.attrib) <= set(ATTRIBUTES)
        assert set(element.get("class", "").split()) <= CLASSES
        assert not address_fault(element.get("href", "")) and not element.get("id", "").startswith("__")
        assert "src" not in element.attrib or not picture_fault(element.get("src", ""))
        assert not HIDDEN.search((element.text or "").replace("\x02", "").replace("\x03", "").replace("\n", ""))


@given(st.text())
def test_what_is_seen_holds_nothing_strange(text: str) -> None:
    assert not HIDDEN.search(seen(text))
    assert not list(strange(seen(seen(text)))) or "&" in text


@pytest.mark.parametrize(
    "text",
    [
        "Лукашэнка",
        "naïve",
        "می‌خواهم",
        "שָׁלוֹם",
        "Việt Nam",
        "e\u0301",
        "soft\u00adhyphen",
        "café – 30 °C",
        "№ 5",
        "Ὀδυσσεύς",
        "x-ray",
        "COVID-19",
    ],
)
def test_other_scripts_are_welcome(text: str) -> None:
    assert not list(strange(text)) and not list(look_alikes(text))
    assert seen(text) == text


def test_what_is_escaped_is_shown_as_the_sign_that_it_stands_for() -> None:
    made = markdown(r"\[5 \* 3\] & ‘\_a\_’ [^1]" + "\n\n[^1]: A \\# of its own.\n", extensions=["edition", "footnotes"])
    assert "[5 * 3] &amp; ‘_a_’" in made and "A # of its own." in made
    assert "&#8617;" in made  # the way back from a footnote


def test_what_is_shown_as_text_for_its_length_hides_nothing_either() -> None:
    made = markdown("> " * 14 + "before\u202eafter \\* end", extensions=["edition"])
    assert "beforeafter" in made and "\u202e" not in made and "8238" not in made


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c#d",
        "#p1",
        "../glossary.md#x",
        "mailto:a@b.org",
        "02-deal.md",
        "http://example.co.uk:8080/",
        "/about.md",
    ],
)
def test_ordinary_addresses_are_allowed(address: str) -> None:
    assert address_fault(address) == ""


@pytest.mark.parametrize(
    ("words", "address", "wrong"),
    [
        ("https://example.org/x", "https://example.org/y", False),
        ("www.example.org", "https://example.org/", False),
        ("the report", "https://example.org/", False),
        ("e.g. this", "https://example.org/", False),
        ("example.org", "https://evil.example/", True),
        ("https://example.org/x", "https://example.org.evil.example/", True),
    ],
)
def test_words_that_are_another_address_deceive(words: str, address: str, wrong: bool) -> None:
    assert deceives(words, address) is wrong


@pytest.mark.parametrize(
    ("reference", "made"),
    [
        (
            'A, <span>‘B <em>c</em>’</span>. <a href="https://d.org/e">https://d.org/e</a>.',
            'A, ‘B <em>c</em>’. <a href="https://d.org/e">d.org</a>.',
        ),
        ('A <a href="https://me@d.org/">d.org</a>.', "A d.org."),
        ('A <a href="javascript:alert(1)">b</a> c', "A b c"),
        ("<b onclick='x()'>A</b> <script>b</script><sup>c</sup>", "A b<sup>c</sup>"),
        ("A <em>b", "A b"),
    ],
)
def test_of_a_reference_what_is_harmless_stays_and_all_its_words(reference: str, made: str) -> None:
    """A link without an address would stop the builder."""
    assert ET.tostring(references.element(reference), "unicode") == f"<span>{made}</span>"
