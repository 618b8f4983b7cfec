"""Entries become clusters: record linkage."""
