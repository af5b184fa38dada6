"""What a rollup is made of, gathered from archives and from rollup workbooks."""
