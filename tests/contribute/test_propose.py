"""A note proposed in an issue: a right one finds its place, and of what anybody may have written nothing else gets anywhere."""

import json
from pathlib import Path

import pytest

from edition.contribute.propose import LONGEST, fields, issue_body, news, proposal
from edition.files.problem import EditionError
from edition.model.edition import load_edition
from edition.model.section import parse

PATH = "docs/essay/02-answer.md"
TODAY = "2026-11-24"
TEXT = (
    "The medal lies in the museum of the town, with a card that calls it pewter. Nobody has tested the metal, so the essay may be "
    "right or wrong about it, and the curator has said that the question is not worth a scratch."
)
GOOD = {"section": PATH, "quote": "plain tin", "note": TEXT, "source": "https://museum.example/medal", "kind": "disputed"}
ISSUE = """### Section file

{section}

### The author’s words

{quote}

### The note

{note}

### Where that can be looked up

{source}

### Kind

{kind}
"""


def issue(**given: str) -> str:
    return ISSUE.format(**GOOD | given)


def refusal(base: Path, body: str) -> list[str]:
    with pytest.raises(EditionError) as refused:
        proposal(load_edition(base), body, TODAY)
    return str(refused.value).splitlines()


# ---- what is right


def test_an_issue_becomes_a_note(base: Path) -> None:
    made = proposal(load_edition(base), issue(), TODAY)
    note = parse(made.text, PATH).notes[-1]
    assert made.path == PATH
    assert (note.quote, note.id, note.classes, note.reviewed) == ("plain tin", "plain-tin", ("disputed",), TODAY)
    assert note.body == f"{TEXT} https://museum.example/medal"
    assert made.text.startswith((base / PATH).read_text("utf-8").rstrip("\n"))
    assert made.title == "Note: on “plain tin”"
    assert made.summary == (
        f"A note on “plain tin” in {PATH}, line {note.line}: two tales.\n\n"
        "Where that can be looked up, as the proposal says:\n\n    https://museum.example/medal"
    )


@pytest.mark.parametrize(
    ("kind", "classes"),
    [
        ("_No response_", ("context",)),
        ("", ("context",)),
        ("wrong", ("wrong",)),
        (".wrong", ("wrong",)),
        ("Two tales", ("disputed",)),
        ("Does not hold", ("wrong",)),
    ],
)
def test_a_kind_may_be_left_to_the_editor(base: Path, kind: str, classes: tuple[str, ...]) -> None:
    note = parse(proposal(load_edition(base), issue(kind=kind), TODAY).text, PATH).notes[-1]
    assert note.classes == classes


@pytest.mark.parametrize(
    ("text", "source", "body"),
    [
        ("It is pewter [@board-1901].", "https://museum.example/", "It is pewter [@board-1901]."),
        ("See https://town.example/.", "https://museum.example/", "See https://town.example/."),
        ("It is pewter.", "A letter, 1891\nhttps://museum.example/a and more", "It is pewter. https://museum.example/a"),
        ("It is pewter.", "A letter, 1891", "It is pewter."),
        ('It\'s "pewter" - or tin...', "_No response_", 'It\'s "pewter" - or tin...'),
    ],
)
def test_a_note_without_a_source_takes_the_address_beside_it(base: Path, text: str, source: str, body: str) -> None:
    assert parse(proposal(load_edition(base), issue(note=text, source=source), TODAY).text, PATH).notes[-1].body == body


def test_what_stands_beside_a_note_is_quoted_as_code(base: Path) -> None:
    made = proposal(load_edition(base), issue(source="@everyone <img src=x>\n# Big"), TODAY)
    assert made.summary.endswith(":\n\n    @everyone <img src=x>\n    # Big")
    assert "@everyone" not in made.text


# ---- what is not

HOSTILE: dict[str, tuple[dict[str, str], list[str]]] = {
    "another file": ({"section": "mkdocs.yml"}, ["issue"]),
    "a file above": ({"section": "../../../../etc/passwd"}, ["issue"]),
    "a generated page": ({"section": "docs/whole.md"}, ["issue"]),
    "an absolute path": ({"section": "/etc/passwd"}, ["issue"]),
    "a kind of nobody's": ({"kind": "source .md-overlay"}, ["issue"]),
    "a kind with attributes": ({"kind": "right onclick=alert(1)"}, ["issue"]),
    "words over two lines": ({"quote": "plain\n\n## Notes\n\ntin"}, ["quote-missing"]),
    "words with attributes": ({"quote": "plain tin” { onclick=alert(1) }"}, ["quote-missing"]),
    "words not there": ({"quote": "golden medal"}, ["quote-missing"]),
    "words twice": ({"quote": "the"}, ["quote-ambiguous"]),
    "another note": ({"note": f"{TEXT}\n\n### “the matter” {{ #x }}\n\n{TEXT}"}, ["issue"]),
    "an end of the notes": ({"note": f"{TEXT}\n\n## Notes\n\n{TEXT}"}, ["issue"]),
    "a paragraph of the author's": ({"note": f"{TEXT}\n{{ #p9 }}"}, ["paragraph-id-misplaced"]),
    "a field again": ({"note": f"{TEXT}\n\n### Kind\n\nright"}, ["issue"]),
    "a script": ({"note": f"{TEXT} <script>alert(1)</script>"}, ["raw-html"]),
    "a link that runs": ({"note": f"{TEXT} [x](javascript:alert(1))"}, ["link-unsafe"]),
    "a picture of elsewhere": ({"note": f"{TEXT} ![x](https://evil.example/x.png)"}, ["link-unsafe"]),
    "turned letters": ({"note": TEXT.replace("museum", "\u202emuseum")}, ["hidden-character"]),
    "an unknown source": ({"note": f"{TEXT} [@nobody]"}, ["source-unknown"]),
    "nothing": ({"note": "_No response_", "source": ""}, ["note-empty"]),
    "brackets without end": ({"note": f"{TEXT}{' [' * 4000}"}, ["too-complex"]),
}


