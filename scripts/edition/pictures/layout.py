"""Where things go in a picture: numbers in, numbers out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, hypot, radians, sin, sqrt

EARTH = 6371.0  # mean radius, km


@dataclass(frozen=True)
class Scale:
    """A linear scale from a domain to a range; a domain without extent falls on the middle of the range."""

    domain: tuple[float, float]
    range: tuple[float, float]

    def __call__(self, value: float) -> float:
        """Where a value lies."""
        (low, high), (start, end) = self.domain, self.range
        return start + (end - start) * ((value - low) / (high - low) if high != low else 0.5)


def spread(wanted: Sequence[float], sizes: Sequence[float], gap: float, least: float = 0) -> list[float]:
    """The tops of things of these sizes, in this order and at least gap apart, each as near to its wanted top as can be.

    The sum of squared displacements is least. Without sizes the tops must only not fall: isotonic regression, by pooling.
    """
    offsets: list[float] = []
    total = 0.0
    for size in sizes:
        offsets.append(total)
        total += size + gap
    pools: list[list[float]] = []
    for top, offset in zip(wanted, offsets, strict=True):
        pools.append([top - offset])
        while len(pools) > 1 and _mean(pools[-2]) > _mean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    places = [max(_mean(pool), least) for pool in pools for _ in pool]
    return [place + offset for place, offset in zip(places, offsets, strict=True)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def columns(places: Sequence[float], step: float, first: float, last: float) -> list[tuple[float, int]]:
    """Put things of width step into columns, each as near to its place as can be: the centre of its column and its level from 0."""
    count = max(int((last - first) // step), 1)
    high: Counter[int] = Counter()
    found = []
    for place in places:
        column = min(max(int((place - first) // step), 0), count - 1)
        found.append((first + (column + 0.5) * step, high[column]))
        high[column] += 1
    return found


def apart(places: Sequence[tuple[float, float]], least: float, rounds: int = 60) -> list[tuple[float, float]]:
    """Push places that lie nearer together than least away from each other, a little at a time, the later ones to the right."""
    found = [*places]
    for _ in range(rounds):
        moved = False
        for at, (x1, y1) in enumerate(found):
            for other in range(at + 1, len(found)):
                x2, y2 = found[other]
                across, along = x2 - x1 or 0.01, y2 - y1
                gap = hypot(across, along)
                if gap < least - 0.1:
                    part, moved = (least - gap) / 2 / gap, True
                    x1, y1 = x1 - across * part, y1 - along * part
                    found[at], found[other] = (x1, y1), (x2 + across * part, y2 + along * part)
        if not moved:
            break
    return found


def distance(here: tuple[float, float], there: tuple[float, float]) -> float:
    """The distance of two places as the crow flies, in km; places are latitude and longitude in degrees."""
    (lat1, lon1), (lat2, lon2) = here, there
    across = sin(radians(lat2 - lat1) / 2) ** 2
    along = sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH * asin(sqrt(across + cos(radians(lat1)) * cos(radians(lat2)) * along))


def barycentres(ends: Sequence[str]) -> list[str]:
    """The ends, each once, in the order of the mean place of the rows that lead to them."""
    places: dict[str, list[float]] = {}
    for at, end in enumerate(ends):
        places.setdefault(end, []).append(at)
    return sorted(places, key=lambda end: (_mean(places[end]), end))


def crossings(ends: Sequence[str]) -> int:
    """How many pairs of rows cross on their way to their ends, when these stand in the order of barycentres."""
    order = {end: at for at, end in enumerate(barycentres(ends))}
    places = [order[end] for end in ends]
    return sum(places[j] < places[i] for j in range(len(places)) for i in range(j))


def untangle(pairs: Sequence[tuple[str, str]], rounds: int = 12) -> list[int]:
    """An order of pairs, by index, in which those with one beginning stand together and few cross on the way to their ends.

    Beginnings and ends are sorted by each other's mean place in turn, and the best order of all rounds is kept.
    """
    many = Counter(begin for begin, _ in pairs)
    rows = sorted(range(len(pairs)), key=lambda at: (-many[pairs[at][0]], pairs[at]))
    best = rows
    for _ in range(rounds):
        order = {end: at for at, end in enumerate(barycentres([pairs[row][1] for row in rows]))}
        places: dict[str, list[float]] = {}
        for begin, end in pairs:
            places.setdefault(begin, []).append(order[end])
        means = {begin: _mean(found) for begin, found in places.items()}
        rows = sorted(rows, key=lambda row: (means[pairs[row][0]], pairs[row][0], order[pairs[row][1]]))
        best = min(best, rows, key=lambda found: crossings([pairs[row][1] for row in found]))
    return best
