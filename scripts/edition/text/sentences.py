"""Where sentences begin and end: the first of a note is its finding; of the text, which one some words stand in."""

import re

from edition.text.citations import CITATION

# A full stop, its closing marks, and what begins after a space; a citation or the mark of a footnote belongs to what it closes.
END = re.compile(r"[.!?…][”’\"')\]]*(?:\s*\[[@^][^\[\]]*\])*(?=\s+[“‘\"'(\[]*[^\W_a-z]|\s*$)")
# What ends in a full stop and ends no sentence: initials and the usual short forms.
SHORT = re.compile(
    r"(?:^|[\s(“‘])(?:[^\W\d_]|Mr|Mrs|Ms|Dr|St|No|Nos|vs|cf|ca|vol|pp|art|etc|Gen|Col|Lt|Capt|Sgt|Prof|U\.S|e\.g|i\.e)\.$"
)
NUMBERED = re.compile(r"(?:^|[\s(“‘])(?:nos?|ch|fig|sec|vols?|c|p)\.$")  # before a number: no. 5


def sentence_at(text: str, place: int) -> str:
    """Return the sentence of a text that a place is in."""
    begin = 0
    while (end := begin + max(first_sentence(text[begin:]), 1)) <= place:
        begin = end
    return text[begin:end].strip()


def first_sentence(text: str) -> int:
    """Return where the first sentence of a text ends; a line that ends ends it too. The whole length where it is the only one."""
    if "[@" in text:  # what stands in a citation ends nothing
        text = CITATION.sub(lambda match: f"[@{'x' * (len(match.group()) - 3)}]", text)
    stop = text.find("\n")
    end = len(text.rstrip()) if stop < 0 else stop
    for match in END.finditer(text, 0, end):
        before = text[: match.start() + 1]
        if not SHORT.search(before) and not (NUMBERED.search(before) and text[match.end() :].lstrip()[:1].isdigit()):
            return match.end()
    return end
