"""Set what an ordinary keyboard types as a typographer would: quotation marks, apostrophes, dashes, an ellipsis, year ranges."""

import re
from collections.abc import Iterator

from edition.text.language import quoted
from edition.text.normal import Change, Span

TYPED = re.compile(
    r"""(?P<double>")|(?P<single>')|(?P<dots>(?<!\.)\.\.\.(?!\.))|(?<=[\w.,;:!?)”’"'])(?P<spaced>[ ]+-{1,3}[ ]+)(?=[\w“‘"'(])"""
    r"""|(?<=\w)(?P<joined>-{2,3})(?=\w)|(?<![\d-])(?P<from>1\d{3}|20\d\d)-(?P<to>1\d{3}|20\d\d|\d\d)(?![\d-])"""
)
# A quick look: a text without any of these needs nothing.
SIGN = re.compile(r"[\"']|\.\.\.|[ -]-|\d-\d")
# After these, or at the beginning, a mark opens; before two digits a single one is an apostrophe: the ’90s.
OPENING = re.compile(r"[\s(\[{—–“‘„«/-]$|^$")
DECADE = re.compile(r"\d\d(?:s\b|\b)")


def typed(text: str) -> bool:
    """Tell whether a text may hold something that an ordinary keyboard types."""
    return SIGN.search(text) is not None


def changes(text: str) -> Iterator[Change]:
    """Yield what a typographer would change in a text, in order."""
    if not typed(text):
        return
    before = ""  # the sign that was last put in place, where it opens: another may open after it
    for match in TYPED.finditer(text):
        span = Span(match.start(), match.end())
        kind = match.lastgroup
        if kind in ("double", "single"):
            opens = _opens(text, span, before)
            pair = quoted("\0").split("\0") if kind == "double" else "‘’"
            decade = kind == "single" and DECADE.match(text, span.end)
            made = pair[0] if opens and not decade else pair[1]
            before = made if opens else ""
            yield Change(span, made)
        elif kind == "dots":
            yield Change(span, "…")
        elif kind in ("spaced", "joined"):
            yield Change(span, " – " if kind == "spaced" else "—")
        elif _rises(match["from"], match["to"]):
            yield Change(Span(match.start("to") - 1, match.start("to")), "–")


def _opens(text: str, span: Span, before: str) -> bool:
    follows = text[span.end : span.end + 1]
    after_mark = before and text[span.start - 1 : span.start] in "\"'"
    return bool(follows.strip()) and bool(after_mark or OPENING.search(text[max(span.start - 1, 0) : span.start]))


def _rises(start: str, end: str) -> bool:
    """Tell whether two numbers are a range of years: 1904-05, 1904-1905."""
    return int(start) < int(start[: 4 - len(end)] + end)


def set_type(text: str) -> str:
    """Return a text as a typographer would set it."""
    made, at = [], 0
    for span, words in changes(text):
        made += [text[at : span.start], words]
        at = span.end
    return "".join([*made, text[at:]])
