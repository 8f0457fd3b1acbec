"""Citations in running text, with their sources, the places in them, and where each stands."""

import pytest

from edition.text.citations import Citation, Cited, citations, without_citations
from edition.text.normal import Span


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("So it is [@board-1901].", [Citation(Span(8, 22), (Cited("board-1901", "", 10),))]),
        ("So it is[@a, p. 12]", [Citation(Span(8, 19), (Cited("a", "p. 12", 9),))]),
        ("x [@a; @b, pp. 3–4]", [Citation(Span(1, 19), (Cited("a", "", 3), Cited("b", "pp. 3–4", 7)))]),
        (
            "x [@a, p. 12.] y [@a,]",
            [Citation(Span(1, 14), (Cited("a", "p. 12", 3),)), Citation(Span(16, 22), (Cited("a", "", 18),))],
        ),
        ("x [@a, @b, p. 3]", [Citation(Span(1, 16), (Cited("a", "", 3), Cited("b", "p. 3", 7)))]),
        ("x [@a, and b; c]", [Citation(Span(1, 16), (Cited("a", "and b", 3), Cited("c", "", 14)))]),
        (r"the author’s own \[@a] and [a] and a@b.org", []),
    ],
)
def test_citations_are_found(text: str, found: list[Citation]) -> None:
    assert list(citations(text)) == found


def test_a_text_reads_on_without_its_citations() -> None:
    assert without_citations("It was [@a, p. 2], as she says [@b; @c].\nSo.") == "It was, as she says.\nSo."
    assert without_citations("No citation") == "No citation"
