"""Sources to the letter: whatever signs a field has stand on the page as they were written, and dates say what is known of them."""

import tempfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown.serializers import to_html_string
from pydantic import ValidationError

from edition.model.csl import TAG, address, begun, csl_date, processed, restored, seen, shielded, sort_key
from edition.model.references import formatted, reference_element
from edition.model.sources import Source

PRINTABLE = st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Co", "Cs", "Zl", "Zp"])
MARKS = [
    *(
        "<i>",
        "</i>",
        "<sup>",
        "</sup>",
        "<b",
        "<script>",
        "&amp;",
        "&",
        "\\",
        "*",
        "__",
        "`",
        "[",
        "](x)",
        "$",
        "@a",
        "# ",
        "~~",
        "{}",
    ),
    *(
        "“",
        "”",
        "'",
        '"',
        "--",
        "...",
        ".",
        ",",
        "?",
        "!",
        "’s",
        " - ",
        "\u0301",
        "\u00a0",
        "²",
        "é",
        "ß",
        "中",
        "न्",
        "😀",
        "010",
        "1/2",
    ),
]
TEXT = st.lists(st.one_of(st.sampled_from(MARKS), st.text(PRINTABLE, max_size=4)), min_size=1, max_size=8).map("".join)
WORDS = TEXT.filter(lambda text: text.strip() != "")
FIELDS = ("title", "container-title", "publisher", "publisher-place", "genre", "volume", "issue", "page")
KINDS = st.sampled_from(["book", "chapter", "article-journal", "report", "webpage", "legal_case"])
FILLED = st.fixed_dictionaries(
    {"type": KINDS, "author": st.fixed_dictionaries({"family": WORDS, "given": WORDS}), **dict.fromkeys(FIELDS, WORDS)}
)


@given(st.text(PRINTABLE))
def test_what_is_shielded_comes_out_as_it_went_in(text: str) -> None:
    assert unescape(restored(shielded(text))) == text


@given(st.text(PRINTABLE))
def test_no_sign_of_what_is_shielded_means_anything(text: str) -> None:
    assert all(sign.isalnum() or sign.isspace() or ord(sign) >= 0x20000 for sign in shielded(text))


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("The <i>Lamp</i> of H<sub>2</sub>O", "The <i>Lamp</i> of H<sub>2</sub>O"),
        ('A <span class="nocase">keeper</span>', 'A <span class="nocase">keeper</span>'),
        ('<span style="font-variant: small-caps;">x</span>', '<span style="font-variant:small-caps;">x</span>'),
    ],
)
def test_in_a_title_the_tags_of_csl_are_left(title: str, left: str) -> None:
    assert shielded(title, tags=True) == left


@pytest.mark.parametrize("title", ["a <i>b", "a</i> b", "<i>a <b>b</i></b>", "a <em>b</em>", "a <i >b</i >"])
def test_what_is_no_tag_of_csl_or_not_nested_is_text(title: str) -> None:
    assert "<" not in shielded(title, tags=True)
    assert unescape(restored(shielded(title, tags=True))) == title


def shown(text: str, tags: bool = False) -> str:
    """Return what a reader should see of a field: its words; in titles CSL's own tags set some off, where they are well nested."""
    return " ".join((TAG.sub("", text) if "<" in shielded(text, tags) else text).split())


@given(st.lists(FILLED, min_size=10, max_size=40))
@settings(max_examples=6, deadline=None)
def test_any_text_in_any_field_stands_in_the_page(drawn: list[dict[str, Any]]) -> None:
    sources = [Source.model_validate({**fields, "author": [fields["author"]], "id": f"s{at}"}) for at, fields in enumerate(drawn)]
    with tempfile.TemporaryDirectory() as folder:
        made, _ = formatted(sources, Path(folder))
    for at, fields in enumerate(drawn):
        written: Any = html.fromstring(to_html_string(reference_element(made[f"s{at}"])))  # as Markdown writes pages
        page = " ".join(written.text_content().split())
        expected = {name: shown(fields[name], "title" in name) for name in FIELDS}
        expected |= {name: shown(words) for name, words in fields["author"].items()}
        assert {name: words for name, words in expected.items() if words not in page} == {}, page


@pytest.mark.parametrize(
    "family", ["the !'", "de la ?", "von 2", "das boot", "bell", "de Gaulle", "d’Estaing", "al-Assad", "van der 中"]
)
def test_no_word_of_a_family_name_is_lost(family: str, tmp_path: Path) -> None:
    """A processor takes small words before a name for particles, and where there is no name after them it loses them."""
    source = Source.model_validate({"id": "s", "type": "book", "title": "T", "author": [{"family": family, "given": "Ada"}]})
    made, _ = formatted([source], tmp_path)
    written: Any = html.fromstring(to_html_string(reference_element(made["s"])))
    assert shown(family, False) in written.text_content()


