"""What rendering makes where the golden cases do not reach: the way to the original, and references that are not formatted yet."""

from lxml import html
from markdown import Markdown

from edition.extension import EditionExtension
from edition.model.markdown import EXTENSIONS
from tests.conftest import BASE

SECTION = """# The answer

They gave her a “medal of plain tin”, and it was well-known.
{ #p4 }

## Notes

### "medal … tin"

It was [@board-1901].

### well–known

It was not.
"""


def rendered(source: str) -> html.HtmlElement:
    md = Markdown(extensions=[*EXTENSIONS, EditionExtension(root=str(BASE))])
    return html.fragment_fromstring(md.convert(source), create_parent="page")


def test_a_note_leads_to_its_words_in_the_original() -> None:
    links = rendered(SECTION).find_class("original")
    address = "https://example.org/last-keeper#:~:text="
    assert [link.get("href") for link in links] == [f"{address}medal,tin", f"{address}well%E2%80%93known"]
    assert [link.text for link in links] == ["In the original"] * 2


def test_a_list_begins_with_the_number_that_it_is_given() -> None:
    [numbered] = rendered(f"{SECTION}\n3. three\n4. four\n").xpath("//ol[li[.='three']]")
    assert numbered.get("start") == "3"


def test_a_link_that_leads_nowhere_is_its_words() -> None:
    [words] = rendered(f"{SECTION}\nSee [the log]().\n").xpath("//span[.='the log']")
    assert not words.attrib


def test_a_source_whose_reference_is_not_formatted_yet_is_shown_by_its_title() -> None:
    [source] = rendered(SECTION).find_class("source")
    assert source.text_content() == "Report on the lights of the bay document Cited in note 1"
