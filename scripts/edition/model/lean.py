"""Spare a page what Markdown's parser would look for in vain.

For each block the parser asks some fifteen times whether it is a table, a quotation …, and for each piece of text some twelve
times whether a link, code … stands in it. A page without the sign that each of these needs is not asked: the same HTML, of plain
prose in a third of the time. What the parser has made is let go as soon as it is done, and a page is written in narrow characters.
"""

import xml.etree.ElementTree as ET
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import STX

# Name of a block processor: its priority in its registry.
BLOCKS = {
    "details": 105,
    "table": 75,
    "setextheader": 60,
    "hr": 50,
    "deflist": 25,
    "quote": 20,
    "footnote": 17,
    "reference": 15,
}
# Name of an inline pattern: what it needs. References need a definition besides.
INLINE = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[^",
    "link": "](",
    "image_link": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
}
REFERENCES = ("reference", "image_reference", "short_reference", "short_image_ref")
PAGE = 2_000  # characters; what is shorter is a heading for the table of contents, and not worth it
LONGER = 1.25  # times


class LeanBlocks(Preprocessor):
    """Takes the block processors out that a page has no use for, and puts back what the next page needs."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.spared: dict[str, BlockProcessor] = {}

    def run(self, lines: list[str]) -> list[str]:
        """The lines as they are."""
        registry = self.md.parser.blockprocessors
        wanted = blocks(lines)
        for name, priority in BLOCKS.items():
            if name in wanted and name in self.spared:
                registry.register(self.spared.pop(name), name, priority)
            elif name not in wanted and name in registry:
                self.spared[name] = registry[name]
                registry.deregister(name)
        return lines


def blocks(lines: list[str]) -> set[str]:
    """The kinds of block, of those in BLOCKS, that a page may have by its signs; most pages of prose have none."""
    text = "\n".join(lines)
    begin = {line.lstrip(" >")[:1] for line in lines}
    end = {line.rstrip()[-1:] for line in lines}
    signs = {
        "details": "???" in text,
        "table": "|" in text,
        "setextheader": bool(end & {"=", "-"}),
        "hr": bool(end & {"-", "_", "*"}),
        "deflist": ":" in begin,
        "quote": ">" in text,
        "footnote": "[^" in text,
        "reference": "]:" in text,
    }
    return {name for name, there in signs.items() if there}


class LeanHeader(HashHeaderProcessor):
    """Looks for headings only in blocks that have one."""

    def test(self, parent: ET.Element, block: str) -> bool:
        """Whether a line of the block is a heading."""
        return (block.startswith("#") or "\n#" in block) and super().test(parent, block)


class LeanInline(InlineProcessor):
    """Looks only for the patterns whose signs a page has."""

    inlinePatterns: Any  # a registry, or a list of some of what is in it
    escapes = True  # whether the page has characters that are escaped

    def run(self, tree: ET.Element, ancestors: list[str] | None = None) -> ET.Element:
        """Apply the patterns."""
        text = "".join(tree.itertext())
        self.escapes = "\\" in text or STX in text
        self.inlinePatterns = self.patterns(text)
        made = super().run(tree, ancestors)
        self.parent_map = {}
        self.stashed_nodes = {}
        self.md.parser.root = ET.Element(self.md.doc_tag)
        return made

    def patterns(self, text: str) -> list[Any]:
        """The patterns that can match somewhere in a text."""
        registry = self.md.inlinePatterns
        absent = [name for name, sign in INLINE.items() if sign not in text]
        absent += () if self.md.references else REFERENCES
        spared = [registry[name] for name in absent if name in registry]
        return [pattern for pattern in registry if pattern not in spared]


class LeanUnescape(UnescapeTreeprocessor):
    """Resolves escaped characters where there are any."""

    def __init__(self, md: Markdown, inline: LeanInline) -> None:
        super().__init__(md)
        self.inline = inline

    def run(self, root: ET.Element) -> None:
        """Resolve them in place."""
        if self.inline.escapes:
            super().run(root)


class Narrow(Postprocessor):
    """Writes the few characters that are not in Latin-1, such as quotation marks, as references.

    Python keeps a text two bytes a character as soon as one of them is wide, and a builder keeps the text of every page.
    """

    def run(self, text: str) -> str:
        """The same HTML; a page in another script stays as it is, since it would grow."""
        if len(text) < PAGE:
            return text
        narrow = text.encode("latin-1", "xmlcharrefreplace").decode("latin-1")
        return narrow if len(narrow) < LONGER * len(text) else text


def lean(md: Markdown) -> None:
    """Make a Markdown instance spare each page what it has no use for."""
    inline = LeanInline(md)
    md.preprocessors.register(LeanBlocks(md), "edition-lean", -10)  # the last: what it reads is what will be parsed
    md.parser.blockprocessors.register(LeanHeader(md.parser), "hashheader", 70)
    md.treeprocessors.register(inline, "inline", 20)
    md.treeprocessors.register(LeanUnescape(md, inline), "unescape", 0)
    md.postprocessors.register(Narrow(md), "edition-narrow", -10)
