"""YAML with the place of everything: plain data, every fault with its line and column."""

from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from edition.files.problem import EditionError
from edition.files.yaml_positions import load, read_model

TEXT = """# what is known
records:
- id: one
  year: 1890
  length: 1.5
- id: "two"
  year: 010
"""


class Record(BaseModel):
    """One thing."""

    model_config = ConfigDict(extra="forbid")
    id: str
    year: int


class File(BaseModel):
    """A list of them."""

    model_config = ConfigDict(extra="forbid")
    records: tuple[Record, ...]
    more: str = ""


def fault(text: str) -> str:
    with pytest.raises(EditionError) as caught:
        load(text, "it.yml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("1.5", 1.5),
        ("true", True),
        ("~", None),
        ("", None),
        ("010", "010"),
        ("3:16", "3:16"),
        ("1_000", "1_000"),
        ("yes", "yes"),
        ("2023-06-24", "2023-06-24"),
        ("'12'", "12"),
        ("9" * 40, "9" * 40),
        ("|\n  two\n  lines", "two\nlines\n"),
    ],
)
def test_values_are_what_they_look_like(text: str, value: object) -> None:
    made = load(f"it: {text}\n", "it.yml").data["it"]
    assert made == value
    assert type(made) is type(value)


def test_every_value_has_its_place_in_the_file() -> None:
    marked = load(TEXT, "it.yml", first_line=3)
    assert marked.data == {"records": [{"id": "one", "year": 1890, "length": 1.5}, {"id": "two", "year": "010"}]}
    assert marked.place(("records", 0, "year")) == (6, 9)
    assert marked.place(("records", 1)) == (8, 3)
    assert marked.place(("records", 1, "length")) == (8, 3)
    assert str(marked.problem(("records", 1, "id"), "is wrong", "rule")) == "it.yml:8:7: is wrong [rule]"


NO_ALIAS = "anchors (&) and aliases (*) are not used here; write the value out, or put it in quotation marks"
UNSEEN = "a value with characters that cannot be seen or change the direction of writing; remove them"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", "it.yml:3:1: duplicate key “a” [yaml]"),
        ("a: &x 1\n", f"it.yml:1:4: {NO_ALIAS} [yaml]"),
        ("a: *x\n", f"it.yml:1:4: {NO_ALIAS} [yaml]"),
        ("a: !run x\n", "it.yml:1:4: tags such as !run are not used here; write the plain value [yaml]"),
        ("<<: {a: 1}\n", "it.yml:1:1: a merge (<<); write the values out [yaml]"),
        ("a: 1\n---\nb: 2\n", "it.yml:2:1: a second document begins (---); keep one [yaml]"),
        ("? [a]\n: 1\n", "it.yml:1:3: a key must be a plain word [yaml]"),
        ("a:\n\tb: 1\n", "it.yml:2:1: a tab; indent with spaces [yaml]"),
        ("a: [1\n", "it.yml:2:1: expected ',' or ']', but got '<stream end>' [yaml]"),
        ("a: in\u200bvisible\n", f"it.yml:1:4: {UNSEEN} [yaml]"),
        ("a: 1\nb: \x01\n", "it.yml:2:1: character U+0001 is not allowed in YAML; remove it [yaml]"),
        ("[" * 30, "it.yml:1:21: more than 20 lists or mappings inside one another; flatten them [yaml]"),
    ],
)
def test_what_is_refused_is_told_at_its_place(text: str, said: str) -> None:
    assert fault(text) == said


@pytest.mark.parametrize(
    "bomb",
    ["- " + "[" * 100_000, "- &a [" + "*a, " * 1000 + "]", "- {" * 5000, "- 'x" * 1000, "? " * 3000, "- x: " + "&a " * 3000],
    ids=lambda bomb: str(bomb)[:10],
)
def test_hostile_yaml_is_refused_in_a_line(bomb: str) -> None:
    assert fault(f"a:\n{bomb}\n").startswith("it.yml:")


def test_a_record_that_is_wrong_is_left_out_and_told_where_it_stands() -> None:
    made, problems = read_model(File, load(TEXT.replace("  length: 1.5\n", ""), "it.yml"))
    assert made == File(records=(Record(id="one", year=1890), Record(id="two", year=10)))
    assert problems == []
    made, problems = read_model(File, load(TEXT, "it.yml"))
    assert made == File(records=(Record(id="two", year=10),))
    assert list(map(str, problems)) == ["it.yml:5:11: length: is not a known field; remove or correct it [record]"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("records:\n- id: a\n", "it.yml:2:3: year: is missing; add it [record]"),
        ("records: []\nother: 1\n", "it.yml:2:8: other: is not a known field; remove or correct it [record]"),
        (
            "records: 3\n",
            "it.yml:1:10: records: is no list; write [one, other], or each on a line with a hyphen before it [record]",
        ),
        ("- a\n", "it.yml:1:1: the file: expected a list of records under its name [record]"),
    ],
)
def test_what_a_file_lacks_or_has_too_much_is_told(text: str, said: str) -> None:
    _, problems = read_model(File, load(text, "it.yml"))
    assert list(map(str, problems)) == [said]


class Ship(BaseModel):
    """One thing with a field of each sort."""

    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, Field(min_length=1, max_length=9)] = "Thalia"
    afloat: bool = True
    masts: Annotated[int, Field(ge=1, le=9)] = 3
    draught: Annotated[float, Field(gt=0, lt=20)] = 3.5
    ports: Annotated[tuple[str, ...], Field(min_length=1)] = ("Hollin",)
    flags: list[str] = []
    owners: dict[str, str] = {}
    first: Record | None = None
    rig: Literal["brig", "barque"] = "brig"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: 3", "1:7: name: is no text; put a number, a date, yes or no in quotation marks"),
        ("name: ''", "1:7: name: is empty; write something, or remove it"),
        ("name: Persephone", "1:7: name: is too long; write at most 9 signs"),
        ("afloat: maybe", "1:9: afloat: is neither true nor false; write one of them"),
        ("afloat: [1]", "1:9: afloat: is neither true nor false; write one of them"),
        ("masts: several", "1:8: masts: is no whole number; write one"),
        ("masts: 2.5", "1:8: masts: is no whole number; write one"),
        ("masts: 0", "1:8: masts: is too little; write 1 or more"),
        ("masts: 10", "1:8: masts: is too much; write 9 or less"),
        ("draught: deep", "1:10: draught: is no number; write one, as 47.2"),
        ("draught: 0", "1:10: draught: is too little; write more than 0.0"),
        ("draught: 20", "1:10: draught: is too much; write less than 20.0"),
        ("ports: Hollin", "1:8: ports: is no list; write [one, other], or each on a line with a hyphen before it"),
        ("ports: []", "1:8: ports: is empty; write something, or remove it"),
        ("flags: {a: b}", "1:8: flags: is no list; write [one, other], or each on a line with a hyphen before it"),
        ("owners: Ada", "1:9: owners: has no fields; write each on a line, as name: value"),
        ("first: one", "1:8: first: has no fields; write each on a line, as name: value"),
        ("rig: sloop", "1:6: rig: is none of what it can be; write 'brig' or 'barque'"),
    ],
)
def test_a_value_of_another_sort_is_told_in_plain_words(text: str, said: str) -> None:
    _, problems = read_model(Ship, load(text, "it.yml"))
    assert list(map(str, problems)) == [f"it.yml:{said} [record]"]
