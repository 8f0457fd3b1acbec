"""Generated pages: their names, and the seal by which a change by hand is seen."""

import re
from hashlib import sha256
from pathlib import Path

GENERATED = (
    "glossary.md",
    "terms.md",
    "sources.md",
    "notes.md",
    "whole.md",
    "timeline.md",
    "march.md",
    "relations.md",
    "aged.md",
)
ACTORS = "who"
FROM_DOCS = re.compile(r"\]\(/(?=[\w./-]+\.md[)?#])")
SEAL = re.compile(rb"---\n(?:[^\n]*\n)*?generated: ([0-9a-f]{64})\n(?:[^\n]*\n)*?---\n", re.MULTILINE)


def there(docs: Path) -> list[Path]:
    """Return the generated pages that lie in a folder docs/."""
    return [path for path in map(docs.joinpath, GENERATED) if path.is_file()] + sorted(docs.glob(f"{ACTORS}/*.md"))


def sealed(title: str, body: str, depth: int = 0) -> str:
    """Return a generated page, so many folders deep in docs/: front matter with a seal over the body, then the body.

    Links from docs/ on (/who/x.md) become links from the page on, which every builder follows.
    """
    body = FROM_DOCS.sub("](" + "../" * depth, body)
    lines = ["---", f"title: {title}", f"generated: {sha256(body.encode()).hexdigest()}", "---", ""]
    return "\n".join(lines) + body


def edited(page: bytes) -> bool:
    """Tell whether a generated page differs from what its seal says."""
    match = SEAL.match(page.replace(b"\r\n", b"\n"))
    return not match or sha256(page.replace(b"\r\n", b"\n")[match.end() :]).hexdigest() != match[1].decode()
