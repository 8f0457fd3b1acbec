"""Make an edition of any size from nothing but a seed: sections of ten notes, actors, sources, in the form of our own.

python -m tests.bench.corpus DIR --sections 100 --seed 7
"""

import argparse
import shutil
from itertools import accumulate
from pathlib import Path
from random import Random

import yaml

ROOT = Path(__file__).parents[2]
NOTES = 10
PARAGRAPHS = 4
WORDS = 90  # of a paragraph; a note has two thirds
VOCABULARY = 20_000
ACTORS, TERMS, SOURCES = 60, 20, 400
KINDS = ("right", "imprecise", "wrong", "disputed", "open", "context")
ONSETS = "b c d f g h k l m n p r s t v w br dr gr st tr pl sh th".split()  # noqa: SIM905
VOWELS = ["a", "e", "i", "o", "u", "y", "ea", "ou"]
CODAS = ["l", "m", "n", "r", "s", "t", "nd", "rt", "st", "ck"]


class Language:
    """Words of no language, as often used as words are: the n-th is drawn about 1/n as often as the first."""

    def __init__(self, random: Random) -> None:
        self.random = random
        words: dict[str, None] = {}
        while len(words) < VOCABULARY:
            syllables = random.choice((1, 2, 2, 2, 3, 3))
            words["".join(self._syllable() for _ in range(syllables))] = None
        self.words = list(words)
        self.weights = list(accumulate(1 / (rank + 5) for rank in range(VOCABULARY)))

    def _syllable(self) -> str:
        return self.random.choice(ONSETS) + self.random.choice(VOWELS) + self.random.choice((*[""] * 12, *CODAS))

    def some(self, count: int) -> list[str]:
        """Words drawn as a text has them."""
        return self.random.choices(self.words, cum_weights=self.weights, k=count)

    def names(self, count: int) -> list[str]:
        """Names of two rare words each, no word in two of them."""
        words = [word.capitalize() for word in self.random.sample(self.words[2000:], 2 * count)]
        return [" ".join(pair) for pair in zip(words[::2], words[1::2], strict=True)]


def sentences(words: list[str], length: int = 14) -> str:
    """Words as sentences."""
    parts = [words[at : at + length] for at in range(0, len(words), length)]
    return " ".join(" ".join(part).capitalize() + "." for part in parts)


def phrases(language: Language, taken: set[str]) -> list[str]:
    """Quotes of two to four words, no word of which is in another."""
    found: list[str] = []
    while len(found) < NOTES:
        words = language.random.sample(language.words[3000:], language.random.choice((2, 3, 4)))
        if not taken & set(words):
            taken.update(words)
            found.append(" ".join(words))
    return found


def section(language: Language, number: int, names: list[str]) -> str:
    """One section file: four paragraphs that quote ten phrases, and the notes on them."""
    random = language.random
    quotes = phrases(language, set())
    paragraphs = []
    for at in range(PARAGRAPHS):
        words = language.some(WORDS)
        inside = quotes[at * NOTES // PARAGRAPHS : (at + 1) * NOTES // PARAGRAPHS]
        for order, quote in enumerate(inside):
            words[(order + 1) * WORDS // (len(inside) + 1)] = f"“{quote}”"
        words[3] = random.choice(names)
        paragraphs.append(f"{sentences(words)}\n{{ #p{number * PARAGRAPHS + at + 1} }}\n")
    notes = [_note(language, quote, number * NOTES + at, names) for at, quote in enumerate(quotes)]
    title = " ".join(language.some(4)).capitalize()
    return f"# {title}\n\n" + "\n".join(paragraphs) + "\n## Notes\n\n" + "\n".join(notes)


def _note(language: Language, quote: str, number: int, names: list[str]) -> str:
    random = language.random
    words = language.some(WORDS * 2 // 3)
    words[5] = random.choice(names)
    body = sentences(words).removesuffix(".") + f" [@source-{number % SOURCES}]."
    return f"### “{quote}” {{ #n{number} .{random.choice(KINDS)} reviewed=2026-11-24 }}\n\n{body}\n"


def source(language: Language, number: int) -> dict[str, object]:
    """A source as CSL data."""
    date = [language.random.randrange(1900, 2026), language.random.randrange(1, 13)]
    return {
        "id": f"source-{number}",
        "type": "article-newspaper",
        "title": sentences(language.some(7)).removesuffix("."),
        "author": [dict(zip(("given", "family"), language.names(1)[0].split(), strict=True))],
        "issued": {"date-parts": [date]},
        "URL": f"https://example.org/{number}",
    }


def entry(language: Language, name: str, kind: str) -> str:
    """The file of an actor or a term."""
    head = {"name": name, "kind": kind, "summary": " ".join(language.some(8)), "variants": [name.split()[-1]]}
    return f"---\n{yaml.safe_dump(head, allow_unicode=True, sort_keys=False)}---\n\n{sentences(language.some(60))} [@source-1]\n"


def corpus(folder: Path, sections: int, seed: int = 1, texts: int = 1) -> Path:
    """Write an edition; its sections are shared out among its texts."""
    language = Language(Random(seed))
    names = language.names(ACTORS + TERMS)
    cited = min(SOURCES, sections * NOTES)
    docs = folder / "docs"
    for copied in ("overrides", "docs/assets"):
        ignored = shutil.ignore_patterns("made", "fonts", "index", "__pycache__")
        shutil.copytree(ROOT / copied, folder / copied, ignore=ignored, dirs_exist_ok=True)
    for at, name in enumerate(names):
        kind, place = ("person", "actors") if at < ACTORS else ("term", "terms")
        _write(docs / place / f"{name.lower().replace(' ', '-')}.md", entry(language, name, kind))
    folders = [f"text-{at}" for at in range(texts)]
    paths = [f"{folders[at * texts // sections]}/{at:04}.md" for at in range(sections)]
    for at, path in enumerate(paths):
        _write(docs / path, section(language, at, names))
    _write(docs / "index.md", "# A corpus\n\n[contents]\n")
    _write(docs / "about.md", "# About\n\n## The text { #text }\n\nMade by a machine.\n")
    known = [{"folder": name, "title": f"Text {name}", "author": "Nobody"} for name in folders]
    _write(folder / "data" / "kinds.yml", (ROOT / "data" / "kinds.yml").read_text("utf-8"))
    _write(folder / "data" / "text.yml", yaml.safe_dump({"texts": known}))
    _write(folder / "data" / "sources.yml", yaml.safe_dump({"references": [source(language, at) for at in range(cited)]}))
    _write(folder / "mkdocs.yml", config(paths))
    return folder


def config(paths: list[str]) -> str:
    """Our own mkdocs.yml with the sections of the corpus in its navigation."""
    head = (ROOT / "mkdocs.yml").read_text("utf-8").split("\nnav:")[0]
    for ours, theirs in (
        ("strict: true", "strict: false"),
        (", scripts", ""),
        ("!/essay/", "!/text-*/"),
        ("  /aged.md", "  /aged.md\n  /whole*.md"),
    ):
        head = head.replace(ours, theirs)
    pages = [{"Who is who": "glossary.md"}, {"Terms": "terms.md"}, {"Notes": "notes.md"}, {"Sources": "sources.md"}]
    nav = [{"Cover": "index.md"}, {"The essay": paths}, *pages, {"About": "about.md"}]
    return f"{head}\n{yaml.safe_dump({'nav': nav}, sort_keys=False)}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sections", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=int, default=1)
    options = parser.parse_args()
    corpus(options.folder, options.sections, options.seed, options.texts)
