"""Signing in to Microsoft: by its own libraries, over our own HTTPS."""
