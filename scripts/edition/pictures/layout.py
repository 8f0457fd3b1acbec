"""Where things go in a picture: numbers in, numbers out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, fsum, hypot, radians, sin, sqrt

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


@dataclass(frozen=True)
class Elastic:
    """A scale in steps of one: a step in which something lies has room, one in which nothing lies is thin."""

    first: int
    steps: tuple[tuple[float, float], ...]  # where each begins and ends

    def __call__(self, value: float) -> float:
        """Where a value lies."""
        at = min(max(int(value // 1) - self.first, 0), len(self.steps) - 1)
        top, bottom = self.steps[at]
        return top + (bottom - top) * (value - self.first - at)


def elastic(values: Iterable[float], top: float, full: float, thin: float, pause: tuple[int, float]) -> Elastic:
    """Return the scale of some values, from a height on: a step that holds any is full high, the others are thin.

    pause: before every such step (24: every midnight) so much is left free.
    """
    busy = {int(value // 1) for value in values}
    first, steps = min(busy), []
    for step in range(first, max(busy) + 1):
        top += pause[1] if step % pause[0] == 0 and step > first else 0
        steps.append((top, top + (full if step in busy else thin)))
        top = steps[-1][1]
    return Elastic(first, tuple(steps))


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
    return fsum(values) / len(values)


def places_free(choices: Sequence[Sequence[tuple[float, float]]], levels: int, gap: float) -> list[tuple[int, tuple[float, float]]]:
    """Give each thing, in order, the first of its stretches that is free on one of the levels, the lowest of them.

    The last of its stretches is what it needs at least: where none is free it gets that on a level above.
    """
    taken: list[list[tuple[float, float]]] = []
    found = []
    for stretches in choices:
        level, stretch = _free(stretches, taken, levels, gap)
        taken.extend([] for _ in range(level + 1 - len(taken)))
        taken[level].append(stretch)
        found.append((level, stretch))
    return found


def _free(
    stretches: Sequence[tuple[float, float]], taken: list[list[tuple[float, float]]], levels: int, gap: float
) -> tuple[int, tuple[float, float]]:
    for stretch in stretches:
        for level in range(levels):
            if level >= len(taken) or all(right + gap <= stretch[0] or stretch[1] + gap <= left for left, right in taken[level]):
                return level, stretch
    level = levels
    while level < len(taken) and any(right > stretches[-1][0] and stretches[-1][1] > left for left, right in taken[level]):
        level += 1
    return level, stretches[-1]


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
