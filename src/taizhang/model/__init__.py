"""The nouns of the house: frozen, without IO; every floor above speaks in them."""
