"""The field's vocabulary: numerals, units of measure, status words, header synonyms."""
