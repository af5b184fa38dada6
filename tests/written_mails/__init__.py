"""Mails of every make, written by the tests: in parts, by Outlook, signed."""
