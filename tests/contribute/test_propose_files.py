"""Annotations made elsewhere come in as proposals: each finds its words, or is told with the reason why not; nothing is lost."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.contribute import annotations
from edition.contribute.annotations import holds_annotations, remarks
from edition.contribute.offer import Offer, offer
from edition.files.problem import EditionError
from edition.model.edition import load_edition
from edition.model.section import Note, parse
from tests.conftest import Run

LAMP, ANSWER = "docs/essay/01-lamp.md", "docs/essay/02-answer.md"
TODAY = "2026-11-28"
TEXT = "The crew says so in a letter to the county paper."
HEAD = "Creation Date,URL,Group,Annotation/Reply Type,Quote,User,Body,Tags,Page"  # as Hypothesis writes it
OWN = ["keeper", "storm", "lifeboat", "medal"]  # the notes of the small edition


def about(exact: str, prefix: str = "", suffix: str = "", **more: Any) -> dict[str, Any]:
    """A target in the shape that the service and the standard share."""
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    return {"source": "https://x.example/", "selector": [{"type": "TextPositionSelector", "start": 1, "end": 5}, quote], **more}


def hypothesis(exact: str = "stayed ashore", id: str = "a1", text: str = TEXT, **more: Any) -> dict[str, Any]:
    """An annotation as the service’s interface gives it."""
    around = {name: more.pop(name, "") for name in ("prefix", "suffix")}
    made = {"id": id, "uri": "https://x.example/", "user": "acct:jo@hypothes.is", "text": text, "tags": [], "references": []}
    return made | {"target": [about(exact, **around)]} | more


def w3c(exact: str = "stayed ashore", body: Any = TEXT, id: str = "https://x.example/a1", **more: Any) -> dict[str, Any]:
    """An annotation of the Web Annotation Data Model."""
    body = {"type": "TextualBody", "value": body} if isinstance(body, str) else body
    made = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": id, "type": "Annotation", "body": body, "target": about(exact)}
    return made | more


def offered(base: Path, data: Any, name: str = "notes.json") -> Offer:
    (base / name).write_text(data if isinstance(data, str) else json.dumps(data, indent=1, ensure_ascii=False), "utf-8")
    return offer(load_edition(base), base / name, TODAY)


def new_notes(base: Path, made: Offer) -> list[Note]:
    """The notes that a proposal adds, as they stand in the section files that it makes."""
    texts = {path.relative_to(base).as_posix(): text for path, text in made.texts.items()}
    return [note for path in sorted(texts) for note in parse(texts[path], path).notes if note.id not in OWN]


def reasons(made: Offer) -> list[str]:
    return [str(problem) for problem in made.left]


# ---- what each program writes


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("search.json", {"total": 1, "rows": [hypothesis()]}),
        ("client.json", {"client_version": "1", "annotations": [hypothesis()]}),
        ("list.json", [hypothesis()]),
        ("client.csv", f"{HEAD}\r\n2026-11-01,https://x.example/,Public,Annotation,stayed ashore,jo,{TEXT},,1\r\n"),
        ("ours.csv", f"quote,note\nstayed ashore,{TEXT}\n"),
        ("semicolons.csv", f"Words;Text\n“stayed ashore”;{TEXT}\n"),
        ("tabs.tsv", f"exact\tbody\nstayed ashore\t{TEXT}\n"),
        ("one.jsonld", w3c()),
        ("many.jsonld", [w3c()]),
        ("page.jsonld", {"type": "AnnotationPage", "items": [w3c()]}),
        ("collection.jsonld", {"type": "AnnotationCollection", "total": 1, "first": {"type": "AnnotationPage", "items": [w3c()]}}),
        ("value.jsonld", {**w3c(), "body": None, "bodyValue": TEXT}),
        ("choice.jsonld", w3c(body={"type": "Choice", "items": [{"value": TEXT}, {"value": "Le même."}]})),
        ("set.json", {"type": "AnnotationSet", "about": {}, "items": [w3c(body={"value": {"text": TEXT, "language": "en"}})]}),
        (
            "refined.jsonld",
            w3c(target={"source": "x", "selector": {"type": "F", "refinedBy": about("stayed ashore")["selector"][1]}}),
        ),
        ("directive.jsonld", w3c(target={"source": "x", "selector": {"value": ":~:text=lifeboat-,stayed%20ashore,-and"}})),
    ],
)
def test_every_program_s_export_becomes_a_note(base: Path, name: str, data: Any) -> None:
    made = offered(base, data, name)
    assert reasons(made) == []
    [note] = new_notes(base, made)
    assert (note.quote, note.body, note.classes, note.reviewed, note.hedged) == ("stayed ashore", TEXT, ("context",), TODAY, "")
    assert made.told[-1] == "1 note placed in 1 file"


def test_an_archive_of_epub_annotations_is_read(base: Path) -> None:
    with zipfile.ZipFile(base / "notes.annotations", "w") as archive:
        archive.writestr("annotations.json", json.dumps({"type": "AnnotationSet", "items": [w3c()]}))
    made = offer(load_edition(base), base / "notes.annotations", TODAY)
    assert [note.quote for note in new_notes(base, made)] == ["stayed ashore"]


def test_the_rest_of_a_section_stays_as_it_is(base: Path) -> None:
    made = offered(base, [hypothesis("stayed ashore")])
    before, after = (base / LAMP).read_text("utf-8").split("\n"), made.texts[base / LAMP].split("\n")
    assert after == [*before[:-1], "", *after[-4:]] and len(after) == len(before) + 4
    assert list(made.texts) == [base / LAMP]


def test_notes_stand_in_the_order_of_the_text(base: Path) -> None:
    made = offered(base, [hypothesis("plain tin", "b"), hypothesis("stayed ashore", "c"), hypothesis("true keeper", "a")])
    notes = [note.id for note in parse(made.texts[base / LAMP], LAMP).notes]
    assert notes == ["keeper", "true-keeper", "storm", "lifeboat", "stayed-ashore"]
    assert [note.id for note in parse(made.texts[base / ANSWER], ANSWER).notes] == ["medal", "plain-tin"]


def test_a_proposal_passes_every_check(base: Path, edition: Run) -> None:
    (base / "notes.json").write_text(json.dumps([hypothesis("plain tin", "b"), hypothesis("true keeper", "a")]), "utf-8")
    done = edition("propose", "notes.json", cwd=base)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"{ANSWER}: a note on “plain tin”, context, by jo",
        f"{LAMP}: a note on “true keeper”, context, by jo",
        "2 notes placed in 2 files",
    ]
    assert edition("check", cwd=base).returncode == 0


def test_to_propose_again_changes_nothing(base: Path) -> None:
    made = offered(base, [hypothesis()])
    for path, text in made.texts.items():
        path.write_text(text, "utf-8")
    again = offered(base, [hypothesis(), hypothesis(id="a2")])
    assert (again.texts, again.told, reasons(again)) == ({}, ["0 notes placed in 0 files, 2 there already"], [])


# ---- what a remark says becomes


@pytest.mark.parametrize(
    ("tags", "kind"),
    [([], "context"), (["wrong"], "wrong"), (["boats", "Two tales"], "disputed"), ([".right"], "right"), (["boats"], "context")],
)
def test_a_tag_that_names_a_kind_is_its_kind(base: Path, tags: list[str], kind: str) -> None:
    [note] = new_notes(base, offered(base, [hypothesis(tags=tags)]))
    assert note.classes == (kind,)


@pytest.mark.parametrize(
    ("bodies", "text"),
    [
        ([{"value": "It is so."}, "https://example.org/letters/12"], "It is so. [@brook-1890]"),
        ([{"value": "It is so."}, {"id": "https://example.org/else"}], "It is so. https://example.org/else"),
        ([{"value": "It is so [@board-1901]."}, "https://example.org/letters/12"], "It is so [@board-1901]."),
        ([{"value": "It is so."}, {"value": "boats", "purpose": "tagging"}], "It is so."),
        ([{"value": "It is so."}, {"value": "Or not."}], "It is so.\n\nOr not."),
    ],
)
def test_bodies_become_a_text_with_its_sources(base: Path, bodies: list[Any], text: str) -> None:
    [note] = new_notes(base, offered(base, w3c(body=bodies)))
    assert note.body == text


def test_a_note_hangs_on_our_words_for_the_author_s(base: Path) -> None:
    bodies = [{"value": TEXT}, {"type": "SpecificResource", **about("the Board slept")}]
    [note] = new_notes(base, offered(base, w3c("nobody in the Harbour Board answered", bodies)))
    assert (note.quote, note.words, note.id) == ("the Board slept", "nobody in the Harbour Board answered", "the-board-slept")


@pytest.mark.parametrize(
    ("exact", "words"), [("great gale", "great gale"), ("stayed ashore", "")], ids=["among our words", "in quotation marks"]
)
def test_the_author_s_words_may_be_ours_too(base: Path, exact: str, words: str) -> None:
    bodies = [{"value": TEXT}, {"type": "SpecificResource", **about(exact)}]
    made = offered(base, w3c(exact, bodies))
    [note] = new_notes(base, made)
    assert (note.quote, note.words, reasons(made)) == (exact, words, [])


def test_every_source_comes_in(base: Path) -> None:
    links = [f"https://example.org/{number}" for number in range(30)]
    [note] = new_notes(base, offered(base, w3c(body=[{"value": "It is so."}, *links])))
    assert note.body.split() == ["It", "is", "so.", *links]


def test_a_long_quote_becomes_its_ends(base: Path) -> None:
    text = "The lamp was put out by the storm, and the lifeboat stayed ashore; the Harbour Board slept."
    (base / LAMP).write_text(f"# The lamp\n\n“{text}”\n{{ #p2 }}\n\n## Notes\n", "utf-8")
    [note] = new_notes(base, offered(base, [hypothesis(text)]))
    assert note.quote == "The lamp was put … the Harbour Board slept"


# ---- words that stand several times


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"prefix": "and nobody in the ", "suffix": " answered"}, LAMP),
        ({"prefix": "A year later the ", "suffix": " gave"}, ANSWER),
    ],
)
def test_the_words_around_a_quote_decide_where_it_stands(base: Path, more: dict[str, str], path: str) -> None:
    for name in (LAMP, ANSWER):
        words = (base / name).read_text("utf-8")
        (base / name).write_text(words.replace("the Harbour Board answered", "the “Harbour Board answered”").replace(
            "the Harbour Board gave", "the “Harbour Board gave”"), "utf-8")  # fmt: skip
    made = offered(base, [hypothesis("Harbour Board", **more)])
    assert (reasons(made), list(made.texts)) == ([], [base / path])
    [note] = new_notes(base, made)
    assert note.quote == f"Harbour Board {'answered' if path == LAMP else 'gave'}"


def test_a_paragraph_decides_where_a_quote_stands(base: Path) -> None:
    words = (base / ANSWER).read_text("utf-8")
    (base / ANSWER).write_text(words.replace("the Harbour Board gave", "the “Harbour Board gave”"), "utf-8")
    made = offered(base, "quote,note,paragraph\nHarbour Board,They gave it.,p3\n", "notes.csv")
    assert [note.quote for note in new_notes(base, made)] == ["Harbour Board gave"]


def test_what_nothing_decides_is_told(base: Path) -> None:
    made = offered(base, [hypothesis("Harbour Board")])
    places = f"p2 ({LAMP}), p3 ({ANSWER})"
    assert reasons(made) == [
        f"notes.json:3:1: found 2 times, in {places}: “Harbour Board”; quote more words [quote-ambiguous]",
    ]


# ---- what cannot become a note, and why

LEFT: dict[str, tuple[Any, str, str]] = {
    "no such words": (hypothesis("golden medal"), "quote-missing", "not in the text: “golden medal”"),
    "nearly the words": (hypothesis("lifeboat stay ashore"), "quote-missing", "nearest is “lifeboat stayed ashore”"),
    "over two paragraphs": (hypothesis("of that coast. In the great gale"), "quote-missing", "runs over the end of a paragraph"),
    "our words": (hypothesis("great gale"), "quote-unmarked", "is not inside quotation marks in p2"),
    "a page": (hypothesis(target=[{"source": "x"}]), "annotations", "is about the page, not about words"),
    "an answer": (hypothesis(references=["a0"]), "annotations", "answers another annotation"),
    "nothing said": (hypothesis(text=" "), "note-empty", "says nothing"),
    "another note in it": (hypothesis(text=f"{TEXT}\n\n### “storm”\n\n{TEXT}"), "annotations", "its text is not one note"),
    "an end of the notes": (hypothesis(text=f"{TEXT}\n\n## Notes\n\n{TEXT}"), "annotations", "its text is not one note"),
    "a paragraph id": (hypothesis(text=f"{TEXT}\n\n{{ #p9 }}"), "paragraph-id-misplaced", ""),
    "a script": (hypothesis(text=f"{TEXT} <script>alert(1)</script>"), "raw-html", "raw HTML"),
    "a link that runs": (hypothesis(text=f"{TEXT} [x](javascript:alert(1))"), "link-unsafe", ""),
    "turned letters": (hypothesis(text=f"{TEXT} \u202ebackwards"), "hidden-character", ""),
    "an unknown source": (hypothesis(text=f"{TEXT} [@nobody]"), "source-unknown", "nobody"),
    "only a position": (w3c(target={"source": "x", "selector": {"type": "TextPositionSelector"}}), "annotations", "names no words"),
    "words of nobody": (w3c("nobody in the Harbour Board answered", [{"value": TEXT}]), "quote-unmarked", ""),
}


@pytest.mark.parametrize(("one", "rule", "words"), LEFT.values(), ids=LEFT)
def test_what_cannot_be_placed_is_told_and_the_rest_is_placed(base: Path, one: Any, rule: str, words: str) -> None:
    made = offered(base, [one, hypothesis("plain tin", "z9")])
    assert [note.quote for note in new_notes(base, made)] == ["plain tin"]
    [reason] = reasons(made)
    assert reason.startswith("notes.json:") and reason.endswith(f"[{rule}]") and words in reason
    assert made.told[-1] == "1 note placed in 1 file, 1 could not be placed"


def test_rows_without_words_and_answers_are_told(base: Path) -> None:
    rows = [f",,,Reply,stayed ashore,jo,{TEXT},,", f",,,Annotation,,jo,{TEXT},,", f",,,Annotation,plain tin,jo,{TEXT},,"]
    made = offered(base, "\n".join([HEAD, *rows]), "notes.csv")
    assert reasons(made) == [
        "notes.csv:2:1: “stayed ashore”: answers another annotation [annotations]",
        "notes.csv:3:1: quotes no words [annotations]",
    ]
    assert [note.quote for note in new_notes(base, made)] == ["plain tin"]


def test_each_fault_has_the_line_of_its_annotation(base: Path) -> None:
    made = offered(base, {"rows": [hypothesis("golden medal", "a"), hypothesis("silver medal", "b")]})
    text = (base / "notes.json").read_text("utf-8").split("\n")
    assert [problem.line for problem in made.left] == [1 + text.index(f'   "id": "{id}",') for id in ("a", "b")]
    table = offered(base, 'quote,note\nplain tin,"two\nlines"\nno such words,x\n', "notes.csv")
    assert [problem.line for problem in table.left] == [4]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"total": 50, "rows": [hypothesis()]}, "names 50 annotations and holds 1; give the files of the others, too"),
        ({"items": [w3c(), "https://x.example/a2"]}, "names 2 annotations and holds 1; give the files of the others, too"),
        ({"items": [w3c()], "next": "https://x.example/2"}, "goes on at https://x.example/2; give the file of that page, too"),
        ({"first": {"items": [], "next": {"items": [w3c()], "next": "https://x.example/3"}}}, "goes on at https://x.example/3; "),
    ],
)
def test_annotations_that_lie_elsewhere_are_told(base: Path, data: Any, told: str) -> None:
    made = offered(base, data)
    [reason] = reasons(made)
    assert reason.startswith(f"notes.json:1:1: {told}") and len(new_notes(base, made)) == 1


# ---- what is no file of annotations


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.json", '{"rows": [}', "a.json:1:11: is no JSON: Expecting value [annotations]"),
        ("a.json", "{}", "a.json:1:1: no annotations can be seen here"),
        ("a.json", "7", "a.json:1:1: no annotations can be seen here"),
        ("a.json", '{"rows": []}', "a.json:1:1: holds no annotations [annotations]"),
        ("a.json", "[" * 100_000, "a.json:1:1: is no JSON that can be read"),
        ("a.jsonld", '{"first": "https://x.example/1"}', "a.jsonld:1:1: the pages of this collection lie elsewhere"),
        ("a.csv", "page,comment\n1,x\n", "a.csv:1:1: the first line must name the columns, among them quote and text"),
        ("a.csv", "", "a.csv:1:1: the first line must name the columns"),
        ("a.csv", f"quote,note\n{'x' * 200_000},y\n", "a.csv:2:1: is no table: field larger than field limit"),
        ("a.annotations", "PK no archive", "a.annotations:1:1: is no JSON"),
    ],
)
def test_what_is_no_file_of_annotations_is_told_at_its_place(base: Path, name: str, data: str, told: str) -> None:
    with pytest.raises(EditionError) as refused:
        offered(base, data, name)
    assert str(refused.value).startswith(told)


def test_an_archive_without_annotations_is_told(base: Path) -> None:
    with zipfile.ZipFile(base / "a.annotations", "w") as archive:
        archive.writestr("other.json", "{}")
    with pytest.raises(
        EditionError, match=r"^a\.annotations:1:1: no annotations\.json can be read in this archive: .*\[annotations\]$"
    ):
        remarks(base / "a.annotations", base)


def test_a_file_that_is_too_large_is_refused(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotations, "LARGEST", 1_000)
    with zipfile.ZipFile(base / "a.annotations", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("annotations.json", " " * 1_001)
    (base / "a.json").write_text(" " * 1_001, "utf-8")
    for name in ("a.annotations", "a.json"):
        with pytest.raises(EditionError, match=r"larger than 1,000 bytes; divide it \[annotations\]$"):
            remarks(base / name, base)


@pytest.mark.parametrize(
    ("name", "text", "holds"),
    [
        ("a.csv", "", True),
        ("a.jsonld", "{}", True),
        ("a.json", "[]", True),
        ("a.json", "{broken", True),
        ("event.json", '{"issue": {"body": "x"}}', False),
        ("issue.md", "[]", False),
    ],
)
def test_an_issue_is_told_from_annotations(tmp_path: Path, name: str, text: str, holds: bool) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert holds_annotations(tmp_path / name) == holds


KEYS = "id rows items first next total target selector refinedBy exact value source type body text uri user user_info creator name"
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just(":~:text=-,"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS.split()), inner | st.just("TextQuoteSelector"), max_size=5)
    ),
    max_leaves=20,
)


@given(ANYTHING)
def test_no_file_of_json_is_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: Any) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(data), "utf-8")
    try:
        found = remarks(path, path.parent)
    except EditionError as error:
        assert str(error).startswith("any.json:1:")
    else:
        assert all(isinstance(one.quote, str) and isinstance(one.text, str) for one in found)


# ---- the command


def test_what_is_left_is_exit_status_1_and_what_is_right_is_written(base: Path, edition: Run) -> None:
    (base / "notes.csv").write_text(f"quote,note,by\nplain tin,{TEXT},Jo\ngolden medal,{TEXT},Jo\n", "utf-8")
    done = edition("propose", "notes.csv", "--title", "title.txt", "--summary", "summary.md", cwd=base)
    assert done.returncode == 1
    assert done.stderr == "notes.csv:3:1: not in the text: “golden medal” [quote-missing]\n"
    assert done.stdout == f"{ANSWER}: a note on “plain tin”, context, by Jo\n1 note placed in 1 file, 1 could not be placed\n"
    assert "### “plain tin” { #plain-tin .context reviewed=" in (base / ANSWER).read_text("utf-8")
    assert (base / "title.txt").read_text("utf-8") == "Note: 1 note from notes.csv\n"
    assert (base / "summary.md").read_text("utf-8").startswith("1 note placed in 1 file, 1 could not be placed.\n\n    docs/")


def test_a_dry_run_changes_nothing(base: Path, edition: Run) -> None:
    before = {path: path.read_bytes() for path in base.rglob("*.md")}
    (base / "notes.csv").write_text(f"quote,note\nplain tin,{TEXT}\n", "utf-8")
    done = edition("propose", "--dry-run", "notes.csv", cwd=base)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 note placed in 1 file")
    assert {path: path.read_bytes() for path in base.rglob("*.md")} == before


def test_what_strangers_write_is_code_in_the_summary(base: Path) -> None:
    made = offered(base, [hypothesis(user_info={"display_name": "@everyone\n\n# Big <img src=x>"})])
    assert made.summary.splitlines()[2:] == [f"    {LAMP}: a note on “stayed ashore”, context, by @everyone # Big <img src=x>"]


def test_in_an_edition_with_the_author_s_text_notes_hang_on_it(base: Path, edition: Run) -> None:
    assert edition("import", "essay.txt", cwd=base).returncode == 0
    bodies = [{"value": TEXT}, {"type": "SpecificResource", **about("Harbour Board slept")}]
    [note] = new_notes(base, offered(base, w3c("nobody in the Harbour Board answered", bodies)))
    assert (note.quote, note.words) == ("Harbour Board slept", "")
