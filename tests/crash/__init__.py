"""`taizhang collect` killed at any moment: what arrived is there once, and what is kept is whole."""
