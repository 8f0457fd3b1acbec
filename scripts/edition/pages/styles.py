"""The style sheet that is made from data: the faces, and the colour, sign and line of every kind of note."""

from collections.abc import Iterable, Iterator

from edition.model.kinds import Kind
from edition.pages.fonts import Face, files

THIN, THICK = "0.07em", "0.13em"


def made_styles(kinds: Iterable[Kind]) -> str:
    """Return the styles that come before those of edition.css, in the file that pages load."""
    listed = list(kinds)
    light = "".join(f"  --{kind.id}: {kind.light};\n" for kind in listed)
    dark = "".join(f"  --{kind.id}: {kind.dark};\n" for kind in listed)
    schemes = f'[data-md-color-scheme] {{\n{light}}}\n@media screen {{\n[data-md-color-scheme="slate"] {{\n{dark}}}\n}}\n'
    return _faces(signs(listed)) + schemes + "".join(map(_rules, listed))


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


def _faces(signs: str) -> str:
    """The rules that name every file of a face with the characters that it is asked for."""
    return "".join(_face(name, face, codes) for name, face, codes in files(signs))


def _face(name: str, face: Face, codes: set[int]) -> str:
    lines = [f'font-family: "{face.family}";', face.selects, "font-display: optional;", f'src: url("{name}") format("woff2");']
    lines.append(f"unicode-range: {', '.join(_ranges(codes))};")
    return "@font-face {\n" + "".join(f"  {line}\n" for line in lines) + "}\n"


def _ranges(codes: set[int]) -> Iterator[str]:
    """Runs of characters as a style sheet writes them."""
    ordered = sorted(codes)
    first = last = ordered[0]
    for code in [*ordered[1:], -1]:
        if code != last + 1:
            yield f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}"
            first = code
        last = code
