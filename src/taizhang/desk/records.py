"""What the archive's records mean to the desk: plans, rosters, rounds and accepted ledgers as nouns again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.desk.clearing_history import ClearingHistories
from taizhang.desk.context import Context
from taizhang.errors import CannotRead
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.verdict import Verdict

if TYPE_CHECKING:
    from taizhang.archive import Archive, Counted

_JUDGED = (Verdict.RETURNED, Verdict.ACCEPTED)


def context_of(store: Archive) -> Context:
    """Everything that an archive knows and checks need; records and findings are read from it when they are asked for."""
    from taizhang.plans import plan_from_json

    plans = {plan_id: plan_from_json(text) for plan_id, _version, text in store.plans()}
    rosters = {plan_id: store.roster(plan_id) for plan_id in plans}
    rounds = {round_.plan: round_.period for round_ in store.rounds()}
    waivers = {plan_id: store.waivers(plan_id) for plan_id in plans}
    context = Context(
        plans, rosters, rounds, waivers=waivers, record_of=store.counting_record, findings_of=store.findings,
        histories=ClearingHistories(store),
    )  # fmt: skip
    for plan_id, period in rounds.items():
        for one in store.submissions(plan_id, period):
            if one.reporter and one.verdict in _JUDGED:
                context.sent.setdefault((plan_id, one.reporter, period), []).append((one.number, one.sha256))
    return context


def counted_ledgers(store: Archive, plan: Plan, period: Period) -> tuple[tuple[Ledger, Counted], ...]:
    """The accepted ledgers of a period with their lines in the register, in the roster's order.

    Raises:
        CannotRead: they were cleared when their time was over.
    """
    from taizhang.ledgers import ledger_from_record

    context = Context({plan.id: plan}, {plan.id: store.roster(plan.id)})
    counted = store.counting(plan.id, period)
    if not all(one.record for one in counted):
        raise CannotRead(
            f"《{plan.title}》{period.title}的台账保存期已满，已到期清除，不能再汇总，请用当时的汇总表。"
        )
    order = {line.reporter: position for position, line in enumerate(context.rosters[plan.id])}
    ledgers = [(ledger_from_record(one.record, context.expected), one) for one in counted]
    return tuple(sorted(ledgers, key=lambda pair: order.get(pair[0].reporter, len(order))))
