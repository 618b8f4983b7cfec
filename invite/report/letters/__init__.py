"""Pictures of letters: the plan, the gallery, what is late or outdated."""
