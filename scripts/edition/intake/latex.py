"""Make LaTeX ready for pandoc: files that it takes in stand in their places, words as typed have the name that pandoc knows."""

import re
from pathlib import Path

# A file that is taken in, but in a comment: \\input{one} \\include{parts/one} \\subfile{one} \\import{parts/}{one}
INPUT = re.compile(
    r"^(?P<before>(?:[^%\n\\]|\\.)*?)\\(?:input|include|subfile|import)\s*\{(?P<name>[^{}\n]+)\}(?:\{(?P<file>[^{}\n]+)\})?", re.M
)
MACRO = re.compile(r"\\\w+/")  # a folder that the author’s own command names
BODY = re.compile(r"\\begin\{document\}(.*)\\end\{document\}", re.DOTALL)
TYPED = ("alltt", "Verbatim", "lstlisting", "minted", "verbatim")  # what prints its words as they were typed
# An environment of the author's that begins with one of these.
OWN = re.compile(r"\\(?:re)?newenvironment\*?\s*\{(\w+)\}(?:\[\d\])?\s*\{\s*%?\s*\\begin\{(?:" + "|".join(TYPED) + r")\}")
BARE = "latex-latex_macros"  # pandoc's name of LaTeX without what a text defines for itself
DEEPEST = 5  # files that name files
LARGEST = 20_000_000


def joined(text: str, folder: Path, within: tuple[Path, ...] = ()) -> str:
    """Return LaTeX with the files that it takes in, as far as they lie beside it, in the places where it names them."""
    root = folder.resolve()

    def taken(match: re.Match[str]) -> str:
        named = MACRO.sub("", match["name"].strip()) + (match["file"] or "").strip()
        for file in ((root / named).resolve(), (root / f"{named}.tex").resolve()):
            beside = file.is_relative_to(root) and file.suffix == ".tex" and file not in within
            if beside and file.is_file() and file.stat().st_size < LARGEST:
                found = file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
                body = BODY.search(found)
                return match["before"] + joined(body[1] if body else found, folder, (*within, file))
        return match.group()

    return INPUT.sub(taken, text) if len(within) < DEEPEST else text


def missing(text: str) -> list[str]:
    """Return the names of the files that LaTeX takes in among its words, and that have not been found."""
    body = BODY.search(text)
    return [match["name"] + (match["file"] or "") for match in INPUT.finditer(body[1])] if body else []


def as_pandoc_knows(text: str) -> str:
    """Return LaTeX whose environments of words as typed have the name that pandoc knows."""
    names = "|".join({*OWN.findall(text), *TYPED[:-1]})
    start = max(text.find("\\begin{document}"), 0)
    body = re.sub(rf"\\begin\{{({names})\}}(?:\[[^\[\]\n]*\])?(.*?)\\end\{{\1\}}", _typed, text[start:], flags=re.DOTALL)
    return text[:start] + body


def _typed(match: re.Match[str]) -> str:
    return f"\\begin{{verbatim}}{match[2]}\\end{{verbatim}}"
