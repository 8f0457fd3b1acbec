"""The cards of who stood to whom: who has one, what it tells, and where it stands."""

from collections import Counter
from dataclasses import dataclass, replace
from math import fsum
from statistics import mean

from edition.model.dates import in_words
from edition.model.edition import Register
from edition.model.events import Circle, Relation, Tie
from edition.pictures.layout import spread
from edition.pictures.svg import Line, height_of, lines_of
from edition.text.language import message, t, tc

STATES = {
    "lasting": message("still so"),
    "changed": message("changed since"),
    "ended": message("over"),
}
LATER = "later"
COLUMN, MIDDLE = 285, 250  # widths of the cards
PAD, GAP, TITLE = 9, 9, 30


@dataclass(frozen=True)
class Card:
    """An actor of the picture: the name, the ties that it tells, each with its state, and where it stands."""

    key: str
    name: list[Line]
    ties: list[tuple[Relation, list[Line]]]
    end: str
    x: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.top + self.height / 2


@dataclass
class Told:
    """The relations that the picture shows, and who is in it."""

    register: Register
    rows: list[Relation]
    names: dict[str, str]
    circles: list[Circle]
    ties: dict[str, Tie]
    ended: dict[str, str]  # whom a later day ended, and how that is said

    def teller(self, relation: Relation) -> str:
        """The actor whose card tells a relation: of the two the one with fewer of them, so that no card grows long."""
        many = Counter(end for row in self.rows for end in (row.begins, row.to))
        return relation.begins if many[relation.begins] <= many[relation.to] else relation.to


def ordered(relations: tuple[Relation, ...]) -> list[Relation]:
    """Return the relations so that those of one actor stand together, else in the order of the file."""
    first = {relation.begins: at for at, relation in reversed([*enumerate(relations)])}
    return sorted(relations, key=lambda relation: first[relation.begins])


def state_of(relation: Relation) -> str:
    """What became of a relation: one of STATES, or later."""
    return relation.state if relation.then else LATER


def circles_of(register: Register, rows: list[Relation]) -> list[Circle]:
    """Who stands where: as the file says; the rest, and all where it says nothing, by whether ties begin or end there."""
    begins, ends = {row.begins for row in rows}, {row.to for row in rows}
    there = begins | ends
    made = [(one, [key for key in one.who if key in there]) for one in register.related.circles]
    placed = {key for _, who in made for key in who}
    found = [one.model_copy(update={"who": tuple(who)}) for one, who in made if who]
    for side, keys in (("left", begins - ends), ("middle", begins & ends), ("right", ends - begins)):
        rest = [entry.key for entry in register.actors if entry.key in keys and entry.key not in placed]
        if rest:
            found.append(
                Circle.model_validate({"title": tc("actors", "Others") if made else tc("actors", "Who"), "side": side, "who": rest})
            )
    return found


def ended_since(register: Register) -> dict[str, str]:
    """Who has died or was dissolved since the text was published, and when."""
    published = max((text.published or "" for text in register.texts), default="")
    died, until = message("died {day}"), message("until {day}")
    last = {entry.key: (died, entry.died) if entry.died else (until, entry.dissolved) for entry in register.actors}
    return {key: t(how, day=in_words(day)) for key, (how, day) in last.items() if published and day and day > published}


def _ties(told: Told, key: str, width: float) -> list[tuple[Relation, list[Line]]]:
    """What the card of an actor tells: to whom, or who to this one, and how."""
    found = []
    for row in told.rows:
        if told.teller(row) == key:
            words = t("to {name}: {how}", name=told.names[row.to], how=row.label)
            if row.begins != key:
                words = t("{name}: {how}", name=told.names[row.begins], how=row.label)
            found.append((row, lines_of([("small", words)], width)))
    return sorted(found, key=lambda tie: state_of(tie[0]) == LATER)


def card_of(told: Told, key: str, x: float, top: float, width: float) -> Card:
    """Return the card of an actor at a place, as high as what it tells."""
    ties = _ties(told, key, width - 2 * PAD)
    end, name = told.ended.get(key, ""), lines_of([("strong", told.names[key])], width - 2 * PAD)
    height = (
        2 * PAD + height_of(name) + 2 + fsum(height_of(lines) for _, lines in ties) + (height_of([("small", end)]) if end else 0)
    )
    return Card(key, name, ties, end, x, top, width, height)


def stacked(told: Told, side: str, x: float, width: float) -> tuple[list[Card], list[tuple[str, float]]]:
    """The cards of a column from above to below, and the titles of its circles with their heights."""
    cards, titles, top = [], [], 0.0
    for circle in told.circles:
        if circle.side == side:
            titles.append((circle.title, top))
            top += TITLE
            for key in circle.who:
                cards.append(card_of(told, key, x, top, width))
                top += cards[-1].height + GAP
            top += GAP
    return cards, titles


def balanced(
    told: Told, cards: list[Card], titles: list[tuple[str, float]], others: list[Card]
) -> tuple[list[Card], list[tuple[str, float]]]:
    """The circles of the middle column, each as near as can be to the heights of those that its actors are tied to."""
    if not others or not cards:
        return cards, titles
    heights = {card.key: card.middle for card in others}
    low = max(card.top + card.height for card in others)
    ends = [*(top for _, top in titles[1:]), cards[-1].top + cards[-1].height + 2 * GAP]
    sizes = [end - top for (_, top), end in zip(titles, ends, strict=True)]
    wanted = []
    for (_, top), end in zip(titles, ends, strict=True):
        keys = {card.key for card in cards if top <= card.top < end}
        tied = [
            heights[b if a in keys else a]
            for a, b in _pairs(told)
            if (a in keys) != (b in keys) and (b if a in keys else a) in heights
        ]
        wanted.append((mean(tied) if tied else low) - (end - top) / 2)
    tops = spread(sorted(wanted), sizes, 0)
    over = max(0.0, tops[-1] + sizes[-1] - max(low, fsum(sizes)))
    tops = [max(fsum(sizes[:at]), top - over) for at, top in enumerate(tops)]
    moved = []
    for card in cards:
        at = max(at for at, (_, top) in enumerate(titles) if top <= card.top)
        moved.append(replace(card, top=card.top - titles[at][1] + tops[at]))
    return moved, [(words, top) for (words, _), top in zip(titles, tops, strict=True)]


def _pairs(told: Told) -> list[tuple[str, str]]:
    return [(row.begins, row.to) for row in told.rows]
