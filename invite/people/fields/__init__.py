"""What one cell says."""
