"""Letters: a template becomes text, HTML and a calendar file, and these the bytes of a message."""
