"""The author's paragraphs are known by their letters, whatever a copy has done to the rest; the hash beside them says the rest."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from edition.files.problem import Problem
from edition.model.edition import Register, load_edition, load_register
from edition.model.records import Text
from edition.model.section import Note
from edition.original.copies import Stretch, read_copy
from edition.original.fingerprints import Hit, as_yaml, facts, fingerprint, letters, match
from edition.original.importing import differences, words_of
from edition.text.normal import normal
from edition.text.quotes import quote_key
from tests.conftest import BASE
from tests.copies import FORMS, Form
from tests.original.texts import PARAGRAPHS, copy_of, text_of
from tests.small import PARAGRAPHS as STORY

# “ … ” and so on: what a paragraph may have and a copy may lose.
TYPED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": ".", "\u00ad": "", "\u00a0": " "})


# ---- what a paragraph is known by


def test_letters_are_what_no_typography_changes() -> None:
    assert letters("“It’s 1,000 m,” — said she…") == letters('"It\'s 1,000 m," -- said she ...') == "Its1000msaidshe"


def test_raised_figures_are_those_that_a_copy_has() -> None:
    assert letters("10² m², H₂O, xⁿ") == letters("102 m2, H2O, xn")


def test_letters_are_composed_and_ligatures_spelt_out() -> None:
    assert letters("ﬁne cafe\u0301, Йод") == "finecaféЙод"


@given(PARAGRAPHS)
def test_the_fingerprint_of_any_paragraph_outlasts_an_ordinary_keyboard(words: str) -> None:
    assert letters(words.translate(TYPED).replace(" ", "\n")) == letters(words)


def test_the_facts_of_a_text_are_those_on_record() -> None:
    edition = load_edition(BASE)
    [text] = edition.register.texts
    notes = [note for _, note in edition.all_notes()]
    assert facts(STORY, text, edition.register, notes) == yaml.safe_load((BASE / "data/text.yml").read_text("utf-8"))["texts"][0]


def test_facts_are_a_hash_to_the_sign_and_one_of_the_letters() -> None:
    [known] = text_of(["“It’s  late,” she said."]).paragraphs
    assert known.model_dump() == {
        "id": "p1",
        "words": 4,
        "sha256": sha256("“It’s late,” she said.".encode()).hexdigest(),
        "letters": 14,
        "fingerprint": sha256(b"Itslateshesaid").hexdigest(),
        "emended": "",
    }


def test_quotes_go_on_record_by_their_keys_where_the_text_has_them_once() -> None:
    text = text_of(STORY)
    quotes = ["of plain  tin", "the", "golden", "put out by the storm", "Then … ashore"]
    made = facts(STORY, text, Register(), map(Note, quotes))
    assert made["quotes"] == {
        quote_key("of plain tin"): "p3",
        quote_key("put out by the storm"): "p2",
        quote_key("Then … ashore"): "p2",
    }


def test_what_is_said_of_a_text_stays() -> None:
    said: dict[str, Any] = {
        "folder": "essay",
        "title": "T",
        "author": "A",
        "published": "1932-05-01",
        "language": "fr",
        "licence": "CC BY 4.0",
    }
    said |= {"emendations": [{"paragraph": "p3", "printed": "tin", "corrected": "pewter", "why": "as all papers have it"}]}
    made = facts(STORY, Text.model_validate(said), Register())
    assert {name: made[name] for name in said} == said


def test_a_paragraph_without_letters_is_known_by_its_signs() -> None:
    [known] = text_of(["* * *"]).paragraphs
    assert (known.letters, known.fingerprint, known.sha256) == (None, "", sha256(b"* * *").hexdigest())


@settings(max_examples=30)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=4))
def test_facts_written_as_yaml_are_read_again(paragraphs: list[str]) -> None:
    text = text_of(paragraphs)
    made: dict[str, Any] = facts(paragraphs, text, Register())
    assert yaml.safe_load(as_yaml([made])) == {"texts": [made]}
    assert made["sha256"] == sha256(normal("\n".join(paragraphs)).encode()).hexdigest()


# ---- found in a copy


@pytest.mark.parametrize(("name", "form"), FORMS.values(), ids=FORMS)
def test_a_copy_in_any_form_holds_the_story_to_the_sign(tmp_path: Path, name: str, form: Form) -> None:
    [text] = load_register(BASE).texts
    (tmp_path / name).write_bytes(form(STORY))
    items = match(read_copy(tmp_path / name, tmp_path), text)
    assert list(words_of(items).values()) == [normal(words) for words in STORY]
    assert differences(items, text, name) == []


@pytest.mark.parametrize(("name", "form"), FORMS.values(), ids=FORMS)
def test_a_copy_in_any_form_keeps_odd_typography(tmp_path: Path, name: str, form: Form) -> None:
    odd = ["“It isn’t late”, said the keeper — so *they* say…", "1. The «second», with <b>tags</b> & `code` and [brackets].", "No."]
    text = text_of(odd)
    (tmp_path / name).write_bytes(form(odd))
    assert words_of(match(read_copy(tmp_path / name, tmp_path), text)) == {f"p{n}": words for n, words in enumerate(odd, 1)}


def test_typography_that_a_copy_has_lost_is_restored() -> None:
    text = text_of(["“It isn’t late,” she said — and so on … to the end.", "In 1904–05 it was."])
    [first, second] = match(copy_of('"It isn\'t late," she said -- and so on ... to the end.', "In 1904-05 it was."), text)
    assert first == Hit("p1", "“It isn’t late,” she said — and so on … to the end.", 1, 1, exact=True, restored=True)
    assert second == Hit("p2", "In 1904–05 it was.", 2, 2, exact=True, restored=True)


def test_words_that_a_line_has_broken_are_whole_again() -> None:
    text = text_of(["A pro-peace lighthouse, he said.", "The pro- and anti-war lamps."])
    copy = copy_of("A pro-\npeace lighthouse, he said.", "The pro- and anti-\nwar lamps.")
    [first, second] = match(copy, text)
    assert first == Hit("p1", "A pro-peace lighthouse, he said.", 1, 2, exact=True, restored=True)
    assert second == Hit("p2", "The pro- and anti- war lamps.", 2, 3, exact=False)  # which hyphen is the line's nobody can tell
    assert words_of(match(copy_of("The light-\nhouse."), text_of(["The lighthouse."]))) == {"p1": "The lighthouse."}


def test_letters_alone_are_no_proof() -> None:
    text = text_of(["She said: it is late.", "It blew, and stopped."])
    items = match(copy_of("She said it is late!", "It blew, and stopped."), text)
    assert items[0] == Hit("p1", "She said it is late!", 1, 1, exact=False)
    [told] = differences(items, text, "copy.txt")
    message = "paragraph p1 has the author’s letters, but other quotation marks, dashes or stops; restore its signs"
    assert told == Problem("copy.txt", 1, 1, message, "import-signs")


def test_a_paragraph_without_letters_is_found_where_it_stands() -> None:
    text = text_of(["It blew.", "* * *", "It stopped.", "* * *", "She wrote."])
    items = match(copy_of("Menu", "It blew.", "*  *  *", "It stopped.", "* * *", "She wrote.", "–"), text)
    found = [(item.id, item.text, item.line) for item in items if isinstance(item, Hit)]
    assert found == [
        ("p1", "It blew.", 2),
        ("p2", "* * *", 3),
        ("p3", "It stopped.", 4),
        ("p4", "* * *", 5),
        ("p5", "She wrote.", 6),
    ]


def test_what_is_the_same_twice_gets_its_ids_in_order() -> None:
    text = text_of(["And the sea went on with its work.", "She wrote.", "And the sea went on with its work."])
    items = match(copy_of(*["And the sea went on with its work.", "She wrote.", "And the sea went on with its work."]), text)
    assert [item.id for item in items if isinstance(item, Hit)] == ["p1", "p2", "p3"]


def test_a_short_paragraph_is_looked_for_as_a_whole_line_only() -> None:
    text = text_of(["Yes.", "It was so, the keeper wrote that night."])
    copy = copy_of("The answer was yes.\nYes.\nIt was so, the keeper wrote that night. Yes.")
    [head, first, second, tail] = match(copy, text)
    assert head == Stretch("The answer was yes.", 1)
    assert (first, second) == (Hit("p1", "Yes.", 2, 2, True), Hit("p2", "It was so, the keeper wrote that night.", 3, 3, True))
    assert tail == Stretch("Yes.", 3)


def test_facts_of_an_earlier_version_find_paragraphs_by_their_hash() -> None:
    text = text_of(["It blew, and stopped.", "She wrote."])
    older = text.model_copy(
        update={"paragraphs": tuple(one.model_copy(update={"fingerprint": "", "letters": None}) for one in text.paragraphs)}
    )
    assert words_of(match(copy_of("Menu", "It blew, and stopped.", "She wrote."), older)) == {
        "p1": "It blew, and stopped.",
        "p2": "She wrote.",
    }


@settings(max_examples=60)
@given(
    st.lists(PARAGRAPHS, min_size=1, max_size=6, unique=True), st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=3)
)
def test_any_text_is_found_again_whatever_stands_around_it(paragraphs: list[str], around: list[list[str]]) -> None:
    signs = [letters(words) or words for words in paragraphs]
    assume(len(set(signs)) == len(signs))  # what has the same letters is the same to whoever looks for letters
    furniture = [" ".join(["furniture", *words]) for words in around]
    text = text_of(paragraphs)
    items = match(copy_of(*furniture, *paragraphs, *furniture), text)
    assert list(words_of(items).values()) == paragraphs
    assert differences(items, text, "copy") == []


@settings(max_examples=60)
@given(st.lists(PARAGRAPHS, min_size=2, max_size=6, unique=True), st.data())
def test_any_change_of_a_letter_is_told(paragraphs: list[str], data: st.DataObject) -> None:
    assume(len({letters(words) for words in paragraphs}) == len(paragraphs))
    spots = [(at, spot) for at, words in enumerate(paragraphs) for spot, sign in enumerate(words) if sign.isalnum()]
    at, spot = data.draw(st.sampled_from(spots))
    words = paragraphs[at]
    changed = f"{words[:spot]}{'y' if words[spot] == 'x' else 'x'}{words[spot + 1 :]}"
    text = text_of(paragraphs)
    assume(fingerprint(letters(changed)) not in {known.fingerprint for known in text.paragraphs})
    told = differences(match(copy_of(*paragraphs[:at], changed, *paragraphs[at + 1 :]), text), text, "copy")
    assert any(f"p{at + 1}" in problem.message for problem in told), list(map(str, told))
