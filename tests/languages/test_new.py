"""A new edition speaks the language of its text: its kinds of note, its navigation and its first pages are written in it."""

from pathlib import Path

import pytest
import yaml

from edition.intake.read import read_document
from edition.original import new as newly
from edition.text.language import languages
from tests.conftest import Run
from tests.languages.words import catalogue

FABLE = "Un renard tomba dans un puits profond.\n\nUne chèvre passa, qui avait soif, et sauta auprès de lui sans rien demander.\n"


@pytest.fixture(params=[language for language in languages() if language != "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def made(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(newly, "requirement", lambda _: "annotated-edition")  # a wheel takes its time, and is the same in all
    text, folder = tmp_path / "fable.txt", tmp_path / "edition"
    text.write_text(FABLE, "utf-8")
    document = read_document(text, tmp_path)
    about = newly.about(document, "Fable", "Anonyme", "", language)
    sections, _ = newly.plan(document, about, 0, True)
    newly.new_edition(sections, document, about, folder)
    return folder


def test_its_kinds_its_navigation_and_its_pages_are_in_the_language(made: Path, language: str, edition: Run) -> None:
    words = catalogue(language)

    def said(message: str, context: str | None = None) -> str:
        found = words.get(message, context)
        assert found is not None
        return str(found.string)

    kinds = yaml.safe_load((made / "data/kinds.yml").read_text("utf-8"))
    labels = {kind["id"]: kind["label"] for kind in kinds["kinds"]}
    assert labels["disputed"] == said("disputed", newly.KINDS)
    assert kinds["groups"][0]["label"] == said("holds", newly.KINDS)
    settings = (made / "mkdocs.yml").read_text("utf-8")
    assert f"\n  language: {language}\n" in settings
    assert f"{said('All notes')}: notes.md" in settings
    index = (made / "docs/index.md").read_text("utf-8")
    assert said("An underlined phrase leads to its note.") in index
    assert not [path for path in made.rglob("*") if path.suffix in (".md", ".yml") and "@@" in path.read_text("utf-8")]
    assert edition("check", cwd=made).returncode == 0
