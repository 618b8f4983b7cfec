"""Returned mail and answers, read: bytes in, what a mail says of which letter and address out; no
input, no output.
"""
