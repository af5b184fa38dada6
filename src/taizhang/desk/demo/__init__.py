"""The demonstration: imitated county clerks fill real ledgers, and the loop runs over what they send."""
