"""Pictures of the small edition, of it with other records, and what every picture must be."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any, NamedTuple

from edition.model.edition import Edition, load_edition
from edition.model.events import EventsFile, Ground, RelationsFile
from edition.pictures.svg import BROAD, MEASURE, NARROW, breadth_of, size_of
from tests.conftest import BASE

EDITION = load_edition(BASE)
# What may lie on other things: the names of a map, the marks of a scale, the number in a mark.
ON_THINGS = {"on", "region", "water", "wide", "km", "day"}


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


def with_events(**fields: Any) -> Edition:
    """Return the small edition with what data/events.yml has under other fields."""
    told = EventsFile.model_validate({"events": [], **fields})
    names = (
        ("periods", "lanes", "marks", "road", "hours")
        if "events" not in fields
        else ("events", "periods", "lanes", "marks", "road")
    )
    return other(**{name: getattr(told, name) for name in names if name in fields})


def related(*relations: dict[str, str], **fields: Any) -> Edition:
    """Return the small edition with other relations."""
    return other(related=RelationsFile.model_validate({"relations": relations, **fields}))


def grounded(edition: Edition) -> Edition:
    """Return an edition with a map of two degrees around the small edition's road, with land, water and names."""
    ground = Ground.model_validate(
        {
            "source": "Our own survey",
            "licence": "public domain",
            "view": "It has no borders.",
            "west": -5.6,
            "south": 52.3,
            "east": -3.6,
            "north": 54.3,
            "land": ["-5.6 52.3, -4 52.3, -4.2 53.1, -5.6 54.3"],
            "rivers": [{"name": "Withy", "line": "-5 52.5, -4.8 53.2, -4.5 53.4"}],
            "names": [
                {"name": "Hollin", "sort": "capital", "lat": 53.3, "lon": -4.6, "side": "left"},
                {"name": "Withy", "sort": "water", "lat": 52.6, "lon": -5},
            ],
        }
    )
    return replace(edition, register=replace(edition.register, ground=ground))


def boxes(element: ET.Element, across: float = 0, down: float = 0) -> Iterator[Box]:
    """Yield where each line of words of a drawing stands, but for what may lie on other things."""
    if moved := element.get("transform", ""):
        right, below = moved.removeprefix("translate(").rstrip(")").split()
        across, down = across + float(right), down + float(below)
    for child in element:
        if child.tag == "text" and not ON_THINGS & set(child.get("class", "").split()):
            yield from _lines(child, across, down)
        elif not child.get("class", "").startswith("badge"):
            yield from boxes(child, across, down)


def _lines(text: ET.Element, across: float, down: float) -> Iterator[Box]:
    class_ = text.get("class", "")
    size = size_of(class_).letters
    for line in [*text] or [text]:
        words, x, y = line.text or "", float(line.get("x", 0)) + across, float(line.get("y", 0)) + down
        width = breadth_of((class_, words))
        left = {"start": x, "middle": x - width / 2, "end": x - width}[text.get("text-anchor", "start")]
        yield Box(left, left + width, y - size * 0.72, y + size * 0.2, words)


def assert_words_apart(figure: ET.Element) -> None:
    """Assert that no two lines of words cover each other, and that none leaves its drawing."""
    for svg in figure.iter("svg"):
        found = list(boxes(svg))
        assert found
        assert [(one.words, other.words) for one, other in combinations(found, 2) if one.covers(other)] == []
        wide, high = map(float, svg.get("viewBox", "").split()[2:])
        assert wide in (BROAD, BROAD - 380, MEASURE, NARROW)
        assert [box.words for box in found if box.left < -2 or box.right > wide + 2 or box.bottom > high + 2] == []


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


def assert_links_say_what_they_show(figure: ET.Element) -> None:
    """Assert that the name of each link begins with, or has, the words that it shows, so that who speaks them reaches it."""
    for link in figure.iter("a"):
        shown = " ".join(
            "".join(text.itertext()).strip() for text in link.iter("text") if not text.get("class", "").startswith("name")
        )
        assert shown in (link.get("aria-label") or shown)
        assert link.get("aria-label") or shown


def says(figure: ET.Element) -> str:
    """Return the description of a figure's first drawing."""
    return figure.findtext("svg/g/desc") or ""


def hrefs(figure: ET.Element) -> list[str]:
    """Return where the links of a figure's first drawing lead."""
    svg = figure.find("svg")
    assert svg is not None
    return [link.get("href", "") for link in svg.findall("a")]


def drawing(figure: ET.Element, kind: str) -> ET.Element:
    """Return the wide or the narrow drawing of a figure."""
    svg = figure.find(f"svg[@class='{kind}']")
    assert svg is not None
    return svg


def marked(svg: ET.Element, class_: str) -> list[ET.Element]:
    """Return what in a drawing is of a class."""
    return [element for element in svg.iter() if class_ in element.get("class", "").split()]
