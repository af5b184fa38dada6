"""The grammar of plans in machine-translated English."""
