"""The clauses that an issued 填报说明 shows: the rules in force, under the topics that they cite."""

from __future__ import annotations

from functools import cache

from taizhang.model.clause import Clause
from taizhang.model.finding import Severity

_CITED = "填报说明："


@cache
def clauses_in_force() -> tuple[Clause, ...]:
    """One for each rule that asks for something; notes ask for nothing. Loads the rulebook."""
    from taizhang_validators.rulebook import rules

    return tuple(
        Clause(rule.source.removeprefix(_CITED), rule.severity, rule.title)
        for rule in rules()
        if rule.severity is not Severity.NOTE and rule.source.startswith(_CITED)
    )
