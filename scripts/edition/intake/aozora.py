"""Read the marks of Aozora Bunko in a plain text that explains them at its head: readings, headings, characters of no encoding."""

import re
from collections.abc import Iterator

from edition.intake.report import Report
from edition.text.normal import bare_letters

EXPLAINED = "【テキスト中に現れる記号について】"
HEAD = re.compile(rf"^-{{20,}}\n{EXPLAINED}.*?^-{{20,}}\n", re.MULTILINE | re.DOTALL)
COLOPHON = re.compile(r"^底本：.*\Z", re.MULTILINE | re.DOTALL)
READING = re.compile(r"《([^《》\n]{1,60})》")
MARK = re.compile(r"[［\[]＃[^］\]\n]*[］\]]")
HEADED = re.compile(r"^([^\n]*)［＃「[^「」\n]+」は(?:同行|窓)?([大中小])見出し］", re.MULTILINE)
LEVELS = {"大": "##", "中": "###", "小": "####"}
# A character by its number in JIS X 0213 (plane, row, cell) or in Unicode.
OUTSIDE = re.compile(r"※［＃[^］\n]*?(?:第[34]水準([12])-(\d{1,2})-(\d{1,2})|U\+([0-9A-F]{4,6}))[^］\n]*］")
ROWS = 0xA0  # what EUC adds to rows and cells
SECOND = b"\x8f"  # before those of the second plane


def is_marked(text: str) -> bool:
    """Tell whether a text says at its head that it has the marks of Aozora Bunko."""
    return EXPLAINED in text[:5000]


def spelt(text: str) -> str:
    """Return a text with the characters that are told by their number, as themselves."""
    return OUTSIDE.sub(_character, text)


def unmarked(text: str, report: Report) -> str:
    """Return a text with readings in brackets behind their characters, headings as Markdown has them, and a paragraph a line.

    The explanation at the head, the colophon and all other marks are left out, each told with its place.
    """
    text = spelt(text)
    spans = [*_spans(HEAD, "the explanation of its marks", text), *_spans(COLOPHON, "the colophon of Aozora Bunko", text)]
    around = [span for span, _ in spans]
    for span, what in _spans(MARK, "marks for the printer", text):
        if not any(start <= span[0] < stop for start, stop in around):
            spans.append((span, what))
    made, at, letters = "", 0, 0
    for (start, stop), what in sorted(spans):
        letters += len(bare_letters(text[at:start]))
        report.leave(what, text[start:stop], letters)
        letters += len(bare_letters(text[start:stop]))
        made += text[at:start] + (text[start:stop] if HEADED.search(text, text.rfind("\n", 0, start) + 1, stop) else "")
        at = stop
    made = HEADED.sub(lambda match: f"{LEVELS[match[2]]} {match[1].strip()}", made + text[at:])
    made, count = READING.subn(r"（\1）", made)
    report.kept["readings beside characters, in brackets"] += count
    return re.sub(r"\n+", "\n\n", made.replace("｜", ""))


def _spans(pattern: re.Pattern[str], what: str, text: str) -> Iterator[tuple[tuple[int, int], str]]:
    yield from ((match.span(), what) for match in pattern.finditer(text))


def _character(match: re.Match[str]) -> str:
    """The character that a mark tells; the mark itself where there is none."""
    try:
        if match[4]:
            return chr(int(match[4], 16))
        plane, row, cell = (int(match[group]) for group in (1, 2, 3))
        return (SECOND * (plane - 1) + bytes([ROWS + row, ROWS + cell])).decode("euc_jis_2004")
    except (ValueError, UnicodeDecodeError):
        return match.group()
