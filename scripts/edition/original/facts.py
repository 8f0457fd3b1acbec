"""Facts about an author's text: length and hash of each paragraph, and which actor it names in which form how often."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import yaml

from edition.model.edition import Register
from edition.model.records import Emendation, Text
from edition.original.fingerprints import emended
from edition.render.page import digest
from edition.text.names import mentions
from edition.text.quotes import normal

KEPT = {"folder", "title", "author", "published", "venue", "url", "licence", "emendations"}


def facts(paragraphs: list[str], text: Text, register: Register) -> dict[str, Any]:
    """A text's entry for data/text.yml, with what was known of its publication and its slips kept."""
    kept = text.model_dump(mode="json", include=KEPT, exclude_defaults=True)
    whole = normal("\n".join(paragraphs))
    return {key: value for key, value in kept.items() if value} | {
        "words": len(whole.split()),
        "sha256": sha256(whole.encode()).hexdigest(),
        "paragraphs": [_paragraph(f"p{number}", words, text.emendations) for number, words in enumerate(paragraphs, 1)],
        "mentions": _mentions(paragraphs, register),
    }


def _paragraph(id: str, words: str, emendations: Sequence[Emendation]) -> dict[str, Any]:
    found = {"id": id, "words": len(normal(words).split()), "sha256": digest(words)}
    own = [emendation for emendation in emendations if emendation.paragraph == id]
    return found | ({"emended": digest(emended(words, own))} if own else {})


def _mentions(paragraphs: list[str], register: Register) -> dict[str, dict[str, dict[str, int]]]:
    """How often each entry is named: key -> form as it stands in the text -> paragraph -> count."""
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for number, words in enumerate(paragraphs, 1):
        for mention in mentions(words, register.names, f"p{number}"):
            found[mention.key][normal(words[mention.span.start : mention.span.end])][f"p{number}"] += 1
    return {key: {form: dict(counts) for form, counts in sorted(found[key].items())} for key in sorted(found)}


def as_yaml(texts: list[dict[str, Any]]) -> str:
    """data/text.yml."""
    head = "# Facts about the author's text, made by `edition facts`; what is said of its publication is kept as it stands.\n"
    return head + yaml.safe_dump({"texts": texts}, allow_unicode=True, sort_keys=False, width=120)
