"""The hostile corpus: one attack a file in tests/hostile/, put where it says into a copy of the small edition.

A file is a head, `# what it is`, `rule: the rule that refuses it` and any others that it breaks besides (`rule: warning
foreign-syntax` where it is harmless and only warned of, `rule: none` where the build alone has to make it harmless), `place: where
it goes`, then `---` and what goes there. A place is a part of the second section (note, heading, attributes, id,
paragraph, under, title, top), a life or the facts of an actor, a page beside the essay, a source, the whole of its file, or files
of their own. `\\u{202E}` stands for a character, `@@@repeat 4000 [` for many.
"""

import re
from dataclasses import dataclass
from pathlib import Path

CORPUS = sorted((Path(__file__).parent / "hostile").glob("*.txt"))
BODY = (
    "The medal lies in the museum of the town, with a card that calls it pewter. Nobody has tested the metal, so the essay may be "
    "right or wrong, and the curator has said that the question is not worth a scratch. Sure is its date [@board-1901, p. 12]."
)
SECTION = """@top# @title

A year later the Harbour Board gave the keeper a “medal of plain tin”, and the matter was closed.@paragraph
@under

## Notes

### “medal of plain tin@heading” { #@id .context reviewed=2026-11-24 @attributes }

@body

@note
"""
ACTOR = """---
name: Harbour Wardens
kind: organisation
summary: Body that nobody elects
@actor
---

They keep the harbour's stones, and have kept them since the gale of 1891, as the report of the year says [@board-1901].

@biography
"""
SOURCE = "\n- id: hostile\n  type: book\n  title: @source-title\n  URL: @source-url\n@source\n"


@dataclass(frozen=True)
class Attack:
    """One attack: its name, what it is, the rules that refuse it or warn of it, where it goes, and what goes there."""

    name: str
    what: str
    rules: tuple[str, ...]
    warns: bool
    place: str
    body: str

    @property
    def rule(self) -> str:
        """The rule that it is an attack on; none where there is none."""
        return self.rules[0] if self.rules else "none"


def read(path: Path) -> Attack:
    head, _, body = path.read_text("utf-8").partition("\n---\n")
    match = re.fullmatch(r"# (.+)\nrule: (?:none|(warning )?([a-z -]+))\nplace: (\S+)", head)
    assert match, f"{path.name} has no head"
    rules = tuple((match[3] or "").split())
    return Attack(path.stem, match[1], rules, bool(match[2]), match[4], _expanded(body.removesuffix("\n")))


def _expanded(body: str) -> str:
    body = re.sub(r"\\u\{([0-9A-F]+)\}", lambda match: chr(int(match[1], 16)), body)
    body = re.sub(r"@@@repeat (\d+) ([^\n]+)", lambda match: match[2] * int(match[1]), body)
    return re.sub(r"@@@lines (\d+) ([^\n]+)", lambda match: (match[2].replace("|", "\n") + "\n") * int(match[1]), body)


def _filled(template: str, attack: Attack, **given: str) -> str:
    parts = {"top": "", "title": "The answer", "paragraph": "", "under": "{ #p3 }", "heading": "", "id": "medal", "attributes": ""}
    parts |= {"body": BODY, "note": "", "actor": "", "biography": "", "source": "", "source-id": "hostile", "source-title": "X"}
    parts |= {"source-url": "https://example.org/"} | given | {attack.place: attack.body}
    return re.sub(r"@([a-z-]+)", lambda match: parts.get(match[1], match[0]), template)


def _source(attack: Attack) -> str:
    made = _filled(SOURCE, attack)
    return made.replace("id: hostile", f"id: {attack.body}") if attack.place == "source-id" else made


def place(attack: Attack, root: Path) -> None:
    """Put an attack into a copy of the small edition."""
    if attack.place == "file":
        _files(attack, root)
    elif attack.place in ("actor", "biography"):
        (root / "docs/actors/harbour-wardens.md").write_text(_filled(ACTOR, attack), "utf-8")
    elif attack.place == "page":
        (root / "docs/page.md").write_text(f"# A page\n\n{attack.body}\n", "utf-8")
    elif attack.place == "yaml":
        (root / "data/sources.yml").write_text(f"references:\n{attack.body}\n", "utf-8")
    elif attack.place.startswith("source"):
        with (root / "data/sources.yml").open("a", encoding="utf-8") as file:
            file.write(_source(attack))
    else:
        (root / "docs/essay/02-answer.md").write_text(section(attack), "utf-8")


def section(attack: Attack, **given: str) -> str:
    """The second section with an attack in it."""
    return _filled(SECTION, attack, **given)


def _files(attack: Attack, root: Path) -> None:
    _, *files = re.split(r"^== (.+)\n", attack.body, flags=re.MULTILINE)
    for name, content in zip(files[::2], files[1::2], strict=True):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content.startswith("=> "):
            path.symlink_to(content[3:].strip())
        elif content.startswith("@@@utf16 "):
            path.write_bytes(content[9:].encode("utf-16"))
        else:
            path.write_text(content, "utf-8")


ATTACKS = [read(path) for path in CORPUS]
