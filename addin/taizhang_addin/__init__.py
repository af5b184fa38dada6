"""The Excel face: the desk's verbs over the open workbook, as buttons."""
