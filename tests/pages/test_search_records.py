"""What the search can find: a record for everything, under all its names."""

from pathlib import Path

from edition.model.edition import load_edition
from edition.model.records import Entry
from edition.model.references import read_references
from edition.pages.search_records import Record, aliases, records
from tests.conftest import BASE

EDITION = load_edition(BASE)
REFERENCES = {"board-1901": "Harbour Board, <em>Report</em>, 1901.", "brook-1890": "Ada Brook, ‘Letter’, 1890."}


def entry(**fields: object) -> Entry:
    return Entry.model_validate({"name": "It", "kind": "person", "summary": "-"} | fields)


def found(sort: str) -> list[Record]:
    return [record for record in records(EDITION, REFERENCES) if record.sort == sort]


def test_each_thing_of_an_edition_is_a_record_by_sort_and_in_order() -> None:
    assert [(record.sort, record.address) for record in records(EDITION, REFERENCES)] == [
        ("actor", "who/ada-brook.md"),
        ("actor", "who/harbour-board.md"),
        ("actor", "who/hollin-light.md"),
        ("actor", "who/jack-penn.md"),
        ("term", "terms.md#lampman"),
        *(("event", f"timeline.md#{event.id}") for event in EDITION.register.events),
        ("note", "essay/01-lamp.md#keeper"),
        ("note", "essay/01-lamp.md#storm"),
        ("note", "essay/01-lamp.md#lifeboat"),
        ("note", "essay/02-answer.md#medal"),
        ("text", "essay/01-lamp.md#p1"),
        ("text", "essay/01-lamp.md#p2"),
        ("text", "essay/02-answer.md#p3"),
        ("page", "about.md"),
        ("page", "about.md#text"),
        ("page", "contribute.md"),
        ("page", "index.md"),
        ("source", "sources.md#board-1901"),
        ("source", "sources.md#brook-1890"),
    ]


def test_what_a_record_says() -> None:
    ada, *_ = found("actor")
    assert (ada.title, ada.about) == ("Ada Brook", "Person · 1858–1931 · Keeper of Hollin Light")
    assert ada.text == "She kept the light for twenty-six years and wrote its log in a round, clear hand."
    assert ada.names == ("Brook", "Miss Brook", "Ada Brŵc", "the keeper")
    assert found("event")[2] == Record(
        "event",
        "A crew is called, or not",
        "timeline.md#crew-called",
        "2 November 1890, before midnight",
        "The Harbour Board says that it called the crew out; the crew denies it.\n"
        "at the slip (Harbour Board)\nstill in the village (Jack Penn)",
        ("2 November 1890",),
    )
    assert (found("note")[1].about, found("note")[1].names) == ("holds · The lamp", ("storm",))
    assert (found("text")[0].title, found("text")[0].about) == ("The lamp", "Paragraph 1")
    assert found("source")[0] == Record(
        "source", "Report on the lights of the bay", "sources.md#board-1901", "document", "Harbour Board, Report, 1901."
    )
    assert [record.title for record in records(EDITION, REFERENCES) if "[@" in record.text] == []


def test_a_text_among_several_is_named(base: Path) -> None:
    (base / "docs/letters").mkdir()
    (base / "docs/letters/01-clerk.md").write_text("# A letter\n\nWords.\n{ #p1 }\n\n## Notes\n\n### “Words”\n\nSo.\n", "utf-8")
    path = base / "data/text.yml"
    path.write_text(path.read_text("utf-8") + "- { folder: letters, title: Letters from the bay, author: A. Clerk }\n", "utf-8")
    made = {record.address: record for record in records(load_edition(base), read_references(base))}
    assert made["letters/01-clerk.md#p1"].title == "Letters from the bay: A letter"
    assert made["letters/01-clerk.md#words"].about == "background · Letters from the bay: A letter"
    assert made["essay/01-lamp.md#p1"].title == "The last keeper: The lamp"


def test_a_page_of_one_s_own_is_found_by_its_parts(base: Path) -> None:
    text = "---\ntitle: About\n---\n\n# About it\n\nWhat it is.\n\n## How *to* cite\n\nSo.\n\n## The text { #text }\n\nThus.\n"
    (base / "docs/about.md").write_text(text, "utf-8")
    made = [record for record in records(load_edition(base), {}) if record.address.startswith("about.md")]
    assert [(record.title, record.address, record.about, record.text) for record in made] == [
        ("About it", "about.md", "", "What it is."),
        ("How to cite", "about.md#how-to-cite", "About it", "So."),
        ("The text", "about.md#text", "About it", "Thus."),
    ]


def test_a_name_leads_to_the_word_that_our_texts_use() -> None:
    native = [{"lang": "ru", "name": "Ада Андреевна Ручей"}]
    person = entry(name="Ada Brook", native=native, variants=["Brook"], spellings=["Ada Broke", "Brooke"])
    assert aliases(person) == {"Broke": "Brook", "Brooke": "Brook", "Ручей": "Brook"}
    assert aliases(entry(name="Ada Brook", spellings=["Ada Broke"])) == {"Broke": "Brook"}
    assert aliases(entry(name="Holm", kind="state", spellings=["Hulm", "the Isle of Holm"])) == {"Hulm": "Holm"}
    assert aliases(entry(name="Harbour Board", kind="organisation", spellings=["Hafen"])) == {}
