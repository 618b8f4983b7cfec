"""Clusters become persons that stay the same."""
