"""Front matter: what a page may set, and what an actor or a term says of itself."""

from pathlib import Path

import pytest

from edition.model.front_matter import body, faults, prune, read_entry


def told(text: str) -> list[str]:
    return [str(problem) for problem in faults(text, "it.md")]


def test_a_page_sets_what_is_known_and_nothing_else() -> None:
    meta = {"title": "A & <b>", "description": "Words", "template": "evil.html", "hide": ["toc"], "generated": "a" * 64}
    assert prune(meta) == {"title": "A &amp; &lt;b&gt;", "description": "Words", "generated": "a" * 64}
    assert prune({"template": "cover.html", "search": {"exclude": True}}) == {"template": "cover.html", "search": {"exclude": True}}
    assert prune({"title": 3, "description": "in\u200bvisible"}) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\ntitle: It\ndescription: What it is\n---\n\n# It\n", []),
        ("# It\n\nWords: more.\n", []),
        ("---\ntitle: It\nhide: [toc]\n---\n", ["it.md:3:7: hide: is not a known field; remove or correct it [front-matter]"]),
        (
            "---\ntitle:\n  - a\n---\n",
            ["it.md:3:3: title: is no text; put a number, a date, yes or no in quotation marks [front-matter]"],
        ),
        ("---\ntitle: a\ntitle: b\n---\n", ["it.md:3:1: duplicate key “title” [front-matter]"]),
        (
            "title: It\n# It\n",
            [
                "it.md:1:1: builders would take “title:” for a setting of the page; "
                "begin the file with a line “# Title” [front-matter]"
            ],
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str, said: list[str]) -> None:
    assert told(text) == said


def test_the_body_of_a_page_and_its_first_line() -> None:
    assert body("---\ntitle: It\n---\n\n# It\n") == ("\n# It\n", 4)
    assert body("# It\n") == ("# It\n", 1)


def test_an_entry_is_read_with_the_line_of_its_body(tmp_path: Path) -> None:
    path = tmp_path / "docs" / "actors" / "ada-brook.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\nname: Ada Brook\nkind: person\nsummary: Keeper\nborn: 1858\n---\n\n\nShe *kept* it.\n", "utf-8")
    entry, problems = read_entry(path, tmp_path)
    assert problems == []
    assert entry
    assert (entry.key, entry.path) == ("ada-brook", "docs/actors/ada-brook.md")
    assert (entry.body, entry.body_line) == ("She *kept* it.", 9)
    assert (entry.name, entry.born) == ("Ada Brook", "1858")


HEADLESS = "no front matter; begin with a line ---, then name:, kind:, summary:, then a line ---"
KINDS = "'person', 'organisation', 'state', 'place', 'group' or 'term'"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("She kept it.\n", f"it.md:1:1: {HEADLESS} [front-matter]"),
        ("---\nname: A\nkind: person\n---\n", "it.md:2:1: summary: is missing; add it [record]"),
        ("---\nname: A\nkind: thing\nsummary: B\n---\n", f"it.md:3:7: kind: is none of what it can be; write {KINDS} [record]"),
        ("---\nname: [\n---\n", "it.md:3:1: expected the node content, but found '<stream end>' [yaml]"),
    ],
)
def test_an_entry_that_cannot_be_read_is_told(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "it.md"
    path.write_text(text, "utf-8")
    entry, problems = read_entry(path, tmp_path)
    assert entry is None
    assert list(map(str, problems)) == [said]
