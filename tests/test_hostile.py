"""No attack of the corpus gets through: each is refused by the rule that it names, and none is alive on the built site."""

from pathlib import Path

import pytest

from edition.check import rules as check
from edition.files.problem import EditionError
from edition.model.edition import load
from tests.attacks import ATTACKS, Attack, place


def test_the_corpus_is_large_and_each_attack_stands_alone() -> None:
    assert len(ATTACKS) >= 120
    assert len({(attack.place, attack.body) for attack in ATTACKS}) == len(ATTACKS)


def rules(root: Path) -> set[str]:
    try:
        return {problem.rule for problem in check.check(load(root)) if not problem.warning}
    except EditionError as error:
        return {problem.rule for problem in error.problems}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_check_refuses(attack: Attack, base: Path) -> None:
    place(attack, base)
    found = rules(base)
    assert attack.rule in found or attack.rule == "none", attack.what
