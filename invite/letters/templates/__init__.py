"""Templates: read, checked, filled, turned into HTML and text."""
