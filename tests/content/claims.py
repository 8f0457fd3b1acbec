"""The checkable claims of the essay (claims.yml) beside the notes that answer them."""

from collections.abc import Iterator
from pathlib import Path

from edition.files.disk import read_text
from edition.files.problem import Problem
from edition.files.yaml_positions import load
from edition.model.edition import Edition
from tests.content.measures import paragraph_of
from tests.content.remarks import at_note, notes_by_id, remark

CLAIMS = Path(__file__).with_suffix(".yml")
NAME = "tests/content/claims.yml"
JUDGED = {"wrong", "imprecise", "disputed", "failed", "cametrue", "open"}


def remarks(edition: Edition) -> Iterator[Problem]:
    """Yield claims without an answer, answers that differ from their notes, and verdicts that answer no claim."""
    claims = load(read_text(CLAIMS, CLAIMS.parents[2]), NAME)
    notes = notes_by_id(edition)
    for claim, answer in claims.data.items():
        place = claims.place((claim,))
        verdict, id = answer["verdict"], answer.get("note", "")
        if not id:
            if verdict in JUDGED:
                yield remark(NAME, f"{claim} is {verdict}, and no note says so", "claim", *place)
            continue
        if id not in notes:
            yield remark(NAME, f"{claim} is answered by #{id}, which is no note", "claim", *place)
            continue
        section, note = notes[id]
        kind = edition.register.kind_of(note).id
        if verdict in JUDGED and kind != verdict:
            yield remark(NAME, f"{claim} is {verdict}, and its note {section.path}#{id} says {kind}", "claim", *place)
        if paragraph_of(edition, note) != claim.partition("-")[0]:
            yield remark(NAME, f"{claim} is answered by #{id}, which is on another paragraph", "claim", *place)
    answering = {answer.get("note") for answer in claims.data.values()}
    for section, note in notes.values():
        if not edition.register.kind_of(note).plain and note.id not in answering:
            yield at_note(section, note, f"has a verdict and answers no claim of {NAME}", "claim")
