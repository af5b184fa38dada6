"""The review workbook (审核): a plan drawn for a person to correct in Excel, and what came back of it."""
