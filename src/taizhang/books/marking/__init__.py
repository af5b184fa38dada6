"""Marking: a county's own workbook changed part by part, so that only what must differ is written anew."""
