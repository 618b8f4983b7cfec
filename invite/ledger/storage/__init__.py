"""Where and how the ledger is kept: schema, locks, commits."""
