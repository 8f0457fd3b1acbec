"""Every twin says what the edition says, the same bytes every time; whatever is changed in it, its proof finds."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree

from edition.export.epub import write_epub
from edition.export.proof import carried, differences, said_by
from edition.export.records import Book
from edition.export.take import made_of
from edition.export.twin import Missing, Twin
from edition.export.twins import TWINS
from edition.files.problem import EditionError
from tests.export.changed import CHANGES

ALL = pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.name)


def written(twin: Twin, book: Book) -> dict[str, bytes]:
    try:
        return dict(twin.write(book))
    except Missing as missing:
        pytest.skip(f"{twin.title} is left out: {missing}")


@ALL
@pytest.mark.parametrize("which", ["restated", "authors", "two", "shaped"])
def test_a_twin_is_equal_to_the_edition(twin: Twin, which: str, request: pytest.FixtureRequest) -> None:
    book: Book = request.getfixturevalue(which)
    files = written(twin, book)
    said = twin.prove(files)
    assert differences(said_by(book), said) == []
    assert carried(said).items() <= carried(said_by(book)).items()
    assert carried(said), "a twin that carries nothing proves nothing"


def test_a_note_hangs_on_words_of_verse_of_a_quotation_and_of_a_footnote(shaped: Book) -> None:
    hung = {note.id: (note.anchor.paragraph, note.anchor.words) for note in shaped.notes if note.anchor}
    assert hung["medal"] == ("p5", "medal of plain tin")
    assert hung["slip"] == ("p6", "the slip was blocked")
    assert hung["shingle"] == ("p7", "shingle from the bay")
    (page,) = [data for name, data in write_epub(shaped).items() if name.endswith(".epub")]
    with zipfile.ZipFile(BytesIO(page)) as archive:
        text = etree.fromstring(archive.read("EPUB/essay-02-answer.xhtml"))
    shown = {one.get("id"): one.get("class", "").split()[1:] for one in text.iter("{*}p") if one.get("id")}
    cells: dict[str, list[str]] = {f"p8-{number}": [] for number in range(1, 6)}
    assert shown == {"p3": ["stage"], "p4": ["speaker"], "p5": ["verse"], "p6": [], "p7": []} | cells


@ALL
def test_a_twin_is_the_same_every_time_and_has_the_files_that_it_names(twin: Twin, restated: Book) -> None:
    files = written(twin, restated)
    assert set(twin.files) <= files.keys()
    assert written(twin, restated) == files


@ALL
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_one_thing_is_found(twin: Twin, change: str, restated: Book) -> None:
    names, make = CHANGES[change]
    said = twin.prove(written(twin, restated))
    has = {"order": said.notes, "notes": said.notes or said.some}
    carries = (has[names] if names in has else getattr(said, names)) is not None
    other = replace(twin, write=lambda book: twin.write(make(book)))
    if carries:
        with pytest.raises(EditionError) as caught:
            made_of(restated, [other])
        assert {problem.rule for problem in caught.value.problems} == {"twin-differs"}
    else:
        made_of(restated, [other])  # it does not carry this, and says nothing of it


def test_names_and_files_of_twins_differ() -> None:
    names = [twin.name for twin in TWINS]
    files = [file for twin in TWINS for file in twin.files]
    assert len(set(names)) == len(names)
    assert len(set(files)) == len(files)
