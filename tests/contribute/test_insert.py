"""A note finds its place: in the section that has its words, where the text puts it."""

from pathlib import Path

import pytest

from edition.contribute.insert import Draft, draft, inserted, section_of
from edition.files.problem import EditionError
from edition.model.edition import load_edition
from edition.model.section import parse

LAMP, ANSWER = "docs/essay/01-lamp.md", "docs/essay/02-answer.md"
TEXT = "The museum has it [@board-1901]."


@pytest.mark.parametrize(
    ("words", "path", "order"),
    [
        ("Ada Brook climbed", LAMP, ["ada-brook-climbed", "keeper", "storm", "lifeboat"]),
        ("that coast", LAMP, ["keeper", "that-coast", "storm", "lifeboat"]),
        ("great gale", LAMP, ["keeper", "great-gale", "storm", "lifeboat"]),
        ("“stayed”", LAMP, ["keeper", "storm", "lifeboat", "stayed"]),
        ("nobody in the Harbour Board answered", LAMP, ["keeper", "storm", "lifeboat", "nobody-in-the-harbour-board-answered"]),
        ("A year later", ANSWER, ["a-year-later", "medal"]),
        ("the matter", ANSWER, ["medal", "the-matter"]),
    ],
)
def test_a_note_lands_where_the_text_puts_it(base: Path, words: str, path: str, order: list[str]) -> None:
    edition = load_edition(base)
    section = section_of(edition, words)
    assert section.path == path
    text, line = inserted(edition, section, Draft(words, "disputed", "2026-11-24", TEXT))
    notes = parse(text, path).notes
    assert [note.id for note in notes] == order
    [made] = [note for note in notes if note.id not in {old.id for old in section.notes}]
    assert (made.line, made.quote, made.classes) == (line, words.strip("“”"), ("disputed",))
    assert (made.reviewed, made.body) == ("2026-11-24", TEXT)
    lines = text.split("\n")
    end = line + lines[line:].index(TEXT) + 1
    rest = [*lines[: line - 1], *lines[end + 1 :]] if made is not notes[-1] else [*lines[: line - 2], ""]
    assert "\n".join(rest) == section.source


def test_the_first_note_of_a_section_goes_under_its_heading(base: Path) -> None:
    path = base / ANSWER
    path.write_text(path.read_text("utf-8").partition("### ")[0], "utf-8")
    edition = load_edition(base)
    text, line = inserted(edition, section_of(edition, "plain tin"), Draft("plain tin", "context", "2026-11-24", TEXT))
    assert text.split("\n")[5:] == ["## Notes", "", "### “plain tin” { #plain-tin .context reviewed=2026-11-24 }", "", TEXT, ""]
    assert line == 8


def test_a_note_without_a_text_is_a_heading_to_write_under(base: Path) -> None:
    edition = load_edition(base)
    text, line = inserted(edition, section_of(edition, "the matter"), Draft("the matter", "context", "2026-11-24", ""))
    assert text.split("\n")[line - 2 :] == ["", "### “the matter” { #the-matter .context reviewed=2026-11-24 }", ""]


def test_an_address_that_another_note_has_gets_a_number(base: Path) -> None:
    edition = load_edition(base)
    section = section_of(edition, "keeper a")
    text, _ = inserted(edition, section, Draft("keeper", "context", "2026-11-24", TEXT))
    assert "### “keeper” { #keeper-2 .context " in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "a Year later",
            "docs:1:1: not in the text: “a Year later”; nearest is “A year later” [quote-missing]",
        ),
        ("zwölf Uhr", "docs:1:1: not in the text: “zwölf Uhr”; no words there are like it [quote-missing]"),
        (
            "Harbour Board",
            "docs/essay/01-lamp.md:6:1: found 2 times, in p2 (docs/essay/01-lamp.md), p3 (docs/essay/02-answer.md): "
            "“Harbour Board”; quote more words, or say which: --at p2 [quote-ambiguous]",
        ),
    ],
)
def test_words_that_are_not_there_once_are_told_with_their_places(base: Path, words: str, told: str) -> None:
    with pytest.raises(EditionError) as refused:
        section_of(load_edition(base), words)
    assert str(refused.value) == told


def test_the_nearest_words_may_be_the_author_s_that_another_note_has(base: Path) -> None:
    path = base / ANSWER
    text = path.read_text("utf-8").replace("a “medal of plain tin”", "a cheap reward")
    path.write_text(text.replace("#medal .context", '#medal .context words="cheap reward"'), "utf-8")
    with pytest.raises(EditionError, match="not in the text: “medals of plain tin”; nearest is “medal of plain tin” "):
        section_of(load_edition(base), "medals of plain tin")


def test_a_draft_is_of_a_kind_that_there_is_and_on_some_words(base: Path) -> None:
    edition = load_edition(base)
    assert draft(edition, "plain tin", "", "2026-11-24", "") == Draft("plain tin", "", "2026-11-24", "")
    with pytest.raises(EditionError) as refused:
        draft(edition, "plain tin", "source", "2026-11-24", "")
    told = "data/kinds.yml:1:1: no kind “source”; choose of right, wrong, disputed, context [kind-unknown]"
    assert str(refused.value) == told
    with pytest.raises(EditionError) as refused:
        draft(edition, " “” ", "right", "2026-11-24", "")
    assert str(refused.value) == "docs:1:1: no words are quoted; say which words of the text the note is about [quote-empty]"


def test_what_cannot_be_seen_does_not_get_into_a_heading(base: Path) -> None:
    edition = load_edition(base)
    words = "plain \u200btin"
    text, line = inserted(edition, section_of(edition, words), Draft(words, "context", "2026-11-24", TEXT))
    assert text.split("\n")[line - 1] == "### “plain tin” { #plain-tin .context reviewed=2026-11-24 }"


def test_of_many_places_a_few_are_told(base: Path) -> None:
    more = "".join(f"The gale is over.\n{{ #p{number} }}\n\n" for number in range(10, 20))
    path = base / ANSWER
    path.write_text(path.read_text("utf-8").replace("## Notes", f"{more}## Notes"), "utf-8")
    with pytest.raises(EditionError) as refused:
        section_of(load_edition(base), "gale is over")
    where = ", ".join(f"p{number} ({ANSWER})" for number in range(10, 14))
    told = f"found 10 times, in {where} and 6 paragraphs more: “gale is over”; quote more words, or say which: --at p10"
    assert str(refused.value) == f"{ANSWER}:6:1: {told} [quote-ambiguous]"
