"""Rules on mkdocs.yml: what its user sets for the look of the site does something, or is told to do nothing."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pathspec import GitIgnoreSpec

from edition.check.finding import Finding
from edition.check.registry import advice
from edition.check.survey import Survey

SETTINGS = "mkdocs.yml"
THEME = "annotated-edition"
OURS = "assets/made/edition.css"
# As editions named it before 0.2.0, and a file of which it has become a part.
EARLIER = {"assets/edition.css": "made short for pages", "assets/made/made.css": "a part of the other style sheet"}
HONOURED = {"content.action.edit"}  # of Material's features
OWN = "overrides/assets/own/"
TEMPLATE = re.compile(r"^template: .*$", re.MULTILINE)
ELSEWHERE = re.compile(r"(?:https?:)?//")
NAMES = (
    "red pink purple deep-purple indigo blue light-blue cyan teal green light-green lime yellow amber orange deep-orange brown "
    "grey blue-grey black white custom"
)
COLOURS = frozenset(NAMES.split())
NO_ACCENT = {"brown", "grey", "blue-grey", "black", "white"}
HOST = "a page asks no other host for anything"
# Settings of Material's that an edition has no use for, by their path, and what to do in their place.
IDLE = {
    ("theme", "font"): f"{HOST}; write font: false, and the @font-face of a face of your own in {OWN}look.css",
    ("theme", "static_templates"): "put the page into docs/ as Markdown",
    ("extra", "analytics"): f"{HOST}, and no reader is counted; remove it",
    ("extra", "consent"): "there are no cookies to consent to; remove it",
    ("extra", "alternate"): "an edition has one language for its pages; remove it",
    ("extra", "version"): "an edition has no versions side by side; remove it",
    ("extra", "generator"): "the footer says nothing of what made it; remove it",
    ("extra", "annotate"): "code has no annotations here; remove it",
    ("extra", "tags"): "the kinds of note take the place of tags (data/kinds.yml); remove it",
    ("extra", "status"): "a page has no status here; remove it",
}
# What a palette may say beside its two colours.
SCHEME = "light or dark is the reader’s choice, by the button or by the system; remove it"
# Material's own files, which exclude_docs must let through where the theme is Material's alone.
PLAIN = ("assets/stylesheets/main.css", "assets/javascripts/bundle.js", "assets/images/favicon.png")


class Node(NamedTuple):
    """A value of the settings with its place."""

    value: Any
    line: int
    column: int


Settings = dict[tuple[str, ...], Node]


def read_settings(text: str) -> Settings:
    """Return every value of mkdocs.yml by its path, a list's items by their numbers; nothing of what is no YAML."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return {}
    return dict(_walk(root, ())) if root else {}


