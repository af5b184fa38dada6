"""The grammar of plans in Chinese."""
