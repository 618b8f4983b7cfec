"""Letters leaving: spool, queue, connections, one run."""
