"""The language of a text: what its file says, else what its words look like, said aloud."""

from pathlib import Path

import pytest

from edition.intake.read import read_document
from edition.intake.tongue import language_of
from tests.texts.shown import EXAMPLES, TEXTS

FRENCH = "Personne ne savait qui avait allumé la lampe le premier, et l’on n’en parlait jamais au village."
NAMED = {  # a file, the language that is found, what is said of it
    "page": ("a.html", f'<html lang="fr-CA"><p>{FRENCH}</p></html>', "fr-CA", "fr-CA, which the file names"),
    "underscore": ("a.html", f'<html lang="FR_ca"><p>{FRENCH}</p></html>', "fr-ca", "fr-ca, which the file names"),
    "doubtful": (
        "a.html",
        f'<html lang="la"><p>{FRENCH}</p></html>',
        "la",
        "la, which the file names, though its words look like fr; --language says otherwise",
    ),
    "nonsense": ("a.html", f'<html lang="the French"><p>{FRENCH}</p></html>', "fr", "fr, by its words; --language says otherwise"),
    "unnamed": ("a.txt", FRENCH, "fr", "fr, by its words; --language says otherwise"),
    "front matter": ("a.md", f"---\nlang: fr\n---\n\n{FRENCH}\n", "fr", "fr, which the file names"),
    "TEI": (
        "a.xml",
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="fr"><text><body><p>{FRENCH}</p></body></text></TEI>',
        "fr",
        "fr, which the file names",
    ),
    "no words": ("a.txt", "1817 – 1818: 12 + 14.", "en", "en, for neither its file nor its words tell; --language says otherwise"),
}


@pytest.mark.parametrize(("name", "text", "language", "told"), NAMED.values(), ids=NAMED)
def test_a_language_is_found_and_said(name: str, text: str, language: str, told: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    document = read_document(tmp_path / name, tmp_path)
    assert language_of(document.language, document.blocks) == (language, told)


@pytest.mark.parametrize(("file", "language"), [(f"{name}/{text[0]}", text[1]) for name, text in TEXTS.items()])
def test_each_example_is_in_its_language(file: str, language: str) -> None:
    document = read_document(EXAMPLES / file, EXAMPLES)
    assert language_of("", document.blocks)[0] == language
