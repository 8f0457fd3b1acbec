"""Annotations of other programs as remarks: those of Hypothesis, of the W3C’s Web Annotation Data Model, of EPUB annotation sets.

What another program exports may hold anything: values of another kind than expected are passed over, and what cannot become a
note says why.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

DIRECTIVE = ":~:text="
PARAGRAPH = re.compile(r"#(p\d+)$")
Data = Mapping[str, Any]


@dataclass(frozen=True)
class Remark:
    """What somebody wrote about words: where it stands in its file, the words with those around them, the text, what it cites.

    words: those of a restatement that it hangs on, where these are not the quoted ones; known: whether it tells the author’s
    words from those that it hangs on, even where they are alike; amiss: why it is no note.
    """

    line: int = 1
    quote: str = ""
    words: str = ""
    known: bool = False
    before: str = ""
    after: str = ""
    paragraph: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    by: str = ""
    amiss: str = ""


@dataclass(frozen=True)
class _Target:
    """The words that an annotation is about: of which page, which paragraph, with the words around them."""

    page: str = ""
    quote: str = ""
    before: str = ""
    after: str = ""
    paragraph: str = ""


@dataclass
class _Body:
    """What an annotation says, as its bodies give it."""

    texts: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    passages: list[_Target] = field(default_factory=list)


def remark(item: Data) -> Remark:
    """Return what an annotation says, whichever program made it."""
    return _hypothesis(item) if "text" in item and "uri" in item else _w3c(item)


def _hypothesis(item: Data) -> Remark:
    """An annotation as the service has it."""
    about = next(map(_target, objects(_listed(item.get("target")))), _Target())
    amiss = "answers another annotation" if item.get("references") else "" if about.quote else "is about the page, not about words"
    who = item.get("user_info")
    name = _text(who.get("display_name")) if isinstance(who, dict) else ""
    user = re.sub(r"^acct:([^@]*)@.*$", r"\1", _text(item.get("user")))
    tags = tuple(filter(None, map(_text, _listed(item.get("tags")))))
    said = _text(item.get("text"))
    return Remark(
        quote=about.quote,
        before=about.before,
        after=about.after,
        paragraph=about.paragraph,
        text=said,
        tags=tags,
        by=name or user,
        amiss=amiss,
    )


def _w3c(item: Data) -> Remark:
    """An annotation of the Web Annotation Data Model, or of an EPUB annotation set."""
    targets = [_target(one if isinstance(one, dict) else {"source": one}) for one in _listed(item.get("target"))]
    about = next((one for one in targets if one.quote), _Target())
    said = _Body()
    for body in [*_listed(item.get("body")), *_listed(item.get("bodyValue"))]:
        _hear(body, said)
    own = next((one for one in said.passages if one.quote), about)
    creators = [one.get("name") if isinstance(one, dict) else one for one in _listed(item.get("creator"))]
    return Remark(
        quote=own.quote,
        words=about.quote if own.quote != about.quote else "",
        known=own is not about,
        before=about.before,
        after=about.after,
        paragraph=about.paragraph,
        text="\n\n".join(said.texts),
        tags=tuple(said.tags),
        sources=tuple(said.sources),
        by=", ".join(filter(None, map(_text, creators))),
        amiss="" if about.quote else "names no words; only selectors with words can be placed",
    )


def _hear(body: Any, said: _Body) -> None:
    """Add a body to what an annotation says."""
    if isinstance(body, str):
        (said.sources if re.match(r"https?://\S+$", body) else said.texts).append(body)
        return
    if not isinstance(body, dict):
        return
    said.tags += filter(None, map(_text, _listed(body.get("tags"))))  # of an EPUB annotation
    choices = _listed(body.get("items"))
    value, address = _text(body.get("value")), _text(body.get("source") or body.get("id"))
    if body.get("selector") and address:
        said.passages.append(_target(body))
    elif {"tagging", "classifying"} & {_text(one) for one in _listed(body.get("purpose"))}:
        said.tags += filter(None, [value])
    elif value:
        said.texts.append(value)
    elif choices:  # alternatives: the first is the default
        _hear(choices[0], said)
    elif re.match(r"https?://|urn:", address):
        said.sources.append(address)


def _target(item: Data) -> _Target:
    """The words that a target names, by whichever of its selectors has words."""
    page = _text(item.get("source"))
    match = PARAGRAPH.search(page)
    made = _Target(page, paragraph=match[1] if match else "")
    for selector in _selectors(item.get("selector")):
        value = _text(selector.get("value"))
        if selector.get("type") == "TextQuoteSelector" and _text(selector.get("exact")):
            around = {"before": _text(selector.get("prefix")), "after": _text(selector.get("suffix"))}
            made = replace(made, quote=_text(selector.get("exact")), **around)
        elif DIRECTIVE in value and not made.quote:
            made = replace(made, **_directed(value.partition(DIRECTIVE)[2]))
        elif re.match(r"#?p\d+$", value):
            made = replace(made, paragraph=value.lstrip("#"))
    return made


def _selectors(value: Any) -> Iterator[Data]:
    """Every selector of a target, each followed by those that refine it."""
    waiting = objects(_listed(value))
    while waiting:
        one = waiting.pop(0)
        yield one
        waiting = objects(_listed(one.get("refinedBy"))) + waiting


def _directed(directive: str) -> dict[str, str]:
    """What a text fragment says: prefix-,start,end,-suffix."""
    parts = directive.split("&")[0].split(",")
    before = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    after = unquote(parts.pop()[1:]) if parts and parts[-1].startswith("-") else ""
    return {"quote": " … ".join(map(unquote, parts[:2])), "before": before, "after": after}


def objects(items: Iterable[Any]) -> list[Data]:
    """Return those of some values that are objects of JSON."""
    return [item for item in items if isinstance(item, dict)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    """A string, or the text of a localised one; nothing for what is neither."""
    if isinstance(value, dict):
        value = value.get("text", value.get("value"))
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(value, str) else ""
