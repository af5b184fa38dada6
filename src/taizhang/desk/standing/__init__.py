"""Standing: who is on time, late, missing or returned in a period, and what to send to them."""
