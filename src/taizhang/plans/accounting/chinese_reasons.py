"""Why a mention in Chinese is no field: the signs of each reason, the surest first."""

from __future__ import annotations

import re
from functools import lru_cache

from taizhang.model.words.clauses import CLOSING_PARTS, PAGE_FURNITURE, ROLE_LABELS
from taizhang.model.words.numerals import CHINESE
from taizhang.model.words.targets import AFTER, BEFORE, FULL, SCHEMES
from taizhang.plans.accounting.mentions import MentionKind
from taizhang.plans.accounting.parts import Part, PartWords
from taizhang.plans.accounting.reasons import Reason
from taizhang.plans.accounting.seen import Seen, sign
from taizhang.plans.chinese.amount import Amount
from taizhang.plans.chinese.amounts import read_amounts

DUTY, NUMBER, TIME = MentionKind.DUTY, MentionKind.NUMBER, MentionKind.TIME
_N = f"[{CHINESE}]"
_OF_A_YEAR = "计划|方案|任务|预算|目录|标准|要点|清单|水平|数据|工作|重点|考核|结算|筹资|基金|进度|安排"
_NAMED = "指标|病种|统一|方面|环节|内容|关系|作用|要素"
# What numerals in characters only name: 四项建设, 五大中心.
_NAMED_IN_WORDS = "中心|系统|平台|网络|体系|能力|工作|机构|建设|覆盖"

CHINESE_PARTS = PartWords(
    closing=re.compile(f"[(（]?[{CHINESE}\\d]{{1,3}}[)）]?[、.．]?(?:(?:强化|加强|健全|完善|严格|抓好|切实|做好)?(?:{'|'.join(CLOSING_PARTS)}))"),
    annex=re.compile("附件|附[表录注]|附[:：]|注[:：]|说明[:：]|(?:起草|编制)说明|名词解释"),
    page=re.compile("|".join((*PAGE_FURNITURE, "首页", "网站地图", "备案号", "ICP", "技术支持", "公网安备", "抄送", "印发$", "解读", "分享到"))),
)  # fmt: skip

_PAGE_LINE = re.compile(
    "(?:发布|发文|成文|更新|公开|印发|截止|反馈)(?:时间|日期|机构)|来源[:：]|作者[:：]|浏览|阅读(?:次数|量)|点击|访问量|字体|字号[:：]|索引号|信息分类|主题(?:词|分类)|"
    "联系(?:人|电话|方式|地址)|电话[:：]|传真[:：]|邮编|邮箱|地址[:：]|信函|当前位置|无障碍|网站标识码|公众号|扫描二维码|^20\\d\\d[年-]\\d{1,2}[月-][\\d□*×X]{1,2}日?$"
)
_TITLES = re.compile("《[^《》]*(?:》|$)")
_QUOTES = re.compile("[“‘][^“”‘’]*(?:[”’]|$)")
_NUMBERED_LINE = re.compile(f"^(?:附件)?[(（]?(?:[{CHINESE}]{{1,3}}|\\d{{1,3}})[)）]?(?:[、.．:：]|\\s|$)")

_LABELS = "|".join(words for _, words in ROLE_LABELS)
_YEARED = "(?:19|20)\\d\\d"
_NO_SHARE = "[^%％‰成]+"
_HOW_MANY = f"(?:{_N}+|\\d+)(?:[-—~至到]\\d+)?[多余]?"

