"""The letters that are still to go: composed, and judged."""
