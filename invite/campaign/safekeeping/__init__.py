"""The ledger brought back, said to be right, begun again for another event, looked at."""
