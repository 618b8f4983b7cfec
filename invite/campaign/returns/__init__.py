"""Returned mail and answers: each mail finds its letter, what is certain goes into the ledger."""
