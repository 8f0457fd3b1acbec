"""The edition in TEI P5: valid, whole, read by others; what is changed in it the proof sees."""

import re
import subprocess
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import Browser

from edition.export.blocks import Block, Mark
from edition.export.proof import differences, said_by
from edition.export.records import Book
from edition.export.tei import FILE, write_tei
from edition.export.tei_proof import read_tei
from edition.export.tei_records import when
from edition.export.tei_words import Pointers, lay, make
from edition.text.normal import Span
from tests.conftest import Run
from tests.export.programs import npm, program, schema
from tests.export.rich import copied, enrich, made, strip

SITE = "https://edition.test/tower/"
T = {"t": "http://www.tei-c.org/ns/1.0"}
ID, LANG = ("{http://www.w3.org/XML/1998/namespace}" + name for name in ("id", "lang"))
POINTERS = Pointers(lambda to: to, lambda key: ("name", f"#{key}"), lambda key: f"#{key}", lambda mark: "[1]", lambda path: path)


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return made(enrich(copied(tmp_path_factory.mktemp("tei"))), SITE)


@pytest.fixture(scope="module")
def words(rich: Book) -> str:
    return write_tei(rich)[FILE].decode()


def found(document: str | etree._Element, path: str) -> list[Any]:
    root = etree.fromstring(document.encode()) if isinstance(document, str) else document
    return list(cast(list[Any], root.xpath(path, namespaces=T)))


def told(book: Book, document: str) -> list[str]:
    return differences(said_by(book), read_tei({FILE: document.encode()}))


# ---- what is written


def test_a_twin_says_what_the_book_says(rich: Book, words: str) -> None:
    assert told(rich, words) == []
    said = read_tei({FILE: words.encode()})
    assert [list(said.paragraphs or ()), len(said.notes or ())] == [["essay p1", "essay p2", "essay p3", "letter p1"], 6]


@pytest.mark.parametrize("folder", ["small", "rich", "full", "bare"])
def test_it_is_valid_under_all_of_tei(tmp_path: Path, folder: str, edition: Run) -> None:
    rules, jing = schema("tei/tei_all.rng"), program("jing", "jing")
    base = copied(tmp_path)
    if folder == "full":
        assert edition("import", "essay.txt", cwd=base).returncode == 0
    base = {"rich": enrich, "bare": strip}.get(folder, Path)(base)
    book = made(base, SITE if folder == "rich" else "")
    (tmp_path / FILE).write_bytes(write_tei(book)[FILE])
    done = subprocess.run([jing, str(rules), str(tmp_path / FILE)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert told(book, (tmp_path / FILE).read_text("utf-8")) == []


def test_every_pointer_leads_somewhere(words: str) -> None:
    ids = [one.get(ID) for one in found(words, "//*[@xml:id]")]
    pointers = [part for values in found(words, "//@target|//@targetEnd|//@ref|//@ana|//@source|//@active|//@passive") for part in
                str(values).split() if part.startswith("#")]  # fmt: skip
    assert len(ids) == len(set(ids)) and len(pointers) > 50
    assert {pointer[1:] for pointer in pointers} <= set(ids)


def test_a_note_stands_apart_on_a_range_between_two_anchors(words: str) -> None:
    assert found(words, "//t:text//t:note") == []
    [note] = found(words, "//t:listAnnotation/t:note[@xml:id='note-essay-by']")
    assert dict(note.attrib) == {
        "type": "annotation",
        ID: "note-essay-by",
        "n": "3",
        "ana": "#kind-disputed",
        "target": "#from-essay-by",
        "targetEnd": "#to-essay-by",
    }
    between = re.search(r'<anchor xml:id="from-essay-by" type="from"/>(.*?)<anchor xml:id="to-essay-by" type="to"/>', words)
    assert between and re.sub("<[^>]*>", "", between[1]) == "by the storm"


def test_who_is_who_has_every_name(words: str) -> None:
    [person] = found(words, "//t:person[@xml:id='actor-ada-brook']")
    names = [(name.get("type"), name.get(LANG), name.text) for name in list(person)[:5]]
    assert names == [
        ("main", None, "Ada Brook"),
        (None, "cy", "Ada Brŵc"),
        ("variant", None, "Brook"),
        ("variant", None, "Miss Brook"),
        ("epithet", None, "the keeper"),
    ]
    assert [(one.tag.partition("}")[2], one.get("when")) for one in list(person)[5:7]] == [
        ("birth", "1858"),
        ("death", "1931-03-02"),
    ]
    named = found(words, "//t:text[@n='essay']//t:persName[@ref='#actor-ada-brook']")
    assert [name.text for name in named] == ["Ada Brook", "the keeper"]


def test_the_same_bytes_again(rich: Book, tmp_path: Path) -> None:
    assert write_tei(made(enrich(copied(tmp_path)), SITE)) == write_tei(rich)


DAYS = {"1890": "1890", "325": "0325", "-44": "-0044", "-44-03": "-0044-03", "1890-11-02T21:00": "1890-11-02T21:00:00", "": ""}


@pytest.mark.parametrize(("day", "written"), DAYS.items())
def test_dates_are_written_as_the_schema_has_them(day: str, written: str) -> None:
    assert when(day) == written


# ---- marks that overlap


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    text = draw(st.text(st.sampled_from("ab <&é\u00a0𝔄"), min_size=1, max_size=20))
    place = st.integers(0, len(text))
    kinds = st.sampled_from(["em", "strong", "link", "name", "lang", "emended", "code", "cite", "footnote", "break", "anchor"])
    marks = []
    for number, (kind, one, other) in enumerate(draw(st.lists(st.tuples(kinds, place, place), max_size=6))):
        at = kind in ("cite", "footnote", "break", "anchor")
        marks.append(Mark(Span(min(one, other), min(one, other) if at else max(one, other)), kind, f"v{number}", "more"))
    return Block("paragraph", text, tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))))