# What no target looks like, whatever words hold it.
_SURE_SIGNS = (
    sign(Reason.NUMBERING, NUMBER, words=f"[①-⑳❶-❿]|{_N}是"),
    sign(Reason.NUMBERING, NUMBER, words="\\d{1,3}", before="附件|附表|表|图|专栏|任务|序号"),
    sign(Reason.NUMBERING, DUTY, words=f"(?:{_LABELS})", before="(?:^|[\\t|｜])", after="(?:[\\t|｜]|$)"),
    sign(Reason.PAGE, NUMBER, before="—", after="—"),
    # 〔2031〕7号, 2031年版, 行动（2031—2035年）
    sign(Reason.CITED, (NUMBER, TIME), before="[〔\\[(（【]", words="20\\d\\d(?:年|版|年版)?", after="[〕\\])）】年修版第]"),
    sign(Reason.CITED, (NUMBER, TIME), before="[〔\\[(（【]20\\d\\d[〕\\])）】](?:第|\\d+[-—])?"),
    sign(Reason.CITED, (NUMBER, TIME), before="第", after="[号令]"),
    sign(Reason.CITED, (NUMBER, TIME), words="20\\d\\d年?(?:[-—–至]20\\d\\d年?)?版?", after="[)）]?年?(?:版|修订|修正)"),
    sign(Reason.CITED, (NUMBER, TIME), words=f"{_YEARED}.*", before="[(（]", after="[)）]"),
    sign(Reason.CITED, NUMBER, words="\\d+", after="号文"),
    sign(Reason.CITED, NUMBER, words="\\d+(?:\\.\\d+)+版.*"),
    # 1+7, 十统一, 三医联动, 2型, 5G
    sign(Reason.NAME, NUMBER, words="\\d+(?:\\+\\d+)+.*|\\d+\\+.*"),
    sign(Reason.NAME, NUMBER, after="\\+|型|[A-Z](?![A-Za-z])"),
    sign(Reason.NAME, NUMBER, before="\\+[A-Za-z\\d]{0,3}|[A-Za-z]-?"),
    sign(Reason.NAME, (NUMBER, TIME), words="“?十[一二三四五六七]五”?(?:规划)?"),
    sign(Reason.CONDITION, NUMBER, words=_NO_SHARE, after="(?:及|或)?(?:以上|以下|以内)?的(?!目标|比例|标准|水平)"),
    sign(Reason.CONDITION, NUMBER, before="[%％](?:以上|以下)?的[^,，。;；]{0,20}(?:至少|有|不少于)+[^,，。;；]{0,8}"),
    sign(Reason.PAST, (NUMBER, TIME), before="(?:已经?|截至目前|上年|去年|同期|现有|原有)[^。;；,，]{0,12}"),
    sign(Reason.POLICY, NUMBER, words=".*元"),
)  # fmt: skip
# What a target may look like, too: these are asked only where no word holds the number to anything.
_SIGNS = (
    sign(Reason.ORDINAL, NUMBER, words=f"第{_N}.*"),
    sign(Reason.ORDINAL, NUMBER, before="(?:第|(?<![底末月日年之以])前)[\\d、至-]*"),
    sign(Reason.ORDINAL, NUMBER, words=f"{_HOW_MANY}(?:批|轮|期|届|次)", before="[新首本这上下同历]|党的|中全"),
    sign(Reason.ORDINAL, NUMBER, words=f"{_N}+(?:届|大)", before="党的.{0,8}|[届次]?"),
    sign(Reason.LEVEL, NUMBER, words=f"(?:{_N}+|\\d)(?:[、和至到或]{_N})*(?:级|甲|类|线)"),
    sign(Reason.LEVEL, NUMBER, words=f"{_N}+", after="、|[(（]略|级|甲"),
    sign(Reason.NAME, NUMBER, words=f"{_N}{{1,3}}(?:统一|允许|分开|同步|结合|支柱|医|病|癌|早|步|集中|协同|端|道|族|位|大)"),
    sign(Reason.NAME, NUMBER, words=f"{_N}{{1,3}}[^{CHINESE}]{{0,2}}", after="一体|联动|办理|协同|公开|行动|工程|计划|模式|全覆盖|全面覆盖"),
    # 65岁以上, 床位100张以上的医院, 24小时内, 每千人
    sign(Reason.CONDITION, (NUMBER, TIME), words=".*岁.*"),
    sign(Reason.CONDITION, (NUMBER, TIME), after="周?岁"),
    sign(Reason.CONDITION, NUMBER, before="每|/", words=".*[人张床百千万]"),
    sign(Reason.CONDITION, NUMBER, words=_NO_SHARE, before="[超满]过?|不足|大于|小于|多于", after="(?:及|或)?(?:以上|以下|以内)?[^,，。;；]{0,12}的"),
    sign(Reason.CONDITION, TIME, words=f"(?!{_YEARED})(?:{_HOW_MANY}|[半几数])[多余]?个?(?:小时|分钟|天|日|周|月|年|工作日|学时)(?![初中底末]|之?前|以前).*"),
    # 补助标准、支付比例
    sign(Reason.POLICY, NUMBER, words=".*(?:%|％|‰|百分.*|倍|成)", before="[^,，。;；]{0,38}(?:支付|报销|补助|补偿|标准|起付|缴费|自付|加成|费率|奖励|扣减|系数|权重|分值|限额|结余|留用|下浮|上浮|给予|待遇|价格|差)[^,，。;；]{0,38}"),
    sign(Reason.POLICY, NUMBER, words=".*(?:%|％|‰|百分.*)", after="[^,，。;；]{0,6}(?:给予|执行|支付|报销|补助|结算|拨付|奖励|计算|确定)"),
    # 较上年, 由50%提高到
    sign(Reason.PAST, TIME, before="[较比]"),
    sign(Reason.PAST, NUMBER, before="[由从]", after="[^,，。;；]{0,4}[提增降下升调扩缩]"),
    sign(Reason.PAST, TIME, words="(?:去|上|前|近[几两三]?|往|历|同)年.*"),
    sign(Reason.MISSED, TIME, words="每.*|按.*", after="[^，,。;；]{0,24}(?:报告|报送|上报|书面报|报(?=市|省|自治区|县|医改办))"),
    sign(Reason.FREQUENCY, TIME, words="(?:每|按|逐|各).*|年度|全年|.*一次"),
    sign(Reason.FREQUENCY, NUMBER, words=".*次", before="[^。;；]{0,20}[每年月季周][^。;；]{0,6}"),
    sign(Reason.FREQUENCY, TIME, words=f"{_YEARED}年度", after="[一-龥]"),
    sign(Reason.EVENT, TIME, words=".*(?:以来|初)"),
    sign(Reason.EVENT, TIME, after="度?(?:起|以来|开始|后|前|之前|之后|之日)|[^,，。;；]{0,10}(?:出台|印发|实施|到期|届满)[前后]"),
    sign(Reason.EVENT, TIME, before="自|从"),
    sign(Reason.EVENT, TIME, words=f"(?:{_YEARED}年(?:[、和至]{_YEARED}年)?|今年|本年|次年|翌年)度?", after=f"[^,，。;；]{{0,10}}(?:{_OF_A_YEAR})"),
    sign(Reason.EVENT, TIME, words="[当本同]年度?"),
    sign(Reason.VAGUE, NUMBER, words="一?(?:系列|大批|批)|[一几数].*"),
    sign(Reason.VAGUE, NUMBER, words=f"{_HOW_MANY}(?:个?(?:方面|层面|环节|阶段|维度|部分|渠道)|位)"),
    sign(Reason.VAGUE, NUMBER, after="方面|层面|环节|阶段|维度|部分|渠道|类别"),
    sign(Reason.NAME, NUMBER, words=f"{_HOW_MANY}(?:项|个|条|类|大|种)", after=f"[^,，。;；]{{0,10}}?(?:{SCHEMES}|{_NAMED})"),
    sign(Reason.NAME, NUMBER, words=f"{_N}+(?:项|个|条|类|大|种)", after=f"[^,，。;；]{{0,10}}?(?:{_NAMED_IN_WORDS})"),
    sign(Reason.NAME, NUMBER, words=_HOW_MANY, after="(?:地市|市州|省份|区县|县区|盟市)"),
    sign(Reason.RELATIVE, NUMBER, words=f"所有|全部|{FULL}|一半|半数|翻.*"),
    sign(Reason.RELATIVE, DUTY, before="(?:时限|时间|期限|节点)[:：]"),
)  # fmt: skip


