"""The Markdown of an edition: what a reader sees, what sets attributes, what asks too much."""

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path

import markdown
import pytest
import yaml
from markdown import Markdown

from edition.model.markdown import EXTENSIONS, FOOTNOTES, only_markdown, overload, plain, runs_of_lines, take_attributes
from edition.original.new import filled
from tests.conftest import BASE, ROOT

PLAIN = {
    "emphasis": ("the *new* order", "the new order"),
    "link": ("see [the log](https://example.org/a_b)", "see the log"),
    "escape": (r"5 \* 3 \_a\_", "5 * 3 _a_"),
    "entity": ("Tom &amp; Ada &lt; all", "Tom & Ada < all"),
    "entity spelt out": ("write &amp;amp; for it", "write &amp; for it"),
    "code": ("a `<b>` tag", "a <b> tag"),
    "raw HTML is text": ("a <b>bold</b> claim", "a <b>bold</b> claim"),
    "list": ("- one\n- two", "one\ntwo"),
    "citation stays": ("so it is [@a_b-1, p. 2]", "so it is [@a_b-1, p. 2]"),
    "attributes": ("words\n{ .brief }", "words"),
    "language": ("*Ada Brŵc*{ lang=cy } wrote", "Ada Brŵc wrote"),
    "no attributes": ("the set {a, b} is", "the set {a, b} is"),
    "address as it stands": (
        "see https://example.org/*a*/__b__?c&section=_d_ *now*",
        "see https://example.org/*a*/__b__?c&section=_d_ now",
    ),
    "address in emphasis": ("*https://example.org/*, **https://example.org/a**", "https://example.org/, https://example.org/a"),
    "address with an escape": (r"https://example.org/a\_b_c_", "https://example.org/a_b_c_"),
    "plain": ("nothing of all that", "nothing of all that"),
}


@pytest.mark.parametrize(("source", "text"), PLAIN.values(), ids=PLAIN)
def test_plain(source: str, text: str) -> None:
    assert plain(source) == text


class Loader(yaml.SafeLoader):
    """Reads mkdocs.yml with its !ENV tags."""


Loader.add_constructor("!ENV", lambda loader, node: None)


@pytest.mark.parametrize("folder", [ROOT, BASE, ROOT / "scripts/edition/original/template"], ids=["ours", "small", "new"])
def test_every_configuration_names_the_same_extensions(folder: Path) -> None:
    words: defaultdict[str, str] = defaultdict(lambda: "Words")  # for the template of new editions
    listed = re.search(r"^markdown_extensions:\n(?:  .*\n)+", filled(folder / "mkdocs.yml", words), re.MULTILINE)
    assert listed
    named = yaml.load(listed[0], Loader)["markdown_extensions"]
    assert {next(iter(item)) if isinstance(item, dict) else item for item in named} == {*EXTENSIONS, "edition", "toc"}
    assert markdown.__version_info__ >= (3, 11)


def taken(block: str) -> str:
    root = ET.fromstring(f"<div>{block}</div>")
    take_attributes(root)
    return ET.tostring(root[0], "unicode")


@pytest.mark.parametrize(
    ("block", "made"),
    [
        ("<h3>“tin” { #tin .context k=v }</h3>", '<h3 id="tin" class="context" k="v">“tin”</h3>'),
        ("<h2>A <em>b</em> {#c}</h2>", '<h2 id="c">A <em>b</em></h2>'),
        ("<p>Words.\n{ #p2 }</p>", '<p id="p2">Words.</p>'),
        ("<p>A <em>b</em>\n{ .brief }</p>", '<p class="brief">A <em>b</em></p>'),
        ('<p><em>Ada</em>{ lang=cy } so</p>', '<p><em lang="cy">Ada</em> so</p>'),
    ],
)  # fmt: skip
def test_attributes_are_taken_in_three_places(block: str, made: str) -> None:
    assert taken(block) == made


@pytest.mark.parametrize(
    "block",
    [
        "<p>Words. { #p2 }</p>",
        "<p>{ #p2 }</p>",
        "<p>a { .b } c</p>",
        "<li>a { #b }</li>",
        "<p><strong>a</strong>{ .b }</p>",
        "<p><em>a</em>{ .b lang=cy } c</p>",
        "<p><em>a</em>{ title=x } c</p>",
        '<p><a href="b">a</a>{ target=c }</p>',
        "<h2>the set {a, b}</h2>",
    ],
)
def test_elsewhere_braces_are_text(block: str) -> None:
    assert taken(block) == block


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ("[" * 61, "more than 60 brackets that belong to no link"),
        ("[a](" * 61, "more than 60 brackets that belong to no link"),
        ("> " * 13 + "a", "quotations inside one another, more than 12"),
        (" " * 48 + "- a", "lists inside one another, more than 12"),
        ("*a _b " * 121, "more than 240 marks of emphasis in one paragraph"),
        ("a\n=\n" * 21, "more than 20 underlined headings without a blank line between them"),
        ("a" + " " * 400 + "b", "more than 400 spaces in a row"),
    ],
)
def test_what_asks_too_much_is_told(block: str, fault: str) -> None:
    assert overload(block) == fault


@pytest.mark.parametrize(
    "block",
    ["[a](https://b.org/) " * 200, "It is so [@a, p. 1]. " * 200, "a[^1] " * 200, "> " * 12 + "a", "*a* " * 110, "word " * 9000],
    ids=["links", "citations", "footnotes", "quotations", "emphasis", "words"],
)
def test_ordinary_blocks_ask_nothing(block: str) -> None:
    assert overload(block) == ""


def test_what_asks_too_much_is_shown_as_the_text_it_is() -> None:
    text = "[ " * 70 + "*a* _b_ `c` <b> : | x"
    assert plain(text) == text


def test_more_references_to_footnotes_than_a_page_can_bear_are_text() -> None:
    md = Markdown(extensions=list(EXTENSIONS))
    only_markdown(md)
    made = md.convert("a[^1]\n\n" * (FOOTNOTES + 1) + "[^1]: b\n")
    assert "fnref" not in made
    assert "a[^1]" in made


def test_lines_run_between_blank_ones() -> None:
    assert list(runs_of_lines(["", "a", "b", " ", "", "c"])) == [(1, ["a", "b"]), (5, ["c"])]


def test_raw_html_is_text() -> None:
    md = Markdown(extensions=list(EXTENSIONS))
    only_markdown(md)
    assert md.convert("<div onclick='a()'>b</div>\n\na <!-- b --> <i>c</i> *d*") == (
        "<p>&lt;div onclick='a()'&gt;b&lt;/div&gt;</p>\n<p>a &lt;!-- b --&gt; &lt;i&gt;c&lt;/i&gt; <em>d</em></p>"
    )
