"""A section file: its paragraphs, its verdict in brief, its notes as an ordinary keyboard or a careful hand types them."""

import pytest

from edition.model.section import Note, Paragraph, address, begins_note, heading_line, level, parse, title_of

FILE = """# The *lamp* { .x }

Every evening she climbed
the tower.
{ #p1 }

No paragraph of the text.

In the gale the “lamp went out”.
{: #p2 }

> Mostly true.
> So it is.
> { .brief }

## Notes

### “lamp went out” { #lamp .right reviewed=2026-11-24 }

It did.

#### Why

Birds.

## 'climbed the'

Ninety-one steps.

### "evening"
"""
SECTION = parse(FILE, "docs/essay/01-lamp.md")


def test_the_text_before_the_notes() -> None:
    assert (SECTION.title, SECTION.page, SECTION.notes_line) == ("The *lamp*", "essay/01-lamp.md", 16)
    assert SECTION.paragraphs == (
        Paragraph("p1", "Every evening she climbed\nthe tower.", 3),
        Paragraph("p2", "In the gale the “lamp went out”.", 9),
    )
    assert SECTION.brief == "Mostly true.\nSo it is."


def test_the_notes() -> None:
    lamp, tower, evening = SECTION.notes
    assert lamp == Note(
        quote="lamp went out",
        id="lamp",
        given=True,
        classes=("right",),
        reviewed="2026-11-24",
        body="It did.\n\n#### Why\n\nBirds.",
        line=18,
        column=6,
    )
    assert (lamp.kind, lamp.anchor) == ("right", "lamp went out")
    assert tower == Note("climbed the", "climbed-the", body="Ninety-one steps.", line=26, column=5)
    assert (tower.kind, tower.anchor) == ("", "climbed the")
    assert evening == Note("evening", "evening", line=30, column=6)


def test_a_note_may_hang_on_other_words_than_it_quotes() -> None:
    [note] = parse('## Notes\n\n### “lamp out” { #lamp .right .wrong words="the light\'s end" }\n', "a.md").notes
    assert (note.quote, note.words, note.anchor) == ("lamp out", "the light's end", "the light's end")
    assert (note.kind, note.classes) == ("right", ("right", "wrong"))


def test_notes_stand_below_the_last_heading_notes() -> None:
    text = "# A\n\n## Notes\n\n### “early”\n\n## Notes\n\n### “late”\n"
    assert [note.quote for note in parse(text, "a.md").notes] == ["late"]
    assert parse("# A\n\n### “early”\n", "a.md").notes == ()


@pytest.mark.parametrize(
    ("depth", "words", "begins"),
    [
        (3, "“tin”", True),
        (3, "tin", True),
        (2, "“tin”", True),
        (4, "'tin'", True),
        (2, "tin", False),
        (4, "Why", False),
        (6, "“tin”", True),
        (5, "tin", False),
        (4, "“", False),
    ],
)
def test_a_heading_of_another_level_begins_a_note_where_it_quotes(depth: int, words: str, begins: bool) -> None:
    assert begins_note(depth, words) is begins


@pytest.mark.parametrize(
    ("line", "depth", "words"),
    [
        ("### “tin” { #tin .context }", 3, "“tin”"),
        ("## Notes ##", 2, "Notes"),
        ("# The set {a, b}", 1, "The set {a, b}"),
        ("#", 1, ""),
        ("words", 0, ""),
    ],
)
def test_a_heading_has_a_level_and_words(line: str, depth: int, words: str) -> None:
    assert (level(line), title_of(line)) == (depth, words)


@pytest.mark.parametrize(
    ("quote", "taken", "made"),
    [
        ("The last, true Keeper’s lamp of them all", (), "the-last-true-keeper-s-lamp"),
        ("Ada Brŵc; Łódź; Путин", (), "ada-brwc-łodz-путин"),
        ("source of power", (), "on-source-of-power"),
        ("cite this", (), "on-cite-this"),
        ("notes", (), "on-notes"),
        ("…", (), "note"),
        ("plain tin", ("plain-tin", "plain-tin-2"), "plain-tin-3"),
    ],
)
def test_a_note_without_an_id_has_one_made_of_its_words(quote: str, taken: tuple[str, ...], made: str) -> None:
    assert address(quote, taken) == made


def test_ids_that_are_made_give_way_to_those_that_are_given() -> None:
    text = "## Notes\n\n### “tin”\n\n### “tin”\n\n### “lead” { #tin }\n"
    assert [note.id for note in parse(text, "a.md").notes] == ["tin-2", "tin-3", "tin"]


def test_a_note_s_heading_is_written_as_it_was_read() -> None:
    lines = [
        "### “lamp went out” { #lamp .right reviewed=2026-11-24 }",
        "### “climbed the” { #climbed-the }",
        '### “lamp out” { #lamp-out .right .wrong words="the light’s end" reviewed=2026-11-24 }',
        """### “lamp in” { #lamp-in words='the "light" is' }""",
        """### “lamp on” { #lamp-on words=“the light's "end"” }""",
    ]
    assert [heading_line(note) for note in parse("## Notes\n\n" + "\n\n".join(lines), "a.md").notes] == lines
    assert [heading_line(note) for note in SECTION.notes[:2]] == lines[:2]
