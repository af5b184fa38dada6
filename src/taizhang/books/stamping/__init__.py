"""Ledgers by the thousand: a workbook is written once, and only the parts that differ are written again."""
