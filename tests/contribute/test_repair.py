"""What needs no judgement is mended, and quotes that have slipped are repaired where there is one clear place."""

import subprocess
from pathlib import Path

import pytest

from edition.check.rules import check
from edition.contribute.repair import patch, requoted, typeset
from edition.model.edition import load_edition
from edition.text.normal import digest
from tests.conftest import BASE, Run, needs_git

ANSWER = "docs/essay/02-answer.md"
HEAD = """# The answer

A year later the Harbour Board gave the keeper a “medal of plain tin”, and the matter was closed.
{ #p3 }

## Notes

"""
BODY = "\n\nThe medal lies in the museum of the town [@board-1901].\n"


def written(base: Path, *notes: str) -> None:
    (base / ANSWER).write_text(HEAD + "\n".join(notes), "utf-8")


def mended(base: Path) -> str:
    """The notes of the second section as they would be."""
    made = typeset(load_edition(base))
    assert made.keys() <= {base / ANSWER}
    return made.get(base / ANSWER, "").removeprefix(HEAD)


# ---- typed signs and headings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('## "medal of plain tin"', "### “medal of plain tin”"),
        ("#### 'medal of plain tin' { #medal .wrong }", "### “medal of plain tin” { #medal .wrong }"),
        ('### "medal of plain tin" { .wrong reviewed="2026-11-24" }', '### “medal of plain tin” { .wrong reviewed="2026-11-24" }'),
        ("### medal of plain tin", "### “medal of plain tin”"),
        ("### „medal of plain tin“", "### “medal of plain tin”"),
    ],
)
def test_a_heading_is_mended(base: Path, typed: str, meant: str) -> None:
    written(base, typed + BODY)
    assert mended(base) == meant + BODY


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('It isn\'t "silver" - the museum says so...', "It isn’t “silver” – the museum says so…"),
        ("From 1904-05 on--so they say--it's tin.", "From 1904–05 on—so they say—it’s tin."),
        (
            "See [the 'card'](https://example.org/?q='a'--b) and `it's`.",
            "See [the ‘card’](https://example.org/?q='a'--b) and `it's`.",
        ),
        ("See https://example.org/it's...a--b for '91.", "See https://example.org/it's...a--b for ’91."),
    ],
)
def test_typed_signs_are_set(base: Path, typed: str, meant: str) -> None:
    written(base, f"### “medal of plain tin”\n\n{typed}\n")
    assert mended(base) == f"### “medal of plain tin”\n\n{meant}\n"


def test_what_is_right_is_left_alone(base: Path) -> None:
    assert typeset(load_edition(base)) == {}
    assert requoted(load_edition(base)) == {}


def test_an_actor_s_life_is_mended_and_its_facts_are_not(base: Path) -> None:
    path = base / "docs/actors/jack-penn.md"
    life = path.read_text("utf-8").replace("Coxswain of the", 'Coxswain of "the"').replace("not fond of the", 'not "fond" of the')
    path.write_text(life, "utf-8")
    assert typeset(load_edition(base)) == {path: life.replace('"fond"', "“fond”")}


def test_the_author_s_own_signs_are_left_alone(base: Path) -> None:
    words = (BASE / "essay.txt").read_text("utf-8").strip().split("\n\n")[2]
    typed = words.replace("medal of plain tin", '"medal of plain tin"')
    facts = base / "data/text.yml"
    facts.write_text(facts.read_text("utf-8").replace(digest(words), digest(typed)), "utf-8")
    written(base, f"### “medal of plain tin”{BODY}")
    path = base / ANSWER
    path.write_text(path.read_text("utf-8").replace(HEAD.split("\n")[2], typed), "utf-8")
    assert typeset(load_edition(base)) == {}


# ---- quotes


def repaired(base: Path) -> str:
    """The first heading of the second section as it would be; nothing where it stays."""
    made = requoted(load_edition(base))
    return made[base / ANSWER].removeprefix(HEAD).split("\n")[0] if made else ""


@pytest.mark.parametrize(
    ("slipped", "meant"),
    [
        ("### “medal of plane tin” { #medal }", "### “medal of plain tin” { #medal }"),
        ("### “medal of plane tin”", "### “medal of plain tin” { #medal-of-plane-tin }"),
        ("### “Medal of plain tins” {.wrong }", "### “medal of plain tin” { #medal-of-plain-tins .wrong }"),
        ("### “medal of plane tin” {: .wrong }", "### “medal of plain tin” { #medal-of-plane-tin .wrong }"),
        ("### “A year later … matter was clossed” { #year }", "### “A year later … matter was closed” { #year }"),
        ('### "gave the keeeper" { #gave }', '### "gave the keeper" { #gave }'),
        ("### “a golden crown”", ""),
        ("### “lifeboat stayed ashore”", ""),  # it has moved to another section
    ],
)
def test_a_quote_that_has_slipped_takes_the_words_of_the_text(base: Path, slipped: str, meant: str) -> None:
    written(base, slipped + BODY)
    assert repaired(base) == meant


def test_where_two_places_are_alike_nothing_is_repaired(base: Path) -> None:
    (base / ANSWER).write_text(
        HEAD.replace("and the matter was closed", "and later a “medal of plain ton”")
        + f"### “medal of plain ten” {{ #medal }}{BODY}",
        "utf-8",
    )
    assert requoted(load_edition(base)) == {}


# ---- the command


KEYBOARD = '## "medal of plain tin"\n\nIt isn\'t silver - the museum says so... See https://example.org/medal.\n'
SLIPPED = f"### “gave the keeeper” {{ #gave }}{BODY}"


def test_fix_mends_and_shows_and_accept_applies(base: Path, edition: Run) -> None:
    written(base, KEYBOARD, SLIPPED)
    set_right = "### “medal of plain tin”\n\nIt isn’t silver – the museum says so… See https://example.org/medal.\n"
    done = edition("check", "--fix", cwd=base)
    assert done.returncode == 1  # a quote has slipped still
    assert done.stdout.startswith(f"wrote {ANSWER}\n--- a/{ANSWER}\n+++ b/{ANSWER}\n")
    assert "\n-### “gave the keeeper” { #gave }\n+### “gave the keeper” { #gave }\n" in done.stdout
    assert done.stderr.startswith("to apply this: edition check --accept\n")
    assert (base / ANSWER).read_text("utf-8") == HEAD + set_right + "\n" + SLIPPED
    done = edition("check", "--accept", cwd=base)
    assert (done.returncode, f"wrote {ANSWER}\n" in done.stdout) == (0, True)
    assert (base / ANSWER).read_text("utf-8") == HEAD + set_right + "\n" + SLIPPED.replace("keeeper", "keeper")
    again = edition("check", "--accept", cwd=base)
    assert (again.returncode, "wrote" in again.stdout) == (0, False)
    left = {problem.rule for problem in check(load_edition(base))}
    assert left == {"note-length", "contraction", "quote-unmarked", "notes-out-of-order"}


def test_a_patch_is_one_that_git_takes(base: Path) -> None:
    needs_git()
    written(base, SLIPPED)
    texts = requoted(load_edition(base))
    subprocess.run(["git", "apply", "-"], cwd=base, input=patch(texts, base), text=True, check=True)
    assert (base / ANSWER).read_text("utf-8") == texts[base / ANSWER]
