"""A page that nobody should write and every reader must be able to read: the worst that notes can do to a layout."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = [f"{one}{other}{one}" for one in LETTERS for other in LETTERS[:3]][:60]
KINDS = ("right", "wrong", "disputed", "context")
LONGEST = "incomprehensibilities" * 3
BODY = "A note of plain words that says what the passage is about and where that can be looked up by whoever wishes to know it.\n"


def heading(quote: str, id: str, kind: str = "context") -> str:
    return f"### “{quote}” {{ #{id} .{kind} reviewed=2026-11-24 }}\n"


def note(quote: str, id: str, kind: str = "context", body: str = BODY) -> str:
    return f"{heading(quote, id, kind)}\n{body}"


def section() -> str:
    """Sixty notes on one paragraph, five on the same words, one of 2,000 words on a whole paragraph, one beside a link."""
    whole = "Every word of this paragraph is quoted by one note, from the first to the last, and one note more is nested in it."
    paragraphs = [
        " ".join(f"“{word}”" for word in WORDS),
        "Five notes stand on “the very same words” here.",
        f"“{whole}”",
        f"A [link](https://example.org/) “beside a passage” [and one](https://example.org/2) after it, and “{LONGEST}” too.",
    ]
    notes = [note(word, f"one-{at}", KINDS[at % 4]) for at, word in enumerate(WORDS)]
    notes += [note("the very same words", f"same-{at}", KINDS[at % 4]) for at in range(5)]
    notes += [note(whole, "all-of-it", body=("word " * 2000).strip() + ".\n"), note("from the first", "nested", "disputed")]
    notes += [note("beside a passage", "beside"), note(LONGEST, "long-word", "wrong")]
    text = "\n".join(f"{paragraph}\n{{ #p{at} }}\n" for at, paragraph in enumerate(paragraphs, 1))
    return f"# The crowd\n\n{text}\n## Notes\n\n" + "\n".join(notes)
