"""Workbooks: the only room that opens or writes xlsx, xls, ods and csv."""

from taizhang.books.read_workbook import read_workbook
from taizhang.books.write_ledger import write_ledger

__all__ = ["read_workbook", "write_ledger"]
