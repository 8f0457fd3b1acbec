"""The ground of a map: land, borders, rivers and names, from degrees to the place where they are drawn."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import degrees, hypot, log, pi, radians, tan

from edition.model.events import Ground, Name, points
from edition.pictures.svg import draw, label, track

LEAST = 1.2  # pixels: what lies nearer together is one point
Spot = tuple[float, float]  # latitude and longitude, in degrees


@dataclass(frozen=True)
class Map:
    """A rectangle of the Mercator projection, as wide as asked: its left and top, and what it shows."""

    ground: Ground
    width: float
    left: float = 0
    top: float = 0

    @property
    def height(self) -> float:
        """How high it is."""
        return (_north(self.ground.north) - _north(self.ground.south)) * self._scale

    @property
    def _scale(self) -> float:
        return self.width / (self.ground.east - self.ground.west)

    def __call__(self, spot: Spot) -> tuple[float, float]:
        """Where a place is drawn."""
        lat, lon = spot
        return (
            self.left + (lon - self.ground.west) * self._scale,
            self.top + (_north(self.ground.north) - _north(lat)) * self._scale,
        )

    def shows(self, spot: Spot) -> bool:
        """Whether a place lies on it."""
        lat, lon = spot
        return self.ground.south <= lat <= self.ground.north and self.ground.west <= lon <= self.ground.east


def _north(lat: float) -> float:
    """How far north of the equator a latitude is drawn, in degrees of the equator."""
    return degrees(log(tan(pi / 4 + radians(lat) / 2)))


def ground(map_: Map, taken: Sequence[tuple[float, float]] = (), away: float = 0) -> list[ET.Element]:
    """Land and water, borders and rivers, and the names on them; that of a city gives way to what else is drawn there."""
    shown = map_.ground
    return [
        draw("rect", x=map_.left, y=map_.top, width=map_.width, height=map_.height, class_="sea"),
        _lines(map_, shown.land, "land", close=True),
        _lines(map_, shown.regions, "region"),
        _lines(map_, (river.line for river in shown.rivers), "river"),
        _lines(map_, shown.borders, "border"),
        *(part for name in shown.names for part in _name(map_, name, taken, away)),
    ]


def _lines(map_: Map, tracks: Iterable[str], class_: str, close: bool = False) -> ET.Element:
    """All lines of a sort as one path."""
    drawn = (track((map_((lat, lon)) for lon, lat in points(line)), LEAST) for line in tracks)
    return draw("path", d="".join(f"{line}{'z' if close else ''}" for line in drawn if line), class_=class_)


def _name(map_: Map, name: Name, taken: Sequence[tuple[float, float]], away: float) -> list[ET.Element]:
    """A name of the map; that of a city stands beside its dot."""
    x, y = map_((name.lat, name.lon))
    if name.sort not in ("city", "capital"):
        return [label([name.name], x, y + 4, "wide" if name.sort == "country" else f"small {name.sort}", "middle")]
    near = [there for there, beside in taken if hypot(there - x, beside - y) < away + 8]
    class_ = "strong on" if name.sort == "capital" else "name on"
    dot = draw("circle", cx=x, cy=y, r=4 if name.sort == "capital" else 3, class_="city")
    if name.side == "left":
        return [dot, label([name.name], min([x - 8, *(there - away - 5 for there in near)]), y + 4.5, class_, "end")]
    if name.side == "right":
        return [dot, label([name.name], max([x + 8, *(there + away + 5 for there in near)]), y + 4.5, class_)]
    return [dot, label([name.name], x, y - 8, class_, "middle")]
