"""Letters in the ledger: facts, claims, versions of the event."""
