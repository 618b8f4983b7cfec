"""What a sheet looks like: header, columns, captions."""
