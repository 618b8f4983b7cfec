"""Pictures of values: the screen, and the JSON documents that scripts read. Nothing here decides or
remembers.
"""
