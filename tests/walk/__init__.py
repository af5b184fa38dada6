"""Every number of a rollup workbook walked back to the cells that counties sent, and computed again from these.

The workbook and the counties' files are read by another program than ours, and the arithmetic is this package's own.
"""
