"""The front matter of a page: what it may set, and where that stands."""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Any

from edition.files import yaml_positions as marks
from edition.files.problem import EditionError, Problem
from edition.text.characters import seen

# As builders read it: between lines of dashes, or as `key: value` lines at the very top.
FENCED = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
BARE = re.compile(r" {0,3}([A-Za-z0-9_-]+):\s*(.*)")
TEMPLATES = ("cover.html",)
LONGEST = 300


def _line(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST and "\n" not in value and seen(value) == value


def _search(value: Any) -> bool:
    known = isinstance(value, dict) and set(value) <= {"exclude", "boost"}
    return known and all(isinstance(part, bool | int | float) for part in value.values())


KEYS: Mapping[str, tuple[Any, str]] = {
    "title": (_line, f"one line of at most {LONGEST} characters"),
    "description": (_line, f"one line of at most {LONGEST} characters"),
    "template": (lambda value: value in TEMPLATES, " or ".join(TEMPLATES)),
    "generated": (
        lambda value: isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value) is not None,
        "the seal of a generated page",
    ),
    "search": (_search, "exclude: true"),
}


def pruned(meta: Mapping[Any, Any]) -> dict[str, Any]:
    """What of a page's front matter its templates may see; titles as HTML, since themes print them as they are."""
    kept = {key: value for key, value in meta.items() if key in KEYS and KEYS[key][0](value)}
    return {key: escape(unescape(value)) if key == "title" else value for key, value in kept.items()}


def faults(text: str, name: str) -> Iterator[Problem]:
    """What is wrong with the front matter of a page, with line and column."""
    fenced = FENCED.match(text)
    if not fenced:
        yield from _bare(text, name)
        return
    try:
        marked = marks.load(fenced[1], name, 2)
    except EditionError as error:
        yield from error.problems
        return
    if not isinstance(marked.data, dict):
        yield Problem(name, 2, 1, "the front matter is no list of keys and values; write title: …", "front-matter")
        return
    for key, value in marked.data.items():
        if key not in KEYS:
            yield marked.problem((key,), f"a page cannot set “{key}”; it may set {', '.join(KEYS)}", "front-matter")
        elif not KEYS[key][0](value):
            yield marked.problem((key,), f"{key}: must be {KEYS[key][1]}", "front-matter")


def _bare(text: str, name: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        match = BARE.match(line)
        if not match:
            return
        message = f"builders would take “{match[1]}:” for a setting of the page; begin the file with a line “# Title”"
        yield Problem(name, number, 1, message, "front-matter")


def body(text: str) -> tuple[str, int]:
    """A page without its front matter, and the number of its first line."""
    fenced = FENCED.match(text)
    return (text[fenced.end() :], text[: fenced.end()].count("\n") + 1) if fenced else (text, 1)
