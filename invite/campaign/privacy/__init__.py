"""Letters stopped, people erased, the project purged."""
