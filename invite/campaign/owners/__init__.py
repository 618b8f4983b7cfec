"""What the keepers of the sheets are asked to put right."""
