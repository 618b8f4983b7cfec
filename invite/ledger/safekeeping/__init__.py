"""What keeps the ledger from being lost unnoticed: its witness on this computer, its backups."""
