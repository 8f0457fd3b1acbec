"""Write pandoc's inline elements as our Markdown, and as the plain words of the author."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from edition.intake.report import Report
from edition.model.markdown import escaped
from edition.text.characters import strip_invisible
from edition.text.normal import UNSPACED

# What at the beginning of a line would make it something else: a heading, a list, a rule, a quotation, a definition, a fence.
OPENING = re.compile(r"(?:#|>|[+-]|:|=|!!!|\?\?\?|~|\||\^|\d+(?=[.)]))")
BREAK = "\\\n"  # a line of verse ends so
SPACES = re.compile(r"[ \t]*\n[ \t\n]*|[ \t]+")
RAISED = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True)) | {"−": "⁻"}
LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True)) | {"−": "₋"}
MARKED = {"Emph": "*", "Underline": "*", "Strong": "**"}
QUOTED = {"DoubleQuote": "“”", "SingleQuote": "‘’"}
TAG = re.compile(r"</?\w[^<>]*>")  # of HTML: no words
PAGE = re.compile(r"page-[\w.-]{1,20}$")


@dataclass(frozen=True)
class Picture:
    """A picture of a text: its address in the file, and what is said of it in its place."""

    address: str
    words: str


@dataclass(frozen=True)
class Written:
    """A run of words: its Markdown, the words alone, the pictures that stood in it, whether all of it is emphasised."""

    source: str = ""
    words: str = ""
    pictures: tuple[Picture, ...] = ()
    emphasised: bool = False


def escape_line(line: str) -> str:
    """Return a line of Markdown whose beginning makes it nothing but words."""
    opening = OPENING.match(line)
    if not opening:
        return line
    mark = opening.group()
    if mark.isdigit():
        return f"{mark}\\{line[len(mark) :]}"
    return ("\\" + line) if mark in "#>+-" else f"&#{ord(mark[0])};{line[1:]}"


def one_line(text: str) -> str:
    """Return text with its line breaks as spaces, but for scripts that have none; no-break spaces stay."""

    def space(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        glued = "\n" in match.group() and UNSPACED.match(before or " ") and UNSPACED.match(after or " ")
        return "" if glued else " "

    return SPACES.sub(space, text)


def _seen(text: str) -> str:
    """Text as a reader sees it, in one line: without signs that pages do not show either."""
    return one_line("&".join(map(strip_invisible, text.split("&"))))


@dataclass
class Writer:
    """Writes runs of words; note takes the blocks of a footnote of the author's, and returns its label."""

    report: Report
    note: Callable[[Sequence[Any]], str]
    _pictures: list[Picture] = field(default_factory=list)

    def write(self, inlines: Sequence[Any]) -> Written:
        """Return what inline elements are as Markdown, line by line, and as words."""
        self._pictures = []
        inlines = list(inlines)
        source, words = self._all(inlines, frozenset())
        lines = [escape_line(line.lstrip(" ").rstrip(" \u00a0")) for line in source.split(BREAK)]
        while lines and not lines[-1]:
            lines.pop()
        while lines and not lines[0]:
            lines.pop(0)
        if lines and lines[0][:1] == "\u00a0":  # Markdown strips what a paragraph begins with
            lines[0] = "&nbsp;" + lines[0][1:]
        source = BREAK.join(lines)
        solid = [one for one in inlines if one["t"] not in ("Note", "LineBreak") and (one["t"] != "Str" or one["c"].strip())]
        whole = bool(solid) and all(one["t"] in ("Emph", "Underline") for one in solid)
        return Written(
            source,
            "\n".join(line.lstrip(" ").rstrip(" \u00a0") for line in words.strip().split("\n")),
            tuple(self._pictures),
            whole,
        )

    def _all(self, inlines: Sequence[Any], inside: frozenset[str]) -> tuple[str, str]:
        pairs = [self._one(one, inside) for one in inlines]
        return "".join(source for source, _ in pairs), "".join(words for _, words in pairs)

    def _one(self, one: Any, inside: frozenset[str]) -> tuple[str, str]:
        kind, content = one["t"], one.get("c")
        if kind == "Str":
            text = _seen(content)
            return escaped(text), text
        if kind == "LineBreak":
            return BREAK, "\n"
        if kind == "Note":
            label = self.note(content)
            return f"[^{label}]" if label else "", ""
        if kind in MARKED:
            return self._marked(self._all(content, inside | {MARKED[kind]}), MARKED[kind], inside, "")
        if kind == "SmallCaps":
            return self._marked(self._all(content, inside | {"*"}), "*", inside, "{ .small-caps }")
        if kind in ("Superscript", "Subscript"):
            return self._shifted(content, kind, inside)
        return self._held(kind, content, inside)

    def _held(self, kind: str, content: Any, inside: frozenset[str]) -> tuple[str, str]:
        """What holds other inline elements, or text of its own."""
        if kind == "Quoted":
            marks = QUOTED[content[0]["t"]]
            source, words = self._all(content[1], inside)
            return f"{marks[0]}{source}{marks[1]}", f"{marks[0]}{words}{marks[1]}"
        if kind == "Code":
            plain = "`" in content[1] or not content[1].strip() or "\n" in content[1]
            text = _seen(content[1])
            return (escaped(text) if plain else f"`{text}`"), text
        if kind == "Link":
            self.report.dropped["addresses of links (their words are kept)"] += not content[2][0].startswith("#")
            return self._all(content[1], inside)
        if kind == "Image":
            self._pictures.append(Picture(content[2][0], self._all(content[1], inside)[1]))
            return "", ""
        if kind == "Span":
            return self._span(content, inside)
        if kind == "Strikeout":
            self.report.dropped["strokes through words (the words are kept)"] += 1
            return self._all(content, inside)
        if kind == "RawInline":
            self.report.leave(f"{content[0]} that pandoc does not read", TAG.sub("", content[1]))
            return "", ""
        return self._all(content[1] if kind == "Cite" else content, inside)

    def _span(self, content: Any, inside: frozenset[str]) -> tuple[str, str]:
        id, classes, _ = content[0]
        if "edition-page" in classes and PAGE.match(id):
            self.report.kept["page numbers"] += 1
            return f"[](#{id})", ""
        if "edition-formula" in classes:
            self.report.kept["formulas as text"] += 1
        return self._all(content[1], inside)

    def _marked(self, pair: tuple[str, str], mark: str, inside: frozenset[str], after: str) -> tuple[str, str]:
        """Words between marks; spaces at either end stand outside."""
        source, words = pair
        bare = source.strip(" \u00a0\n\\")
        if not words.strip() or mark in inside or not bare:
            return pair
        self.report.kept["emphases" if not after else after.strip("{ .}").replace("-", " ")] += 1
        start = source.index(bare)
        return f"{source[:start]}{mark}{bare}{mark}{after}{source[start + len(bare) :]}", words

    def _shifted(self, content: Sequence[Any], kind: str, inside: frozenset[str]) -> tuple[str, str]:
        """Superscripts and subscripts: signs of their own where there are some, so that 10² never becomes 102."""
        source, words = self._all(content, inside)
        table = RAISED if kind == "Superscript" else LOWERED
        self.report.kept["superscripts" if kind == "Superscript" else "subscripts"] += bool(words.strip())
        if words.strip() and all(sign in table for sign in words) and source.replace("\\", "") == words:
            made = "".join(table[sign] for sign in words)
            return made, made
        if words != words.strip() or "*" in inside or not words:
            return source, words
        return f"*{source}*{{ .{'sup' if kind == 'Superscript' else 'sub'} }}", words