@pytest.mark.parametrize(("change", "rules"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_issue_is_refused(base: Path, change: dict[str, str], rules: list[str]) -> None:
    lines = refusal(base, issue(**change))
    assert [line.rpartition("[")[2].rstrip("]") for line in lines] == rules
    assert all(line.startswith(("issue:1:1: ", f"{PATH}:")) for line in lines)


def test_what_was_wrong_before_is_not_the_proposal_s_fault(base: Path) -> None:
    path = base / PATH
    path.write_text(path.read_text("utf-8").replace("[@board-1901, p. 12]", "[@nobody]"), "utf-8")
    assert proposal(load_edition(base), issue(), TODAY).path == PATH


def test_news_are_the_errors_that_are_new_and_what_is_said_of_a_line(base: Path) -> None:
    before = load_edition(base)
    section = next(section for section in before.all_sections() if section.path == PATH)
    text = (
        section.source.replace("that of the gale [@board-1901, p. 12]", "today [@nobody]")
        + "\n### “the matter” { #matter }\n\nIt was.\n"
    )
    after = before.with_section(PATH, text)
    [heading] = [at for at, line in enumerate(text.split("\n"), 1) if "#matter" in line]
    assert [problem.rule for problem in news(before, after)] == ["source-unknown"]
    rules = {problem.rule for problem in news(before, after, heading)}
    assert rules == {"source-unknown", "quote-unmarked", "note-length", "note-uncited"}


EXPECTED = "Section file, The author’s words, The note, Where that can be looked up, Kind"


@pytest.mark.parametrize("body", ["", "hello", "### Kind\n\nsource", issue() * 2, issue().replace("### Kind", "### kind")])
def test_what_is_not_the_form_is_refused(body: str) -> None:
    with pytest.raises(EditionError) as refused:
        fields(body)
    told = f"issue:1:1: this is not the form for a note: expected the headings {EXPECTED}, once and in this order [issue]"
    assert str(refused.value) == told


# ---- where it is read from


def test_an_issue_is_read_as_text_or_from_the_forge_s_event(tmp_path: Path) -> None:
    (tmp_path / "issue.md").write_bytes(issue().replace("\n", "\r\n").encode())
    (tmp_path / "event.json").write_text(json.dumps({"issue": {"body": issue().replace("\n", "\r\n")}}), "utf-8")
    (tmp_path / "empty.json").write_text(json.dumps({"issue": {"body": None}}), "utf-8")
    assert [issue_body(tmp_path / name) for name in ("issue.md", "event.json", "empty.json")] == [issue(), issue(), ""]


NO_ISSUE = "event.json:1:1: holds no issue with a text; give the JSON of a forge’s event, or the issue’s text itself [issue]"


@pytest.mark.parametrize("text", ["[]", "{}", '{"issue": 3}', '{"issue": {}}', '{"issue": null}'])
def test_an_event_that_holds_no_issue_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "event.json").write_text(text, "utf-8")
    with pytest.raises(EditionError) as refused:
        issue_body(tmp_path / "event.json")
    assert str(refused.value) == NO_ISSUE


def test_an_event_that_is_no_json_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "event.json").write_text('{"issue":\n  }', "utf-8")
    with pytest.raises(EditionError, match=r"^event\.json:2:3: is no JSON \(.*\); name another file \[issue\]$"):
        issue_body(tmp_path / "event.json")


def test_an_issue_with_a_mark_of_order_is_read_and_one_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "issue.md").write_bytes(issue().encode("utf-8-sig"))
    assert issue_body(tmp_path / "issue.md") == issue()
    (tmp_path / "issue.md").write_bytes(issue().encode("utf-16"))
    with pytest.raises(EditionError, match=r"^issue\.md:1:1: is not UTF-8; save the file as UTF-8 \[issue\]$"):
        issue_body(tmp_path / "issue.md")


def test_an_issue_that_no_forge_would_take_is_refused(tmp_path: Path) -> None:
    (tmp_path / "issue.md").write_text("x" * (LONGEST + 1), "utf-8")
    with pytest.raises(EditionError, match=r"^issue:1:1: longer than 65,536 characters \[issue\]$"):
        issue_body(tmp_path / "issue.md")