# ---- where a source can be read


@pytest.mark.parametrize(
    ("doi", "where"),
    [
        ("10.1000/182", "10.1000/182"),
        ("doi:10.1000/182", "10.1000/182"),
        ("DOI: 10.1000/182", "10.1000/182"),
        ("doi 10.1000/182", "10.1000/182"),
        ("info:doi/10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1000/182", "10.1000/182"),
        ("https://www.doi.org/10.1000/182", "10.1000/182"),
        ("doi.org/10.1000/182", "10.1000/182"),
        (" 10.1000.10/ABC.de-(f);g:1_2 ", "10.1000.10/ABC.de-(f);g:1_2"),
        ("10.1002/(SICI)1097(1998)49:8<693::AID>3.0.CO;2-O", "10.1002/(SICI)1097(1998)49:8%3C693::AID%3E3.0.CO;2-O"),
        (
            "https://doi.org/10.1002/(SICI)1097(1998)49:8%3C693::AID%3E3.0.CO;2-O",
            "10.1002/(SICI)1097(1998)49:8%3C693::AID%3E3.0.CO;2-O",
        ),
        ("10.1000/100%#a?b", "10.1000/100%25%23a%3Fb"),
    ],
)
def test_a_doi_in_any_form_is_an_address(doi: str, where: str) -> None:
    assert address({"DOI": doi, "URL": "https://example.org/"}) == f"https://doi.org/{where}"


@pytest.mark.parametrize("doi", ["182", "10.1000", "https://example.org/10.1000/182", "10.1000/1 82", 10.5])
def test_what_is_no_doi_is_refused(doi: object) -> None:
    with pytest.raises(ValidationError, match=f"“{doi}” is no DOI; write 10.1000/182"):
        Source.model_validate({"id": "it", "type": "book", "title": "It", "DOI": doi})


@pytest.mark.parametrize("url", ["https://example.org/a?b=1&section=2#c", "https://example.org/~a_b/(c)*d--e'f"])
def test_an_address_stands_in_the_page_to_the_letter(url: str, tmp_path: Path) -> None:
    made, _ = formatted([Source.model_validate({"id": "it", "type": "webpage", "title": "It", "URL": url})], tmp_path)
    [link] = reference_element(made["it"]).iter("a")
    assert (link.get("href"), link.text) == (url, "example.org")
    assert address({"URL": url}) == url
    assert address({}) == ""


