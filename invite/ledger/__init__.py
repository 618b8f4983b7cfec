"""The memory: who was found on the sheets, which letters there are, and what became of them."""
