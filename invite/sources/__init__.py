"""Files in, rows out, each with its origin: what the spreadsheets hold, not yet what it means."""
