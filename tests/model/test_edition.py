"""An edition as its folder holds it: register, sections, and what cannot be read."""

from pathlib import Path

import pytest

from edition.files.problem import EditionError
from edition.model.edition import WHOLE, Edition, Register, load_edition, load_register
from edition.model.records import Text
from edition.model.section import Section
from tests.conftest import BASE


def text(folder: str) -> Text:
    return Text(folder=folder, title="T", author="A")


def test_the_small_edition() -> None:
    edition = load_edition(BASE)
    register = edition.register
    assert edition.problems == ()
    assert list(register.entries) == ["ada-brook", "harbour-board", "hollin-light", "jack-penn", "lampman"]
    assert list(register.cited) == ["board-1901", "brook-1890"]
    assert [section.path for section in edition.all_sections()] == ["docs/essay/01-lamp.md", "docs/essay/02-answer.md"]
    assert [note.id for _, note in edition.all_notes()] == ["keeper", "storm", "lifeboat", "medal"]
    assert {edition.text_of(section).folder for section in edition.all_sections()} == {"essay"}
    assert register.road is not None
    assert (register.road.begins, register.road.to, register.hours) == ("the village", "the slip", "local time")


def test_events_and_periods_stand_in_order(base: Path) -> None:
    path = base / "data" / "events.yml"
    head, *events = path.read_text("utf-8").split("- id: ")
    path.write_text("- id: ".join([head, *reversed(events)]), "utf-8")
    register = load_register(base)
    assert [event.id for event in register.events] == ["tower-lit", "gale-begins", "crew-called", "lamp-out", "medal-given"]
    assert [period.begins for period in register.periods] == ["1822", "1890-11-02", "1890-11-04"]


def test_what_cannot_be_read_is_left_out_and_told(base: Path) -> None:
    (base / "data/sources.yml").write_text("references: [\n", "utf-8")
    (base / "docs/actors/jack-penn.md").write_text("He had the lifeboat.\n", "utf-8")
    (base / "docs/essay/02-answer.md").write_bytes(b"\xff\xfe")
    events = base / "data/events.yml"
    events.write_text(events.read_text("utf-8").replace("date: 1891-11-02", "date: 1891-11-31"), "utf-8")
    (base / "docs/essay/.draft.md").write_text("# Draft\n", "utf-8")
    edition = load_edition(base)
    assert [(problem.path, problem.line, problem.rule) for problem in edition.problems] == [
        ("docs/actors/jack-penn.md", 1, "front-matter"),
        ("data/sources.yml", 2, "yaml"),
        ("data/events.yml", 58, "record"),
        ("docs/essay/02-answer.md", 1, "encoding"),
    ]
    assert edition.register.sources == ()
    assert len(edition.register.actors) == 3
    assert [event.id for event in edition.register.events][-1] == "lamp-out"
    assert [section.path for section in edition.all_sections()] == ["docs/essay/01-lamp.md"]


def test_files_of_data_may_be_missing(base: Path) -> None:
    for name in ("events.yml", "relations.yml", "sources.yml"):
        (base / "data" / name).unlink()
    register = load_register(base)
    assert (register.events, register.relations, register.sources, register.problems) == ((), (), (), ())


def test_a_folder_that_is_no_edition_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"^\.:1:1: no edition here: docs/ and data/text\.yml are missing.* \[not-an-edition\]$"):
        load_edition(tmp_path)


def test_a_page_belongs_to_the_text_of_its_folder_or_its_name() -> None:
    essay, letters = text("essay"), text("letters")
    both = Register(texts=(essay, letters))
    assert both.text_for("letters/01-clerk.md") is letters
    assert both.text_for("whole-letters.md") is letters
    assert both.text_for("about.md") is None
    assert Register(texts=(essay,)).text_for("about.md") is essay
    assert Register().text_for("about.md") is None


def test_a_text_has_one_page_unless_it_is_too_long_for_one(tmp_path: Path) -> None:
    essay, letters = text("essay"), text("letters")
    section = Section("docs/essay/01.md", "T", (), "", (), 0)
    long, short = (section,) * (WHOLE + 1), (section,) * WHOLE
    assert Edition(tmp_path, Register(texts=(essay,)), {"essay": short}, ()).whole_page(essay) == "whole.md"
    assert Edition(tmp_path, Register(texts=(essay,)), {"essay": long}, ()).whole_page(essay) == ""
    two = Edition(tmp_path, Register(texts=(essay, letters)), {"essay": long, "letters": short}, ())
    assert (two.whole_page(essay), two.whole_page(letters)) == ("", "whole-letters.md")


def test_an_edition_with_another_text_in_one_section() -> None:
    edition = load_edition(BASE)
    other = edition.with_section("docs/essay/02-answer.md", "# Other\n\n## Notes\n\n### “it”\n")
    assert [section.title for section in other.all_sections()] == ["The lamp", "Other"]
    assert [note.id for _, note in other.all_notes()][-1] == "it"
    assert [section.title for section in edition.all_sections()] == ["The lamp", "The answer"]
