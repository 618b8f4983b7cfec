"""TOML: read with words for its slips, and written by `invite init`."""
