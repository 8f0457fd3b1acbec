"""The records that the timeline and the pictures are made from: what they refuse, and what they say of themselves."""

from typing import Any

import pytest
from pydantic import ValidationError

from edition.model.events import Event, EventsFile, Ground, RelationsFile

EVENT = {"id": "it", "title": "It", "date": "1890-11-02T21:00", "text": "It was."}
TIE = {"from": "ada-brook", "to": "jack-penn", "label": "knows", "state": "lasting"}
GROUND = {"source": "A survey", "licence": "free", "west": 1, "south": 2, "east": 3, "north": 4, "land": ["1 2, 3 4"]}


@pytest.mark.parametrize(
    ("model", "fields", "said"),
    [
        (EventsFile, {"events": [EVENT | {"lane": "crew"}], "lanes": [{"id": "board", "title": "The Board"}]}, "a lane “crew”"),
        (EventsFile, {"events": [EVENT | {"mark": "seen"}]}, "a mark “seen”"),
        (RelationsFile, {"relations": [TIE | {"tie": "with"}]}, "ada-brook to jack-penn: ties: has no “with”"),
        (Ground, GROUND | {"east": 1}, "west is less than east"),
        (Ground, GROUND | {"land": ["1 2"]}, "land"),
        (Ground, GROUND | {"land": ["1, 2 3, 4"]}, "land"),
    ],
)
def test_what_names_something_that_there_is_not_is_refused_in_words(model: Any, fields: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        model.model_validate(fields)


def test_a_file_whose_parts_name_each_other_is_read() -> None:
    told = EventsFile.model_validate(
        {
            "events": [EVENT | {"lane": "crew", "mark": "seen", "claims": ["storm"]}],
            "lanes": [{"id": "crew", "title": "The crew"}],
            "marks": [{"id": "seen", "label": "seen", "shape": "square", "reached": True}],
        }
    )
    assert (told.lanes[0].title, told.marks[0].reached, told.events[0].claims) == ("The crew", True, ("storm",))


@pytest.mark.parametrize(
    ("fields", "exact"),
    [
        ({}, True),
        ({"clock": "about nine"}, False),
        ({"precision": "when it was reported"}, False),
        ({"date": "1890-11-02"}, True),
        ({"date": "1890-11"}, False),
        ({"date": "1890"}, False),
    ],
)
def test_an_event_is_exact_where_its_day_or_hour_is_known(fields: dict[str, str], exact: bool) -> None:
    assert Event.model_validate(EVENT | fields).exact is exact
