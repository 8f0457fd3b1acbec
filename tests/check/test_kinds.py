"""The colours of kinds: their contrast as WCAG 2 reckons it, on the grounds that the site has. The cases judge vocabularies."""

import re

import pytest

from edition.check.kinds import DARK, LIGHT, SIGNS, contrast
from edition.model.kinds import NOTE
from edition.pictures.faces import has
from tests.conftest import ROOT


# Black and white, a pure colour on white, and the greys on either side of 4.5 : 1, from WCAG's own examples.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#000000", 21),
        ("#808080", "#808080", 1),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_the_contrast_of_two_colours(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    css = (ROOT / "overrides/assets/edition.css").read_text("utf-8")
    found = re.findall(r"--(?:paper|panel): (#[0-9a-f]{6});", css)
    assert found == [*LIGHT, *DARK]


def test_the_kind_of_an_edition_that_has_none_would_pass() -> None:
    assert min(contrast(NOTE.light, ground) for ground in LIGHT) >= 4.5
    assert min(contrast(NOTE.dark, ground) for ground in DARK) >= 4.5


def test_the_signs_that_are_advised_are_in_the_face_of_labels() -> None:
    assert [sign for sign in (*SIGNS, NOTE.sign) if not has(sign)] == []
