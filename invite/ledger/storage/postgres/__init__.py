"""The ledger in PostgreSQL, which several people and computers share."""
