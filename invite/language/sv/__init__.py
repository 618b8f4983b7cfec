"""Finland Swedish: genitive, compounds, words."""
