"""The lists and tables of a notice, by the names under which a Word template repeats them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from taizhang.model.figure import Light
from taizhang.model.verdict import ReportingState
from taizhang.papers.fit_text import fit_text
from taizhang.papers.notice_words import MOST_NAMES, names_told
from taizhang.papers.placed import Places
from taizhang.papers.placeholders import Asked, Facts, Placeholder
from taizhang.rollups.notice import (
    IndicatorLine,
    Notice,
    PlaceLine,
    Problem,
    ReportLine,
    ScoreRow,
    ScoreTable,
    said_once,
)

_TINTS = {Light.GREEN: "E2EFDA", Light.YELLOW: "FFF2CC", Light.RED: "F8CBAD", Light.NONE: "FFFFFF"}
_ALL_RANKS, _SOME_RANKS = 20, 10  # of more places the first and the last ten stand in the text
_MOST_PROBLEMS, _MOST_INDICATORS = 10, 8


def _first_ranks(asked: Asked) -> list[Facts]:
    ranked = _ranked(asked.notice)
    return _by_rank(ranked if len(ranked) <= _ALL_RANKS else ranked[:_SOME_RANKS], asked)


def _last_ranks(asked: Asked) -> list[Facts]:
    ranked = _ranked(asked.notice)
    return _by_rank(ranked[-_SOME_RANKS:] if len(ranked) > _ALL_RANKS else [], asked)


def _ranked(notice: Notice) -> list[PlaceLine]:
    return [one for one in notice.places if one.rank is not None]


def _by_rank(listed: Sequence[PlaceLine], asked: Asked) -> list[Facts]:
    """Places of one rank stand together, with 等 where not all of them are listed."""
    everyone = Counter(_rank(one) for one in asked.notice.places)
    groups: dict[Decimal | None, list[PlaceLine]] = {}
    for one in listed:
        groups.setdefault(_rank(one), []).append(one)
    return [
        {
            "名次": asked.places.place(same[0].rank),
            "单位": "、".join(fit_text(one.name) for one in same)
            + ("等" if len(same) < everyone[rank] else ""),
            "绿灯占比": asked.places.place(same[0].share),
            "并列": everyone[rank] > 1,
        }
        for rank, same in groups.items()
    ]


def _rank(one: PlaceLine) -> Decimal | None:
    return one.rank.value if one.rank else None


def _unranked(asked: Asked) -> list[Facts]:
    return [
        {
            "单位": fit_text(one.name),
            "已亮灯": asked.places.place(one.judged),
            "绿灯占比": asked.places.place(one.share),
            "报送状态": _state(one, asked.places),
        }
        for one in _all_unranked(asked)[:MOST_NAMES]
    ]


def _all_unranked(asked: Asked) -> list[PlaceLine]:
    return [one for one in asked.notice.places if one.rank is None]


def _red_tasks(asked: Asked) -> list[Facts]:
    return [
        {
            "编号": fit_text(one.number),
            "任务": fit_text(one.title),
            "单位数": asked.places.place(one.count),
            "单位": names_told(one.names),
        }
        for one in asked.notice.red_tasks
    ]


def _late(asked: Asked) -> list[Facts]:
    return [
        {"单位": fit_text(one.name), "天数": asked.places.place(one.days_late)}
        for one in _all_late(asked)[:MOST_NAMES]
    ]


def _all_late(asked: Asked) -> list[ReportLine]:
    return [one for one in asked.notice.reports if one.state == ReportingState.LATE.value]


def _indicators(asked: Asked) -> list[Facts]:
    return [_indicator(one, asked.places) for one in asked.notice.indicators]


def _red_indicators(asked: Asked) -> list[Facts]:
    red = [one for one in asked.notice.indicators if one.light is Light.RED]
    return [_indicator(one, asked.places) for one in red[:_MOST_INDICATORS]]


def _indicator(one: IndicatorLine, places: Places) -> Facts:
    return {
        "任务": fit_text(one.task), "指标": fit_text(one.subject), "目标": places.place(one.target),
        "完成值": places.place(one.value), "完成率": places.place(one.rate), "有完成率": one.rate is not None,
        "灯": one.light.value, "底色": _TINTS[one.light], "应报": places.place(one.expected),
        "已报": places.place(one.reported), "说明": fit_text(one.remark),
    }  # fmt: skip


def _places(asked: Asked) -> list[Facts]:
    return [_place(one, asked.places) for one in asked.notice.places]


def _fillers(asked: Asked) -> list[Facts]:
    return [_place(one, asked.places) for one in asked.notice.fillers]


def _place(one: PlaceLine, places: Places) -> Facts:
    numbers = {
        "名次": one.rank, "绿灯": one.by_light[Light.GREEN], "黄灯": one.by_light[Light.YELLOW],
        "红灯": one.by_light[Light.RED], "未亮灯": one.unlit, "绿灯占比": one.share, "已完成": one.done, "逾期": one.overdue,
        "问题": one.problems,
    }  # fmt: skip
    placed = {name: places.place(stated) for name, stated in numbers.items()}
    return {"单位": fit_text(one.name), "报送状态": _state(one, places), **placed}


def _state(one: PlaceLine, places: Places) -> str:
    """Of a reporter its word; of a place how many of its reporters sent nothing."""
    return f"未报{places.place(one.silent)}家" if one.silent else one.state


def _scores(asked: Asked) -> list[Facts]:
    return _score_rows(asked.notice.scores, asked.places)


def _filler_scores(asked: Asked) -> list[Facts]:
    return _score_rows(asked.notice.filler_scores, asked.places)


def _score_rows(table: ScoreTable | None, places: Places) -> list[Facts]:
    return [_score(one, places) for one in table.rows] if table else []


def _score(one: ScoreRow, places: Places) -> Facts:
    numbers = {
        "名次": one.rank, "考核项得分": one.earned, "折算": one.conversion, "报送扣分": one.deducted, "总分": one.total,
        "补助挂钩": one.subsidy,
    }  # fmt: skip
    placed = {name: places.place(stated) for name, stated in numbers.items()}
    return {"单位": fit_text(one.name), **placed, "备注": places.place(one.remark) if one.remark else ""}


def _reports(asked: Asked) -> list[Facts]:
    return [
        {
            "单位": fit_text(one.name),
            "报送状态": one.state,
            "应报日期": one.due,
            "收到时间": one.received,
            "迟报天数": asked.places.place(one.days_late) if one.days_late else "",
        }
        for one in asked.notice.reports
    ]


def _telling(asked: Asked) -> list[Facts]:
    """Those who named most problems first."""
    telling = [one for one in asked.notice.places if one.problems.value]
    ordered = sorted(telling, key=lambda one: -(one.problems.value or 0))
    return [
        {"单位": fit_text(one.name), "条数": asked.places.place(one.problems)} for one in ordered[:MOST_NAMES]
    ]


def _problems(asked: Asked) -> list[Facts]:
    return [
        {
            "单位": fit_text(one.name),
            "任务": fit_text(one.task),
            "举措": fit_text(one.asked),
            "问题": asked.places.place(one.words),
            "打算": fit_text(one.next_steps),
            "需协调": one.needs_leader,
        }
        for one in _listed(asked.notice)
    ]


def _listed(notice: Notice) -> list[Problem]:
    return list(
        said_once(one for one in notice.problems if one.needs_leader or one.light is Light.RED)[
            :_MOST_PROBLEMS
        ]
    )


_RANK = {
    "名次": "",
    "单位": "并列的以顿号隔开，没有列全的加“等”",
    "绿灯占比": "",
    "并列": "几个单位同一名次时为真",
}
_UNRANKED = {"单位": "", "已亮灯": "已亮灯任务数", "绿灯占比": "", "报送状态": ""}
_RED = {"编号": "计划中的编号", "任务": "任务全称", "单位数": "亮红灯的单位数", "单位": "单位名称"}
_OF_INDICATOR = {
    "任务": "", "指标": "", "目标": "计划所定", "完成值": "汇总值，带单位", "完成率": "", "有完成率": "有完成率时为真",
    "灯": "绿、黄、红", "底色": "灯的底色", "应报": "", "已报": "", "说明": "没有数的原因",
}  # fmt: skip
_OF_PLACE = {
    "名次": "", "单位": "", "绿灯": "", "黄灯": "", "红灯": "", "未亮灯": "", "绿灯占比": "", "已完成": "已完成任务",
    "逾期": "逾期任务", "问题": "", "报送状态": "",
}  # fmt: skip
_OF_SCORE = {
    "名次": "", "单位": "", "考核项得分": "", "折算": "不计分的项补足的分", "报送扣分": "迟报、未报、退回扣的分", "总分": "",
    "补助挂钩": "与补助资金挂钩的结果", "备注": "",
}  # fmt: skip
_OF_REPORT = {"单位": "", "报送状态": "", "应报日期": "", "收到时间": "", "迟报天数": ""}
_OF_PROBLEM = {
    "单位": "", "任务": "", "举措": "工作举措或指标", "问题": "单位原话", "打算": "下一步打算", "需协调": "需领导协调时为真",
}  # fmt: skip

LISTS: tuple[Placeholder, ...] = (
    Placeholder("排名前列", f"名次从前往后；不超过{_ALL_RANKS}个单位的全部列出，否则前{_SOME_RANKS}个", _first_ranks, _RANK),
    Placeholder("排名后列", f"超过{_ALL_RANKS}个单位时的最后{_SOME_RANKS}个", _last_ranks, _RANK),
    Placeholder("不排名", f"不参加排名的单位，最多{MOST_NAMES}个", _unranked, _UNRANKED),
    Placeholder("另有不排名", "还有没列出的不参加排名的单位时为真", lambda asked: len(_all_unranked(asked)) > MOST_NAMES),
    Placeholder("红灯任务", "有单位亮红灯的任务，单位多的在前", _red_tasks, _RED),
    Placeholder("迟报单位", f"迟报的单位，最多{MOST_NAMES}个", _late, {"单位": "", "天数": "迟报天数"}),
    Placeholder("另有迟报", "还有没列出的迟报单位时为真", lambda asked: len(_all_late(asked)) > MOST_NAMES),
    Placeholder("红灯指标", f"亮红灯的指标，最多{_MOST_INDICATORS}项", _red_indicators, _OF_INDICATOR),
    Placeholder("指标表", "附件1，每项指标一行，顺序同汇总表", _indicators, _OF_INDICATOR),
    Placeholder("亮灯表", "附件2，每个直接报送的单位一行，顺序同汇总表", _places, _OF_PLACE),
    Placeholder("下级亮灯表", "填报单位经由中间一级报送时，每个填报单位一行；否则为空", _fillers, _OF_PLACE),
    Placeholder("考核表", "年度考核得分，每个直接报送的单位一行，按名次；计划没有评分设置时为空", _scores, _OF_SCORE),
    Placeholder("下级考核表", "填报单位经由中间一级报送时，每个填报单位的考核得分；否则为空", _filler_scores, _OF_SCORE),
    Placeholder("报送表", "附件3，每个单位一行，顺序同汇总表；超过500个单位时只列没有按时报送的", _reports, _OF_REPORT),
    Placeholder("问题单位", "反映了问题的单位，多的在前", _telling, {"单位": "", "条数": ""}),
    Placeholder("列出问题", f"需领导协调的和亮红灯的问题，最多{_MOST_PROBLEMS}条", _problems, _OF_PROBLEM),
    Placeholder("另有问题", "还有没列出的问题时为真", lambda asked: len(asked.notice.problems) > len(_listed(asked.notice))),
)  # fmt: skip
