"""Pictures of where everybody stands."""
