"""Labels of footnotes and links: which a text has, and that those of a note are nobody else's, whatever they are called."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown

from edition.model.labels import Label, labels, scoped
from edition.model.markdown import EXTENSIONS, only_markdown

NAMES = st.sampled_from(["a", "A", "b", "a b", "1-a", "2-a", "é", "a.b", "a_b", "1"])
WORDS = st.sampled_from(["It was. ", "so", " ", "\n", "\n\n", "*not* ", "`code`, ", "\\*", "!", "(x)", "[sic], ", "- "])
FORMS = [
    "[^{}]",
    "\n\n[^{}]: Foot *of* it.\n\n",
    "[{}]",
    "[words][{}]",
    "[{}][]",
    "[{}](https://x.example/in)",
    "\n\n[{}]: https://x.example/one\n",
    "\n[{}]: https://x.example/two\n\n",
    "![{}][]",
    "`[^{}]`",
    "\\[^{}]",
]
PIECES = st.one_of(WORDS, st.builds(str.format, st.sampled_from(FORMS), NAMES).map("{}, ".format))
BODIES = st.lists(st.lists(PIECES, max_size=10).map("".join), min_size=1, max_size=3)


def page(bodies: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the lines of a page of notes with these bodies, and the indices of those that begin notes."""
    lines: list[str] = []
    starts = []
    for body in bodies:
        starts.append(len(lines))
        lines += ["### “words”", "", *body.split("\n"), ""]
    return lines, starts


def seen(lines: list[str]) -> list[list[str]]:
    """Return what a reader sees of each note: its words with every footnote where its mark is, and where its links lead."""
    md = Markdown(extensions=list(EXTENSIONS))
    only_markdown(md)
    root = html.fragment_fromstring(md.convert("\n".join(lines)), create_parent="page")
    for back in root.find_class("footnote-backref"):
        back.getparent().remove(back)
    feet = {foot.get("id"): " ".join(foot.text_content().split()) for foot in root.xpath("//li[starts-with(@id, 'fn-')]")}
    for box in root.xpath("./div[@class='footnote']"):
        root.remove(box)
    notes: list[list[str]] = []
    for block in root:
        if block.tag == "h3" and block.text_content() == "“words”":
            notes.append([])
        else:
            notes[-1] += list(_words(block, feet))
    return notes


def _words(element: html.HtmlElement, feet: dict[str, str]) -> list[str]:
    href = element.get("href", element.get("src", ""))
    if href.startswith("#fn-"):
        return [f"({feet[href[1:]]})"]
    inside = [element.text or "", *(word for child in element for word in [*_words(child, feet), child.tail or ""])]
    return [f"<{element.tag} {href}>", *filter(None, inside)]


def _definition(of: tuple[bool, str]) -> str:
    """Return a definition of a label: one that is not defined is an error (label-undefined)."""
    footnote, name = of
    return f"\n\n[^{name}]: Its foot." if footnote else f"\n\n[{name}]: https://x.example/its\n"


# ---- which labels a text has


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was[^a].\n\n[^a]: Foot.", [("^a", "refers", 8, 9), ("^a", "defines", 15, 16)]),
        ("[Words][A  b] and [a b]: x\n\n[a  B]: https://x.example/", [("a b", "refers", 8, 12), ("a b", "defines", 29, 33)]),
        ("[a b] and [other]\n\n[A b]: https://x.example/", [("a b", "shown", 1, 4), ("a b", "defines", 20, 23)]),
        ("[a][]\n\n[a]: https://x.example/", [("a", "shown", 1, 2), ("a", "defines", 8, 9)]),
        ("[words][none]", [("none", "refers", 8, 12)]),
        ("[words] alone, [@board-1901], [x](https://x.example/), \\[^a], `[^a]` and `[w][a]`", []),
        ("so [^a]: a colon in a line", [("^a", "refers", 5, 6)]),
    ],
)
def test_the_labels_of_a_text(text: str, found: list[tuple[str, str, int, int]]) -> None:
    def told(label: Label) -> tuple[str, str, int, int]:
        what = "defines" if label.defines else "shown" if label.shown else "refers"
        return (f"^{label.name}" if label.footnote else label.name, what, label.start, label.end)

    assert [told(label) for label in labels(text)] == found


# ---- whose they are


def test_a_label_gets_the_number_of_its_note() -> None:
    text = "[^t]: Before.\n### one\n[^x] [w][x] [x]\n\n[^x]: One.\n[x]: https://x.example/1\n### two\n[^x] [x][] [^y]\n\n[^x]: Two."
    lines = text.split("\n")
    starts = [at for at, line in enumerate(lines) if line.startswith("###")]
    assert scoped(lines, starts) == [
        "[^0-t]: Before.",
        "### one",
        "[^1-x] [w][x §1] [x][x §1]",
        "",
        "[^1-x]: One.",
        "[x §1]: https://x.example/1",
        "### two",
        "[^2-x] [x][] [^y]",
        "",
        "[^2-x]: Two.",
    ]


@pytest.mark.parametrize("text", ["", "# A\n\nWords[^x].\n\n[^x]: Foot.", "# A\n\n### “it”\n\nIt [is] so[^x] [w][y]."])
def test_a_page_without_notes_or_definitions_stays_as_it_is(text: str) -> None:
    lines = text.split("\n")
    assert scoped(lines, [at for at, line in enumerate(lines) if line.startswith("###")]) == lines


def test_no_label_reaches_a_definition_of_another_note() -> None:
    lines, starts = page(["It[^2-x] is [x] or [w][x].", "So[^x] [w][x].\n\n[^x]: Foot.\n\n[x]: https://x.example/"])
    one, other = seen(scoped(lines, starts))
    assert "".join(one) == "<p >It[^2-x] is [x] or [w][x]."
    assert "(Foot.)" in other


def test_a_citation_before_a_link_is_not_its_words() -> None:
    lines, starts = page(["So it is [@board-1901] [see there].\n\n[see there]: https://x.example/"])
    [note] = seen(scoped(lines, starts))
    assert note == ["<p >", "So it is [@board-1901]  ", "<a https://x.example/>", "see there", "."]


@given(BODIES)
@settings(max_examples=150, deadline=None)
def test_a_note_reads_alone_as_it_reads_among_others(bodies: list[str]) -> None:
    bodies = [body + "".join(map(_definition, sorted({(label.footnote, label.name) for label in labels(body)}))) for body in bodies]
    alone = [seen(page([body])[0])[0] for body in bodies]
    assert seen(scoped(*page(bodies))) == alone
