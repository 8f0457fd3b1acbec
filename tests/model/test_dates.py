"""Dates: which are possible, how they sort and count, what they are in words."""

from datetime import date

import pytest

from edition.model.dates import check_date, check_moment, days, in_words, julian, order, stretch_in_words, year_of
from edition.text.language import use


@pytest.mark.parametrize("text", ["1905", "1905-10", "1905-10-30", "2024-02-29", "-44-03-15", "0862"])
def test_dates_are_dates(text: str) -> None:
    assert check_date(text) == text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2023-06-31", "there is no day 2023-06-31"),
        ("2023-02-29", "there is no day 2023-02-29"),
        ("2023-13", "there is no day 2023-13"),
        ("24 June", "“24 June” is not a date; write 1961, 1961-06 or 1961-06-01"),
        ("1905-1-1", "“1905-1-1” is not a date; write 1961, 1961-06 or 1961-06-01"),
        ("010", "“010” is not a date; write 1961, 1961-06 or 1961-06-01"),
        ("١٩٠٥", "“١٩٠٥” is not a date; write 1961, 1961-06 or 1961-06-01"),
        ("1905\n", "“1905\n” is not a date; write 1961, 1961-06 or 1961-06-01"),
        ("0", "“0” is not a date; write 1961, 1961-06 or 1961-06-01"),
        ("0000", "there is no year 0; the one before 1 is -1"),
    ],
)
def test_what_is_no_date_is_refused(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=f"^{fault}$"):
        check_date(text)


@pytest.mark.parametrize("text", ["2023-06-24T07:30", "2023-06-24T00:00", "2023-06-24", "1"])
def test_moments_may_have_an_hour(text: str) -> None:
    assert check_moment(text) == text


@pytest.mark.parametrize("text", ["2023-06-24T24:00", "2023-06-24T7:30", "2023-02-29T07:30", "2023-06T07:30", "-44-03-15", "0"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text.partition("T")[0]):
        check_moment(text)


def test_moments_sort_by_what_is_known_of_them() -> None:
    moments = ["1906", "1905-10-30T11:05", "1905-10-30T07:30", "1905-10-30", "1905-10", "1905"]
    assert sorted(moments, key=order) == moments[::-1]


def test_a_year_lasts_until_its_end() -> None:
    assert days("1917", end=True) == days("1918")
    assert days("2024-02", end=True) == days("2024-03-01")
    assert days("2023-06-24T12:00") == days("2023-06-24T12:00", end=True) == days("2023-06-24") + 0.5


# The revolutions of 1917 and the last days before and first after the century’s leap day, from calendars in print.
@pytest.mark.parametrize(
    ("new", "old"),
    [("1917-11-07", "1917-10-25"), ("1905-01-22", "1905-01-09"), ("1900-03-13", "1900-03-01"), ("1900-03-14", "1900-03-01")],
)
def test_old_style(new: str, old: str) -> None:
    # 1900 had a 29 February in the Julian calendar, which no Gregorian date can name: two days fall on 1 March.
    assert julian(date.fromisoformat(new)).isoformat() == old


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-06-24", "24 June 2023"),
        ("2023-06", "June 2023"),
        ("862", "862"),
        ("2023-06-24T07:30", "24 June 2023"),
        ("soon", "soon"),
        ("-44-03-15", "15 March 44 BC"),
        ("-0044", "44 BC"),
        ("-soon", "-soon"),
        ("2023-13-01", "1 2023"),
    ],
)
def test_dates_in_words(text: str, words: str) -> None:
    assert in_words(text) == words


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        ("1921-03-01", "1921-03-18", "1 to 18 March 1921"),
        ("1918-03", "1918-06", "March to June 1918"),
        ("1905-10-30", "1906-01-13", "30 October 1905 to 13 January 1906"),
        ("1932", "1934", "1932 to 1934"),
        ("1932", "1932", "1932"),
    ],
)
def test_what_both_ends_have_in_common_is_said_once(begin: str, end: str, words: str) -> None:
    assert stretch_in_words(begin, end) == words


def test_the_year_of_a_date() -> None:
    assert (year_of("1905-10-30"), year_of("-44-03-15"), year_of("0862"), year_of(None)) == ("1905", "44 BC", "862", "?")


@pytest.mark.parametrize(
    ("tag", "words"), [("de", "15. März 44 v. Chr."), ("fr", "15 mars 44 av. J.-C."), ("zh", "公元前44年3月15日")]
)
def test_a_year_before_the_first_is_said_as_its_language_does(tag: str, words: str) -> None:
    use(tag)
    try:
        assert in_words("-44-03-15") == words
    finally:
        use("en")
