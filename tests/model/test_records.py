"""Records: what they say of themselves, and what is refused."""

import pytest
from pydantic import ValidationError

from edition.model.events import Event
from edition.model.records import Entry
from edition.model.sources import Source


def entry(**fields: object) -> Entry:
    return Entry.model_validate({"key": "it", "name": "It", "kind": "person", "summary": "A thing"} | fields)


def event(**fields: object) -> Event:
    return Event.model_validate({"id": "it", "title": "It", "text": "It happened.", "date": "2023-06-24"} | fields)


def source(**fields: object) -> Source:
    return Source.model_validate({"id": "it", "type": "book", "title": "It"} | fields)


@pytest.mark.parametrize(
    ("fields", "years"),
    [
        ({"born": 1858, "died": "1931-03-02"}, "1858–1931"),
        ({"born": "1858-01"}, "born 1858"),
        ({"founded": 1994}, "since 1994"),
        ({"dissolved": 1991}, "?–1991"),
        ({"born": "-100-07-12", "died": "-44-03-15"}, "100 BC–44 BC"),
        ({"born": -63}, "born 63 BC"),
        ({"born": "0862"}, "born 862"),
        ({}, ""),
    ],
)
def test_the_years_of_an_entry(fields: dict[str, object], years: str) -> None:
    assert entry(**fields).years == years


def test_an_entry_in_one_line_and_where_it_is_told_of() -> None:
    assert entry(kind="state", founded=1991).about == "State · since 1991 · A thing"
    assert entry().about == "Person · A thing"
    assert entry().address == "/who/it.md"
    assert entry(kind="term").address == "/terms.md#it"


def test_the_forms_of_an_entry_and_where_each_counts() -> None:
    found = entry(variants=["That"], spellings=["Itt"], epithets=[{"form": "the thing", "in": ["p1", "p2"]}], adjectives=["itly"])
    assert found.forms == ("It", "That", "Itt")
    assert found.named == (("It", "it", ()), ("That", "it", ()), ("Itt", "it", ()), ("the thing", "it", ("p1", "p2")))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"date": "2023-06-24T07:30"}, "24 June 2023, 07:30"),
        ({"date": "2023-06-24", "clock": "in the morning"}, "24 June 2023, in the morning"),
        ({"date": "2023-06-24", "end": "2023-06-26"}, "24 to 26 June 2023"),
        ({"date": 1917}, "1917"),
    ],
)
def test_when_an_event_was(fields: dict[str, object], said: str) -> None:
    assert event(**fields).dated == said


def test_the_sources_of_an_event_are_those_of_its_figures_too_each_once() -> None:
    figures = [{"value": "3", "by": "A", "source": "b"}, {"value": "4", "by": "C", "source": "d"}]
    assert event(sources=["a", "b"], figures=figures).cited == ("a", "b", "d")


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"date": "2023-06-31"}, "there is no day 2023-06-31"),
        ({"lat": 53.3}, "lat and lon go together; add the other one"),
        ({"lat": 93, "lon": 4}, "less than or equal to 90"),
        ({"stop": True}, "a stop needs km or coordinates, or it cannot be placed on the road"),
        ({"id": "Two Words"}, "“Two Words” has another form; write small letters, digits"),
        ({"paragraphs": ["3"]}, "“3” has another form; write p and a number"),
        ({"text": ""}, "at least 1 character"),
        ({"where": "here"}, "Extra inputs are not permitted"),
    ],
)
def test_an_event_that_makes_no_sense_is_refused(fields: dict[str, object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        event(**fields)


@pytest.mark.parametrize("fields", [{"kind": "thing"}, {"born": "yesterday"}, {"wikidata": "42"}, {"summary": ""}, {"born": True}])
def test_an_entry_that_makes_no_sense_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        entry(**fields)


def test_a_source_keeps_what_we_do_not_know_of_it() -> None:
    found = source(publisher="Penn", custom={"weight": "primary", "more": 1})
    assert (found.weight, found.model_dump()["publisher"]) == ("primary", "Penn")
    assert source().weight == ""
    for fields in ({"id": "two words"}, {"URL": "javascript:alert(1)"}, {"title": ""}):
        with pytest.raises(ValidationError):
            source(**fields)