_REDACTED = re.compile("[(（]略[)）]")
_WIDE = str.maketrans("()", "（）")
_HELD = re.compile("(?:" + "|".join(words for _, words, _ in BEFORE) + ")[^,，。;；\\d]{0,14}$")
_HELD_AT_ONCE = re.compile("(?:" + "|".join(words for _, words, _ in BEFORE) + ")(?:开展|到|有|建设|了)?$")
_HELD_HERE = re.compile("^[^级]+?(?:" + "|".join(words for _, words in AFTER) + ")")
_BARE_NUMBER = re.compile(f"[（(]?(?:\\d+|[{CHINESE}]+)[)）]?")
_HELD_BEHIND = re.compile(".{0,2}?(?:" + "|".join(words for _, words in AFTER) + ")")
_YEAR = re.compile(_YEARED)
_NOT_SAID_OF = re.compile(f"[较比于]{_YEARED}|《[^》]*》?|[〔(（\\[]{_YEARED}[^〕)）\\]]*")
_DUE = re.compile("前|[底末]|月|上半年|季度|年度?内|期间")


def chinese_reason(seen: Seen) -> Reason:
    """The one reason why no field holds the mention."""
    if seen.repeated and seen.part is not Part.TASK:
        return Reason.REPEATED
    if seen.part is Part.PAGE or (seen.part is not Part.TASK and _PAGE_LINE.search(seen.sentence)):
        return Reason.PAGE
    if _BARE_NUMBER.fullmatch(seen.words) and (
        seen.opens_item or (seen.start <= 3 and _NUMBERED_LINE.match(seen.sentence))
    ):
        return Reason.NUMBERING
    if _within(_TITLES, seen):
        return Reason.CITED
    if seen.kind is not DUTY and _within(_QUOTES, seen):
        return Reason.NAME
    if seen.part is Part.ANNEX:
        return Reason.ANNEX
    if _of_an_earlier_year(seen):
        return Reason.PAST
    found = next((one.reason for one in _SURE_SIGNS if one.fits(seen)), None)
    if found is None and seen.part is not Part.CLOSING and _is_held(seen):
        return Reason.MISSED
    found = found or next((one.reason for one in _SIGNS if one.fits(seen)), None)
    return found or _by_part(seen)