@given(blocks())
def test_marks_may_overlap_and_no_word_is_lost_or_moved(block: Block) -> None:
    element = etree.fromstring(etree.tostring(lay(make("p"), block, block.marks, POINTERS)))
    kept = "not(ancestor::t:corr or ancestor::t:ref[@type])"
    assert "".join(found(element, f".//text()[{kept}]")) == block.text
    for mark in block.marks:
        if mark.kind in ("link", "name") and mark.span.start < mark.span.end:
            said = found(element, f".//*[@target='{mark.value}' or @ref='#{mark.value}']//text()[{kept}]")
            assert "".join(said) == block.text[mark.span.start : mark.span.end]
        if mark.kind == "anchor":
            before = found(element, f".//t:anchor[@xml:id='{mark.value}']/preceding::text()[{kept}]")
            assert "".join(before) == block.text[: mark.span.start]


# ---- what is changed the proof sees

# By a pattern, and what takes its place; what the proof says then.
CHANGES = {
    "a letter of the text": ("Every evening", "Every evenink", "paragraph essay p1 has other words"),
    "a paragraph": (r'<p xml:id="text-essay-p3".*?</p>', "", "paragraph “essay p3” is missing"),
    "an anchor": (
        r'(<anchor xml:id="from-essay-lifeboat" type="from"/>)l',
        r"l\1",
        "its words is “ifeboat stayed ashore”, not “life",
    ),
    "no anchor": (' targetEnd="#to-essay-medal"', "", "note 5, on “medal of plain tin”: its words is “”"),
    "a note": (r'<note type="annotation" xml:id="note-essay-by".*?</note>\n', "", "it has 5 notes in the place of 6"),
    "a letter of a note": ("calls it pewter", "calls it powter", "note 5, on “medal of plain tin”, has other words"),
    "a letter in a table": ("<cell>29.4</cell>", "<cell>29.5</cell>", "note 3, on “by the storm”, has other words"),
    "a quote": ("<quote>medal of plain tin", "<quote>medal of plain tim", "its quote is “medal of plain tim”"),
    "a kind": ('n="1" ana="#kind-wrong"', 'n="1" ana="#kind-right"', "its kind is “holds”, not “does not hold”"),
    "a source": (r'<bibl xml:id="source-board-1901".*?</bibl>', "", "source “board-1901” is missing"),
    "an actor": ('n="jack-penn"', 'n="jack-pen"', "actor “jack-penn” is missing"),
    "a term": ('<item n="lampman">', '<item n="lamp">', "term “lampman” is missing"),
    "an event": (r'<event xml:id="event-lamp-out".*?</event>', "", "event “lamp-out” is missing"),
}
SWAPPED = {
    "the order of notes": ('n="1" ana', 'n="2" ana', "note 1, on “the last true keeper”: its number is “2”, not “1”"),
    "the order of actors": ('sortKey="00001"', 'sortKey="00004"', "its actors are not in the edition’s order"),
    "two anchors": ('xml:id="from-essay-medal"', 'xml:id="from-essay-keeper"', "its paragraph is “essay p3”, not “essay p1”"),
}


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES.values(), ids=CHANGES)
def test_the_proof_falls(rich: Book, words: str, old: str, new: str, expected: str) -> None:
    changed, count = re.subn(old, new, words, flags=re.DOTALL)
    assert count >= 1
    assert expected in "\n".join(told(rich, changed))


