"""A project folder made and kept up: discovery, settings, the example, what IT is asked for."""
