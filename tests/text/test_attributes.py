"""Attribute lists: what stands in braces behind a heading or under a paragraph."""

import pytest

from edition.text.attributes import AT_END, Attributes, parse_attributes


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (" #storm .source .right reviewed=2026-11-24 ", Attributes("storm", ("source", "right"), {"reviewed": "2026-11-24"})),
        ("#p1", Attributes("p1")),
        (".brief", Attributes(classes=("brief",))),
        ("#one #two k=1 k=2", Attributes("two", (), {"k": "2"})),
        ("""a="two words" b='x y' c=“q”""", Attributes("", (), {"a": "two words", "b": "x y", "c": "q"})),
    ],
)
def test_a_list_is_read(inner: str, expected: Attributes) -> None:
    assert parse_attributes(inner) == expected


@pytest.mark.parametrize("inner", ["", "  ", "words", "#storm words", "# storm", "#a#b", ".a.b", "key=", '#a onclick="x"y'])
def test_what_is_no_list_of_attributes_stays_text(inner: str) -> None:
    assert parse_attributes(inner) is None


@pytest.mark.parametrize(
    ("line", "inner"), [("### “tin” { #tin }", " #tin "), ("### “tin” {: #tin }  ", " #tin "), ("x { #a } { #b }", " #b ")]
)
def test_a_list_ends_its_line(line: str, inner: str) -> None:
    match = AT_END.search(line)
    assert match
    assert match[1] == inner
    assert AT_END.search(f"{line} so") is None
