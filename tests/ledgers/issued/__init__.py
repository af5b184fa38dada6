"""Every template version ever issued, unzipped: `N/blank`, `N/filled`, `N/filled-wrong`, and what is read in them."""
