"""The Drafts folder of a mailbox: letters are laid into it, by Graph or by IMAP."""
