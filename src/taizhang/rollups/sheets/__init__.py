"""The sheets of the rollup workbook, one module each."""
