"""Returned mail and answers: mails in, each finds its letter, what is certain goes into the ledger."""
