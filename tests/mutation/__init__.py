"""What people do to a ledger before they send it back, and whether it is then read right, explained, or silently wrong."""
