"""Personal invitations to everyone on your spreadsheets."""

__version__ = "0.1.0"
