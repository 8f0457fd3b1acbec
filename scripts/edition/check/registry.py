"""The rules of `check`: a rule is a function that yields findings, registered under its name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from edition.check.finding import Finding
from edition.check.survey import Survey

Judge = Callable[[Survey], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """A rule: its id, what it asks in a sentence, whether it only warns, and what judges by it."""

    id: str
    asks: str
    warning: bool
    judge: Judge


RULES: dict[str, Rule] = {}


def rule(judge: Judge) -> Judge:
    """Register a rule that fails a run: its id is the function's name, what it asks the first line of its docstring."""
    return _registered(judge, warning=False)


def advice(judge: Judge) -> Judge:
    """Register a rule that only warns."""
    return _registered(judge, warning=True)


def _registered(judge: Judge, warning: bool) -> Judge:
    id = judge.__name__.replace("_", "-")
    RULES[id] = Rule(id, (judge.__doc__ or "").split("\n")[0], warning, judge)
    return judge
