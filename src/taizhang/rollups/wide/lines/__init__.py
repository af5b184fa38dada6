"""Lines of the long sheets as they are taken out of the ledgers of one place; each sheet's columns stand beside its lines."""
