"""Texts and files that nobody wrote: whatever they hold, the compiler reads them or says that it cannot, in time."""
