"""Who stood to whom: a card for each actor, in three columns, and a line for each tie, which its card tells in words.

What was so then and what has become of it are two states of one picture: ties that are over fade, later ones appear.
"""

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator

from edition.model.edition import Edition
from edition.model.events import Relation, Tie
from edition.pictures.cards import (
    COLUMN,
    GAP,
    LATER,
    MIDDLE,
    PAD,
    STATES,
    TITLE,
    Card,
    Told,
    balanced,
    card_of,
    circles_of,
    ended_since,
    ordered,
    stacked,
    state_of,
)
from edition.pictures.marks import key
from edition.pictures.svg import (
    BROAD,
    NARROW,
    anchor,
    column,
    draw,
    figure,
    height_of,
    hit,
    label,
    picture,
    twice,
    words_of,
)
from edition.text.language import message, t

BOW = 44  # how far the line between two cards of a column bends
ARC = 66  # what the lines of a narrow page bend into
PLAIN = Tie(id="tie", label="tied")  # which no key tells


def graph(edition: Edition, _: str = "") -> ET.Element | None:
    """The picture of all relations whose actors there are; nothing where there is none."""
    register = edition.register
    names = {entry.key: entry.name for entry in register.actors}
    rows = [row for row in ordered(register.relations) if row.begins in names and row.to in names]
    if not rows:
        return None
    ties = {tie.id: tie for tie in register.related.ties}
    told = Told(register, rows, names, circles_of(register, rows), ties, ended_since(register))
    drawn = twice(lambda width, kind: _narrow(told) if kind == "narrow" else _wide(told, width), BROAD)
    made = figure("graph broad", drawn)
    made.set("data-script", "lists/ties")
    made.insert(0, _states(*register.related.states))
    return made


def _states(then: str, since: str) -> ET.Element:
    """The choice of the state that is shown; it works without a script."""
    made = draw("fieldset", draw("legend", text=t("Show how they stood")), class_="states")
    for value, words in (("then", then), ("since", since)):
        box = draw("input", type="radio", name="state", value=value, **({"checked": "checked"} if value == "then" else {}))
        box.tail = f" {words}"
        made.append(draw("label", box))
    return made


def _wide(told: Told, width: float) -> ET.Element:
    centre = (width - MIDDLE) / 2
    left, left_titles = stacked(told, "left", 0, COLUMN)
    right, right_titles = stacked(told, "right", width - COLUMN, COLUMN)
    inner, inner_titles = stacked(told, "middle", centre, MIDDLE)
    inner, inner_titles = balanced(told, inner, inner_titles, left + right)
    cards = {card.key: card for card in [*left, *inner, *right]}
    titles = [
        *((words, 0.0, top) for words, top in left_titles),
        *((words, centre, top) for words, top in inner_titles),
        *((words, width - COLUMN, top) for words, top in right_titles),
    ]
    low = max(card.top + card.height for card in cards.values()) + 24
    drawn = [label([words], x, top + 20, "small circle") for words, x, top in titles]
    drawn += _edges(told, cards, centre)
    legend, low = key(_samples(told), 0, low, width)
    links = [_drawn_card(card) for card in cards.values()]
    return picture("graph-wide", t("Who stood to whom how"), _says(told), (width, low), [*drawn, *legend], links)


def _edges(told: Told, cards: dict[str, Card], centre: float) -> list[ET.Element]:
    """The lines of all ties: each leaves and reaches a card at a place of its own, in the order of what lies at the other end."""
    ports: dict[tuple[str, float], list[tuple[float, int]]] = defaultdict(list)
    sides = []
    for at, row in enumerate(told.rows):
        here, there = cards[row.begins], cards[row.to]
        x1, x2 = _faces(here, there, centre)
        sides.append((x1, x2))
        ports[here.key, x1].append((there.middle, at))
        ports[there.key, x2].append((here.middle, at))
    made = []
    for at, (row, (x1, x2)) in enumerate(zip(told.rows, sides, strict=True)):
        here, there = cards[row.begins], cards[row.to]
        y1, y2 = _port(here, ports[here.key, x1], at), _port(there, ports[there.key, x2], at)
        out = (x2 - x1) / 2 or (BOW if x1 > here.x else -BOW)
        back = -out if x1 != x2 else out
        path = f"M{x1:.1f} {y1:.1f}C{x1 + out:.1f} {y1:.1f} {x2 + back:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        made.append(_edge(told, row, path, (x2, y2, -1 if back > 0 else 1)))
    return made


