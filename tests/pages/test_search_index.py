"""The files of the search: complete, and many small ones where there is much."""

import gzip
import json
from itertools import accumulate

from edition.pages.search_words import words
from hypothesis import given
from hypothesis import strategies as st

from edition.pages.search_index import base36, index
from edition.pages.search_records import Record

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)


def record(title: str, text: str, *names: str) -> Record:
    return Record("note", title, f"essay/a.md#{len(title)}", "", text, names)


def unpacked(files: dict[str, bytes], name: str) -> list[tuple[str, list[int], list[int], str]]:
    """Every word of an index with its records."""
    found = []
    before = ""
    for number in range(sum(one.startswith(f"{name}-") for one in files)):
        for line in gzip.decompress(files[f"{name}-{number}"]).decode().split("\n"):
            word, titles, texts, others = (line.split("\t") + [""] * 3)[:4]
            before = before[: int(word[0], 36)] + word[1:]
            found.append((before, numbers(titles), numbers(texts), others))
        before = ""
    return found


def numbers(steps: str) -> list[int]:
    return list(accumulate(int(step, 36) for step in steps.split()))


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=30))
def test_every_word_is_found_where_it_stands(texts: list[tuple[str, str]]) -> None:
    found = [record(title, text) for title, text in texts]
    entries = unpacked(index(found), "words")
    for word, titles, texts_, _ in entries:
        assert titles == [at for at, one in enumerate(found) if word in words(one.title)]
        assert texts_ == [at for at, one in enumerate(found) if word in words(one.text) and word not in words(one.title)]
    assert {word for word, *_ in entries} == {word for one in found for word in (*words(one.title), *words(one.text))}


@given(st.integers(0, 10**9))
def test_base_36_is_what_a_browser_reads(number: int) -> None:
    assert int(base36(number), 36) == number


def test_an_edition_without_anything_has_an_index_all_the_same() -> None:
    assert json.loads(gzip.decompress(index([])["index"]))["records"] == 0


def test_the_same_records_give_the_same_files() -> None:
    found = [record("Tin", "A medal of plain tin", "lead")]
    assert index(found, [("plomb", "lead")]) == index(list(found), [("plomb", "lead")])
