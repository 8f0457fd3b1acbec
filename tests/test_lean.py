"""What Markdown is spared must not be missed: the same HTML as without, page after page."""

import html
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from edition.model.lean import BLOCKS, PAGE, lean
from edition.text.tree import EXTENSIONS

ROOT = Path(__file__).parent.parent
# A page is drawn from pieces that are each the sign of something, whole and broken, and from where these may stand.
SIGNS = [
    *"`*_<>[]()!:|#\\-=+~&^{}\"'",
    "``",
    "![",
    "](a.md)",
    "[a]",
    "[a][b]",
    "[^1]",
    "\n\n[^1]: note",
    "\n\n[b]: c.md 'd'",
    "\n[b]: c.md",
    "???",
    '??? note "a"\n    b',
    "\n\n| a | b |\n|---|---|\n| `c` | d\\|e |",
    "# a",
    "\n## c ##",
    "\n===",
    "\n---",
    "\n* * *",
    "\n: meaning",
    "\n\n- : b",
    "\n\n> : b",
    "\n\n1. a\n\n    : b",
    "\n\n> a\n> - b",
    "\n\n    code",
    "  \n",
    "\n",
    "\n\n",
    "\t",
    " ",
    "<https://example.org/?a=1&b=2>",
    "<me@example.org>",
    "&amp;",
    "{ #p1 }",
    "\n{ .a }",
    "word",
    "“é”",
    "1. ",
    "\x02",
    "\x03",
]
pages = st.lists(st.sampled_from(SIGNS), max_size=14).map("".join)


def instances() -> tuple[Markdown, Markdown]:
    """Markdown as it is, and as it is here."""
    spared = Markdown(extensions=list(EXTENSIONS))
    lean(spared)
    return Markdown(extensions=list(EXTENSIONS)), spared


@settings(max_examples=1500)
@given(st.lists(pages, min_size=1, max_size=3))
@example(["a\n: b\n\n| c |\n|---|\n| d |", "plain", "> a\n\n[^1]\n\n[^1]: `b`\\*"])
def test_each_page_is_what_it_is_without_and_the_next_one_too(sources: list[str]) -> None:
    full, spared = instances()
    for source in sources:
        full.reset()
        spared.reset()
        assert spared.convert(source) == full.convert(source)


def test_every_file_of_this_edition_and_of_the_tests_is_what_it_is_without() -> None:
    full, spared = instances()
    files = [*ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/**/*.md"), *ROOT.glob("*.md")]
    assert len(files) > 50
    for path in files:
        source = path.read_text("utf-8", "replace")
        full.reset()
        spared.reset()
        assert html.unescape(spared.convert(source)) == html.unescape(full.convert(source)), path


def test_a_page_of_prose_is_asked_for_little() -> None:
    _, spared = instances()
    spared.convert("Prose of “one” kind: two-sided, [@key] cited (1999).\n{ #p1 }\n\n## Notes")
    kinds = spared.parser.blockprocessors
    assert [name for name in BLOCKS if name in kinds] == []
    assert len(spared.treeprocessors["inline"].inlinePatterns) < 5 < len(spared.inlinePatterns)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("letter", "narrow"), [("“", True), ("Ж", False), ("é", False)])
def test_a_page_takes_one_byte_a_character_unless_it_would_grow(letter: str, narrow: bool) -> None:
    _, spared = instances()
    source = ("words " * 20 + letter) * 30 if narrow else letter * PAGE
    made = spared.convert(source)
    assert html.unescape(made) == f"<p>{source}</p>"
    assert (letter not in made) is narrow


def test_a_heading_keeps_its_letters_for_the_table_of_contents() -> None:
    spared = Markdown(extensions=[*EXTENSIONS, "toc"])
    lean(spared)
    made = spared.convert("# “A” title\n\n" + "words " * 500 + "“”")
    assert "“" not in made
    assert spared.toc_tokens[0]["name"] == "“A” title"  # type: ignore[attr-defined]
