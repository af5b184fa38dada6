"""What arrives from an enemy, made by ourselves: work that no reader does, packages built to deceive, old records."""
