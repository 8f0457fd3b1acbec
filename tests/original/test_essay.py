"""The essay itself, where EDITION_ESSAY names it, is known by its letters in every form in which a reader may have it."""

from pathlib import Path

import pytest

from edition.model.edition import load_register
from edition.original.copies import read_copy
from edition.original.fingerprints import facts, match
from edition.original.importing import differences, words_of
from edition.text.normal import normal
from tests.conftest import ROOT
from tests.copies import FORMS, Form


@pytest.mark.parametrize(("name", "form"), FORMS.values(), ids=FORMS)
def test_the_essay_is_known_in_every_form(essay: Path, tmp_path: Path, name: str, form: Form) -> None:
    paragraphs = essay.read_text("utf-8").strip().split("\n\n")
    (tmp_path / name).write_bytes(form(paragraphs))
    [text] = load_register(ROOT).texts
    items = match(read_copy(tmp_path / name, tmp_path), text)
    assert list(words_of(items).values()) == [normal(words) for words in paragraphs]
    assert differences(items, text, name) == []


def test_the_facts_on_record_are_those_of_the_essay(essay: Path) -> None:
    register = load_register(ROOT)
    [text] = register.texts
    made = facts(essay.read_text("utf-8").strip().split("\n\n"), text, register)
    assert made["paragraphs"] == [known.model_dump(exclude_defaults=True) for known in text.paragraphs]
