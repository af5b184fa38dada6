"""The columns of each long sheet, by its name."""

from __future__ import annotations

from taizhang.rollups.wide.sheets import place_figures, places, reporting, taken

# In the order of their looks; the last one is not in every workbook.
LONG_COLUMNS = {
    place_figures.NAME: place_figures.COLUMNS,
    places.NAME: places.COLUMNS,
    reporting.NAME: reporting.COLUMNS,
    **taken.COLUMNS,
}
