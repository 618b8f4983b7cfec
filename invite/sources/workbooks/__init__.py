"""Workbooks read: values, marks, limits."""
