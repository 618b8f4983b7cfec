"""Pictures of returned mail: what was read, what waits for the coordinator, the document."""
