"""Pictures of the small edition, of it with other records, and what every picture must be."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations
from typing import Any, NamedTuple

from edition.model.edition import Edition, load_edition
from edition.pictures.faces import width_of
from edition.pictures.svg import NARROW, WIDE
from tests.conftest import BASE

EDITION = load_edition(BASE)


class Box(NamedTuple):
    """A line of words and where it stands."""

    left: float
    right: float
    top: float
    bottom: float
    words: str

    def covers(self, other: "Box") -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


def other(**records: Any) -> Edition:
    """Return the small edition with other records in its register."""
    return replace(EDITION, register=replace(EDITION.register, **records))


def boxes(svg: ET.Element) -> list[Box]:
    """Return where each line of words of a drawing stands, but for the marks on an axis."""
    found = []
    for text in svg.iter("text"):
        size = 11.5 if text.get("class") == "name" else 12.5
        for line in text.iter("tspan") if "km" not in text.get("class", "").split() else ():
            words, x, y = line.text or "", float(line.get("x", 0)), float(line.get("y", 0))
            width = width_of(words, size)
            left = {"start": x, "middle": x - width / 2, "end": x - width}[text.get("text-anchor", "start")]
            found.append(Box(left, left + width, y - size * 0.8, y + size * 0.2, words))
    return found


def assert_words_apart(figure: ET.Element) -> None:
    """Assert that no two lines of words cover each other, and that none leaves its drawing."""
    for svg in figure.iter("svg"):
        found = boxes(svg)
        assert [(one.words, other.words) for one, other in combinations(found, 2) if one.covers(other)] == []
        wide = float(svg.get("viewBox", "").split()[2])
        assert wide in (WIDE, NARROW)
        assert [box.words for box in found if box.left < -2 or box.right > wide + 2] == []


def assert_named(figure: ET.Element) -> None:
    """Assert that each drawing is named and described, by ids of its own, and that nothing in the image itself is a link."""
    ids = [element.get("id") for element in figure.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for svg in figure.iter("svg"):
        image = svg.find("g[@role='img']")
        assert image is not None
        assert image.findtext("title")
        assert image.findtext("desc")
        assert {image.get("aria-labelledby"), image.get("aria-describedby")} <= set(ids)
        assert image.find(".//a") is None
        assert not [element for element in svg.iter() if element.get("style")], "a style attribute breaks the site's policy"


def says(figure: ET.Element) -> str:
    """Return the description of a figure's first drawing."""
    return figure.findtext("svg/g/desc") or ""


def hrefs(figure: ET.Element) -> list[str]:
    """Return where the links of a figure's first drawing lead."""
    svg = figure.find("svg")
    assert svg is not None
    return [link.get("href", "") for link in svg.findall("a")]
