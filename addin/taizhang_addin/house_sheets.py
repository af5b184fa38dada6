"""The sheets that the add-in itself keeps in an open workbook; they are no part of a submission."""

SETTINGS_SHEET = "台账设置"
FINDINGS_SHEET = "校验结果"
ROLLUP_SHEET = "汇总结果"

HOUSE_SHEETS = frozenset({SETTINGS_SHEET, FINDINGS_SHEET, ROLLUP_SHEET})
