"""Rollups of a whole country: places are tallied once, added up, and their source lines stitched."""
