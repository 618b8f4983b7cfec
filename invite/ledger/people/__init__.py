"""People in the ledger: persons, corrections, decisions, opt-outs, erasure."""
