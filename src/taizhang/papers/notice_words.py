"""The words and numbers of a notice, by the names under which a Word template asks for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from taizhang.model.figure import Light
from taizhang.model.verdict import ReportingState
from taizhang.model.words.days import day_words
from taizhang.papers.fit_text import fit_text
from taizhang.papers.placed import Placed
from taizhang.papers.placeholders import Asked, Placeholder
from taizhang.rollups.notice import Notice, ScoreTable
from taizhang.rollups.stated import Stated

MOST_NAMES = 12  # of more the first stand in the text; the tables name them all
_ALWAYS = 3  # annexes of every notice
_NAMED_STATES = (ReportingState.MISSING, ReportingState.RETURNED, ReportingState.PENDING)


def names_told(names: Sequence[str]) -> str:
    """The names with pauses between them; of many the first, and 等."""
    listed = "、".join(map(fit_text, names[:MOST_NAMES]))
    return f"{listed}等" if len(names) > MOST_NAMES else listed


def _issuer(asked: Asked) -> str:
    return fit_text(asked.signed.issuer) or fit_text(asked.notice.issuer) or "（发文机关）"


def _document_number(asked: Asked) -> str:
    return fit_text(asked.signed.number) or f"〔{asked.notice.as_of.year}〕　　号"


def _names_in(state: ReportingState) -> Callable[[Asked], str]:
    return lambda asked: names_told(asked.notice.reporting.names[state])


def _count_in(state: ReportingState) -> Callable[[Notice], Stated | None]:
    return lambda notice: notice.reporting.by_state[state]


def _placed(pick: Callable[[Notice], Stated | None]) -> Callable[[Asked], Placed | str]:
    return lambda asked: asked.places.place(pick(asked.notice))


def _of_scores(pick: Callable[[ScoreTable], str]) -> Callable[[Asked], str]:
    return lambda asked: fit_text(pick(asked.notice.scores)) if asked.notice.scores else ""


def _of_filler_scores(pick: Callable[[ScoreTable], str]) -> Callable[[Asked], str]:
    return lambda asked: fit_text(pick(asked.notice.filler_scores)) if asked.notice.filler_scores else ""


def _annex(which: int) -> Callable[[Asked], int]:
    """The number of an annex behind the three that there always are; 0 where it is not there."""

    def number(asked: Asked) -> int:
        notice = asked.notice
        there = [bool(one) for one in (notice.fillers, notice.scores, notice.filler_scores)]
        return _ALWAYS + sum(there[: which + 1]) if there[which] else 0

    return number


WORDS: tuple[Placeholder, ...] = (
    Placeholder("标题", "关于……进展情况的通报", lambda asked: fit_text(asked.notice.title)),
    Placeholder("主送", "主送机关，以顿号隔开", lambda asked: "、".join(map(fit_text, asked.notice.addressees))),
    Placeholder("发文机关", "用 --name 给出，不给则取计划的发文机关", lambda asked: _issuer(asked)),
    Placeholder("发文字号", "用 --number 给出，不给则留空位", lambda asked: _document_number(asked)),
    Placeholder("地区", "汇总的地区", lambda asked: fit_text(asked.notice.place)),
    Placeholder("计划名称", "计划的标题，不带书名号", lambda asked: fit_text(asked.notice.plan_title)),
    Placeholder("计划文号", "计划的文号，没有则为空", lambda asked: fit_text(asked.notice.doc_number)),
    Placeholder("征求意见稿", "计划是征求意见稿时为真", lambda asked: asked.notice.draft),
    Placeholder("报告期", "如 2022年第三季度", lambda asked: asked.notice.period),
    Placeholder("统计日期", "统计截至哪一天", lambda asked: day_words(asked.notice.as_of)),
    Placeholder("成文日期", "先写统计日期，签发时请改为实际日期", lambda asked: day_words(asked.notice.as_of)),
    Placeholder("最少任务数", "已亮灯任务少于这个数的不参加排名", lambda asked: asked.notice.least_judged),
    Placeholder("黄灯上限", "落后序时进度多少个百分点以内亮黄灯", lambda asked: asked.notice.yellow),
    Placeholder("考核标题", "年度考核附件的标题", _of_scores(lambda table: table.title)),
    Placeholder("考核说明", "满分、哪些单位不参加排名", _of_scores(lambda table: table.note)),
    Placeholder("考核挂钩", "考核结果与补助资金挂钩时为真", lambda asked: bool(asked.notice.scores and asked.notice.scores.linked)),
    Placeholder("下级考核标题", "填报单位的年度考核附件的标题", _of_filler_scores(lambda table: table.title)),
    Placeholder("下级亮灯附件号", "没有这个附件时为0", _annex(0)),
    Placeholder("考核附件号", "没有这个附件时为0", _annex(1)),
    Placeholder("下级考核附件号", "没有这个附件时为0", _annex(2)),
    *(
        Placeholder(f"{state.value}单位", f"{state.value}的单位，以顿号隔开", _names_in(state))
        for state in _NAMED_STATES
    ),
)  # fmt: skip

_PICKED: tuple[tuple[str, str, Callable[[Notice], Stated | None]], ...] = (
    ("任务总数", "重点任务", lambda notice: notice.overall.tasks),
    ("达到序时任务数", "各单位均亮绿灯的任务", lambda notice: notice.overall.on_schedule),
    ("达到序时任务占比", "占全部任务", lambda notice: notice.overall.on_schedule_share),
    ("黄灯任务数", "有单位亮黄灯、没有单位亮红灯的任务", lambda notice: notice.overall.behind),
    ("红灯任务数", "有单位亮红灯的任务", lambda notice: notice.overall.red),
    ("未亮灯任务数", "没有单位亮灯的任务", lambda notice: notice.overall.unjudged),
    ("亮灯项次", "每个单位的每项任务亮一灯，为一项次", lambda notice: notice.overall.lights),
    ("绿灯项次", "达到序时进度的项次", lambda notice: notice.overall.by_light[Light.GREEN]),
    ("黄灯项次", "落后的项次", lambda notice: notice.overall.by_light[Light.YELLOW]),
    ("红灯项次", "落后更多或逾期的项次", lambda notice: notice.overall.by_light[Light.RED]),
    ("绿灯占比", "绿灯项次占亮灯项次", lambda notice: notice.overall.green_share),
    ("指标总数", "量化指标", lambda notice: notice.overall.indicators),
    ("绿灯指标数", "亮绿灯的指标", lambda notice: notice.overall.indicators_by_light[Light.GREEN]),
    ("黄灯指标数", "亮黄灯的指标", lambda notice: notice.overall.indicators_by_light[Light.YELLOW]),
    ("红灯指标数", "亮红灯的指标", lambda notice: notice.overall.indicators_by_light[Light.RED]),
    ("未亮灯指标数", "没有数值或没有可比目标的指标", lambda notice: notice.overall.indicators_by_light[Light.NONE]),
    ("绿灯指标占比", "占已亮灯的指标", lambda notice: notice.overall.indicators_green_share),
    ("应报数", "名册上的填报单位", lambda notice: notice.reporting.expected),
    ("已报数", "已接收的单位", lambda notice: notice.reporting.reported),
    ("及时率", "及时和零报告占应报", lambda notice: notice.reporting.on_time_rate),
    ("缺报率", "未报占应报", lambda notice: notice.reporting.missing_rate),
    ("问题数", "各单位反映的问题，条", lambda notice: notice.issues),
    ("需协调数", "其中需领导协调的", lambda notice: notice.for_leader),
    *(
        (f"{state.value}数", f"{state.value}的单位", _count_in(state))
        for state in ReportingState
    ),
)  # fmt: skip

NUMBERS: tuple[Placeholder, ...] = tuple(
    Placeholder(name, says, _placed(pick)) for name, says, pick in _PICKED
)
