"""What has become of each note, told by git: when it was new, and what of it was changed since."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from edition.model.edition import Register
from edition.model.occurrences import finding_of
from edition.model.records import Text
from edition.model.section import Note, parse

MOST = 1000  # changes of a text that are looked at, the newest ones
LOG = ["log", f"--max-count={MOST}", "--first-parent", "-m", "--no-renames", "--no-abbrev", "--raw", "-z", "--format=%x01%ct"]
RAW = re.compile(r":\d+ \d+ \w+ (\w+) \w")


@dataclass(frozen=True)
class Change:
    """What was changed of a note, in words, and when: 2026-11-24T06:19:10Z."""

    moment: str
    what: str


History = Mapping[str, tuple[Change, ...]]
Files = Mapping[str, str]  # the path of each file that a commit has changed, and which of git’s objects holds it now


def history(root: Path, text: Text, register: Register) -> History:
    """Return the changes of each note of a text by the note’s id, the oldest first; of none where there is no git to ask.

    A note that was moved to another section is the same. Where the clone is shallow, the history begins with it.
    """
    try:
        commits = list(_commits(root, f"docs/{text.folder}"))
        sources = _objects(root, {id for _, files in commits for id in files.values() if id.strip("0")})
    except (OSError, ValueError, subprocess.CalledProcessError):
        return {}
    found: dict[str, list[Change]] = {}
    pages: dict[str, Mapping[str, Note]] = {}
    for moment, files in commits:
        before = {id: note for notes in pages.values() for id, note in notes.items()}
        pages |= {path: {note.id: note for note in parse(sources.get(id, ""), path).notes} for path, id in files.items()}
        for path in files:
            for id, note in pages[path].items():
                what = _what(before.get(id), note, register)
                if what:
                    found.setdefault(id, []).append(Change(moment, what))
    return {id: tuple(changes) for id, changes in found.items()}


def _commits(root: Path, folder: str) -> Iterator[tuple[str, Files]]:
    """Every commit that changed a folder, the oldest first: its moment, and the files of it that it changed."""
    log = _git(root, *LOG, "--", folder).decode("utf-8", "replace")
    for commit in reversed(log.split("\x01")[1:]):
        seconds, *rest = (field.strip("\n") for field in commit.split("\0"))
        raw = [RAW.match(field) for field in rest[::2]]
        files = {path: match[1] for match, path in zip(raw, rest[1::2], strict=False) if match and path.endswith(".md")}
        yield datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), files


def _objects(root: Path, ids: set[str]) -> Mapping[str, str]:
    """The texts of some of git’s objects."""
    ordered = sorted(ids)
    data = _git(root, "cat-file", "--batch", said="".join(f"{id}\n" for id in ordered))
    made, at = {}, 0
    for id in ordered:
        line, _, _ = data[at:].partition(b"\n")
        size = int(line.split()[2])
        at += len(line) + 1
        made[id] = data[at : at + size].decode("utf-8", "replace").replace("\r\n", "\n")
        at += size + 1
    return made


def _git(root: Path, *arguments: str, said: str = "") -> bytes:
    return subprocess.run(["git", "-C", str(root), *arguments], input=said.encode(), capture_output=True, check=True).stdout


def _what(before: Note | None, now: Note, register: Register) -> str:
    """What of a note is not as it was, in words; nothing where that is nothing that its reader sees."""
    if before is None:
        return f"new, {register.kind_of(now).label}"
    told = []
    old, new = register.kind_of(before).label, register.kind_of(now).label
    if old != new:
        told.append(f"its kind was “{old}” and is “{new}”")
    if before.quote != now.quote:
        told.append(f"it was on “{before.quote}” and is on “{now.quote}”")
    if finding_of(before) != finding_of(now):
        told.append(f"its finding was “{finding_of(before)}”")
    elif before.body != now.body:
        told.append("its text is another")
    if not told and before.reviewed != now.reviewed and now.reviewed:
        told.append("reviewed, and found as it was")
    return "; ".join(told)
