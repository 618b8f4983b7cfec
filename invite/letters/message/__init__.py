"""A letter as a MIME message: headers, calendar, attachments."""
