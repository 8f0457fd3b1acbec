"""Addresses: which may be linked, which are found as they stand, which deceive."""

import pytest

from edition.text.addresses import address_fault, bare_addresses, deceives, picture_fault, plain_address

GOOD = [
    "https://example.org/a?b=c#d",
    "https://example.org/a?b=c&amp;d=e",
    "http://example.co.uk:8080/",
    "https://münchen.example/",
    "mailto:a@b.org",
    "#p1",
    "02-answer.md",
    "../glossary.md#x",
    "/about.md",
    "timeline.md?actor=ada-brook",
    "",
]
BAD = {
    "javascript:alert(1)": "“javascript:” is not among the kinds of address allowed (http, https, mailto)",
    "JaVaScript:alert(1)": "“JaVaScript:” is not among",
    "java\nscript:alert(1)": "it hides characters",
    "jav&#97;script:alert(1)": "it hides characters",
    "javascript\\:alert(1)": "it hides characters",
    "https://example.org/\u202e": "it hides characters",
    "data:text/html,x": "“data:” is not among",
    "ftp://example.org/": "“ftp:” is not among",
    "//evil.example/": "it leaves the site without saying how; write https://",
    "/\\evil.example/": "it leaves the site",
    "https://user@evil.example/": "it names a user before the host",
    "https://intranet/": "its host is not the name of a site",
    "http://127.0.0.1/": "its host is not",
    "https://example.org:999999/": "its host is not",
    "https://[::1/": "it cannot be read",
    "https://example.org/a b": "it holds a space; write %20 for it",
    'https://example.org/a"b': "it holds signs that belong in no address",
    "../../../../x": "it climbs out of the site",
    "%2e%2e/%2e%2e/%2e%2e/%2e%2e/x": "it climbs out of the site",
}
ENDINGS = (".png", ".webp")


@pytest.mark.parametrize("address", GOOD)
def test_ordinary_addresses_are_allowed(address: str) -> None:
    assert address_fault(address) == ""


@pytest.mark.parametrize(("address", "fault"), BAD.items())
def test_what_acts_or_hides_where_it_leads_is_not(address: str, fault: str) -> None:
    assert address_fault(address).startswith(fault)


def test_an_address_is_judged_as_a_browser_takes_it() -> None:
    assert plain_address(" java\tscript&colon;\\*x\u200b ") == "javascript:*x"


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("See https://example.org/a.", ["https://example.org/a"]),
        ("(https://example.org/a), and", ["https://example.org/a"]),
        ("(see https://example.org/Lamp_(oil))", ["https://example.org/Lamp_(oil)"]),
        ("“https://example.org/a?b=c&d=e”", ["https://example.org/a?b=c&d=e"]),
        ("http://a.example/ and https://b.example/x#y!", ["http://a.example/", "https://b.example/x#y"]),
        ("https://user@example.org/ http://localhost/ www.example.org", []),
    ],
)
def test_addresses_are_found_as_they_stand_without_the_signs_around_them(text: str, addresses: list[str]) -> None:
    assert [text[span.start : span.end] for span in bare_addresses(text)] == addresses


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("assets/a.png", ""),
        ("../assets/a.WEBP", ""),
        ("assets/a.svg", "a picture is one of .png, .webp"),
        ("https://example.org/a.png", "a picture comes from the site itself; put it into docs/assets/"),
        ("//example.org/a.png", "it leaves the site without saying how; write https://"),
    ],
)
def test_pictures_come_from_the_site(address: str, fault: str) -> None:
    assert picture_fault(address, ENDINGS) == fault


@pytest.mark.parametrize(
    ("words", "address", "wrong"),
    [
        ("https://example.org/x", "https://example.org/y", False),
        ("www.example.org", "https://example.org/", False),
        ("the report", "https://example.org/", False),
        ("e.g. this", "https://example.org/", False),
        ("example.org", "about.md", False),
        ("example.org", "https://evil.example/", True),
        ("https://example.org/x", "https://example.org.evil.example/", True),
    ],
)
def test_words_that_are_another_address_deceive(words: str, address: str, wrong: bool) -> None:
    assert deceives(words, address) is wrong
