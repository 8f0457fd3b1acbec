"""Text and tree: what a reader sees, and links and changes laid over it without changing another letter."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.util import ETX, STX

from edition.text.normal import Change, Span
from edition.text.tree import Link, blocks, divide, encode, lay, make, rewrite, runs, text_of


def link(start: int, end: int) -> Link:
    return Link(Span(start, end), lambda words, _: make("a", encode(words), href="#x"))


def laid(html: str, *links: Link) -> str:
    block = ET.fromstring(html)
    lay(block, list(links), runs(block))
    return ET.tostring(block, "unicode")


def rewritten(html: str, old: str, new: str) -> str:
    block = ET.fromstring(html)
    rewrite(block, lambda text: [Change(Span(at, at + len(old)), new) for at in [text.find(old)] if at >= 0])
    return ET.tostring(block, "unicode")


def test_an_element_is_made_with_its_attributes() -> None:
    made = make("a", "tin", class_="passage", data_note="one two", href="#one")
    assert ET.tostring(made, "unicode") == '<a class="passage" data-note="one two" href="#one">tin</a>'


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>the <em>new</em> <strong>order</strong></p>", "the new order"),
        ("<p>Tom &amp;amp; Ada</p>", "Tom & Ada"),
        ("<p>?a=1&amp;section=2&amp;copy=3 &amp;copy; &amp;#167;</p>", "?a=1&section=2&copy=3 © §"),
        ('<p>so<sup id="fnref:1"><a href="#fn:1">1</a></sup> it is</p>', "so it is"),
        ("<li>one<ul><li>two</li></ul></li>", "one"),
    ],
)
def test_the_text_of_a_block_is_what_its_reader_sees(html: str, text: str) -> None:
    block = ET.fromstring(html)
    assert text_of(block) == text
    assert "".join(run.text for run in runs(block)) == text


def test_the_parser_s_own_form_of_an_escaped_sign_is_that_sign() -> None:
    assert text_of(make("p", f"5 {STX}42{ETX} 3")) == "5 * 3"


def test_blocks_hold_running_text() -> None:
    root = ET.fromstring("<div><h1>a</h1><blockquote><p>b</p></blockquote><ul><li>c<p>d</p></li></ul><div>e</div></div>")
    assert [block.tag for block in blocks(root)] == ["h1", "p", "li", "p"]


def test_a_link_across_emphasis_is_laid_in_pieces() -> None:
    assert laid("<p>the <em>new</em> order</p>", link(2, 12)) == (
        '<p>th<a href="#x">e </a><em><a href="#x">new</a></em><a href="#x"> orde</a>r</p>'
    )


def test_only_the_first_piece_of_a_link_is_told_that_it_is_the_first() -> None:
    told: list[tuple[str, bool]] = []

    def piece(words: str, first: bool) -> ET.Element:
        told.append((words, first))
        return make("a", words)

    laid("<p>the <em>new</em> order</p>", Link(Span(4, 13), piece))
    assert told == [("new", True), (" order", False)]


def test_what_is_linked_already_stays_as_it_is() -> None:
    html = '<p>see <a href="#y">the log</a> now</p>'
    assert laid(html, link(6, 9)) == html


def test_an_empty_span_inserts_after_what_ends_there() -> None:
    mark = Link(Span(3, 3), lambda _, __: make("sup", "1"))
    assert laid("<p>tin <em>x</em></p>", link(0, 3), mark) == '<p><a href="#x">tin</a><sup>1</sup> <em>x</em></p>'


@given(
    st.lists(st.tuples(st.sampled_from(["", "em", "strong", "code"]), st.text("ab &<é", max_size=6)), max_size=6),
    st.lists(st.integers(0, 40), max_size=8),
)
def test_laying_links_never_changes_the_text(parts: list[tuple[str, str]], cuts: list[int]) -> None:
    block = ET.Element("p")
    for tag, words in parts:
        if tag:
            ET.SubElement(block, tag).text = encode(words)
        elif len(block):
            block[-1].tail = (block[-1].tail or "") + encode(words)
        else:
            block.text = (block.text or "") + encode(words)
    before = text_of(block)
    borders = sorted({min(at, len(before)) for at in cuts})
    lay(block, [link(start, end) for start, end in zip(borders[::2], borders[1::2], strict=False) if start < end], runs(block))
    assert text_of(block) == before


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>the tin is</p>", "<p>the lead is</p>"),
        ("<p>the <em>tin &amp; it</em> is</p>", "<p>the <em>lead &amp;amp; it</em> is</p>"),
        ("<p>the <em>new</em> tin is</p>", "<p>the <em>new</em> lead is</p>"),
        ("<p>the <code>tin</code> is</p>", "<p>the <code>tin</code> is</p>"),
        ("<p>the t<em>in</em> is</p>", "<p>the t<em>in</em> is</p>"),
    ],
    ids=["in the text", "in emphasis", "after emphasis", "not in code", "not across elements"],
)
def test_words_are_changed_within_one_text_node(html: str, made: str) -> None:
    assert rewritten(html, "tin", "lead") == made


MARK = '<sup id="fnref:1">1</sup>'


@pytest.mark.parametrize(
    ("html", "at", "parts"),
    [
        ("<p>It was. The log.</p>", 7, ["<p>It was.</p>", "<p>The log.</p>"]),
        ("<p>It <em>was</em>. The <b>log</b>.</p>", 7, ["<p>It <em>was</em>.</p>", "<p>The <b>log</b>.</p>"]),
        ("<p>It was. <em>The</em> log.</p>", 7, ["<p>It was.</p>", "<p><em>The</em> log.</p>"]),
        ("<p>Tom &amp;amp; Ada. So.</p>", 10, ["<p>Tom &amp;amp; Ada.</p>", "<p>So.</p>"]),
        ("<p>It was.</p>", 7, ["<p>It was.</p>"]),
        ("<p>It was.  </p>", 7, ["<p>It was.  </p>"]),
        ("<p>It <em>was. The</em> log.</p>", 7, ["<p>It <em>was. The</em> log.</p>"]),
        (f"<p>It was.{MARK} The log.</p>", 7, [f"<p>It was.{MARK}</p>", "<p>The log.</p>"]),
        (f"<p>It was.{MARK} <em>The</em> log.</p>", 7, [f"<p>It was.{MARK}</p>", "<p><em>The</em> log.</p>"]),
        (f"<p>It was.{MARK}{MARK}</p>", 7, [f"<p>It was.{MARK}{MARK}</p>"]),
    ],
)
def test_a_block_is_divided_at_a_place_of_its_own_text(html: str, at: int, parts: list[str]) -> None:
    block = ET.fromstring(html)
    rest = divide(block, at)
    assert [ET.tostring(part, "unicode") for part in (block, rest) if part is not None] == parts
