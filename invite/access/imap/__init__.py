"""A small IMAP client (RFC 3501): returned mail is read by it, and drafts are laid by it."""
