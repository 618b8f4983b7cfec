"""English: genitive, compounds, words."""
