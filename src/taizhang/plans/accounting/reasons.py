"""Reasons why a mention became no field of the plan: a closed set, each with the sentence that explains it."""

from __future__ import annotations

from enum import Enum


class Reason(Enum):
    """The word of the report, and what it means to a reader."""

    NUMBERING = ("编号、表头", "条目、章节、清单的序号，或表格的栏目名称，不是要完成的数量。")
    NAME = ("名称里的数字", "名称、提法或引号内文字的一部分，不是要完成的数量。")
    CITED = ("文号、书名", "引用的文件名称、文号、版本或年份。")
    CONDITION = ("年龄等条件", "说明对象、条件或期限（年龄、规模、满几年、几日内），不是目标。")
    LEVEL = ("机构等级、层级名", "三级医院、一级学科、四级网络一类的等级、层级或类别名称。")
    ORDINAL = ("序数、批次", "第几批、第几轮、第几名，只说次序。")
    POLICY = ("政策参数", "补助标准、支付比例、限额、价格等政策规定，不由填报单位去完成。")
    PAST = ("过去的情况、背景", "已经完成、原有或作比较的情况。")
    EVENT = ("事件或起始时间，不是时限", "从何时起、某事之前之后、某一时期，没有说到何时完成。")
    FREQUENCY = ("频次（不是报送）", "多久做一次某项工作，或按年度、月度说的口径，不是多久报送一次。")
    VAGUE = ("泛指数量", "一批、一个、多个方面一类，没有确定的数目，或只是列举了几项。")
    RELATIVE = ("范围词、相对要求", "所有、全部只说明范围，或只与别的水平相比，没有可核对的数值。")
    SPOKEN_DUTY = ("句中的职责描述，不是责任分工", "在句子里说到谁负责、牵头或配合什么，不是责任单位条款。")
    PRINCIPLE = ("指导思想与原则", "总体要求、指导思想、基本原则、背景部分的文字。")
    CLOSING = ("工作要求、保障措施部分", "任务之后的组织实施、工作要求、保障措施部分，不作为任务。")
    REPEATED = ("重复刊载", "前面已有同样的一句，只编制一次。")
    PAGE = ("网页栏目与发布信息", "网页导航、页码、发布时间、联系方式、公告说明、版权一类，不是计划正文。")
    ANNEX = ("附件、说明", "附件、附表、编写说明和注解。")
    MISSED = (
        "像目标、时限或分工，请核对",
        "写法像目标、时限或责任分工，但没有编入，请对照原文核对是否需要补上。",
    )
    OTHER = ("其他", "不属于以上各类，请对照原文看一遍。")

    @property
    def word(self) -> str:
        return self.value[0]

    @property
    def says(self) -> str:
        return self.value[1]
