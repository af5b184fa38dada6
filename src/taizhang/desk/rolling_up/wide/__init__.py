"""The rollup of a country: places are taken out side by side, remembered, added up and stitched together."""
