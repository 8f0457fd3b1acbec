"""The files of the search: complete, small, the same each time; and words that Python and the browser read alike."""

import gzip
import json
from itertools import accumulate
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from edition.model.edition import load
from edition.model.records import Entry, Native
from edition.pages.search import clear, folder, search
from edition.pages.search_index import base36, index, packed
from edition.pages.search_records import Record, aliases, records
from edition.pages.search_words import words
from tests.conftest import HOME
from tests.reader import reading

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
    assert [word for word, *_ in entries] == sorted({word for word, *_ in entries}, key=lambda word: word.encode("utf-16-be"))
    for word, titles, texts_, _ in entries:
        assert titles == [at for at, one in enumerate(found) if word in words(one.title)]
        assert texts_ == [at for at, one in enumerate(found) if word in words(one.text) and word not in words(one.title)]
    assert {word for word, *_ in entries} == {word for one in found for word in (*words(one.title), *words(one.text))}


@given(st.integers(0, 10**9))
def test_base_36_is_what_a_browser_reads(number: int) -> None:
    assert int(base36(number), 36) == number


def test_large_indexes_are_many_small_files() -> None:
    found = [record(f"title {at}", " ".join(f"w{at * 7 % 9973}x{one}" for one in range(60))) for at in range(1000)]
    files = index(found)
    head = json.loads(gzip.decompress(files["index"]))
    assert len(head["words"]) > 10 and len(head["shown"]) > 10
    assert max(len(data) for data in files.values()) < 40_000
    assert len(files) == 1 + len(head["words"]) + len(head["near"]) + len(head["shown"])


def test_one_endless_record_does_not_make_an_endless_file() -> None:
    files = index([record("endless", "word " * 200_000), record("short", "word")])
    assert max(len(data) for data in files.values()) < 10_000


def test_an_edition_without_anything_has_an_index_all_the_same() -> None:
    assert json.loads(gzip.decompress(index([])["index"]))["records"] == 0


def test_the_same_text_gives_the_same_bytes() -> None:
    assert packed("a" * 99) == packed("a" * 99)
    assert packed("a")[4:10] == b"\0\0\0\0\x02\xff"


def test_a_name_leads_to_the_word_that_our_texts_use() -> None:
    person = Entry(
        name="Yevgeny Prigozhin",
        kind="person",
        summary="-",
        native=(Native(lang="ru", name="Евгений Викторович Пригожин"),),
        variants=("Prigozhin",),
        spellings=("Evgeny Prigozhin", "Prigojin"),
    )
    assert aliases(person) == {"Prigojin": "Prigozhin", "Пригожин": "Prigozhin"}
    state = Entry(name="Russian Federation", kind="state", summary="-", spellings=("Россия",))
    assert aliases(state) == {}


def test_each_thing_of_an_edition_is_a_record(base: Path) -> None:
    found = records(load(base))
    assert [(one.sort, one.address) for one in found if one.sort in ("note", "text")][:3] == [
        ("note", "essay/01-lamp.md#keeper"),
        ("note", "essay/01-lamp.md#storm"),
        ("note", "essay/01-lamp.md#lifeboat"),
    ]
    assert {one.sort for one in found} >= {"actor", "term", "note", "text", "source"}
    assert all("[@" not in one.text and one.title for one in found)


def test_a_page_of_one_s_own_is_found_by_its_parts(base: Path) -> None:
    text = "---\ntitle: About\n---\n\n# About it\n\nWhat it is.\n\n## How *to* cite\n\nSo.\n\n## The text { #text }\n\nThus.\n"
    (base / "docs" / "about.md").write_text(text, "utf-8")
    found = [one for one in records(load(base)) if one.sort == "page"]
    assert [(one.title, one.address, one.text) for one in found] == [
        ("About it", "about.md", "What it is."),
        ("How to cite", "about.md#how-to-cite", "So."),
        ("The text", "about.md#text", "Thus."),
    ]


def test_what_an_earlier_index_left_behind_is_removed(base: Path) -> None:
    made = search(load(base))
    folder(base).mkdir(parents=True)
    for path in [*made, folder(base) / "shown-99.gz"]:
        path.write_bytes(b"")
    clear(base, made)
    assert set(folder(base).iterdir()) == set(made)


CURIOUS = [
    "Putin’s war",
    "café CAFÉ cafe\u0301",
    "Łukaszenka",
    "ЁЛКА ёлка",
    "съезд",
    "Straße ﬁn",
    "日本語 text",
    "ΣΟΦΟΣ",
    "İstanbul",
    "classes lies bus is",
]


def test_python_and_the_browser_read_the_same_words(browser: Browser, site: Path) -> None:
    texts = CURIOUS + [text for one in records(load(Path(__file__).parents[1])) for text in (one.title, one.text, *one.names)]
    with reading(browser, site) as found:
        page = found.open("")
        script = """async (texts) => {
            const { words } = await import(new URL('assets/search-words.js', document.baseURI));
            return texts.map(words);
        }"""
        theirs = page.evaluate(script, texts)
        assert page.url == HOME
    assert [text for text, their in zip(texts, theirs, strict=True) if words(text) != their] == []
