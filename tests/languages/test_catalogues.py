"""The catalogues: every message has its words in every language, with the same fields and as many forms as the language has."""

import ast
import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message
from babel.messages.plurals import get_plural

from edition.text.language import languages
from tests.languages.words import HIGHEST, KEYWORDS, ROOT, catalogue, extracted, forms, made

OTHERS = [language for language in languages() if language != "en"]
FIELD = re.compile(r"\{(\w+)\}")
MARKS = re.compile(r"\*\*|`[^`]*`|\]\([^)]*\)")  # of Markdown: emphasis, code, where links lead


def strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else [str(string) for string in message.string or ()]


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def test_there_are_eight_languages() -> None:
    assert set(languages()) >= {"ar", "de", "en", "es", "fr", "ru", "uk", "zh"}


def test_what_follows_from_code_and_catalogues_is_up_to_date() -> None:
    """A message that is new, changed or gone shows here; `make words` brings it into the catalogues, for translators."""
    assert [path.name for path, data in made() if not path.is_file() or path.read_bytes() != data] == []


def test_no_message_stands_within_a_string_that_is_formatted() -> None:
    """Before Python 3.12 nobody who looks for messages finds it there."""
    found = []
    for path in (ROOT / "scripts").rglob("*.py"):
        strings = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.JoinedStr))
        calls = (call for string in strings for call in ast.walk(string) if isinstance(call, ast.Call))
        named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in KEYWORDS]
        found += [f"{path.name}:{call.lineno}" for call in named if any(isinstance(one, ast.Constant) for one in call.args)]
    assert found == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_has_its_words_and_none_is_a_guess(language: str) -> None:
    wrong = [message.id for message in messages(language) if message.fuzzy or not strings(message) or not all(strings(message))]
    assert wrong == []
    assert {(message.context, message.id) for message in messages(language)} == {
        (message.context, message.id) for message in extracted() if message.id
    }


@pytest.mark.parametrize("language", OTHERS)
def test_a_message_of_numbers_has_as_many_forms_as_the_language(language: str) -> None:
    count = get_plural(language).num_plurals
    assert [m.id for m in messages(language) if len(ids(m)) > 1 and len(strings(m)) != count] == []
    assert set(forms(language).values()) == set(range(count))


@pytest.mark.parametrize("language", OTHERS)
def test_words_have_the_fields_of_the_message(language: str) -> None:
    """A form that serves one number only may say it in a word: a note, two notes."""
    form = numbers_of_forms(language)
    wrong = []
    for message in messages(language):
        wanted = set(FIELD.findall(ids(message)[-1]))
        for at, string in enumerate(strings(message)):
            single = len(ids(message)) > 1 and len(form[at]) == 1
            given = set(FIELD.findall(string))
            if given != wanted and not (single and given == wanted - {"count"}):
                wrong.append((message.id, string))
    assert wrong == []


def numbers_of_forms(language: str) -> dict[int, list[int]]:
    """The numbers that each form serves."""
    from gettext import c2py

    rule, plural = c2py(get_plural(language).plural_expr), get_plural(language)
    found: dict[int, list[int]] = {at: [] for at in range(plural.num_plurals)}
    for number in range(HIGHEST):
        found[rule(number)].append(number)
    return found


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(("shown", "named"), [("Back to the passage", "Back to the passage of note {number}")])
def test_what_a_link_is_called_has_the_words_that_it_shows(language: str, shown: str, named: str) -> None:
    """Who speaks to a browser says what stands there."""
    words = {message.id: str(message.string).casefold() for message in messages(language) if isinstance(message.id, str)}
    assert words[shown] in words[named]


@pytest.mark.parametrize("language", OTHERS)
def test_words_keep_the_marks_of_the_message(language: str) -> None:
    wrong = [
        (message.id, string)
        for message in messages(language)
        for string in strings(message)
        if MARKS.findall(string) != MARKS.findall(ids(message)[0])
    ]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_words_are_typeset(language: str) -> None:
    """No quotation mark, apostrophe or dots of a keyboard, no space at an end; nothing that HTML would read as its own."""
    bad = re.compile(r"[\"<>&]|(?<!`)'|\.\.\.|  |^ | $|\n")
    kept = {", ", "، "}  # between the items of a list
    assert [string for m in messages(language) for string in strings(m) if bad.search(string) and string not in kept] == []