def _faces(here: Card, there: Card, centre: float) -> tuple[float, float]:
    """The sides on which a line leaves one card and reaches the other; within a column the inner one."""
    if here.x == there.x:
        face = here.x if here.x > centre else here.x + here.width
        return face, face
    return (here.x + here.width, there.x) if here.x < there.x else (here.x, there.x + there.width)


def _port(card: Card, ports: list[tuple[float, int]], at: int) -> float:
    order = [row for _, row in sorted(ports)]
    return card.top + card.height * (order.index(at) + 1) / (len(order) + 1)


def _edge(told: Told, row: Relation, path: str, head: tuple[float, float, int]) -> ET.Element:
    x, y, way = head
    tie = told.ties.get(row.tie, PLAIN)
    arrow = draw("path", d=f"M{x:.1f} {y:.1f}l{-7 * way} -4v8z", class_="head")
    strokes = [draw("path", d=path, class_="stroke"), *([draw("path", d=path, class_="core")] if tie.line == "double" else [])]
    return draw("g", *strokes, arrow, class_=_class(told, row, "edge"), data_ties=f"{row.begins} {row.to}")


def _class(told: Told, row: Relation, base: str) -> str:
    tie = told.ties.get(row.tie, PLAIN)
    place = list(told.ties).index(row.tie) if row.tie in told.ties else 0
    return f"{base} {tie.line} tie-{place} {state_of(row)}"


def _drawn_card(card: Card) -> ET.Element:
    """A card with its name and what it tells; a link to the actor's page."""
    box = draw("rect", x=card.x + 0.5, y=card.top + 0.5, width=card.width - 1, height=card.height - 1, rx=4, class_="box")
    top = card.top + PAD
    parts, said = column(card.name, card.x + PAD, top), [words_of(card.name)]
    top += height_of(card.name) + 2
    for row, lines in card.ties:
        group = draw("g", *column(lines, card.x + PAD, top), class_=f"told-tie {state_of(row)}")
        group.set("data-ties", f"{row.begins} {row.to}")
        parts.append(group)
        said.append(words_of(lines))
        top += height_of(lines)
    if card.end:
        parts.append(draw("g", *column([("small", card.end)], card.x + PAD, top), class_=f"told-tie {LATER}"))
        said.append(card.end)
    stretch = hit(card.x, card.top, card.width, card.height)
    made = anchor(f"/who/{card.key}.md", stretch, box, *parts, says=" ".join(said), class_="card")
    made.set("data-who", card.key)
    return made


def _narrow(told: Told) -> ET.Element:
    """All cards below one another, and their ties as bows on the left."""
    cards: dict[str, Card] = {}
    drawn: list[ET.Element] = []
    top = 0.0
    for circle in sorted(told.circles, key=lambda one: ("middle", "left", "right").index(one.side)):
        drawn.append(label([circle.title], ARC, top + 20, "small circle"))
        top += TITLE
        for who in circle.who:
            cards[who] = card_of(told, who, ARC, top, NARROW - ARC)
            top += cards[who].height + GAP
        top += GAP
    longest = max(abs(cards[row.begins].middle - cards[row.to].middle) for row in told.rows) or 1
    for row in told.rows:
        y1, y2 = cards[row.begins].middle, cards[row.to].middle
        out = ARC - 10 - (ARC + 14) * (abs(y2 - y1) / longest) ** 0.5
        drawn.append(_edge(told, row, f"M{ARC} {y1:.1f}C{out:.1f} {y1:.1f} {out:.1f} {y2:.1f} {ARC} {y2:.1f}", (ARC, y2, 1)))
    legend, low = key(_samples(told), 0, top + 10, NARROW)
    links = [_drawn_card(card) for card in cards.values()]
    return picture("graph-narrow", t("Who stood to whom how"), _says(told), (NARROW, low), [*drawn, *legend], links)


def _samples(told: Told) -> Iterator[tuple[list[ET.Element], str]]:
    """What the lines mean."""
    for place, tie in enumerate(told.ties.values()):
        strokes = [draw("path", d="M0 0h20", class_=name) for name in ("stroke", "core")[: 1 + (tie.line == "double")]]
        yield [draw("g", *strokes, class_=f"edge {tie.line} tie-{place}")], tie.label


def _says(told: Told) -> str:
    names, later = told.names, t("began later")
    words = message("{one} to {other}: {how} ({state})")
    said = [
        t(words, one=names[r.begins], other=names[r.to], how=r.label, state=t(STATES[r.state]) if r.then else later)
        for r in told.rows
    ]
    return "; ".join(said) + "."
