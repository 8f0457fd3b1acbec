"""No attack of the corpus gets past `check` unseen: each is refused by the rules that it names, or warned of where harmless."""

from pathlib import Path

import pytest

from edition.check import rules
from edition.model.edition import load_edition
from tests.attacks import ATTACKS, Attack, place


def test_each_attack_stands_alone() -> None:
    seen: dict[tuple[str, str], str] = {}
    twins = [(attack.name, seen.setdefault((attack.place, attack.body), attack.name)) for attack in ATTACKS]
    assert [pair for pair in twins if pair[0] != pair[1]] == []


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_check_refuses_or_warns(attack: Attack, base: Path) -> None:
    place(attack, base)
    problems = rules.check(load_edition(base))
    wrong = {problem.rule for problem in problems if not problem.warning}
    warned = {problem.rule for problem in problems if problem.warning}
    assert wrong == (set() if attack.warns else set(attack.rules)), attack.what
    assert not attack.warns or set(attack.rules) <= warned, attack.what
