"""Pictures of a new project, and of one brought up to date."""
