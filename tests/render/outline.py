"""HTML as lines by which two can be compared: an element a line, its attributes in order, its words with white space as one."""

import re
from collections.abc import Iterator

from lxml import html

# What stands in running text: white space around anything else says nothing.
INLINE = {"a", "b", "button", "code", "em", "i", "img", "input", "small", "span", "strong", "sub", "sup", "tspan"}
Nodes = list[str | html.HtmlElement]


def outline(source: str, without: tuple[str, ...] = ()) -> list[str]:
    """Return HTML as lines; elements of the classes or ids `without`, and comments, are left out."""
    root = html.fragment_fromstring(source, create_parent="page")
    for element in list(root.iter()):
        left_out = not isinstance(element.tag, str) or set(without) & {element.get("id"), *element.get("class", "").split()}
        if left_out and element.getparent() is not None:
            element.drop_tree()
    return list(_lines(root, 0))


def _lines(element: html.HtmlElement, depth: int) -> Iterator[str]:
    attributes = "".join(f' {name}="{_folded(value)}"' for name, value in sorted(element.attrib.items()))
    yield f"{'  ' * depth}{element.tag}{attributes}"
    for node in _nodes(element):
        if isinstance(node, str):
            yield f"{'  ' * (depth + 1)}“{node}”"
        else:
            yield from _lines(node, depth + 1)


def _nodes(element: html.HtmlElement) -> Nodes:
    """The words and elements in an element; white space at the border of a block is left out."""
    nodes: Nodes = [_folded(element.text or "")]
    for child in element:
        nodes += [child, _folded(child.tail or "")]
    for at, node in enumerate(nodes):
        if isinstance(node, str):
            before, after = nodes[at - 1] if at else element, nodes[at + 1] if at + 1 < len(nodes) else element
            node = node.lstrip(" ") if _is_block(before) else node
            nodes[at] = node.rstrip(" ") if _is_block(after) else node
    return [node for node in nodes if not isinstance(node, str) or node]


def _is_block(node: str | html.HtmlElement) -> bool:
    return not isinstance(node, str) and node.tag not in INLINE


def _folded(words: str) -> str:
    return re.sub(r"[ \t\n]+", " ", words)
