"""Where everybody stands, and one person's story."""