@pytest.mark.parametrize(("one", "other", "expected"), SWAPPED.values(), ids=SWAPPED)
def test_the_proof_falls_where_two_have_changed_places(rich: Book, words: str, one: str, other: str, expected: str) -> None:
    changed = words.replace(one, "\0").replace(other, one).replace("\0", other)
    assert changed != words
    assert expected in "\n".join(told(rich, changed))


@pytest.mark.parametrize("document", ["", "<TEI", '<!DOCTYPE TEI [<!ENTITY x "y">]><TEI>&x;</TEI>'])
def test_what_is_no_document_does_not_pass(rich: Book, document: str) -> None:
    with pytest.raises((etree.XMLSyntaxError, AssertionError)):
        assert told(rich, document) == []


# ---- a reader of others


def test_ceteicean_shows_the_text_without_the_notes_in_it(rich: Book, words: str, browser: Browser) -> None:
    script = npm("CETEIcean@1.9.5") / "CETEIcean/dist/CETEI.js"
    page = browser.new_page()
    page.add_script_tag(path=str(script))
    shown = page.evaluate(
        """xml => new Promise(resolve => new CETEI().makeHTML5(xml, data => {
            document.body.append(data);
            const all = (path, root = document) => [...root.querySelectorAll(path)];
            const words = (element) => {
                const copy = element.cloneNode(true);
                for (const one of copy.querySelectorAll("tei-ref[type=source], tei-ref[type=footnote]")) one.remove();
                return copy.textContent;
            };
            resolve({
                paragraphs: all("tei-text tei-text tei-p").filter(p => p.hasAttribute("n")).map(words),
                notes: all("tei-standoff tei-note[type=annotation]").map(note => note.id),
                inside: all("tei-text tei-note").length,
                anchors: all("tei-text tei-anchor").map(anchor => anchor.id),
                people: all("tei-person").map(person => person.id),
            });
        }))""",
        words,
    )
    page.close()
    assert shown["paragraphs"] == [block.text for part in rich.parts for block in part.paragraphs]
    assert shown["notes"] == [f"note-{text.folder}-{note.id}" for text in rich.texts for note in text.notes]
    assert (shown["inside"], len(shown["anchors"])) == (0, 2 * len(shown["notes"]))
    assert shown["people"] == ["actor-ada-brook", "actor-jack-penn"]


def test_the_schema_sees_a_fault(tmp_path: Path, words: str) -> None:
    rules, jing = schema("tei/tei_all.rng"), program("jing", "jing")
    (tmp_path / FILE).write_text(words.replace("listAnnotation>", "annotations>"), "utf-8")
    done = subprocess.run([jing, str(rules), str(tmp_path / FILE)], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and 'element "annotations" not allowed' in done.stdout
