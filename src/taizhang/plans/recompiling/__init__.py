"""A mended document compiled again: rows that still say the same keep their ids and what persons decided of them."""
