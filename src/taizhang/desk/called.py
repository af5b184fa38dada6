"""What the operator's words name: a plan of the archive, a reporter of its roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.errors import BadUsage
from taizhang.model.reporter import Reporter

if TYPE_CHECKING:
    from taizhang.desk.context import Context


def plan_called(context: Context, plan: str) -> str:
    """The id of the plan; the archive's only one where none is named.

    Raises:
        BadUsage: there is none of that id, or several and none is named.
    """
    if plan in context.plans:
        return plan
    if not plan and len(context.plans) == 1:
        return next(iter(context.plans))
    known = "、".join(f"{key}《{held.title}》" for key, held in context.plans.items())
    raise BadUsage(f"档案库中的计划有：{known}。请用 --plan 写明其中一个的编号。")


def reporter_called(words: str, context: Context, plan: str) -> Reporter:
    """The reporter by its key, or by a name that only one on the roster has.

    Raises:
        BadUsage: neither the roster nor the plan's own offices know it.
    """
    from taizhang.ledgers.offices import offices_of

    roster = context.rosters[plan]
    named = roster.named(words.strip())
    if len(named) == 1:
        return named[0].reporter
    reporter = Reporter.parse(words.strip())
    office = reporter.unit and offices_of(context.plans[plan], roster).is_office(reporter)
    if roster.line(reporter) is None and not office:
        raise BadUsage(f"通讯录中没有代码为“{reporter}”的填报单位，请核对 --reporter。")
    return reporter
