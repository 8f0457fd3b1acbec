"""What the tests of texts need."""

from collections.abc import Iterator

import pytest

from edition.text.language import use


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A new edition speaks the language of its text; the next test speaks English again."""
    yield
    use("en")
