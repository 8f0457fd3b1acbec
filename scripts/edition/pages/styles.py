"""The style sheet that is made from data: the faces, and the colour, sign and line of every kind of note."""

from collections.abc import Iterable

from edition.model.kinds import Kind
from edition.pages.fonts import style_sheet

THIN, THICK = "0.07em", "0.13em"


def made_styles(kinds: Iterable[Kind]) -> str:
    """Return the text of overrides/assets/made/made.css."""
    listed = list(kinds)
    light = "".join(f"  --{kind.id}: {kind.light};\n" for kind in listed)
    dark = "".join(f"  --{kind.id}: {kind.dark};\n" for kind in listed)
    schemes = f'[data-md-color-scheme] {{\n{light}}}\n@media screen {{\n[data-md-color-scheme="slate"] {{\n{dark}}}\n}}\n'
    return style_sheet(signs(listed)) + schemes + "".join(map(_rules, listed))


def signs(kinds: Iterable[Kind]) -> str:
    """Return the signs of some kinds, which the face of labels must have."""
    return "".join(kind.sign for kind in kinds)


def _rules(kind: Kind) -> str:
    style, _, weight = kind.line.partition(" ")
    style, weight = ("solid", "thick") if style == "thick" else (style, weight)
    sign = kind.sign.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f':is(.kind-{kind.id}, .listed.{kind.id}) {{\n  --kind: var(--{kind.id});\n  --sign: "{sign}";\n}}\n'
        f"a.kind-{kind.id} {{\n  text-decoration-style: {style};\n  --line: {THICK if weight else THIN};\n}}\n"
    )
