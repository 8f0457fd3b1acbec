"""Bring the catalogues up to date with what the code says, and what templates and scripts read with the catalogues: `make words`.

A new language: its folder in scripts/edition/locale, with an empty LC_MESSAGES/edition.po, is where this begins.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from html import escape
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from edition.original.new import KINDS, TEMPLATE
from edition.text.language import LEFTWARD, LOCALE, languages

ROOT = Path(__file__).parents[2]
# Where messages stand, and what reads them there.
SOURCES: Mapping[str, list[tuple[str, str]]] = {
    "scripts": [("edition/**.py", "python"), ("edition/**.js", "javascript")],
    "overrides": [("**.html", "jinja2"), ("assets/**.js", "javascript")],
}
MADE_FILES = ("**/words-*.js", "assets/made/**.js")  # by this module, and by `edition pages`
KEYWORDS = {"t": None, "message": None, "tn": (1, 2), "tc": ((1, "c"), 2)}
WORDS_OF_TEMPLATES = Path("overrides", "partials", "words.html")
SCRIPTS = Path("overrides", "assets", "reading")
MADE = "Made by `make words` from the catalogues in scripts/edition/locale: change those."
# Languages whose letters the face of the text has in a file of their own, and those of whose letters it has none.
CYRILLIC = ("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk")
FOREIGN = (
    *LEFTWARD,
    "am",
    "bn",
    "el",
    "grc",
    "gu",
    "hi",
    "hy",
    "ja",
    "ka",
    "km",
    "ko",
    "lo",
    "mr",
    "my",
    "ne",
    "ta",
    "te",
    "th",
    "zh",
)
HIGHEST = 1000  # of the numbers by which the forms of a plural are found


@lru_cache(maxsize=1)
def extracted() -> Catalog:
    """Return every message that readers see, with the files that say it."""
    found = Catalog(project="annotated-edition", charset="utf-8", fuzzy=False)
    for folder, methods in SOURCES.items():
        mapping = [*((pattern, "ignore") for pattern in MADE_FILES), *methods]
        options = {pattern: {"encoding": "utf-8"} for pattern, _ in methods}
        read = extract_from_dir(ROOT / folder, mapping, options, KEYWORDS, ["Translators:"], strip_comment_tags=True)
        for name, _, words, comments, context in sorted(read, key=lambda one: (one[0], one[1])):
            if not Path(name).name.startswith("words"):
                found.add(words, locations=[(f"{folder}/{name}", 0)], auto_comments=comments, context=context)
    for name, words, context in _of_template():
        found.add(words, locations=[(name, 0)], context=context)
    return found


def _of_template() -> Iterator[tuple[str, str, str | None]]:
    """What the files say that a new edition begins with, each with its context."""
    for path in sorted(path for path in TEMPLATE.rglob("*") if path.is_file()):
        for words in re.findall(r"@@:(.+?)@@", path.read_text("utf-8")):
            yield path.relative_to(ROOT).as_posix(), words, KINDS if path.name == "kinds.yml" else None


def path_of(language: str) -> Path:
    """Return the catalogue of a language."""
    return LOCALE / language / "LC_MESSAGES" / "edition.po"


def catalogue(language: str) -> Catalog:
    """Return what the catalogue of a language holds."""
    with path_of(language).open("rb") as file:
        return read_po(file, language)


def updated(language: str, messages: Catalog) -> bytes:
    """Return the catalogue of a language with every message that there is, and no other; what is new has no words yet."""
    known = catalogue(language)
    made = Catalog(locale=language, project="annotated-edition", charset="utf-8", fuzzy=False, revision_date=known.revision_date)
    made.creation_date = datetime(2026, 11, 28, tzinfo=UTC)
    made.header_comment = f"# What readers see, in {Locale.parse(language).english_name}."
    made.last_translator, made.language_team = known.last_translator, known.language_team
    for message in messages:
        if message.id:
            old = known.get(message.id, message.context)
            made.add(
                message.id,
                old.string if old else None,
                locations=message.locations,
                auto_comments=message.auto_comments,
                context=message.context,
            )
    file = BytesIO()
    write_po(file, made, width=120, sort_output=False, include_lineno=False)
    return file.getvalue()


def said_by(folder: str, suffix: str, messages: Catalog) -> list[Message]:
    """Return the messages that files in a folder say."""
    return [
        one for one in messages if one.id and any(name.startswith(folder) and name.endswith(suffix) for name, _ in one.locations)
    ]


def for_templates(messages: Catalog) -> str:
    """Return the template that holds what templates say, in every language: Jinja and MiniJinja read nothing else."""
    tables = []
    for language in languages():
        if language != "en":
            words = catalogue(language)
            ids = [str(one.id) for one in said_by("overrides", ".html", messages)]
            said = {id: escape(str(found.string)) for id in ids if (found := words.get(id)) and found.string}
            rows = "".join(f"\n    {_json(one)}: {_json(other)}," for one, other in sorted(said.items()))
            tables.append(f"  {_json(language)}: {{{rows}\n  }},")
    listed = {"leftward": LEFTWARD, "cyrillic": CYRILLIC, "foreign": FOREIGN}
    lists = "".join(f"{{%- set {name} = {_json(list(tags))} %}}\n" for name, tags in listed.items())
    return f"{{#- {MADE} -#}}\n{{%- set words = {{\n" + "\n".join(tables) + "\n} %}\n" + lists + MACROS


MACROS = """\
{#- That of some languages which a tag begins with: de for de-AT. -#}
{%- macro base(language, known) %}
{%- for tag in known %}{% if (language ~ "-")[:(tag ~ "-") | length] == tag ~ "-" %}{{ tag }}{% endif %}{% endfor %}
{%- endmacro %}
{%- macro t(message, language) %}
{{- (words[base(language, words)] | default({}))[message] | default(message, true) }}
{%- endmacro %}
{%- macro direction(language) %}
{{- "rtl" if base(language, leftward) or "-Arab" in language or "-Hebr" in language else "ltr" }}
{%- endmacro %}
{#- The language of the words that scripts are to load; nothing for English. -#}
{%- macro spoken(language) %}{{ base(language, words) }}{% endmacro %}
{#- The file of a face that holds the letters of a language, beside the basic one. -#}
{%- macro letters(language) %}
{%- if base(language, cyrillic) %}cyrillic{% elif not base(language, foreign + ["en"]) %}accents{% endif %}
{%- endmacro %}
"""


def for_scripts(language: str, messages: Catalog) -> str:
    """Return the script that holds what scripts say in a language: a message, or its forms by the kind of number."""
    words, said = catalogue(language), said_by("overrides/assets", ".js", messages)
    table = {one.id if isinstance(one.id, str) else one.id[0]: _script_words(language, words.get(one.id)) for one in said}
    rows = "".join(f"  {_json(one)}: {_json(other)},\n" for one, other in sorted(table.items()) if other)
    return f"// {MADE}\nglobalThis.editionWords = {{\n{rows}}};\n"


def _script_words(language: str, found: Message | None) -> str | dict[str, str]:
    if found is None or not found.string or not all(found.string):
        return ""
    if isinstance(found.string, str):
        return found.string
    return {name: found.string[at] for name, at in forms(language).items()}


def forms(language: str) -> dict[str, int]:
    """Return which form of a catalogue the kinds of number have that browsers tell apart: few, many, other."""
    plural, kinds = get_plural(language), Locale.parse(language).plural_form
    found: dict[str, int] = {}
    for number in range(HIGHEST):
        found.setdefault(kinds(number), _form(plural.plural_expr, number))
    return found | {"other": found.get("other", plural.num_plurals - 1)}


def _form(expression: str, number: int) -> int:
    from gettext import c2py

    return c2py(expression)(number)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def made() -> Iterator[tuple[Path, bytes]]:
    """Yield every file that follows from the code and the catalogues, with what it is to hold."""
    messages = extracted()
    for language in languages():
        if language != "en":
            yield path_of(language), updated(language, messages)
            yield ROOT / SCRIPTS / f"words-{language}.js", for_scripts(language, messages).encode()
    yield ROOT / WORDS_OF_TEMPLATES, for_templates(messages).encode()


if __name__ == "__main__":
    for path, data in made():
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
            print(f"wrote {path.relative_to(ROOT)}")
