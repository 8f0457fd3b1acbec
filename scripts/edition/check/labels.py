"""Rules on labels: a footnote and the address of a link are defined where they are used, once."""

from collections.abc import Iterator

from edition.check.finding import Finding, Passage
from edition.check.registry import advice, rule
from edition.check.survey import Survey
from edition.model.labels import Label, labels


def _parts(survey: Survey) -> Iterator[tuple[Passage, list[Label]]]:
    """Every part of a file that has labels of its own: the text of a section, each note, an entry."""
    for section in survey.edition.all_sections():
        lines = section.source.split("\n")
        starts = [note.line - 1 for note in section.notes]
        for begin, end in zip([0, *starts], [*starts, len(lines)], strict=True):
            text = "\n".join(lines[begin:end])
            if "[^" in text or "]:" in text or "][" in text:
                yield Passage(section.path, text, begin + 1), labels(text)
    for entry in survey.edition.register.entries.values():
        yield Passage(entry.path, entry.body, entry.body_line), labels(entry.body)


@rule
def label_undefined(survey: Survey) -> Iterator[Finding]:
    """A footnote or a link that is referred to is defined in the same note."""
    for passage, found in _parts(survey):
        defined = {(label.footnote, label.name) for label in found if label.defines}
        for label in found:
            if not label.defines and (label.footnote, label.name) not in defined:
                sign = f"[^{label.name}]" if label.footnote else f"[{label.name}]"
                what = "its text" if label.footnote else "the address"
                message = f"nothing is defined as {sign} in this note; add a line “{sign}: …” with {what}"
                yield passage.at(label.start, message)


@rule
def label_double(survey: Survey) -> Iterator[Finding]:
    """A label is defined once in its note."""
    for passage, found in _parts(survey):
        seen: set[tuple[bool, str]] = set()
        for label in (label for label in found if label.defines):
            if (label.footnote, label.name) in seen:
                yield passage.at(label.start, f"“{label.name}” is defined a second time in this note; rename one")
            seen.add((label.footnote, label.name))


@advice
def label_unused(survey: Survey) -> Iterator[Finding]:
    """What is defined in a note is referred to there."""
    for passage, found in _parts(survey):
        used = {(label.footnote, label.name) for label in found if not label.defines}
        for label in found:
            if label.defines and (label.footnote, label.name) not in used:
                yield passage.at(label.start, f"nothing in this note refers to “{label.name}”; remove it, or refer to it")
