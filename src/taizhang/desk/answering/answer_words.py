"""The text of an answer: the verdict, what to mend in plain words, what became of the last round, and the receipt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taizhang.desk.answering.answerable import Question
from taizhang.desk.intake.rollup_words import advice_on, differences_of, reason_of, rollup_word
from taizhang.model.comparison import Comparison
from taizhang.model.finding import Finding, Severity
from taizhang.model.verdict import Verdict

_SHOWN = 20  # findings of one severity that are written out
_SUBJECT = 80  # characters of the sender's own subject
_NUMERALS = "一二三"
_NO_REPLY = "本邮件由台账系统自动生成，文件未经病毒扫描，请由本机安全软件检查。"


def subject_of(question: Question) -> str:
    """The verdict before the sender's own subject, in one line."""
    from taizhang.mail.headers import one_line

    own = one_line(question.outcome.subject)[:_SUBJECT] or question.line.file_name
    return f"【{verdict_word(question)}】回复：{own}"


def verdict_word(question: Question) -> str:
    return rollup_word(question.rollup) if question.rollup else question.line.verdict.word


def body_of(
    question: Question,
    findings: Sequence[Finding],
    comparison: Comparison | None,
    *,
    addressee: str,
    copy_name: str,
    copy_remark: str,
    office: str,
) -> str:
    """The whole text; `copy_name` is the attached copy's, "" where there is none."""
    parts = (
        _opening(question, addressee),
        _counts(findings, comparison),
        *_by_severity(findings),
        differences_of(question.rollup) if question.rollup else "",
        _what_to_do(question, copy_name, copy_remark),
        _receipt(question),
        "\n".join(filter(None, (office, _NO_REPLY))),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def _opening(question: Question, addressee: str) -> str:
    line, word = question.line, verdict_word(question)
    came = f"{line.received:%Y年%m月%d日 %H:%M}"
    what = f"你单位{came}发来的“{line.file_name}”已收到，登记为第{line.number}号，结论：{word}。"
    why = reason_of(question.rollup) if question.rollup else line.reason
    reason = "" if line.verdict is Verdict.RETURNED else f"{why.rstrip('。')}。"
    return f"{addressee}：\n{what}{reason}"


def _counts(findings: Sequence[Finding], comparison: Comparison | None) -> str:
    """How many findings of each severity, and what became of the last round's."""
    counted = [
        f"{severity.word} {count} 处"
        for severity in Severity
        if (count := sum(one.counts and one.severity is severity for one in findings))
    ]
    accepted = sum(not one.counts for one in findings)
    counted += [f"已说明或豁免 {accepted} 处"] if accepted else []
    told = [f"校验结果：{'，'.join(counted)}。"] if counted else []
    told += [f"与上次相比：{comparison}。"] if comparison else []
    return "\n".join(told)


def _by_severity(findings: Sequence[Finding]) -> Iterator[str]:
    """A numbered list under each severity; the rest stands in the attached copy."""
    numeral = iter(_NUMERALS)
    for severity in Severity:
        counting = [one for one in findings if one.counts and one.severity is severity]
        if counting:
            shown = [f"{number}. {_told(one)}" for number, one in enumerate(counting[:_SHOWN], 1)]
            if len(counting) > _SHOWN:
                shown.append(f"其余 {len(counting) - _SHOWN} 处见附件。")
            yield "\n".join((f"{next(numeral)}、{severity.word}", *shown))


def _told(finding: Finding) -> str:
    from taizhang.mail.headers import one_line

    where = f"{finding.where}：" if finding.place else ""
    return one_line(f"{where}{finding.says.rstrip('。')}。{finding.advice}")


def _what_to_do(question: Question, copy_name: str, copy_remark: str) -> str:
    line, newer = question.line, question.newer
    if newer is not None and question.rollup:
        return f"此后发来的“{newer.file_name}”（第{newer.number}号）已收到，以后来的为准，这一件不必再改。"
    if newer is not None:
        return f"此后发来的“{newer.file_name}”（第{newer.number}号）已接收，以后来的为准，这一件不必再改。"
    if question.rollup:
        return advice_on(question.rollup)
    attached = f"附件“{copy_name}”已逐格标出{copy_remark}" if copy_name else ""
    if line.verdict is Verdict.RETURNED:
        return f"{attached or '上面列出了每一处'}，请改好后直接回复本邮件，把改好的台账作为附件报送。"
    if line.verdict is Verdict.ACCEPTED:
        return f"{attached}，请核对，确有差错的改好后重新报送；属实的不必重报。" if attached else ""
    if line.beside is not None:
        return ""
    return "请按上面的说明处理后，直接回复本邮件，把台账作为附件报送。"


def _receipt(question: Question) -> str:
    line = question.line
    rows = [
        "收件回执",
        f"文件：{line.file_name}",
        f"大小：{line.size} 字节",
        f"SHA-256：{line.sha256}",
        f"收到时间：{line.received:%Y-%m-%d %H:%M:%S}",
        f"结论：{verdict_word(question)}",
    ]
    rows += [f"同时收到：{other.file_name}（{other.reason.rstrip('。')}）" for other in question.others]
    return "\n".join(rows)
