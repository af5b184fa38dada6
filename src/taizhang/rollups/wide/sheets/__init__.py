"""The sheets of a wide rollup: some painted whole, long ones as far as their header and two rows that show the looks."""
