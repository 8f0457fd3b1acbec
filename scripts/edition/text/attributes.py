"""Read attribute lists: what stands in braces behind a heading or under a paragraph, { #id .class key=value key="two words" }."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

# The end of a heading; a section file and a page are read alike.
AT_END = re.compile(r"(?<![ \t])[ \t]*(?<!\\)\{:?([^{}\n]*)(?<!\\)\}[ \t]*$")
TOKEN = re.compile(
    r"""[ \t]*(?:#(?P<id>[^\s#.="'{}]+)|\.(?P<class>[^\s#.="'{}]+)"""
    r"""|(?P<key>[A-Za-z][\w-]*)=(?P<value>"[^"]*"|“[^”]*”|'[^']*'|[^\s"'{}]+))(?=[ \t]|$)"""
)


@dataclass(frozen=True)
class Attributes:
    """An id, classes and other settings; of what is given twice the last counts."""

    id: str = ""
    classes: tuple[str, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=256)
def parse_attributes(inner: str) -> Attributes | None:
    """Return what the inside of a pair of braces sets, or nothing where it is no list of attributes."""
    id, classes, others, at = "", [], {}, 0
    text = inner.strip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            return None
        if match["id"]:
            id = match["id"]
        elif match["class"]:
            classes.append(match["class"])
        else:
            value = match["value"]
            others[match["key"]] = value[1:-1] if value[:1] in "\"'“" else value
        at = match.end()
    return Attributes(id, tuple(classes), others) if text else None
