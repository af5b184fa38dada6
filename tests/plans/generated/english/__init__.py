"""The same for machine-translated English: ordinals as words, blanks that went astray, offices in several translations."""
