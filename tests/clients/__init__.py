"""Real client programs for tests: they recalculate workbooks, and are typed into as a reporter would."""
