"""Drafts that are sent by hand: looked at where they lie, taken back, said to have gone."""
