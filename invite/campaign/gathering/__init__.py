"""The sheets read, everyone found out, and nobody known again who was erased."""
