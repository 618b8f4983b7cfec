"""The main job in steps: gather, compose, dispatch, summarise. Everything here hands back values;
nothing prints.
"""
