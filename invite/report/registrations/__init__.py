"""Pictures of registrations and marks."""
