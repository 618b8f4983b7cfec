"""Finnish: cases, names, words."""
