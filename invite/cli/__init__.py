"""The command line: one file a command, each of them options, one call, one picture."""
