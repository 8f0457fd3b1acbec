"""Pictures as elements: SVG by small functions, in the page's own colours, named and described, the same bytes every time.

What is drawn stands in a group of role img; links stand beside it, since nothing inside an image can be reached.
"""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable

from edition.pictures.faces import width_of

# Widths in units of a pixel or so: one drawing for a page as wide as the text, one for a telephone.
WIDE, NARROW = 640, 340
TEXT = 12.5
LINE = 16
CELL = 24  # the least that a finger can hit


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


def wrap(text: str, width: float, size: float = TEXT) -> list[str]:
    """The lines of a text no wider than width, broken at spaces; a word that is wider has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def label(lines: Iterable[str], x: float, y: float, class_: str = "", anchor: str = "start", step: float = LINE) -> ET.Element:
    """Lines of text; y is the base of the first. A space parts them for those who hear them, on the side that is not aligned."""
    made = draw("text", x=x, y=y, text_anchor=anchor, class_=class_)
    if not class_:
        del made.attrib["class"]
    for at, line in enumerate(lines):
        if at and anchor != "end":
            made[-1].tail = " "
        made.append(draw("tspan", x=x, y=y + at * step, text=f" {line}" if at and anchor == "end" else line))
    return made


def anchor(href: str, *children: ET.Element, says: str = "") -> ET.Element:
    """A link around a part of a drawing; says names it where it has no words, or words in several lines."""
    made = draw("a", *children, href=href)
    if says:
        made.set("aria-label", says)
    return made


def tip(words: str) -> ET.Element:
    """What a pointer that rests on a part of a drawing is told."""
    return draw("title", text=words)


def hit(x: float, y: float, width: float, height: float) -> ET.Element:
    """The stretch that a finger can hit."""
    return draw("rect", x=x, y=y, width=width, height=height, class_="hit")


def picture(
    name: str,
    title: str,
    says: str,
    size: tuple[float, float],
    drawn: Iterable[ET.Element],
    links: Iterable[ET.Element] = (),
) -> ET.Element:
    """A drawing; name is unique on its page, says what there is to see, size is width and height."""
    image = draw("g", role="img", aria_labelledby=f"{name}-title", aria_describedby=f"{name}-says")
    image.append(draw("title", text=title, id=f"{name}-title"))
    image.append(draw("desc", text=says, id=f"{name}-says"))
    image.extend(drawn)
    width, height = size
    return draw("svg", image, *links, viewBox=f"0 0 {number(width)} {number(height)}", width=width, height=height)


def figure(kind: str, pictures: Iterable[ET.Element], caption: str = "") -> ET.Element:
    """Drawings as a figure of the page; its words are no matter for the search, the page says them too."""
    made = draw("figure", *pictures, class_=f"picture {kind}")
    if caption:
        made.append(draw("figcaption", text=caption))
    return made


def twice(drawing: Callable[[float, str], ET.Element]) -> list[ET.Element]:
    """A drawing for wide pages and one for narrow ones, of which a page shows one; drawing gets the width and a mark for ids."""
    both = [drawing(WIDE, "wide"), drawing(NARROW, "narrow")]
    for made, kind in zip(both, ("wide", "narrow"), strict=True):
        made.set("class", kind)
    return both
