"""Rows become entries and flaws."""
