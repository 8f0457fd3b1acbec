"""Check an edition: every rule, every problem, in order of place."""

from collections.abc import Callable, Iterator

from edition.check import content as check_content
from edition.check import data as check_data
from edition.check import emendations as check_emendations
from edition.check import events as check_events
from edition.check import files as check_files
from edition.check import notes as check_notes
from edition.check import records as check_records
from edition.check import style as check_style
from edition.check import text as check_text
from edition.check.finding import Finding
from edition.files.problem import Problem
from edition.model.edition import Edition

Rule = Callable[[Edition], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    check_text.section_empty,
    check_text.notes_missing,
    check_text.paragraph_id_misplaced,
    check_text.id_duplicate,
    check_text.straight_quotes,
    check_text.raw_html,
    check_text.name_uncovered,
    check_notes.quote_empty,
    check_notes.quote_missing,
    check_notes.quote_ambiguous,
    check_notes.quote_unmarked,
    check_notes.notes_out_of_order,
    check_notes.note_empty,
    check_notes.note_length,
    check_notes.note_uncited,
    check_notes.class_unknown,
    check_notes.review_date,
    check_notes.heading_in_note,
    check_style.contraction,
    check_style.date_form,
    check_style.date_impossible,
    check_style.year_range,
    check_style.per_cent,
    check_style.undated_now,
    check_style.name_form,
    check_content.front_matter,
    check_content.hidden_character,
    check_content.look_alike,
    check_content.link_unsafe,
    check_content.link_deceptive,
    check_content.attribute_unsafe,
    check_content.id_reserved,
    check_content.foreign_syntax,
    check_content.too_complex,
    check_data.entry_markup,
    check_data.data_markup,
    check_files.file_kind,
    check_files.file_link,
    check_files.file_name,
    check_files.file_unreadable,
    check_records.source_unknown,
    check_records.source_uncited,
    check_records.source_duplicate,
    check_records.source_weak,
    check_records.alias_clash,
    check_records.term_unknown,
    check_records.epithet_place,
    check_records.entry_empty,
    check_records.generated_edited,
    check_emendations.emendation_place,
    check_events.event_duplicate,
    check_events.event_date,
    check_events.event_actor,
    check_events.event_paragraph,
    check_events.event_unsourced,
    check_events.coordinates_swapped,
    check_events.relation_actor,
    check_events.relation_unsourced,
)
WARNINGS = {check_notes.note_length, check_text.name_uncovered, check_style.undated_now}
# What goes wrong while a file is read, before any rule can run.
READING = {
    "encoding": "Files are UTF-8 without a byte-order mark.",
    "yaml": "YAML is well-formed, and no key stands twice.",
    "record": "A record has the fields it needs, of the right form, and no others.",
    "front-matter": "The file of an actor or a term begins with its front matter.",
}


def name(rule: Rule) -> str:
    """The id of a rule, as messages show it."""
    return rule.__name__.replace("_", "-")


def check(edition: Edition) -> list[Problem]:
    """Every problem of an edition, in order of place."""
    found = [Problem(*finding, name(rule), rule in WARNINGS) for rule in RULES for finding in rule(edition)]
    return sorted([*edition.problems, *found])


def listing() -> str:
    """What each rule asks, one line a rule."""
    lines = {name(rule): (rule.__doc__ or "").split("\n")[0] for rule in RULES} | READING
    width = max(map(len, lines))
    return "".join(f"{rule:{width}}  {text}\n" for rule, text in sorted(lines.items()))
