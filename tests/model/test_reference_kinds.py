"""Each kind of source is set as our style (reference.csl) says: reference_kinds.yml has the table."""

from pathlib import Path

from edition.files.yaml_positions import load
from edition.model.references import formatted
from edition.model.sources import Source

TABLE = load(Path(__file__).with_name("reference_kinds.yml").read_text("utf-8"), "reference_kinds.yml").data
# By author, or title where there is none, then by day.
ORDER = [
    "circa",
    "bc",
    "open",
    "season",
    "years",
    "words",
    "asks",
    "manuscript",
    "letter",
    "webpage",
    "report",
    "entry",
    "magazine",
]
ORDER += ["signs", "case", "film", "newspaper", "book", "journal", "many", "edited", "chapter", "thesis"]


def test_each_kind_of_source_has_its_form(tmp_path: Path) -> None:
    made, _ = formatted([Source.model_validate(row["source"]) for row in TABLE], tmp_path)
    assert made == {row["source"]["id"]: row["reference"].strip() for row in TABLE}
    assert list(made) == ORDER
