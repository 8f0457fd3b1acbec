"""On the page of a whole text every note stands where it stands in its section, though other sections may have the same words."""

from pathlib import Path

from edition.model.edition import Edition, Register
from edition.model.records import Text
from edition.model.section import parse
from edition.model.standing import anchored, footings
from edition.pages.notes import whole

TEXT = Text(folder="poems", title="Poems", author="A. Clerk")
ONE = """# The tide

It comes, and no one sees.
{ #p1 }

## Notes

### “no one sees” { #comes }

So.

### “It comes” { #it }

So.
"""
TWO = """# It goes

No, no one sees; no, no one sees.
{ #p2 }

## Notes

### “no one sees” { #goes at=2 }

So.
"""


def test_a_note_on_words_of_two_sections_names_its_place() -> None:
    sections = tuple(parse(source, f"docs/poems/0{at}.md") for at, source in enumerate((ONE, TWO), 1))
    edition = Edition(Path(), Register(texts=(TEXT,)), {"poems": sections}, ())
    page = parse(whole(edition, TEXT).split("---\n", 2)[2], "docs/poems/whole.md")
    assert {note.id: note.at for note in page.notes} == {"comes": "p1", "it": "", "goes": "p2:2"}
    found = footings(edition, page)
    places = {
        note.id: [found[at].name for at, _ in hits] for note, hits in zip(page.notes, anchored(page.notes, found), strict=True)
    }
    assert places == {"comes": ["p1"], "it": ["p1"], "goes": ["p2"]}
