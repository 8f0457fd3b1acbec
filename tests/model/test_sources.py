"""What the editors judge of a source, and who speaks in it."""

from typing import Any

import pytest

from edition.model.sources import WEIGHTS, Source


def source(**fields: Any) -> Source:
    return Source.model_validate({"id": "a", "type": "book", "title": "T", **fields})


PENN, BOARD = {"family": "Penn", "given": "Jack"}, {"literal": "Harbour Board"}


@pytest.mark.parametrize(
    ("fields", "voice", "borrowed"),
    [
        ({}, "a", ""),
        ({"author": [PENN]}, "Penn", ""),
        ({"author": [PENN, BOARD]}, "Penn and Harbour Board", ""),
        ({"author": [PENN], "container-title": "The Crier"}, "The Crier", ""),
        ({"container-title": "The Crier", "custom": {"agency": "Wire"}}, "Wire", "Wire"),
        ({"author": [PENN], "custom": {"relays": "The Bell"}}, "The Bell", "The Bell"),
        ({"author": ["Penn"]}, "a", ""),
    ],
)
def test_who_speaks_in_a_source(fields: dict[str, object], voice: str, borrowed: str) -> None:
    assert (source(**fields).voice, source(**fields).borrowed) == (voice, borrowed)


@pytest.mark.parametrize(
    ("weight", "sort"),
    [("document", "document"), ("Agency: Wire", "agency"), ("WEAK: a reprint", "weak"), ("", ""), (3, "3")],
)
def test_a_weight_may_have_a_remark(weight: object, sort: str) -> None:
    found = source(custom={"weight": weight})
    assert (found.weight, found.sort) == (str(weight), sort)


def test_every_weight_says_what_it_is_good_for() -> None:
    assert all(WEIGHTS.values())
    assert {weight for weight in WEIGHTS if source(custom={"weight": weight}).sort != weight} == set()
