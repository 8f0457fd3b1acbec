"""Two pages: the worst that notes can do to a layout, which every reader must be able to read; and a long one to walk over."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = [f"{one}{other}{one}" for one in LETTERS for other in LETTERS[:3]][:60]
KINDS = ("right", "wrong", "disputed", "context")
NUMBERS = ("one", "two", "three", "four", "five", "six")
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


def wide_table() -> str:
    """A table of four columns, none of which can be narrow."""
    rows = [[f"{one}lessness" for one in NUMBERS[:4]], ["-"] * 4, NUMBERS[:4]]
    return "\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def long_section() -> str:
    """Ten notes on a page longer than any window, of one sentence to 400 words; one in another, two on the same words."""
    filler = "Plain words of ours go on and on beside what is quoted, so that the page is long. " * 5
    paragraphs = [f"{filler}Here stand “words number {one} of the author” for a note. {filler}" for one in NUMBERS]
    paragraphs.append(f"“A run of the author’s words with a kernel within, and more” ends it, and “twice the same” does.\n{filler}")
    notes = [note(f"words number {one} of the author", one, KINDS[at % 4], BODY * 8**at) for at, one in enumerate(NUMBERS[:3])]
    notes += [note(f"words number {one} of the author", one, KINDS[at % 4], BODY * at) for at, one in enumerate(NUMBERS[3:], 1)]
    notes += [note("A run of the author’s words with a kernel within", "run", "wrong"), note("a kernel", "kernel")]
    notes += [note("twice the same", "twice", "right", BODY * 3), note("twice the same", "again", "disputed", BODY * 3)]
    text = "\n".join(f"{paragraph}\n{{ #p{at} }}\n" for at, paragraph in enumerate(paragraphs, 11))
    return f"# The long walk\n\n{text}\n## Notes\n\n" + "\n".join(notes)
