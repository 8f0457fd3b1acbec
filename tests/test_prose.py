"""Text and tree: what a reader sees, and links laid over it without changing a letter."""

import xml.etree.ElementTree as ET

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.render.elements import make
from edition.text.quotes import Span
from edition.text.tree import Link, lay, plain, runs, text_of

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
}


@pytest.mark.parametrize(("source", "text"), PLAIN.values(), ids=PLAIN)
def test_plain(source: str, text: str) -> None:
    assert plain(source) == text


def link(start: int, end: int) -> Link:
    return Link(Span(start, end), lambda words, _: make("a", words.replace("&", "&amp;"), href="#x"))


def laid(html: str, *links: Link) -> str:
    block = ET.fromstring(html)
    lay(block, list(links), runs(block))
    return ET.tostring(block, "unicode")


def test_a_link_across_emphasis_is_laid_in_pieces() -> None:
    assert laid("<p>the <em>new</em> order</p>", link(2, 12)) == (
        '<p>th<a href="#x">e </a><em><a href="#x">new</a></em><a href="#x"> orde</a>r</p>'
    )


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
            ET.SubElement(block, tag).text = words.replace("&", "&amp;")
        elif len(block):
            block[-1].tail = (block[-1].tail or "") + words.replace("&", "&amp;")
        else:
            block.text = (block.text or "") + words.replace("&", "&amp;")
    before = text_of(block)
    borders = sorted({min(at, len(before)) for at in cuts})
    lay(block, [link(start, end) for start, end in zip(borders[::2], borders[1::2], strict=False) if start < end], runs(block))
    assert text_of(block) == before


def test_extensions_are_those_of_the_site() -> None:
    import yaml

    from edition.text.tree import EXTENSIONS
    from tests.conftest import ROOT

    class Loader(yaml.SafeLoader):
        """Reads mkdocs.yml with its !ENV tags."""

    Loader.add_constructor("!ENV", lambda loader, node: None)
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader)
    named = {next(iter(item)) if isinstance(item, dict) else item for item in config["markdown_extensions"]}
    assert named - {"edition", "toc"} == set(EXTENSIONS)
    assert markdown.__version_info__ >= (3, 11)
