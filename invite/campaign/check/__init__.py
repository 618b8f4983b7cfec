"""Everything that could be wrong before letters go: sheets, letters, server, ledger."""
