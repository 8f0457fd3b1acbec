"""Each kind of source is set as our style (reference.csl) says: reference_kinds.yml has the table."""

from pathlib import Path

import yaml

from edition.model.records import Source
from edition.model.references import formatted

TABLE = yaml.safe_load(Path(__file__).with_name("reference_kinds.yml").read_text("utf-8"))


ORDER = ["newspaper", "case", "entry", "manuscript", "letter", "report", "webpage", "magazine", "film", "book"]
ORDER += ["journal", "many", "edited", "chapter", "thesis"]


def test_each_kind_of_source_has_its_form(tmp_path: Path) -> None:
    made, _ = formatted([Source.model_validate(row["source"]) for row in TABLE], tmp_path)
    assert made == {row["source"]["id"]: row["reference"] for row in TABLE}
    assert list(made) == ORDER  # by author, who may be missing, then by day
