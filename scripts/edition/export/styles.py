"""How books look: the style sheet of the EPUB with the colour and line of each kind of note, and the faces for the signs in use."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from edition.model.kinds import Kind
from edition.pages.fonts import FACES, Face, subset

SHEET = Path(__file__).with_name("book.css")
# What books use of the site's faces.
USED = ("serif-regular", "serif-bold", "serif-italic", "sans-semibold")


def faces_of(codes: set[int]) -> Mapping[str, bytes]:
    """Return the faces by their names, each with those of some characters that it has."""
    return {face.name: _subset(face, frozenset(codes)) for face in FACES if face.name in USED}


@lru_cache(maxsize=8)
def _subset(face: Face, codes: frozenset[int]) -> bytes:
    return subset(face, set(codes))


def _face_rules(where: Callable[[str], str]) -> str:
    """The rules that name the faces."""
    rule = '@font-face {{ font-family: "{}"; {} src: url("{}") format("woff2"); }}\n'
    return "".join(rule.format(face.family, face.selects, where(face.name)) for face in FACES if face.name in USED)


def book_styles(kinds: Iterable[Kind], face: Callable[[str], str] = "fonts/{}.woff2".format) -> str:
    """Return the style sheet of books; face says where a face of some name is."""
    listed = list(kinds)
    dark = "".join(f"  {_coloured(kind, kind.dark)}\n" for kind in listed)
    light = "".join(f"{_coloured(kind, kind.light)}\n{_lined(kind)}\n" for kind in listed)
    return f"{_face_rules(face)}{SHEET.read_text('utf-8')}{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n"


def _coloured(kind: Kind, colour: str) -> str:
    of = f".kind-{kind.id}"
    return (
        f"{of}.note {{ border-color: {colour}; }} {of}.note .kind, {of}.kind, {of}.note-ref {{ color: {colour}; }} "
        f"{of}.passage {{ text-decoration-color: {colour}; }} {of}.mark {{ fill: {colour}; stroke: {colour}; }}"
    )


def _lined(kind: Kind) -> str:
    style, _, weight = kind.line.partition(" ")
    style, weight = ("solid", "thick") if style == "thick" else (style, weight)
    sign = kind.sign.replace("\\", "\\\\").replace('"', '\\"')
    thickness = "0.13em" if weight else "0.07em"
    return (
        f".kind-{kind.id}.passage {{ text-decoration-style: {style}; text-decoration-thickness: {thickness}; }} "
        f'.kind-{kind.id}.note-ref::after {{ content: "{sign}"; }} '
        f'.kind-{kind.id}.note .kind::before, .kind-{kind.id}.kind::before {{ content: "{sign} "; }}'
    )
