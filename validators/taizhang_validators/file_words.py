"""What a file is, and what was noticed in it, as a sentence says it."""

from __future__ import annotations

from taizhang.model.verdict import Flag

FORMAT_TITLES = {
    "xlsx": "工作簿（.xlsx）",
    "xlsm": "带宏的工作簿（.xlsm）",
    "xlsb": "二进制工作簿（.xlsb）",
    "xls": "旧版工作簿（.xls）",
    "ods": "开放文档表格（.ods）",
    "fods": "单文件的开放文档表格（.fods）",
    "xml": "2003版工作簿（.xml）",
    "csv": "文本表格（.csv）",
    "html": "网页表格（.html）",
}
FLAG_TITLES = {
    Flag.MACRO: "宏",
    Flag.EXTERNAL_LINK: "指向其他文件或网络的链接",
    Flag.EMBEDDED_OBJECT: "嵌入的文件或控件",
    Flag.EXTENSION_DIFFERS: "文件名与内容不符",
    Flag.OPENED_WITH_PASSWORD: "有密码",
}
