"""A text is divided where its headings, its markers or its length say."""

import pytest

from edition.intake.blocks import Block
from edition.intake.plain import blocks_of_text
from edition.intake.report import Report
from edition.intake.shapes import Reader
from edition.original.dividing import parts, slug

HEADINGS = (
    "THE BEACON\n\nby E. Orme\n\nI. The tower\n\nOne, two.\n\nThree, four.\n\nII. The answer\n\nFive, six.\n# Seven.\n\nEight."
)
MARKERS = "The first part begins here, and is short.\n\nIt goes on.\n\n* * *\n\nThe second part begins.\n\n* * *\n\nThe third."
LONG = "\n\n".join(f"Paragraph {number} says {'something ' * 60}." for number in range(20))


def divided(text: str, title: str = "The beacon", author: str = "E. Orme") -> list[tuple[str, int]]:
    report = Report("essay.txt")
    blocks = list(Reader(report).read(blocks_of_text(text, report)))
    found = parts(blocks, title, author, report)
    return [(part.title, sum(block.kind == "text" for block in part.blocks)) for part in found]


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        (HEADINGS, [("I. The tower", 2), ("II. The answer", 2)]),
        (MARKERS, [("The first part begins here …", 2), ("The second part begins", 1), ("The third", 1)]),
        ("One paragraph of a few words, no more.", [("The beacon", 1)]),
        ("CHAPTER I\n\nThe storm\n\nIt blew, and it blew.\n\nII\n\nIt stopped.", [("CHAPTER I: The storm", 1), ("II", 1)]),
        ("# The storm\n\nIt blew.\n\n## The calm\n\nIt stopped.", [("The storm", 1), ("The calm", 1)]),
        ("One\n\nIt blew, and stopped.\n\nThe end", [("One", 2)]),
    ],
    ids=["headings", "markers", "one paragraph", "chapters", "Markdown", "a last line"],
)
def test_sections(text: str, sections: list[tuple[str, int]]) -> None:
    assert divided(text) == sections


def test_headings_of_a_document_divide_it() -> None:
    blocks = [
        Block("heading", "The beacon", "The beacon", 1),
        Block("heading", "The tower", "The tower", 2),
        Block("text", "One.", "One."),
        Block("heading", "End", "End", 3),
        Block("text", "Two.", "Two."),
    ]
    for split, titles in ((0, ["The tower", "End"]), (2, ["The tower"]), (3, ["The tower", "End"])):
        made = parts(blocks, "The beacon", "E. Orme", Report("essay.html"), split)
        assert [part.title for part in made] == titles


def test_a_text_without_marks_is_divided_at_natural_breaks() -> None:
    counts = [count for _, count in divided(LONG)]  # twenty times 63 words, some 350 to a section
    assert counts == [5, 5, 5, 5]


def test_a_slug_is_short_enough_for_any_disk() -> None:
    assert slug("a" * 3000) == "a" * 60
    assert slug(f"{'a' * 59} tower") == "a" * 59


def test_slugs_are_plain() -> None:
    assert [slug(title) for title in ("Été à Nîmes", "灯塔", "I. The tower …")] == ["ete-a-nimes", "section", "i-the-tower"]
