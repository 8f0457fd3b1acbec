"""Generated pages: their seal, by which a change by hand is seen, and links that lead from where they stand."""

from pathlib import Path

from edition.model.generated import edited, sealed, there


def test_a_page_is_as_it_was_made_until_its_body_changes() -> None:
    page = sealed("Terms", "# Terms\n\nWords.\n").encode()
    assert page.startswith(b"---\ntitle: Terms\ngenerated: ")
    assert not edited(page)
    assert not edited(page.replace(b"\n", b"\r\n"))
    assert edited(page.replace(b"Words.", b"Others."))
    assert edited(b"# Terms\n\nWords.\n")


def test_links_from_docs_on_become_links_from_the_page_on() -> None:
    body = "[a](/terms.md#b) [c](/who/d.md) ![e](/assets/f.png) [g](https://h.org/i.md)\n"
    assert sealed("T", body).endswith("[a](terms.md#b) [c](who/d.md) ![e](/assets/f.png) [g](https://h.org/i.md)\n")
    assert sealed("T", body, depth=1).endswith("[a](../terms.md#b) [c](../who/d.md) ![e](/assets/f.png) [g](https://h.org/i.md)\n")


def test_generated_pages_are_known_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "who").mkdir()
    for name in ("terms.md", "about.md", "who/ada-brook.md"):
        (tmp_path / name).write_text("# x\n", "utf-8")
    assert there(tmp_path) == [tmp_path / "terms.md", tmp_path / "who/ada-brook.md"]
