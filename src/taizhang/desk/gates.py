"""What keeps ledgers from being issued: a plan that is not ready, names that are not clear, files that stand there already."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from taizhang.errors import BadUsage, CannotWrite
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Level
from taizhang.model.reporter import Roster, RosterLine
from taizhang.model.words.days import day_words


def refuse_unready(plan: Plan, *, draft: bool, accept_unresolved: bool) -> None:
    """A draft, or a plan with open items, is issued by those alone who say that they mean it.

    Raises:
        BadUsage: it is one, and they do not.
    """
    from taizhang.plans.changing.spots import PLAN

    if plan.status == "draft" and not draft:
        raise BadUsage(
            f"《{plan.title}》是征求意见稿，请等正式印发；确需先行试填的，请加 --draft，台账会注明“征求意见稿”。"
        )
    if plan.unresolved and not accept_unresolved:
        first = plan.unresolved[0]
        where = "" if first.id == PLAN else f"{first.id}："
        raise BadUsage(
            f"《{plan.title}》还有 {len(plan.unresolved)} 处待核定，第一处是“{where}{first.why.rstrip('。')}”，"
            "请用 taizhang plan review 逐处核定；确需先行下发的，请加 --accept-unresolved，台账会注明。"
        )


def refuse_expired(plan: Plan, period: Period, as_of: date | None) -> None:
    """A statistical form is issued within its validity alone, and for periods that end within it.

    A ledger is filled in once its period is over, and one whose form has expired by then need not be. Without a day of
    issue the period's last day counts. No option overrides it.

    Raises:
        BadUsage: it had expired by the day of issue, or expires before the period's last day.
    """
    form, issued = plan.settings.form, as_of or period.end
    if form.valid_until is None or max(issued, period.end) <= form.valid_until:
        return
    late = f"到{day_words(issued)}已过有效期"
    if issued <= form.valid_until:
        late = f"不到报告期最后一天（{day_words(period.end)}）就过期"
    raise BadUsage(
        f"《{plan.title}》的报表有效期至{day_words(form.valid_until)}，{late}，不能下发，"
        f"请向{form.maker or '制定机关'}申请延长，批准后在“计划设置”中改“有效期至”再生成。"
    )


def refuse_too_early(plan: Plan, period: Period) -> None:
    """A period that is over before the plan begins has nothing to report; one behind its end has what is overdue.

    Raises:
        BadUsage: it is.
    """
    if period.end < plan.starts_on:
        raise BadUsage(
            f"《{plan.title}》自{day_words(plan.starts_on)}起算，{period.title}还没有开始，请核对报告期或计划文件。"
        )


def refuse_no_counties(plan: Plan, lines: Sequence[RosterLine]) -> None:
    """Ledgers for counties are not made out to cities because the roster holds no counties.

    Raises:
        BadUsage: there is no county among those who would fill them in.
    """
    if lines and all(line.level is not Level.COUNTY for line in lines):
        raise BadUsage(
            f"《{plan.title}》的通讯录里没有县（市、区），不能用 --level 越过市直接下发，请用 --roster 给出列有各县（市、区）的通讯录。"
        )


def refuse_nobody(plan: Plan, lines: Sequence[RosterLine]) -> None:
    """A batch for nobody is no batch.

    Raises:
        BadUsage: there is nobody.
    """
    if not lines:
        raise BadUsage(
            f"《{plan.title}》没有填报单位，没有生成台账；用档案库的，请先用 taizhang archive init 把计划和通讯录加入。"
        )


def refuse_namesakes(plan: Plan, roster: Roster) -> None:
    """A plan that names a place must not leave open which of two on the roster it means.

    Raises:
        BadUsage: it does.
    """
    from taizhang.ledgers.namesakes import unclear_names

    for name, codes in unclear_names(plan, roster).items():
        raise BadUsage(
            f"计划点名的“{name}”在通讯录中有 {len(codes)} 处（{'、'.join(codes)}），分不清指哪一处，"
            f"请在计划审核表的“点名地区”一栏写成带上级名称的全称（如“某某市{name}”）；通讯录重复登记的，请改正通讯录。"
        )


def chosen(lines: Sequence[RosterLine], keys: Sequence[str]) -> tuple[RosterLine, ...]:
    """The lines with these codes or names (all of them for none), in the roster's order.

    Raises:
        BadUsage: nobody has one of them, or several have one name.
    """
    wanted = {key.strip() for key in keys}
    by_code = {str(line.reporter) for line in lines} & wanted
    unknown = wanted - by_code - {line.name for line in lines}
    if unknown:
        raise BadUsage(
            f"填报单位中没有“{'、'.join(sorted(unknown))}”，请核对代码或名称，本计划共有 {len(lines)} 个填报单位。"
        )
    for name in sorted(wanted - by_code):
        alike = [str(line.reporter) for line in lines if line.name == name]
        if len(alike) > 1:
            raise BadUsage(f"叫“{name}”的填报单位有 {len(alike)} 个（{'、'.join(alike)}），请改用代码指定。")
    return tuple(
        line for line in lines if not wanted or str(line.reporter) in by_code or line.name in wanted - by_code
    )


def refuse_overwriting(paths: Sequence[Path]) -> None:
    """Nothing that stands in the folder is written over.

    Raises:
        CannotWrite: one of the names is taken.
    """
    standing = [path.name for path in paths if os.path.lexists(path)]
    if standing:
        raise CannotWrite(
            f"文件夹“{paths[0].parent}”里已有 {len(standing)} 份同名台账（如“{standing[0]}”），为免覆盖已填内容没有生成，请换一个空文件夹。"
        )
