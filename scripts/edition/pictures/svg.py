"""Pictures as elements: SVG by small functions, in the page's own colours, named and described, the same bytes every time.

What is drawn stands in a group of role img; links stand beside it, since nothing inside an image can be reached.
Words are set in the sizes of SIZES, which the style sheet repeats, and fitted by the widths of the shipped faces.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from pathlib import Path

from edition.pictures.faces import LABELS, STRONG, WORDS, width_of
from edition.text.language import leftward, used
from edition.text.normal import UNSPACED

# Widths in pixels: as wide as the text, as a wide page has room for, as a telephone has.
MEASURE, BROAD, NARROW = 504, 1000, 350
CELL = 24  # the least that a finger can hit


@dataclass(frozen=True)
class Size:
    """How a sort of words is set: the size of its letters, the step from line to line, the face."""

    letters: float
    step: float
    face: Path = LABELS


SIZES: Mapping[str, Size] = {
    "": Size(14, 18),
    "small": Size(12.5, 16),
    "strong": Size(14.5, 18, STRONG),
    "title": Size(17, 22, STRONG),
    "big": Size(40, 42, WORDS),
    "wide": Size(15, 18),
    "name": Size(13, 16, STRONG),
}
LINE = SIZES[""].step
ANYWHERE = re.compile(f"(?<={UNSPACED.pattern})(?![，。、：；！？）》」』”’…])(?={UNSPACED.pattern})")
Caption = str | ET.Element | None  # its words, or a figcaption with links in it
Line = tuple[str, str]  # how it is set, and its words
Part = tuple[str, str]


def size_of(class_: str) -> Size:
    """Return how words of these classes are set: the first that is one of SIZES tells it."""
    return next((SIZES[name] for name in class_.split() if name in SIZES), SIZES[""])


def number(value: float) -> str:
    """A number to a tenth, without a needless point."""
    return f"{round(value, 1):g}" if abs(value) < 100000 else str(round(value))


def draw(tag: str, *children: ET.Element, text: str = "", **attributes: str | float) -> ET.Element:
    """An element of a drawing; class_ stands for class, text_anchor for text-anchor, numbers are rounded to a tenth."""
    made = ET.Element(tag)
    for name, value in attributes.items():
        key = "viewBox" if name == "viewBox" else name.rstrip("_").replace("_", "-")
        made.set(key, value if isinstance(value, str) else number(value))
    made.text = text or None
    made.extend(children)
    return made


def wrap(text: str, width: float, class_: str = "") -> list[str]:
    """The lines of a text no wider than width, broken between words; a word that is wider has a line of its own."""
    lines: list[str] = []
    for apart, word in _words(text):
        if lines and breadth_of((class_, f"{lines[-1]}{apart}{word}")) <= width:
            lines[-1] += f"{apart}{word}"
        else:
            lines.append(word)
    return lines


def _words(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text with what stands before each; in scripts without spaces a line may end after any sign."""
    for word in text.split():
        for at, part in enumerate(ANYWHERE.split(word)):
            yield "" if at else " ", part


def breadth_of(line: Line) -> float:
    """How wide a line is set."""
    size = size_of(line[0])
    return width_of(line[1], size.letters, size.face)


def lines_of(parts: Iterable[Part], width: float) -> list[Line]:
    """The lines of several sorts of words below one another, no wider than width; a part without words has none."""
    return [(class_, line) for class_, text in parts for line in wrap(text, width, class_)]


def height_of(lines: Iterable[Line]) -> float:
    """How high lines stand."""
    return fsum(size_of(class_).step for class_, _ in lines)


def words_of(lines: Iterable[Line]) -> str:
    """What lines say."""
    return " ".join(words for _, words in lines)


def label(lines: Iterable[str], x: float, y: float, class_: str = "", anchor: str = "start") -> ET.Element:
    """Lines of one sort of words; y is the base of the first. A space parts them for those who hear them."""
    made = draw("text", x=x, y=y)
    if class_:
        made.set("class", class_)
    if anchor != "start":
        made.set("text-anchor", anchor)
    listed = list(lines)
    if len(listed) == 1:
        made.text = listed[0]
        return made
    for at, line in enumerate(listed):
        made.append(draw("tspan", x=x, y=y + at * size_of(class_).step, text=line))
        made[-1].tail = " "
    return made


