"""The sheets of the workbook 对照表, one module each."""
