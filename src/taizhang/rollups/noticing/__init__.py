"""A rollup and its drawn workbook become a notice: one file for each part of the paper."""
