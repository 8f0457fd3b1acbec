"""The numbers of items as the author wrote them: kept through Markdown’s lists, told of pandoc’s, read back as words."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

# A number at the beginning of a line: 1. 2a. (3) (b) c) iv) and, inside a list, A. and IV.
NUMBERED = re.compile(
    r"^(\s*)(\(?(?:\d{1,4}[a-z]?[.)]|[a-z]\)|[ivx]{1,5}\)|\((?:[a-z]|[ivx]{1,5})\))|(?<=\s)(?:[A-Z]|[IVX]{1,5})\.)[ \t]+(?=\S)"
)
LIST = re.compile(r"^\s*(?:[-+*]|\(?\w{1,5}[.)])\s")
FENCE = re.compile(r"^\s*(?:```|~~~)")
NOTE = re.compile(r"\[\^[^\[\]\s]+\]:")
CITED = re.compile(r"(?<!\\)\[\^([^\[\]\s\"]+)\](?!:)")
WORDLESS = re.compile(r"^( {0,3}\[\^[^\[\]\s]+\]:)[ \t]*$(?!\n+(?: {4}|\t))", re.MULTILINE)
DEFINED = re.compile(r"^ {0,3}\[\^([^\[\]\s\"]+)\]:[ \t]*(?=\S)", re.MULTILINE)
MARKED = re.compile(r"- \[([^\[\]]*)\]\{\.edition-number\} ")
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix")),
    *((5, "v"), (4, "iv"), (1, "i")),
)
DELIMITERS = {"OneParen": "{})", "TwoParens": "({})"}


def numbered(text: str) -> str:
    """Return Markdown whose numbered items keep the numbers that were typed."""
    made: list[str] = []
    inside = fenced = False
    before = ""
    for line in text.split("\n"):
        fenced ^= bool(FENCE.match(line))
        match = NUMBERED.match(line)
        begins = not before.strip() or inside
        if match and begins and not fenced and (len(match[1]) < 4 or inside):
            inside = True
            number = match[2].replace("\\", "")
            line = f"{match[1]}- [{escaped(number)}]{{.edition-number}} {line[match.end() :]}"
        elif line.strip() and not line[:1].isspace() and not LIST.match(line):
            inside = inside and bool(before.strip())
        if NOTE.match(line) and before[:4].isspace() and before.strip():
            made.append("")  # no line of an item, although it follows one
        made.append(line)
        before = line
    return "\n".join(made)


def repeated(text: str) -> str:
    """Return Markdown whose notes that several marks cite say so, each by its name: pandoc makes several of one.

    A note without a word stays without: pandoc takes the paragraph that follows for it.
    """
    text = WORDLESS.sub(r"\1 []{}", text)
    counts = Counter(CITED.findall(text))
    return DEFINED.sub(lambda match: f'{match[0]}[]{{note="{match[1]}"}}' if counts[match[1]] > 1 else match[0], text)


def escaped(number: str) -> str:
    """Return a number so that Markdown takes it for nothing else."""
    return re.sub(r"([.()])", r"\\\1", number)


def unnumbered(text: str) -> str:
    """Return text in which Markdown has taken the mark of a number for words, as code, with the number alone."""
    return MARKED.sub(lambda match: match[1].replace("\\", "") + " ", text)


def number(attributes: Any, at: int) -> str:
    """Return the number of an item as the list has it: 1., (1), a), IV."""
    start, style, delimiter = attributes[0] + at, attributes[1]["t"], attributes[2]["t"]
    if style.endswith("Alpha"):
        sign = chr(ord("a") + (start - 1) % 26) * ((start - 1) // 26 + 1)
    elif style.endswith("Roman"):
        sign = roman(start)
    else:
        sign = str(start)
    return DELIMITERS.get(delimiter, "{}.").format(sign.upper() if style.startswith("Upper") else sign)


def roman(value: int) -> str:
    """Return a number in small Roman numerals."""
    made = ""
    for worth, sign in ROMAN:
        made += sign * (value // worth)
        value %= worth
    return made


def number_of(item: Sequence[Any]) -> tuple[str, list[Any]]:
    """Return the number that an item brings along, and the item without it."""
    first = item[0] if item else None
    inlines = first["c"] if first and first["t"] in ("Para", "Plain") else []
    if not inlines or inlines[0]["t"] != "Span" or "edition-number" not in inlines[0]["c"][0][1]:
        return "", list(item)
    own = "".join(one["c"] for one in inlines[0]["c"][1] if one["t"] == "Str")
    rest = [{"t": first["t"], "c": inlines[1:]}] if first else []
    return own, [*rest, *item[1:]]
