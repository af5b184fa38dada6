"""Writing: the house's own workbooks, ledger and rollup, through XlsxWriter."""
