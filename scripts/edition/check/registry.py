"""The rules of `check`: a rule is a function that yields findings, registered under its name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from edition.check.finding import Finding
from edition.check.survey import Survey

Judge = Callable[[Survey], Iterator[Finding]]
# What `house:` in data/edition.yml may say beside the names of single rules: nothing of the house style, or all of it.
NONE, COMPANION = "none", "companion"


@dataclass(frozen=True)
class Rule:
    """A rule: its id, what it asks in a sentence, whether it only warns, what judges by it, whether it is of the house style."""

    id: str
    asks: str
    warning: bool
    judge: Judge
    house: bool = False


RULES: dict[str, Rule] = {}


def rule(judge: Judge) -> Judge:
    """Register a rule that fails a run: its id is the function's name, what it asks the first line of its docstring."""
    return _registered(judge, warning=False)


def advice(judge: Judge) -> Judge:
    """Register a rule that only warns."""
    return _registered(judge, warning=True)


def house(judge: Judge) -> Judge:
    """Register a rule of the house style: it only warns, and only in an edition that has asked for it."""
    return _registered(judge, warning=True, house=True)


def _registered(judge: Judge, warning: bool, house: bool = False) -> Judge:
    id = judge.__name__.replace("_", "-")
    RULES[id] = Rule(id, (judge.__doc__ or "").split("\n")[0], warning, judge, house)
    return judge


def in_force(asked: Iterable[str]) -> Iterator[Rule]:
    """Yield the rules of an edition whose `house:` asks for these: all that are not of the house style, and those it names."""
    names = set(asked)
    return (rule for rule in RULES.values() if not rule.house or COMPANION in names or rule.id in names)
