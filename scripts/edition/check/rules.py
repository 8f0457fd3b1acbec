"""Check an edition: every rule, every problem, in order of place."""

from importlib import import_module

from edition.check.registry import RULES, in_force
from edition.check.survey import Survey
from edition.files.problem import Problem
from edition.model.edition import Edition

MODULES = ("notes", "kinds", "labels", "text", "style", "records", "evidence", "events", "content", "form", "links")
HOUSE = " (house style)"
# What goes wrong while a file is read, before any rule can run.
READING = {
    "encoding": "Files are UTF-8.",
    "yaml": "YAML is well-formed, and no key stands twice.",
    "record": "A record has the fields it needs, of the right form, and no others.",
    "front-matter": "An actor or a term begins with its front matter; a page sets nothing there but title and description.",
}

for name in (*MODULES, "files", "look"):  # each registers its rules
    import_module(f"edition.check.{name}")


def check(edition: Edition) -> list[Problem]:
    """Return every problem of an edition, in order of place."""
    survey = Survey(edition)
    asked = list(in_force(edition.register.house))
    found = [Problem(*finding, rule.id, rule.warning) for rule in asked for finding in rule.judge(survey)]
    return sorted([*edition.problems, *found])


def listing() -> str:
    """Return what each rule asks, one line a rule; those that only warn, and those of the house style, say so."""
    lines = {rule.id: f"{'(warning) ' * rule.warning}{rule.asks}{HOUSE * rule.house}" for rule in RULES.values()} | READING
    width = max(map(len, lines))
    return "".join(f"{id:{width}}  {asks}\n" for id, asks in sorted(lines.items()))
