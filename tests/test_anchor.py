"""Anchoring: five outcomes, and never the wrong words."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.contribute.anchor import anchor
from edition.text.quotes import find, fold
from tests import mutations
from tests.conftest import Run
from tests.mutations import LENGTHS

TEXT = [
    "Every evening Ada Brook climbed the narrow tower of Hollin Light, and the essay calls her the last true keeper of that coast.",
    "In the great gale the lamp was put out by the storm, the lifeboat stayed ashore, and nobody in the Harbour Board answered.",
    "A year later the board gave the keeper a medal of plain tin, and with that the whole matter was closed for good.",
]
OUTCOMES = {
    "as it stands": ("the last true keeper", "exact", "the last true keeper"),
    "other typography": ("narrow\u00a0tower\nof Hollin Light", "exact", "narrow tower of Hollin Light"),
    "a letter": ("climbed the norrow tower", "repaired", "climbed the narrow tower"),
    "a word of few": ("medal of cheap tin", "orphan", ""),
    "a word of many": ("gave the keeper a medal of cheap tin", "repaired", "gave the keeper a medal of plain tin"),
    "a word left out": ("the lamp was out by the storm", "repaired", "the lamp was put out by the storm"),
    "gone": ("seventeen ships were lost that winter", "orphan", ""),
    "two words, one wrong": ("plain lead", "orphan", ""),
    "one word": ("tinny", "orphan", ""),
    "twice": ("the keeper", "exact", "the keeper"),
    "in many places": ("the", "ambiguous", "the"),
    "both ends": ("climbed the narrow tower … of that coast", "exact", TEXT[0][24:-1]),
    "an end with a slip": ("climbed the narow tower … of that coast", "repaired", "climbed the narrow tower … of that coast"),
}


@pytest.mark.parametrize(("quote", "outcome", "words"), OUTCOMES.values(), ids=OUTCOMES)
def test_outcomes(quote: str, outcome: str, words: str) -> None:
    found = anchor(quote, TEXT)
    assert found.outcome == outcome
    if words:
        assert found.candidates[0].words == words


def test_what_stands_in_another_section_has_moved() -> None:
    found = anchor("medal of plain tin", TEXT[:2], TEXT[2:])
    assert (found.outcome, found.candidates[0].where) == ("moved", 2)


def test_two_places_alike_are_ambiguous_and_shown() -> None:
    text = ["The keeper of the northern light was paid in coal.", "The keeper of the southern light was paid in coal."]
    found = anchor("The keeper of the upper light was paid", text)
    assert found.outcome == "ambiguous"
    assert {candidate.where for candidate in found.candidates} == {0, 1}


def test_a_paragraph_known_to_be_unchanged_cannot_have_what_is_gone() -> None:
    text = ["The keeper of the northern light was paid in coal.", "Nothing is left here."]
    quote = "The keeper of the southern light was paid in coal"
    assert anchor(quote, text).outcome == "repaired"
    assert anchor(quote, text, (), [False, True]).outcome == "orphan"


VOCABULARY = ["the", "lamp", "was", "put", "out", "by", "a", "storm", "and", "nobody", "came", "ashore", "again"]
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=30)


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=4), WORDS.map(" ".join))
def test_exact_means_once_and_repaired_means_that_it_can_be_quoted(text: list[str], quote: str) -> None:
    found = anchor(quote, text)
    hits = sum(len(find(quote, paragraph)) for paragraph in text)
    assert (found.outcome == "exact") == (hits == 1)
    if hits > 1:
        assert found.outcome == "ambiguous"
    if found.outcome == "repaired":
        assert sum(len(find(found.candidates[0].words, paragraph)) for paragraph in text) == 1


@given(st.permutations(TEXT), st.integers(0, 2), st.integers(0, 12), st.integers(1, 8))
def test_the_order_of_paragraphs_does_not_matter(text: list[str], at: int, first: int, count: int) -> None:
    quote = " ".join(TEXT[at].split()[first : first + count])
    found = anchor(quote, text)
    if sum(len(find(quote, paragraph)) for paragraph in text) == 1:
        assert found.outcome == "exact"
        assert fold(found.candidates[0].words).text == fold(quote).text


def share(found: dict[tuple[str, str], Counter[str]], edits: set[str], lengths: set[str], verdict: str) -> float:
    chosen = [counts for (length, edit), counts in found.items() if edit in edits and length in lengths]
    return sum(counts[verdict] for counts in chosen) / sum(counts.total() for counts in chosen)


@pytest.mark.parametrize("twin", [False, True], ids=["", "with near-duplicates"])
def test_of_many_edits_every_note_is_right_or_refused(twin: bool) -> None:
    found = mutations.table(mutations.prose(), 15, hashes=True, twin=twin)
    every, long = set(LENGTHS), {"5-7 words", "8-14 words"}
    edits = {edit for _, edit in found}
    assert share(found, {"nothing", "quote marks and dashes"}, every, "right") == 1
    assert share(found, edits, every, "wrong") <= 0.005
    assert share(found, {"passage deleted"}, every, "wrong") <= 0.005
    if not twin:
        assert share(found, {"a word", "a letter"}, long, "right") >= 0.95


def test_of_many_edits_of_the_essay_every_note_is_right_or_refused(essay: Path) -> None:
    found = mutations.table(mutations.prose(essay), 15, hashes=True)
    assert share(found, {edit for _, edit in found}, set(LENGTHS), "wrong") <= 0.005
    assert share(found, {"a word", "a letter"}, {"5-7 words", "8-14 words"}, "right") >= 0.95


# ---- check


def test_check_shows_the_patch_and_applies_it_on_demand(base: Path, edition: Run) -> None:
    section = base / "docs/essay/01-lamp.md"
    before = section.read_text("utf-8")
    section.write_text(
        before.replace("### “lifeboat stayed ashore” { #lifeboat", "### “lifebaot stayed ashore” { #lifeboat"), "utf-8"
    )
    told = edition("check", cwd=base)
    assert (told.returncode, "nearest is “lifeboat stayed ashore” in p2" in told.stdout) == (1, True)
    shown = edition("check", "--fix", cwd=base)
    assert shown.returncode == 1
    assert "-### “lifebaot stayed ashore” { #lifeboat" in shown.stdout
    assert "+### “lifeboat stayed ashore” { #lifeboat" in shown.stdout
    assert section.read_text("utf-8") != before
    assert edition("check", "--accept", cwd=base).returncode == 0
    assert section.read_text("utf-8") == before


def test_a_repaired_note_keeps_its_address(base: Path, edition: Run) -> None:
    section = base / "docs/essay/02-answer.md"
    before = section.read_text("utf-8")
    section.write_text(before.replace("### “medal of plain tin” { #medal", "### “medal of plain tim” {"), "utf-8")
    assert edition("check", "--accept", cwd=base).returncode == 0
    assert "### “medal of plain tin” { #medal-of-plain-tim .context" in section.read_text("utf-8")


def test_check_says_where_a_note_has_moved(base: Path, edition: Run) -> None:
    first, second = base / "docs/essay/01-lamp.md", base / "docs/essay/02-answer.md"
    note = second.read_text("utf-8").split("## Notes\n\n")[1]
    second.write_text(second.read_text("utf-8").replace(note, ""), "utf-8")
    first.write_text(first.read_text("utf-8") + "\n" + note, "utf-8")
    assert "“medal of plain tin” has moved to p3 in docs/essay/02-answer.md" in edition("check", cwd=base).stdout


def test_a_repair_out_of_order_is_refused(base: Path, edition: Run) -> None:
    section = base / "docs/essay/01-lamp.md"
    before = section.read_text("utf-8")
    head, keeper, rest = before.partition("### “the last true keeper” { #keeper")
    parts = rest.split("### ")
    moved = head + "### " + "### ".join(parts[1:]) + "\n### “the last trve keeper” { #keeper" + parts[0]
    section.write_text(moved, "utf-8")
    shown = edition("check", "--fix", cwd=base)
    assert "no quote can be repaired" in shown.stderr
    assert keeper
