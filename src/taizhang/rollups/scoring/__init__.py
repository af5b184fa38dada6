"""Scoring (年度考核): what was reached becomes points, each with its arithmetic and the cells it came from."""
