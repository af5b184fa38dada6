"""How the settings of a scoring (评分设置) are written in cells, and read back from what a person wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from taizhang.model.grid import plain
from taizhang.model.plan import Plan, Role
from taizhang.model.scoring import Deduction, RoleShares, Steps, Subsidy, SubsidyBy
from taizhang.model.words.blanks import in_one_width
from taizhang.model.words.plan_words import ROLE_TITLES, SUBSIDY_WORDS
from taizhang.plans.changing.forms import MAYBE_NUMBER, Form, Unreadable
from taizhang.plans.changing.scale_words import read_scale, shown_scale

_STEPS_FIX = "请写成：≥90得10分；≥80且＜90得8分；＜80得0分"
_SUBSIDY_FIX = "请写成：得分≥90：全额拨付；≥80且＜90：拨付90%；＜80：暂缓拨付，或以“名次≤3”起头"
_DEDUCTION_FIX = "请写成：每次扣1分，最多扣5分；不扣的空着"
_SHARES_FIX = "请写成：牵头1；分别负责1；按职责分工负责0.5；配合0"

_DEDUCTION = re.compile(
    r"(?:每次)?(?:扣)?(\d+(?:\.\d+)?)分?[,;、](?:最多|至多|上限)(?:扣)?(\d+(?:\.\d+)?)分?"
)
_SHARE = re.compile(r"(\D+?)(?:单位)?[:为占]?(\d+(?:\.\d+)?)(%)?")
_BETWEEN = re.compile(r"[;,、]")
_BY = re.compile(r"(?:^|(?<=[;；。\n]))\s*(?:考核)?(得分|名次)")


def _shown_steps(steps: Steps | None) -> str:
    return shown_scale(steps.scale, [f"{plain(one)}分" for one in steps.points], "得") if steps else ""


def _steps(text: str, _plan: Plan) -> Steps | None:
    if not text.strip():
        return None
    scale, gives = read_scale(text, _STEPS_FIX)
    points = [re.fullmatch(r"(\d+(?:\.\d+)?)分?", in_one_width(one)) for one in gives]
    strange = next((one for one, read in zip(gives, points, strict=True) if read is None), None)
    if strange is not None:
        raise Unreadable(f"“{strange[:20]}”不是分数", _STEPS_FIX)
    return Steps(scale, tuple(Decimal(one[1]) for one in points if one))


def _shown_subsidy(subsidy: Subsidy | None) -> str:
    if subsidy is None:
        return ""
    by_rank = subsidy.by is SubsidyBy.RANK  # the first is the best
    return SUBSIDY_WORDS[subsidy.by] + shown_scale(subsidy.scale, subsidy.words, "：", rising=by_rank)


def _subsidy(text: str, _plan: Plan) -> Subsidy | None:
    """What decides is said once, before the first class, or before each."""
    if not text.strip():
        return None
    said = dict.fromkeys(_BY.findall(text))
    if len(said) != 1:
        raise Unreadable("没有写明按得分还是按名次" if not said else "又按得分又按名次", _SUBSIDY_FIX)
    by = next(one for one, word in SUBSIDY_WORDS.items() if word in said)
    scale, words = read_scale(_BY.sub("", text), _SUBSIDY_FIX)
    if by is SubsidyBy.RANK and any(one.at != one.at.to_integral_value() for one in scale.bounds):
        raise Unreadable("名次只能是整数", _SUBSIDY_FIX)
    return Subsidy(by, scale, words)


def _shown_deduction(deduction: Deduction) -> str:
    if deduction == Deduction():
        return ""
    return f"每次扣{plain(deduction.each)}分，最多扣{plain(deduction.most)}分"


def _deduction(text: str, _plan: Plan) -> Deduction:
    if not text.strip():
        return Deduction()
    found = _DEDUCTION.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        raise Unreadable("每次扣几分、最多扣几分看不懂", _DEDUCTION_FIX)
    return Deduction(Decimal(found[1]), Decimal(found[2]))


_ROLE_WORDS: Mapping[Role, str] = {role: ROLE_TITLES[role].removesuffix("单位") for role in Role}


def _shown_shares(shares: RoleShares) -> str:
    return "；".join(f"{word}{plain(getattr(shares, role.value))}" for role, word in _ROLE_WORDS.items())


def _shares(text: str, _plan: Plan) -> RoleShares:
    """A role that is not written counts for nothing."""
    roles = {word: role.value for role, word in _ROLE_WORDS.items()}
    told: dict[str, Decimal] = dict.fromkeys(roles.values(), Decimal(0))
    for part in _BETWEEN.split("".join(unicodedata.normalize("NFKC", text).split())):
        found = _SHARE.fullmatch(part)
        if found is None or found[1] not in roles:
            raise Unreadable(f"“{part[:20]}”看不懂" if part else "没有写明各种分工计几成", _SHARES_FIX)
        told[roles[found[1]]] = Decimal(found[2]) / (100 if found[3] else 1)
    return RoleShares(**told)


def _amount(text: str, plan: Plan) -> Decimal | None:
    try:
        number: Decimal | None = MAYBE_NUMBER.read(text, plan)
    except Unreadable as why:
        raise Unreadable(why.says, "请只填数字，如10") from None
    return number


def _own_goal(text: str, plan: Plan) -> Decimal | None:
    """A number; 是 counts as 1, as in the ledger."""
    return Decimal(1) if in_one_width(text) == "是" else _amount(text, plan)


STEPS = Form(_shown_steps, _steps)
SUBSIDY = Form(_shown_subsidy, _subsidy)
DEDUCTION = Form(_shown_deduction, _deduction)
ROLE_SHARES = Form(_shown_shares, _shares)
AMOUNT = Form(MAYBE_NUMBER.show, _amount, numeric=True)
OWN_GOAL = Form(MAYBE_NUMBER.show, _own_goal, numeric=True)
