"""How letters leave: couriers and what became of what they carried."""
