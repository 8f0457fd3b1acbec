"""The glossaries: the index of actors, and the terms with how often the essay names them and where this edition does."""

import json
import re
from collections.abc import Iterable
from typing import Any

from edition.model.edition import Edition, Register
from edition.model.generated import sealed
from edition.model.occurrences import Place, Places, sort_key
from edition.model.records import Entry, Text
from edition.text.language import listed, quoted, t, tn
from edition.text.normal import Span

CONTEXT = 60
SPECIAL = re.compile(r"[\\`*_{}\[\]]")


def actors(edition: Edition) -> str:
    """The index of actors as a page: each leads to a page of its own."""
    parts = [
        "# " + t("Who is who"),
        t(
            "Every person, organisation, state and place that the essay names or a note needs, in alphabetical order. "
            "Under each name stands where along its paragraphs the essay names it; each mark leads there."
        ),
        "[kinds]",
        *(_indexed(entry) for entry in sorted(edition.register.actors, key=sort_key)),
    ]
    # Each actor's own page is what a search should find.
    return sealed(t("Who is who"), "\n\n".join(parts) + "\n")


def _indexed(entry: Entry) -> str:
    return "\n\n".join(
        (
            f'## [{entry.name}](who/{entry.key}.md) {{ #{entry.key} .entry .indexed data-kind="{entry.kind}" }}',
            f"{entry.about}\n{{ .facts .summary }}",
            f"[strip {entry.key}]",
        )
    )


def terms(edition: Edition, places: Places) -> str:
    """The glossary of terms as a page."""
    lead = t("Words of the essay and of the notes that want explaining.")
    entries = [_entry(entry, edition, places.get(entry.key, [])) for entry in sorted(edition.register.terms, key=sort_key)]
    return sealed(t("Terms"), "\n\n".join(["# " + t("Terms"), lead, *entries]) + "\n")


def _entry(entry: Entry, edition: Edition, places: list[Place]) -> str:
    parts = [
        f"## {entry.name} {{ #{entry.key} .entry .{entry.kind} }}",
        f"{entry.about}\n{{ .facts .summary }}",
        f"{names_of(entry)}\n{{ .facts .names }}" if entry.native or len(entry.forms) > 1 else "",
        f"{entry.role}\n{{ .role }}" if entry.role else "",
        entry.body,
        f"{_in_the_essay(entry, edition.register.texts)}\n{{ .facts .counts }}",
        _in_this_edition(entry, places),
    ]
    return "\n\n".join(part for part in parts if part)


def known(register: Register) -> str:
    """What scripts know of every actor and term, as JSON by key: what a card tells, and the forms that a lens looks for."""
    told = {key: {name: said for name, said in _told(entry) if said} for key, entry in register.entries.items()}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def _told(entry: Entry) -> Iterable[tuple[str, Any]]:
    yield "name", entry.name
    yield "about", entry.about
    for native in entry.native[:1]:
        yield "native", native.name
        yield "lang", native.lang
    yield "forms", entry.forms
    yield "epithets", [(epithet.form, *epithet.paragraphs) for epithet in entry.epithets]


def names_of(entry: Entry) -> str:
    """The names of an entry: native ones in their language, how it is said, other forms."""
    parts = [f"*{native.name}*{{ lang={native.lang} }}" for native in entry.native]
    parts += [t("said {sound}", sound=entry.say)] if entry.say else []
    others = [*entry.variants, *entry.spellings]
    parts += [t("also: {names}", names=listed(others))] if others else []
    return " · ".join(parts)


def _in_the_essay(entry: Entry, texts: Iterable[Text]) -> str:
    """How often the author names the entry, under which forms and in which paragraphs."""
    lines = []
    for text in texts:
        forms = text.mentions.get(entry.key, {})
        total = sum(sum(counts.values()) for counts in forms.values())
        if total:
            ways = "; ".join(f"{quoted(form)} {counted(counts)}" for form, counts in forms.items())
            lines.append(t("**In the essay:** {times}. {forms}.", times=times(total), forms=ways))
        else:
            lines.append(t("**In the essay:** not named."))
    return " ".join(lines)


def counted(counts: dict[str, int]) -> str:
    """Paragraphs with how often something stands in each: p1, p3 ×2."""
    return listed([f"{paragraph} ×{count}" if count > 1 else paragraph for paragraph, count in counts.items()])


def times(count: int) -> str:
    """A count in words: once, twice, 3 times."""
    return t("once") if count == 1 else t("twice") if count == 2 else tn("{count} time", "{count} times", count)


def _in_this_edition(entry: Entry, places: list[Place]) -> str:
    if not places:
        return t("**In this edition:** in no paragraph and no note.") + "\n{ .facts }"
    lines = [f"- [{place.label}]({place.href}): {context(place.text, place.span)}" for place in places]
    listing = "\n".join("    " + line for line in lines)
    summary = tn("In this edition: {count} place", "In this edition: {count} places", len(places))
    return f'??? mentions "{summary}"\n\n{listing}'


def context(text: str, span: Span) -> str:
    """The words around a name, whole words only, the name in bold."""
    start, end = max(span.start - CONTEXT, 0), min(span.end + CONTEXT, len(text))
    start = text.find(" ", start, span.start) + 1 if start else 0
    end = max(text.rfind(" ", span.end, end), span.end) if end < len(text) else end
    before, name, after = text[start : span.start], text[span.start : span.end], text[span.end : end]
    words = f"{'… ' if start else ''}{literal(before)}**{literal(name)}**{literal(after)}{' …' if end < len(text) else ''}"
    return words.replace("\n", " ")


def literal(text: str) -> str:
    """A text as Markdown that shows it as it is."""
    return SPECIAL.sub(r"\\\g<0>", text).replace("<", "&lt;")
