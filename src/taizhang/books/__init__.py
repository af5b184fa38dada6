"""Workbooks: the only room that opens or writes xlsx, xls, ods and csv."""

from taizhang.books.read_workbook import read_workbook

__all__ = ["read_workbook"]
