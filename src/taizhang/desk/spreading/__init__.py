"""One job's batches spread over processes or machines, and their results taken back in order."""