def column(lines: Sequence[Line], x: float, top: float, anchor: str = "start") -> list[ET.Element]:
    """Lines of several sorts of words below one another, from a height on."""
    made = []
    for class_, words in lines:
        size = size_of(class_)
        made.append(label([words], x, top + (size.step + size.letters * 0.68) / 2, class_, anchor))
        made[-1].tail = " "
        top += size.step
    return made


def anchor(href: str, *children: ET.Element, says: str = "", class_: str = "") -> ET.Element:
    """A link around a part of a drawing; says names it where it has no words, or words in several lines.

    Without it, its words name it, with a space between them.
    """
    made = draw("a", *children, href=href, **({"class_": class_} if class_ else {}))
    if says:
        made.set("aria-label", says)
    for child in children[:-1]:
        child.tail = " "
    return made


def tip(words: str) -> ET.Element:
    """What a pointer that rests on a part of a drawing is told."""
    return draw("title", text=words)


def hit(x: float, y: float, width: float, height: float) -> ET.Element:
    """The stretch that a finger can hit."""
    return draw("rect", x=x, y=y, width=width, height=height, class_="hit")


def track(points: Iterable[tuple[float, float]], least: float = 0) -> str:
    """The path through points, in steps to a tenth; a point nearer than least to the one before it is left out."""
    steps: list[str] = []
    x = y = 0.0
    for right, down in points:
        across, along = round(right - x, 1), round(down - y, 1)
        if steps and max(abs(across), abs(along)) <= least:
            continue
        steps.append(f"{number(across)} {number(along)}".replace(" -", "-"))
        x, y = x + across, y + along
    return f"M{steps[0]}l{' '.join(steps[1:]).replace(' -', '-')}" if len(steps) > 1 else ""


def picture(
    name: str,
    title: str,
    says: str,
    size: tuple[float, float],
    drawn: Iterable[ET.Element],
    links: Iterable[ET.Element] = (),
    fixed: bool = False,
) -> ET.Element:
    """A drawing; name is unique on its page, says what there is to see, size is width and height.

    Where the language is written from right to left it is drawn so, too, unless it is fixed, as a map is.
    """
    image = draw("g", role="img", aria_labelledby=f"{name}-title", aria_describedby=f"{name}-says")
    image.append(draw("title", text=title, id=f"{name}-title"))
    image.append(draw("desc", text=says, id=f"{name}-says"))
    image.extend(drawn)
    width, height = size
    box = f"0 0 {number(width)} {number(height)}"
    named = {"role": "group", "aria_labelledby": f"{name}-title"}
    if not leftward(used()):
        return draw("svg", image, *links, viewBox=box, width=width, height=height, **named)
    if fixed:
        return draw("svg", image, *links, viewBox=box, width=width, height=height, direction="ltr", **named)
    turned = draw("g", image, *links, transform=f"matrix(-1 0 0 1 {number(width)} 0)")
    for words in turned.iter("text"):  # which are read as they are, from the mirrored place on
        words.set("transform", "scale(-1 1)")
        for part in words.iter():
            part.set("x", number(-float(part.get("x", "0"))))
    return draw("svg", turned, viewBox=box, width=width, height=height, **named)


def figure(kind: str, pictures: Iterable[ET.Element], caption: Caption = None) -> ET.Element:
    """Drawings in a box of the page; a figure only with a caption, since each drawing has a name of its own."""
    if caption is None:
        return draw("div", *pictures, class_=f"picture {kind}")
    told = draw("figcaption", text=caption) if isinstance(caption, str) else caption
    return draw("figure", *pictures, told, class_=f"picture {kind}")


def twice(drawing: Callable[[float, str], ET.Element], wide: float = MEASURE) -> list[ET.Element]:
    """A drawing for wide pages and one for narrow ones, of which a page shows one; drawing gets the width and a mark for ids."""
    both = [drawing(wide, "wide"), drawing(NARROW, "narrow")]
    for made, kind in zip(both, ("wide", "narrow"), strict=True):
        made.set("class", kind)
    return both
