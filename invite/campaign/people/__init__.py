"""The people of the sheets: listed, explained, answered for, corrected by hand."""