def _walk(node: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
    place = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        yield path, Node({}, *place)
        for key, value in node.value:
            yield from _walk(value, (*path, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        yield path, Node([], *place)
        for at, value in enumerate(node.value):
            yield from _walk(value, (*path, str(at)))
    else:
        absent = node.tag.endswith(":null") or (node.tag.endswith(":bool") and node.value.lower() in ("false", "no", "off"))
        yield path, Node(None if absent else node.value, *place)


@advice
def setting_idle(survey: Survey) -> Iterator[Finding]:
    """What mkdocs.yml sets for the look of the site does what Material's users expect of it."""
    root = survey.edition.root
    path = root / SETTINGS
    found = read_settings(path.read_text("utf-8", "replace")) if path.is_file() else {}
    if not found:
        return
    judges = (_idle, _palette, _features, _files) if _ours(root, found) else (_plain, _files)
    for judge in judges:
        for key, message in judge(root, found):
            yield Finding(SETTINGS, found[key].line, found[key].column, message)
    for document in survey.pages if not _ours(root, found) else ():
        if match := TEMPLATE.search(document.whole.text):
            yield document.whole.at(match.start(), f"{match.group()} is of the theme {THEME}; remove the line")


Told = Iterator[tuple[tuple[str, ...], str]]


def _value(found: Settings, *path: str) -> Any:
    return found[path].value if path in found else None


def _ours(root: Path, found: Settings) -> bool:
    """Whether the templates are an edition's: from the theme, or from the folder that takes its place."""
    folder = _value(found, "theme", "custom_dir")
    named = THEME in (_value(found, "theme", "name"), _value(found, "theme"))
    return named or (isinstance(folder, str) and (root / folder / "mkdocs_theme.yml").is_file())


def _idle(_: Path, found: Settings) -> Told:
    for path, why in IDLE.items():
        if _value(found, *path) is not None:
            yield path, f"{'.'.join(path)} does nothing: {why}"


def _palette(_: Path, found: Settings) -> Told:
    palette = ("theme", "palette")
    if palette not in found:
        yield ("theme",), "theme.palette is missing; write palette: { scheme: default, primary: custom, accent: custom }"
        return
    listed = isinstance(found[palette].value, list)
    first = (*palette, "0") if listed else palette
    if listed and (*palette, "1") in found:
        yield (*palette, "1"), f"only the first palette counts: {SCHEME}"
    for name in ("media", "toggle", "scheme"):
        if (value := _value(found, *first, name)) is not None and value != "default":
            yield (*first, name), f"theme.palette.{name} does nothing: {SCHEME}"
    for name, known in (("primary", COLOURS), ("accent", COLOURS - NO_ACCENT)):
        colour = _value(found, *first, name)
        if isinstance(colour, str) and colour.replace(" ", "-") not in known:
            own = f"for one of your own write custom, and --md-{name}-fg-color in {OWN}look.css"
            yield (*first, name), f"“{colour}” is no colour of Material’s; choose of {', '.join(sorted(known))}; {own}"


def _features(_: Path, found: Settings) -> Told:
    for path, node in found.items():
        if path[:2] == ("theme", "features") and len(path) == 3 and node.value not in HONOURED:
            yield path, f"the feature {node.value} does nothing: an edition has its own ways about and its own search; remove it"


def _files(root: Path, found: Settings) -> Told:
    """The user's own files: there, published, and none of another host's."""
    paths = [path for path in found if path[:1] in (("extra_css",), ("extra_javascript",)) and len(path) == 2]
    paths += [path for path in (("theme", "logo"), ("theme", "favicon")) if path in found]
    excluded = GitIgnoreSpec.from_lines(str(_value(found, "exclude_docs") or "").splitlines())
    for path in paths:
        name = found[path].value if isinstance(found[path].value, str) else _value(found, *path, "path")
        if not isinstance(name, str) or name == OURS:
            continue
        if name in EARLIER:
            yield path, f"{name} is {EARLIER[name]} now; write {OURS} in its place, once"
            continue
        folder = str(_value(found, "theme", "custom_dir") or "overrides")
        if ELSEWHERE.match(name):
            yield path, f"{name} is not loaded: {HOST}; put the file into {OWN}"
        elif not any((root / one / name).is_file() for one in (folder, "docs")) and name != PLAIN[-1]:
            yield path, f"there is no file {folder}/{name}; put it there"
        elif excluded.match_file(name):
            yield path, f"{name} is not published, for exclude_docs keeps it out; put it into {OWN}"


def _plain(_: Path, found: Settings) -> Told:
    """A site of plain Material, whose own files must get out, and ours need not."""
    excluded = GitIgnoreSpec.from_lines(str(_value(found, "exclude_docs") or "").splitlines())
    if any(map(excluded.match_file, PLAIN)):
        lines = "!/assets/stylesheets/**, !/assets/javascripts/** and !/assets/images/**"
        yield ("exclude_docs",), f"the theme’s own styles and scripts are not published; add the lines {lines}"
    for path, node in found.items():
        if path[:1] == ("extra_css",) and node.value == OURS:
            yield path, f"{node.value} is for the theme {THEME} and makes this one’s pages narrow; remove it"
