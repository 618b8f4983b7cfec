"""Pictures of one person: the story, the reply, what is kept."""
