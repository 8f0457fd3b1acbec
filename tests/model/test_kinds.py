"""The vocabulary of kinds: what an edition may define, and what kind a note is of."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from edition.check.rules import check
from edition.model.edition import Register, load_edition, load_register
from edition.model.kinds import NOTE, Group, Kind, KindsFile
from edition.model.section import Note
from edition.original.new import TEMPLATE, filled
from tests.conftest import BASE

FORM = {"label": "x", "means": "It is x.", "sign": "×", "light": "#000000", "dark": "#ffffff"}


def kind(id: str, **fields: Any) -> dict[str, Any]:
    return {"id": id, **FORM, **fields}


def file(*kinds: dict[str, Any], **fields: Any) -> KindsFile:
    return KindsFile.model_validate({"kinds": kinds, **fields})


def register(*kinds: dict[str, Any]) -> Register:
    return Register(kinds=file(*kinds).kinds)


def test_a_kind_has_what_the_page_needs_of_it() -> None:
    [made] = file(kind("one", sign="≠", line="dashed thick", group="all"), groups=[{"id": "all", "label": "all of them"}]).kinds
    assert (made.id, made.sign, made.line, made.group, made.plain, made.forecast) == (
        "one",
        "≠",
        "dashed thick",
        "all",
        False,
        False,
    )


def test_a_group_may_take_a_side_and_a_kind_may_be_contested() -> None:
    groups = [{"id": "good", "label": "holds", "side": "for"}, {"id": "rest", "label": "open"}]
    made = file(kind("one", contested=True), kind("two"), groups=groups)
    assert [group.side for group in made.groups] == ["for", ""]
    assert [one.contested for one in made.kinds] == [True, False]
    with pytest.raises(ValidationError, match="Input should be 'for', 'against' or ''"):
        file(kind("one"), groups=[{"id": "good", "label": "holds", "side": "with"}])


@pytest.mark.parametrize(
    ("kinds", "fault"),
    [
        ([], "at least 1 item"),
        ([kind("one"), kind("one")], "two kinds have the same id; rename one"),
        ([kind("one", plain=True), kind("two", plain=True)], "only one kind can be the plain one"),
        ([kind("one", group="all")], "the kind “one” is of a group “all” that groups: does not have"),
        ([kind("Two Words")], "“Two Words” has another form"),
        ([kind("menu")], "the kind “menu”: it is kept for the page itself; rename it"),
        ([kind("one", label="")], "at least 1 character"),
        ([kind("one", means="")], "at least 1 character"),
        ([kind("one", sign="")], "at least 1 character"),
        ([kind("one", sign="xyz")], "at most 2 characters"),
        ([kind("one", light="red")], "“red” has another form; write # and six signs"),
        ([kind("one", dark="#ABCDEF")], "“#ABCDEF” has another form"),
        ([kind("one", line="zigzag")], "Input should be 'solid', 'thick'"),
        ([kind("one", colour="#000000")], "Extra inputs are not permitted"),
    ],
)
def test_a_vocabulary_that_makes_no_sense_is_refused(kinds: list[dict[str, Any]], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        file(*kinds)


def test_a_note_is_of_the_first_kind_that_its_heading_says() -> None:
    here = register(kind("one"), kind("two", plain=True), kind("three"))
    told = [("one",), ("three", "one"), ("other", "one"), ()]
    assert [here.kind_of(Note("it", classes=classes)).id for classes in told] == ["one", "three", "one", "two"]


def test_a_note_of_no_kind_or_an_unknown_one_is_of_the_plain_one_or_the_last() -> None:
    some = register(kind("one", plain=True), kind("two"))
    none = register(kind("one"), kind("two"))
    for classes in ((), ("other",)):
        assert some.kind_of(Note("it", classes=classes)).id == "one"
        assert none.kind_of(Note("it", classes=classes)).id == "two"


def test_the_small_edition_has_kinds_of_its_own() -> None:
    here = load_register(BASE)
    assert [(one.id, one.label, one.group) for one in here.kinds] == [
        ("right", "holds", "firm"),
        ("wrong", "does not hold", "firm"),
        ("disputed", "two tales", "soft"),
        ("context", "background", "soft"),
    ]
    assert here.groups == (Group(id="firm", label="firm ground"), Group(id="soft", label="soft ground"))
    assert here.plain_kind.id == "context"


def test_an_edition_that_defines_none_has_notes(base: Path) -> None:
    (base / "data/kinds.yml").unlink()
    here = load_edition(base).register
    assert (here.kinds, here.groups, here.problems) == ((NOTE,), (), ())
    assert here.kind_of(Note("it")) == NOTE
    assert Kind.model_validate(NOTE.model_dump()) == NOTE


@pytest.mark.parametrize(
    ("old", "new", "line", "left"),
    [
        ("  sign: ≠\n", "  sign: nope\n", 24, ["right", "wrong", "context"]),
        ("- id: disputed\n", "- id: right\n", 2, ["note"]),
    ],
    ids=["one kind is wrong", "the whole is wrong"],
)
def test_what_cannot_be_read_of_a_vocabulary_is_told_and_left_out(
    base: Path, old: str, new: str, line: int, left: list[str]
) -> None:
    path = base / "data/kinds.yml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    here = load_edition(base).register
    assert [(problem.path, problem.line, problem.rule) for problem in here.problems] == [("data/kinds.yml", line, "record")]
    assert [one.id for one in here.kinds] == left


def test_the_vocabulary_of_new_editions_is_sound(base: Path) -> None:
    """It is that which `edition new` writes."""
    written = filled(TEMPLATE / "data/kinds.yml", {})
    (base / "data/kinds.yml").write_text(written, "utf-8")
    listed = yaml.safe_load(written)["kinds"]
    edition = load_edition(base)
    assert [one.id for one in edition.register.kinds] == [one["id"] for one in listed]
    assert edition.register.plain_kind.id == "context"
    assert [problem for problem in check(edition) if problem.path == "data/kinds.yml"] == []
