"""One loop that carries all connections of a run: letters claimed, carried and told of."""
