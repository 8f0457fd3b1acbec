"""Feeds tell what has become of notes: by the history that git has, in entries that programs for feeds read."""

import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from edition.export.feeds import write_feeds
from edition.export.history import history
from edition.export.records import Book
from edition.model.edition import load_edition
from tests.conftest import needs_git
from tests.export.conftest import book_of

ATOM = "{http://www.w3.org/2005/Atom}"
NOTE = "docs/essay/01-lamp.md"


def git(folder: Path, *arguments: str, day: str = "2026-01-01") -> None:
    needs_git()
    who = {
        f"GIT_{role}_{name}": value for role in ("AUTHOR", "COMMITTER") for name, value in (("NAME", "a"), ("EMAIL", "a@b.test"))
    }
    dates = {f"GIT_{role}_DATE": f"{day}T12:00:00Z" for role in ("AUTHOR", "COMMITTER")}
    command = ["git", "-c", "init.defaultBranch=main", "-C", str(folder), *arguments]
    subprocess.run(command, env={"PATH": "/usr/bin:/bin", "HOME": str(folder), **who, **dates}, check=True, capture_output=True)


@pytest.fixture
def told(base: Path) -> Path:
    """The small edition with a history: a note comes later, changes its kind, then its words, and moves to another section."""
    first = base / NOTE
    second = base / "docs/essay/02-answer.md"
    whole = first.read_text("utf-8")
    at = whole.index("### “lifeboat stayed ashore”")
    note = whole[at:]
    git(base, "init")

    def commit(text: str, other: str, day: str) -> None:
        first.write_text(text, "utf-8")
        second.write_text(other, "utf-8")
        git(base, "add", "docs", "data", "mkdocs.yml", day=day)
        git(base, "commit", "-m", "a change", day=day)

    answer = second.read_text("utf-8")
    commit(whole[:at].rstrip() + "\n", answer, "2026-02-01")
    commit(whole[:at] + note.replace(".disputed", ".right"), answer, "2026-03-01")
    commit(whole, answer, "2026-04-01")
    commit(whole[:at].rstrip() + "\n", answer.rstrip() + "\n\n" + note.replace("Two accounts", "Two tales"), "2026-05-01")
    commit(whole, answer, "2026-06-01")
    return base


def test_the_history_of_a_note_is_told_in_words(told: Path) -> None:
    edition = load_edition(told)
    found = history(told, edition.register.texts[0], edition.register)
    assert [(one.moment[:10], one.what) for one in found["lifeboat"]] == [
        ("2026-03-01", "new, holds"),
        ("2026-04-01", "its kind was “holds” and is “two tales”"),
        ("2026-05-01", "its finding was “Two accounts stand against each other.”"),
        ("2026-06-01", "its finding was “Two tales stand against each other.”"),
    ]
    assert [one.what for one in found["keeper"]] == ["new, does not hold"]


def test_a_feed_has_the_newest_change_first_and_tells_of_it(told: Path) -> None:
    entries = feedparser.parse(write_feeds(book_of(told))["feed.xml"]).entries
    assert entries[0].title == "“lifeboat stayed ashore”: two tales"
    assert entries[0].updated == "2026-06-01T12:00:00Z"
    assert entries[0].published == "2026-03-01T12:00:00Z"
    assert "1 April 2026: its kind was “holds” and is “two tales”" in entries[0].content[0].value


def test_without_git_a_feed_goes_by_the_day_of_review(base: Path) -> None:
    entries = feedparser.parse(write_feeds(book_of(base))["feed.xml"]).entries
    assert {entry.updated for entry in entries} == {"2026-11-24T00:00:00Z"}


def test_each_kind_has_a_feed_of_its_notes(restated: Book) -> None:
    files = write_feeds(restated)
    found = {name: [entry.title for entry in feedparser.parse(data).entries] for name, data in files.items()}
    assert found["feed-wrong.xml"] == ["“the last true keeper”: does not hold"]
    assert sorted(title for name, titles in found.items() if name != "feed.xml" for title in titles) == sorted(found["feed.xml"])


@pytest.mark.parametrize("site", ["https://edition.test/war/", ""])
def test_feeds_are_as_rfc_4287_demands(base: Path, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", site)
    for name, data in write_feeds(book_of(base)).items():
        assert not feedparser.parse(data).bozo
        root: Any = etree.fromstring(data)
        for element in (root, *root.iter(f"{ATOM}entry")):
            for one in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{one}")) == 1, f"{name}: {one}"
            datetime.fromisoformat(element.findtext(f"{ATOM}updated"))
            assert element.findtext(f"{ATOM}id").startswith("urn:uuid:")
        assert root.find(f"{ATOM}author/{ATOM}name") is not None
        ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
        assert len(set(ids)) == len(ids)
        for content in root.iter(f"{ATOM}content"):
            assert [child.tag for child in content] == ["{http://www.w3.org/1999/xhtml}div"]
            assert all(":" in link for link in content.xpath(".//@href")), "a feed’s links lead from wherever it is read"
        links = root.findall(f"{ATOM}link")
        assert [link.get("href") for link in links if link.get("rel") == "self"] == ([f"{site}take/{name}"] if site else [])
