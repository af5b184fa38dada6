"""The sheets of the report on a compilation (编制报告)."""
