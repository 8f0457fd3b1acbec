"""Hostile input costs what its length costs: one process judges and renders floods, and may use only so much of a processor."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown import Markdown

from edition.check import rules
from edition.extension import EditionExtension
from edition.model.edition import load_edition
from edition.model.markdown import EXTENSIONS, plain
from tests.conftest import BASE, ROOT

HEAD = "# The answer\n\nA year later the Harbour Board gave the keeper a “medal of plain tin”.\n{ #p3 }\n\n"
BODY = "It lies in the museum with a card [@board-1901, p. 12]."
NOTE = "## Notes\n\n### “plain tin” { #tin }\n\n"
CPU = 90  # seconds of a processor for all floods; they need some ten, and what grows with the square takes minutes or hours


def note(words: str, id: str) -> str:
    return f"### “{words}” {{ #{id} }}\n\n{BODY}\n\n"


def paragraphs(n: int) -> str:
    made = "".join(f"Word and “quote{i} of plain tin” in line {i}.\n{{ #p{i + 10} }}\n\n" for i in range(n))
    return HEAD + made + "## Notes\n\n" + "".join(note(f"quote{i} of plain", f"n{i}") for i in range(n))


def one_paragraph(n: int) -> str:
    text = " ".join(f"“quote{i} of plain tin”" for i in range(n))
    return f"{HEAD}{text}\n{{ #p10 }}\n\n## Notes\n\n" + "".join(note(f"quote{i} of plain", f"n{i}") for i in range(n))


def same_words(n: int) -> str:
    return HEAD + "## Notes\n\n" + "".join(note("plain tin", f"n{i}") for i in range(n))


def text(piece: str) -> Callable[[int], str]:
    """A paragraph of a piece, many times."""
    return lambda n: f"{HEAD}{piece * n}\n{{ #p10 }}\n\n{NOTE}{BODY}\n"


def after_a_note(piece: str, end: str = "") -> Callable[[int], str]:
    """The body of a note of a piece, many times."""
    return lambda n: HEAD + NOTE + piece * n + end


# Each with its size, and the errors that it brings.
FLOODS: dict[str, tuple[int, Callable[[int], str], list[str]]] = {
    "notes and paragraphs": (1000, paragraphs, []),
    "notes on one paragraph": (1000, one_paragraph, []),
    "notes on the same words": (1000, same_words, []),
    "words": (30_000, text("word of text "), []),
    "capitals": (10_000, text("Alpha Beta "), []),
    "open quotation marks": (20_000, text("“a "), []),
    "straight quotation marks": (5000, after_a_note("\"a 'b "), []),
    "lines": (20_000, lambda n: HEAD + "0\n" * n + NOTE, ["note-empty"]),
    "nested lists": (2000, lambda n: HEAD + NOTE + "\n".join("    " * min(i, 60) + "- a" for i in range(n)), ["too-complex"]),
    "spaces": (
        30_000,
        lambda n: f"{HEAD}## Notes\n\n### {' ' * n}x{' ' * n}{{{' ' * n}y",
        ["note-empty", "quote-missing", "too-complex"],
    ),
    "spaces in a citation": (30_000, after_a_note(" ", "[@board-1901, p."), ["too-complex"]),
    "tabs": (30_000, after_a_note("\t", "x"), ["too-complex"]),
    "citations": (2000, after_a_note("It is so [@board-1901]. "), []),
    "links": (3000, after_a_note("[a](https://example.org/b) "), []),
    "bare addresses": (3000, after_a_note("https://example.org/((((b "), []),
    "open brackets": (20_000, after_a_note("["), ["too-complex"]),
    "open links": (4000, after_a_note("[a]("), ["too-complex"]),
    "open angles": (4000, after_a_note("[a](<"), ["too-complex"]),
    "open images": (20_000, after_a_note("!["), ["too-complex"]),
    "open citations": (20_000, after_a_note("[@a; "), ["too-complex"]),
    "footnotes": (20_000, after_a_note("a[^1] ", "\n\n[^1]: x"), ["too-complex"]),
    "emphasis": (20_000, after_a_note("*a **b ", " b** a*"), ["too-complex"]),
    "quotations": (20_000, after_a_note(">", " a"), ["too-complex"]),
    "underlines": (10_000, after_a_note("a\n=\n"), ["too-complex"]),
    "braces": (10_000, after_a_note("{ #a } { #b "), []),
    "backticks": (20_000, after_a_note("`a "), []),
    "accents": (20_000, after_a_note("\u0301"), []),
    "entities": (10_000, after_a_note("&#x202E;"), ["hidden-character"]),
    "hyphens": (20_000, after_a_note("-", " a"), []),
    "addresses": (20_000, after_a_note("<https://"), []),
    "hashes": (20_000, after_a_note(" #", "b"), []),
}


def judge(root: Path, flood: str) -> list[str]:
    """Judge and render the small edition with a flood in its second section; return the rules that refuse it."""
    (root / "docs/essay/02-answer.md").write_text(flood, "utf-8")
    found = sorted({problem.rule for problem in rules.check(load_edition(root)) if not problem.warning})
    made = Markdown(extensions=[*EXTENSIONS, EditionExtension(root=str(root))]).convert(flood)
    return found if "The answer</h1>" in made else ["lost"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on processor time")
def test_floods_are_judged_and_rendered(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.check.test_floods", str(tmp_path / "edition")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    judged = dict(map(json.loads, done.stdout.splitlines()))
    late = next((name for name in FLOODS if name not in judged), "none")
    assert done.returncode == 0, f"at {late}: {done.stderr[-1000:] or 'it took too long'}"
    assert judged == {name: expected for name, (_, _, expected) in FLOODS.items()}


def test_a_flood_is_shown_as_the_text_it_is() -> None:
    text = "[ " * 70 + "*a* _b_ `c` <b> : | x"
    assert plain(text) == text


if __name__ == "__main__":
    import resource  # not on every system

    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    folder = Path(shutil.copytree(BASE, sys.argv[1]))
    for name, (size, flood, _) in FLOODS.items():
        print(json.dumps([name, judge(folder, flood(size))]), flush=True)