# ---- dates


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (1984, {"date-parts": [[1984]]}),
        (862, {"date-parts": [[862]]}),
        ("1984-05", {"date-parts": [[1984, 5]]}),
        ("1984-05-01", {"date-parts": [[1984, 5, 1]]}),
        ("1984~", {"date-parts": [[1984]], "circa": True}),
        ("1984-05?", {"date-parts": [[1984, 5]], "circa": True}),
        ("1984%", {"date-parts": [[1984]], "circa": True}),
        ("-0044-03-15", {"date-parts": [[-44, 3, 15]]}),
        ("1920/1925", {"date-parts": [[1920], [1925]]}),
        ("1920~/1925-06", {"date-parts": [[1920], [1925, 6]], "circa": True}),
        ("2010/..", {"date-parts": [[2010], [0]]}),
        ("2010-03/", {"date-parts": [[2010, 3], [0]]}),
        ("2001-21", {"date-parts": [[2001]], "season": 1}),
        ("2001-24~", {"date-parts": [[2001]], "season": 4, "circa": True}),
        ({"date-parts": [["1984", "05"]]}, {"date-parts": [[1984, 5]]}),
        ({"date-parts": [[1984], [1986]], "circa": 1}, {"date-parts": [[1984], [1986]], "circa": True}),
        ({"date-parts": [[1984]], "circa": "false"}, {"date-parts": [[1984]]}),
        ({"date-parts": [[2001]], "season": "2"}, {"date-parts": [[2001]], "season": 2}),
        ({"raw": "1984~"}, {"date-parts": [[1984]], "circa": True}),
        ({"literal": "Lent"}, {"literal": "Lent"}),
        ([{"year": 1984, "month": 5}], {"date-parts": [[1984, 5]]}),
        ([{"year": 1984, "month": "", "day": None}], {"date-parts": [[1984]]}),
        ([{"year": 1984, "season": 2}], {"date-parts": [[1984]], "season": 2}),
        ([{"year": 1984, "circa": "no"}], {"date-parts": [[1984]]}),
        ({"raw": "1984", "circa": True}, {"date-parts": [[1984]], "circa": True}),
        ({"raw": "1984", "season": 3}, {"date-parts": [[1984]], "season": 3}),
        ({"raw": "spring", "literal": "Lent"}, {"literal": "Lent"}),
        ([{"year": 1984, "circa": True}, {"year": 1986}], {"date-parts": [[1984], [1986]], "circa": True}),
    ],
)
def test_a_date_is_read_in_every_form_that_programs_write(given: object, read: dict[str, object]) -> None:
    assert csl_date(given) == read


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ("soon", "“soon” is no date"),
        ("12000", "“12000” is no date"),
        ("010", "“010” is no date"),
        ("../1925", "“../1925” is no date"),
        ("1984/1985/1986", "“1984/1985/1986” is no date"),
        ("1984-13", "there is no day 1984-13"),
        ("1983-02-29", "there is no day 1983-02-29"),
        ("1984-00", "there is no day 1984-00"),
        ("0000", "there is no year 0"),
        ("2001-21/2001-23", "“2001-21/2001-23” cannot be printed"),
        ({"date-parts": [[1984], [1985], [1986]]}, "cannot be printed"),
        ({"date-parts": [[1984, 13]]}, "there is no day 1984-13"),
        ({"date-parts": [[0]]}, "there is no year 0"),
        ({"date-parts": [[]]}, "says no year"),
        ({"date-parts": [[2001]], "season": "summer"}, "“summer” is no season; write 1"),
        ({"circa": True}, "is no date"),
        ({"date-parts": [["010"]]}, "“010” is no year; write date-parts as"),
        ({"date-parts": [[2023, "June"]]}, "“June” is no month"),
        ({"date-parts": [[2023, 6, None]]}, "“None” is no day"),
        ({"date-parts": [[True]]}, "“True” is no year"),
        ({"date-parts": [2023]}, "date-parts are lists in a list"),
        ({"date-parts": 2023}, "date-parts are lists in a list"),
        ({"date-parts": None}, "says no year"),
        ({"date-parts": [[2024], [2023, 5]]}, "ends before it begins"),
        ({"literal": ["c. 1905"]}, "literal is no text"),
        ({"raw": None}, "raw is no text"),
        ([{"year": "010"}], "“010” is no year"),
        ([{"year": 2000, "day": 5}], "has a day without its month, or no year"),
        ([{"year": 0, "month": 5}], "has a day without its month, or no year"),
        ({"date-parts": [[2023, 6, 24, "x"]]}, "date-parts are a year, a month and a day at most"),
        ({"date-parts": [[2001, 5]], "season": 2}, "has a season and a month; remove one of them"),
        ("1985/1980", "ends before it begins"),
        ("１９８４", "“１９８４” is no date"),
        ([], "is no date"),
        (True, "is no date"),
        (1984.5, "is no date"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(given: object, fault: str) -> None:
    with pytest.raises(ValidationError, match=f"issued: .*{fault}"):
        Source.model_validate({"id": "it", "type": "book", "title": "It", "issued": given})


def test_a_field_that_says_nothing_is_none() -> None:
    assert processed({"publisher": " \t", "volume": "", "edition": None, "issue": 0}) == {"issue": "0"}


@pytest.mark.parametrize(
    ("accessed", "words"),
    [
        ("2026-11-24", "24 November 2026"),
        ({"date-parts": [[2026, 11]]}, "November 2026"),
        ({"literal": "last week"}, ""),
        (None, ""),
    ],
)
def test_the_day_on_which_a_source_was_seen(accessed: object, words: str) -> None:
    assert seen({"accessed": accessed}) == words


@pytest.mark.parametrize(
    ("issued", "day"), [("-0044-03-15", "-0044-03-15"), (862, "0862"), ("2010/..", "2010"), ({"literal": "Lent"}, "")]
)
def test_the_day_on_which_a_source_begins_has_four_digits_for_its_year(issued: object, day: str) -> None:
    assert begun({"issued": issued}, "issued") == day


def test_sources_stand_by_who_wrote_them_then_by_day_then_by_title() -> None:
    rows: list[dict[str, Any]] = [
        {"id": "title", "title": "<i>Alpha</i>"},
        {"id": "literal", "title": "x", "author": [{"literal": "Board, the"}], "issued": "2001"},
        {"id": "bc", "title": "x", "author": [{"family": "brook"}], "issued": "-0044"},
        {"id": "undated", "title": "a", "author": [{"family": "Brook"}], "issued": {"literal": "Lent"}},
        {"id": "early", "title": "b", "author": [{"family": "Brook"}], "issued": "1890"},
        {"id": "late", "title": "a", "author": [{"family": "“Brook”"}], "issued": "1890-11"},
        {"id": "editor", "title": "x", "editor": [{"family": "Vane"}]},
    ]
    ids = ["title", "literal", "undated", "bc", "early", "late", "editor"]
    rows.reverse()
    assert [row["id"] for row in sorted(rows, key=sort_key)] == ids
