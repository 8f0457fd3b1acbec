"""Queries on an edition: who is named where, what cites a source, whose words a paragraph holds, whom an event concerns."""

import pytest

from edition.model.edition import load_edition
from edition.model.occurrences import (
    actors_of,
    by_period,
    citing,
    event_address,
    events_of,
    events_on,
    finding_of,
    holds_authors_words,
    named_in,
    named_per_paragraph,
    named_places,
    paragraph_addresses,
    sort_key,
    verbatim,
    words_of,
)
from edition.model.records import Entry, Text
from edition.model.section import Note
from edition.text.normal import digest
from tests.conftest import BASE

EDITION = load_edition(BASE)
REGISTER = EDITION.register


def test_every_place_that_names_an_actor_once_a_paragraph_and_once_a_note() -> None:
    found = named_places(EDITION)
    assert {key: [place.href.removeprefix("essay/") for place in places] for key, places in found.items()} == {
        "ada-brook": ["01-lamp.md#p1", "01-lamp.md#storm", "02-answer.md#p3"],
        "hollin-light": ["01-lamp.md#p1", "01-lamp.md#keeper"],
        "harbour-board": ["01-lamp.md#p2", "01-lamp.md#keeper", "01-lamp.md#lifeboat", "02-answer.md#p3"],
    }
    _, storm, epithet = found["ada-brook"]
    assert (storm.label, storm.note) == ("note on “put out by the storm”", True)
    assert storm.text[storm.span.start : storm.span.end] == "Ada Brook"
    assert (epithet.label, epithet.note) == ("The answer, p3", False)
    assert epithet.text[epithet.span.start : epithet.span.end] == "the keeper"


def test_everything_that_cites_a_source_with_its_place() -> None:
    found = [(path, line, cited.locator) for path, line, cited in citing(EDITION) if cited.key == "board-1901"]
    assert found == [
        ("docs/essay/01-lamp.md", 18, "p. 7"),
        ("docs/essay/01-lamp.md", 30, ""),
        ("docs/essay/02-answer.md", 12, "p. 12"),
        ("docs/actors/harbour-board.md", 8, ""),
        ("docs/actors/hollin-light.md", 7, "p. 3"),
        ("docs/terms/lampman.md", 8, ""),
        ("data/events.yml", 22, ""),
        ("data/events.yml", 41, ""),
        ("data/events.yml", 45, ""),
        ("data/events.yml", 61, ""),
        ("data/relations.yml", 8, ""),
        ("data/relations.yml", 15, ""),
    ]


def test_words_are_the_author_s_if_their_hash_says_so_or_none_is_known() -> None:
    facts = {"id": "p1", "words": 2, "sha256": digest("plain tin")}
    text = Text.model_validate({"folder": "essay", "title": "T", "author": "A", "paragraphs": [facts]})
    assert holds_authors_words("p1", "plain  tin", text)
    assert not holds_authors_words("p1", "plain lead", text)
    assert holds_authors_words("p2", "plain lead", text)
    assert holds_authors_words("p1", "plain lead", None)


def test_the_restatement_of_the_small_edition_is_not_the_author_s() -> None:
    assert not any(verbatim(EDITION, section, one) for section in EDITION.all_sections() for one in section.paragraphs)


def test_where_a_text_names_an_entry() -> None:
    [text] = REGISTER.texts
    assert named_per_paragraph(text, "ada-brook") == {"p1": 1, "p3": 1}
    assert named_per_paragraph(text, "jack-penn") == {}
    assert paragraph_addresses(EDITION, text) == {
        "p1": "/essay/01-lamp.md#p1",
        "p2": "/essay/01-lamp.md#p2",
        "p3": "/essay/02-answer.md#p3",
    }


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("Ada Brook", "person", "brook ada"),
        ("Nicholas II", "person", "nicholas ii"),
        ("the Harbour Board", "organisation", "harbour board"),
        ("Zora", "person", "zora"),
    ],
)
def test_persons_are_sorted_by_their_last_names(name: str, kind: str, key: str) -> None:
    assert sort_key(Entry.model_validate({"name": name, "kind": kind, "summary": "-"})) == key


def test_an_event_concerns_whom_it_names_and_then_whom_it_lists() -> None:
    events = {event.id: event for event in REGISTER.events}
    assert actors_of(events["crew-called"], REGISTER) == ("harbour-board", "jack-penn")
    assert actors_of(events["lamp-out"], REGISTER) == ()
    assert [event.id for event in events_of("ada-brook", REGISTER)] == ["gale-begins", "medal-given"]
    assert [event.id for event in events_on(["p1", "p3"], REGISTER)] == ["tower-lit", "medal-given"]
    assert event_address(events["tower-lit"]) == "/timeline.md#tower-lit"


def test_the_actors_that_a_text_names_each_once_and_no_terms() -> None:
    assert named_in("Penn told the Board, and a lampman told Jack Penn; the keeper slept.", EDITION) == (
        "jack-penn",
        "harbour-board",
    )


def test_events_stand_in_their_periods() -> None:
    rows = by_period(REGISTER.events, REGISTER)
    assert [(period.title, [event.id for event in inside]) for period, inside in rows] == [
        ("Before the gale", ["tower-lit"]),
        ("The night of the gale, hour by hour", ["gale-begins", "crew-called", "lamp-out"]),
        ("After the gale", ["medal-given"]),
    ]
    some = by_period(REGISTER.events[:1], REGISTER)
    assert [period.title for period, _ in some] == ["Before the gale"]


def test_what_a_note_says_and_finds_as_its_reader_sees_it() -> None:
    body = "It was, as *the log* of [Brook][b] says[^1] [@brook-1890]. [@board-1901] More.\n\nMuch.\n\n[b]: /b.md\n[^1]: Twice."
    note = Note("it", body=body)
    assert words_of(note) == "It was, as the log of Brook says. More.\nMuch."
    assert finding_of(note) == "It was, as the log of Brook says."
    assert finding_of(Note("it", body="Birds\n\n- one\n- two")) == "Birds"
    assert finding_of(Note("it")) == ""