def _is_held(seen: Seen) -> bool:
    """Whether words right beside the number hold something to it; an age only says of whom."""
    named = seen.kind is TIME and not seen.words[0].isdigit()  # 当年, 上半年
    if seen.kind is DUTY or named or "岁" in seen.words or seen.after.startswith(("岁", "周岁")):
        return False
    return bool(_HELD_AT_ONCE.search(seen.before) or _HELD_HERE.search(seen.words + seen.after[:3]))


def _of_an_earlier_year(seen: Seen) -> bool:
    """A year before the plan's, and a number that is said of such a year; one that is only compared with it is not."""
    if seen.kind is TIME:
        found = _YEAR.match(seen.words)
        return found is not None and int(found[0]) < seen.year
    part = re.split("[。；;]", seen.before)[-1] if seen.kind is NUMBER else ""
    years = _YEAR.findall(_NOT_SAID_OF.sub("", part))
    return bool(years) and int(years[-1]) < seen.year


def _within(pattern: re.Pattern[str], seen: Seen) -> bool:
    return any(
        held.start() < seen.start and seen.end <= held.end() for held in pattern.finditer(seen.sentence)
    )


def _by_part(seen: Seen) -> Reason:
    if seen.part is Part.CLOSING:
        return Reason.CLOSING
    if seen.kind is DUTY and not _ends_bracket(seen):
        return Reason.PRINCIPLE if seen.part in (Part.HEAD, Part.OPENING) else Reason.SPOKEN_DUTY
    if seen.kind is DUTY or _looks_asked(seen):
        return Reason.MISSED
    if seen.part is Part.HEAD:
        return Reason.PAGE
    return Reason.PRINCIPLE if seen.part is Part.OPENING else Reason.OTHER


def _ends_bracket(seen: Seen) -> bool:
    """Whether it stands as clauses do: in one, or where a part of its bracket ends."""
    before = _REDACTED.sub("", seen.before).translate(_WIDE)
    return seen.in_clause or (before.rfind("（") > before.rfind("）") and seen.after[:1] in tuple(")）〕,，"))


def _looks_asked(seen: Seen) -> bool:
    """Whether the grammar itself would take it for an amount or a time that is due."""
    if seen.kind is NUMBER:
        held = _HELD.search(seen.before) or _HELD_BEHIND.match(seen.after)
        return bool(held) or any(
            one.start < seen.end and seen.start < one.end for one in _amounts(seen.sentence)
        )
    return bool(_YEAR.match(seen.words) or _DUE.search(seen.words))


@lru_cache(maxsize=16)
def _amounts(sentence: str) -> tuple[Amount, ...]:
    """Read once for all mentions of a sentence, which come one after another."""
    return read_amounts(sentence)
