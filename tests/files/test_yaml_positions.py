"""YAML with the place of everything: plain data, every fault with its line and column."""

import pytest
from pydantic import BaseModel, ConfigDict

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
        ("records: 3\n", "it.yml:1:10: records: expected a list of records under its name [record]"),
        ("- a\n", "it.yml:1:1: the file: expected a list of records under its name [record]"),
    ],
)
def test_what_a_file_lacks_or_has_too_much_is_told(text: str, said: str) -> None:
    _, problems = read_model(File, load(text, "it.yml"))
    assert list(map(str, problems)) == [said]
