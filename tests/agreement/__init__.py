"""Whether the ledger sheet and `taizhang check` say the same, on ledgers filled in by chance."""
