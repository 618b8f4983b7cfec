"""WHO: from rows to entries to persons."""
