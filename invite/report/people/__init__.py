"""Pictures of the people and their sheets."""
