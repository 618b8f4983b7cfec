"""Other people's exports: what the rows of a registration system say, and whose each row is."""
