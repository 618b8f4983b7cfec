"""The registration system's exports and answers by hand, applied to the people."""
