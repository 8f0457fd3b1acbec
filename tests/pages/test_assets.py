"""Styles and scripts as pages load them: short, an edition's own in the place of the theme's, none of an earlier version."""

from pathlib import Path

from edition.model.edition import load_edition
from edition.pages.assets import shortened
from edition.pages.generate import generate
from tests.conftest import ROOT


def test_every_style_sheet_and_script_of_the_theme_is_made_shorter_and_no_other_file(tmp_path: Path) -> None:
    made = {path.relative_to(tmp_path / "made").as_posix(): text for path, text in shortened(tmp_path).items()}
    theme = ROOT / "overrides/assets"
    written = {path.relative_to(theme).as_posix(): path for pattern in ("*.css", "*.js") for path in theme.rglob(pattern)}
    others = ("made/", "own/", "search/index/", "reading/words-")  # the last of these are the words of other languages
    assert made.keys() == {name for name in written if not name.startswith(others)}
    assert [name for name, text in made.items() if len(text) >= written[name].stat().st_size] == []


def test_what_stands_in_words_and_patterns_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "own.js").write_text(
        "// A comment.\nconst words = `two  words // ${ 1 }`;\nconst slash = /[/ ]  \\/\\//g;\n", "utf-8"
    )
    (tmp_path / "own.css").write_text('p::before {\n  content: "a  /* b */ ";\n}\n', "utf-8")
    made = shortened(tmp_path)
    assert made[tmp_path / "made/own.js"] == "const words=`two  words // ${ 1 }`;const slash=/[/ ]  \\/\\//g;\n"
    assert made[tmp_path / "made/own.css"] == 'p::before{content:"a  /* b */ "}\n'


def test_a_file_of_the_edition_takes_the_place_of_the_themes(base: Path) -> None:
    own = base / "overrides/assets"
    (own / "reading").mkdir(parents=True)
    (own / "reading/say.js").write_text("export const say = alert; // aloud\n", "utf-8")
    generate(load_edition(base), search=False)
    assert (own / "made/reading/say.js").read_text("utf-8") == "export const say=alert;\n"


def test_what_an_earlier_version_loaded_is_gone_and_what_else_is_made_stays(base: Path) -> None:
    made = base / "overrides/assets/made"
    made.mkdir(parents=True)
    (made / "old.js").write_text("old()\n", "utf-8")
    generate(load_edition(base), search=False)
    assert not (made / "old.js").exists()
    assert {"names.json", "edition.css", "boot.js"} <= {path.name for path in made.iterdir()}
