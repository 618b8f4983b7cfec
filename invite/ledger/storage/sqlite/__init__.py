"""The ledger in an SQLite file: all that another engine does otherwise."""
